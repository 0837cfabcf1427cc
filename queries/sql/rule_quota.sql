-- name: rule_quota
-- about: Chiến sĩ thi đua cơ sở held against 15% of the Lao động tiên tiến, with both readings of the denominator.
-- grain: one row per stretch of law that decisions of the year fall under, and one for the files under way
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR, for_year INTEGER,
--          law_date DATE [whose law applies: of the latest decision; known_at for files under way],
--          verdict VARCHAR [pass, fail, unknown], part INTEGER [Chiến sĩ thi đua cơ sở],
--          whole INTEGER [Lao động tiên tiến, if they include the part], other_whole INTEGER [if they do not; NULL when the names decide],
--          numbers VARCHAR, reason VARCHAR [NULL on pass], rows_behind VARCHAR[] [file:row]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), files as materialized (
    select f.*, f.honour_code = 'chien_si_thi_dua_co_so' as is_part,
        f.net + case when f.state in ('proposed', 'approved', 'submitted') then f.quantity else 0 end as expected,
        row_place(s.name, f.sheet, f.row_no) as place
    from award_files($year::integer, $year::integer, $known_at::date) f
    semi join units using (unit_code)
    left join source_file s using (file_id)
    where f.recipient_kind = 'individual'
        and f.honour_code in ('chien_si_thi_dua_co_so', 'lao_dong_tien_tien', 'chien_si_tien_tien')
), stages as (
    select 'decided' as stage, net as n, coalesce(decided_on, reported_on) as law_date, * exclude (net) from files where net <> 0
    union all
    -- The whole of the year if every file under way is granted.
    select 'expected', expected, $known_at::date, * exclude (net) from files
    where expected <> 0 and exists (from files where is_part and expected <> net)
), law as (
    select * from rules() where rule_id = 'cstdcs_quota'
), parts as (
    select s.stage, l.valid_from, sum(s.n) as n, max(s.law_date) as law_date, bool_and(s.recipient is not null) as named,
        list(s.place order by s.file_id, s.sheet, s.row_no) as places
    from stages s
    join law l on s.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
    where s.is_part
    group by all
), wholes as (
    select stage, coalesce(sum(n), 0) as n, bool_and(recipient is not null) as named,
        list(place order by file_id, sheet, row_no) as places
    from stages
    where not is_part
    group by all
), doubled as (
    -- A name that stands twice in a unit's list says nothing about who is who.
    select stage
    from stages
    where name_key is not null
    group by stage, is_part, unit_code, name_key
    having count(*) > 1
), on_both as (
    select c.stage, l.valid_from, count(*) as n
    from stages c
    join law l on c.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
    where c.is_part and exists (
        from stages w
        where w.stage = c.stage and not w.is_part and w.unit_code = c.unit_code
            and (w.recipient = c.recipient
                or w.name_key = c.name_key and not (starts_with(w.recipient, 'id:') and starts_with(c.recipient, 'id:'))))
    group by all
), readings as (
    select p.stage, p.valid_from, p.law_date, p.n as part, coalesce(w.n, 0) as listed,
        p.named and coalesce(w.named, false) and not exists (from doubled d where d.stage = p.stage) as names_decide,
        coalesce(o.n, 0) as overlap,
        list_concat(p.places, coalesce(w.places, [])) as places
    from parts p
    left join wholes w using (stage)
    left join on_both o on o.stage = p.stage and o.valid_from = p.valid_from
), denominators as (
    select *,
        case when names_decide then listed + part - overlap else listed end as whole,
        case when not names_decide then listed + part end as other_whole
    from readings
), judged as (
    select d.*, l.* exclude (valid_from),
        100 * d.part <= l.limit_percent * d.whole as holds,
        100 * d.part <= l.limit_percent * coalesce(d.other_whole, d.whole) as other_holds
    from denominators d
    join law l using (valid_from)
)
select
    rule_id, rule_text, article, grade, binding and stage = 'decided' as binding,
    case stage when 'decided' then 'đã có quyết định' else 'kể cả hồ sơ đang trình' end as subject,
    null::varchar as unit_code, 'chien_si_thi_dua_co_so' as honour_code, $year::integer as for_year, law_date,
    case when grade = 'U' or listed = 0 or holds <> other_holds then 'unknown' when holds then 'pass' else 'fail' end as verdict,
    part::integer as part, whole::integer as whole, other_whole::integer as other_whole,
    concat('CSTĐCS ', vn_count(part),
        case when whole > 0 then concat('; trên ', vn_count(whole), ' LĐTT',
            case when names_decide then ' (theo danh sách tên)' else ' (gồm cả CSTĐCS)' end, ' là ', vn_percent(count_percent(part, whole))) end,
        case when other_whole > 0 then concat('; trên ', vn_count(other_whole), ' (LĐTT ngoài CSTĐCS, cộng cả hai) là ',
            vn_percent(count_percent(part, other_whole))) end) as numbers,
    case when grade = 'U' then 'chưa có căn cứ pháp lý về tỷ lệ cho thời điểm này'
        when listed = 0 then 'sổ khen thưởng chưa có danh sách Lao động tiên tiến'
        when holds <> other_holds then 'hai cách hiểu mẫu số cho hai kết quả khác nhau'
        when not holds then concat('vượt mức ', replace(limit_percent::integer::varchar, '.', ','), '%') end as reason,
    places as rows_behind
from judged
order by stage, valid_from
