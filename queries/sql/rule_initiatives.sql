-- name: rule_initiatives
-- about: Whether those granted or proposed Chiến sĩ thi đua cơ sở, cấp bộ or cấp tỉnh have a recognised initiative.
-- grain: one row per stretch of law, title and unit
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, C, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE [of the latest decision; known_at for files under way], verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [persons with a recognised initiative], whole INTEGER [persons with the title], other_whole INTEGER [persons whom the register leaves open],
--          numbers VARCHAR, reason VARCHAR [NULL on pass], rows_behind VARCHAR[] [file:row]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), register as materialized (
    -- What was recognised in the three years before may still be counted.
    from known_initiatives($plan_id, $year::integer - 3, $year::integer, $known_at::date)
), people as (
    select f.*, u.short_name, u.position, row_place(s.name, f.sheet, f.row_no) as place,
        case when f.state = 'granted' then coalesce(f.decided_on, f.reported_on) else $known_at::date end as law_date,
        case f.honour_code when 'chien_si_thi_dua_co_so' then 'cstdcs_initiative' else 'cstd_tinh_initiative' end as rule_id
    from award_files($year::integer, $year::integer, $known_at::date) f
    join units u using (unit_code)
    left join source_file s using (file_id)
    where f.recipient_kind = 'individual' and f.honour_code in ('chien_si_thi_dua_co_so', 'chien_si_thi_dua_cap_bo', 'chien_si_thi_dua_cap_tinh')
        and (f.net > 0 or f.state in ('proposed', 'approved', 'submitted'))
), held as (
    select p.*,
        coalesce(bool_or(r.state = 'recognised' and (r.level in ('province', 'central') or p.rule_id = 'cstdcs_initiative')
            and (r.author_id is not null and 'id:' || r.author_id = p.recipient or r.author_key = p.name_key
                and not (r.author_id is not null and starts_with(p.recipient, 'id:')))), false) as found,
        -- The register names every author of the unit, or leaves some open.
        count(r.unit_code) filter (r.for_year = $year::integer) > 0 and coalesce(bool_and(r.author_key is not null), false) and any_value(p.recipient) is not null as is_covered
    from people p
    left join register r on r.unit_code = p.unit_code
    group by all
), sums as (
    select l.*, h.unit_code, h.short_name, h.position, h.honour_code, max(h.law_date) as law_date, bool_and(h.state = 'granted') as is_granted,
        sum(h.quantity) as persons, sum(h.quantity) filter (h.found) as with_one, sum(h.quantity) filter (not h.found and not h.is_covered) as open_,
        list(coalesce(h.recipient_name, 'không ghi tên') order by h.file_id, h.row_no) filter (not h.found and h.is_covered) as without_,
        list(h.place order by h.file_id, h.sheet, h.row_no) as places
    from held h
    join rules() l on l.rule_id = h.rule_id and h.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
    group by all
), judged as (
    select *, case when grade = 'U' then 'unknown' when len(without_) > 0 then 'fail' when coalesce(open_, 0) > 0 then 'unknown' else 'pass' end as verdict
    from sums
)
select rule_id, rule_text, article, grade, binding, short_name as subject, unit_code, honour_code, $year::integer as for_year, law_date, verdict,
    coalesce(with_one, 0)::integer as part, persons::integer as whole, coalesce(open_, 0)::integer as other_whole,
    concat(vn_count(coalesce(with_one, 0)), ' trên ', vn_count(persons), ' người có sáng kiến, đề tài được công nhận',
        case when open_ > 0 then concat('; chưa rõ ', vn_count(open_)) end) as numbers,
    case when verdict = 'pass' then null when grade = 'U' then 'chưa đọc được quy định đang có hiệu lực'
        when verdict = 'fail' then concat('sổ sáng kiến không có: ', array_to_string(without_, ', ')) else 'sổ sáng kiến của đơn vị chưa có hoặc không ghi tên tác giả' end as reason,
    places as rows_behind
from judged
order by honour_code, position, unit_code, law_date
