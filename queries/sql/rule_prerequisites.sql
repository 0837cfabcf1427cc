-- name: rule_prerequisites
-- about: Whether those granted or proposed Chiến sĩ thi đua cấp tỉnh, cấp bộ or toàn quốc hold the titles of earlier years that the law asks for.
-- grain: one row per file of such a title, granted or under way
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE [of the decision; known_at for a file under way], verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [times found], whole INTEGER [times asked for], other_whole INTEGER [years that the ledger leaves open],
--          numbers VARCHAR, reason VARCHAR [NULL on pass], rows_behind VARCHAR[] [file:row, the file itself first]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), files as materialized (
    select f.*, row_place(s.name, f.sheet, f.row_no) as place
    from award_files($year::integer - 6, $year::integer, $known_at::date) f
    semi join units using (unit_code)
    left join source_file s using (file_id)
    where f.recipient_kind = 'individual' and f.honour_code in (
        'chien_si_thi_dua_co_so', 'chien_si_thi_dua_cap_tinh', 'chien_si_thi_dua_cap_bo', 'chien_si_thi_dua_toan_quoc')
), candidates as materialized (
    select f.*, row_number() over (order by f.file_id, f.sheet, f.row_no) as no,
        case when f.honour_code = 'chien_si_thi_dua_toan_quoc' then 'cstd_toan_quoc_prior' else 'cstd_tinh_prior' end as rule_id,
        count(*) over (partition by f.honour_code, f.unit_code, f.name_key) = 1 as is_alone,
        case when f.state = 'granted' then coalesce(f.decided_on, f.reported_on) else $known_at::date end as law_date
    from files f
    where f.for_year = $year::integer and f.honour_code <> 'chien_si_thi_dua_co_so'
        and f.state in ('granted', 'proposed', 'approved', 'submitted')
), earlier as materialized (
    select *, case when honour_code = 'chien_si_thi_dua_co_so' then 'cstd_tinh_prior' else 'cstd_toan_quoc_prior' end as rule_id,
        state = 'granted' as is_granted,
        count(*) over (partition by honour_code, for_year, unit_code, name_key) as namesakes
    from files
    where honour_code <> 'chien_si_thi_dua_toan_quoc' and state in ('granted', 'proposed', 'approved', 'submitted')
), asked as (
    select c.no, c.rule_id, c.unit_code, c.recipient, c.name_key, c.is_alone, y.for_year
    from candidates c
    cross join (select unnest(generate_series($year::integer - 6, $year::integer))::integer as for_year) y
    where y.for_year >= $year::integer - case when c.rule_id = 'cstd_tinh_prior' then 3 else 6 end
), matches as (
    select a.no, a.for_year,
        coalesce(bool_or(e.is_granted and (e.recipient = a.recipient and starts_with(a.recipient, 'id:')
            or e.unit_code = a.unit_code and e.name_key = a.name_key and e.namesakes = 1 and a.is_alone
                and not (starts_with(e.recipient, 'id:') and starts_with(a.recipient, 'id:')))), false) as found,
        -- The same person by name only, a group without names, or a file not decided yet.
        coalesce(bool_or(e.recipient is null and e.unit_code = a.unit_code
            or e.name_key = a.name_key and not (starts_with(e.recipient, 'id:') and starts_with(a.recipient, 'id:'))
            or e.recipient = a.recipient), false) as perhaps,
        count(e.for_year) filter (e.is_granted) > 0 as has_list,
        list(e.place order by e.file_id, e.sheet, e.row_no) filter (e.is_granted and (e.recipient = a.recipient
            or e.unit_code = a.unit_code and e.name_key = a.name_key)) as places
    from asked a
    left join earlier e on e.rule_id = a.rule_id and e.for_year = a.for_year
    group by a.no, a.for_year
), years as (
    select no, for_year, places,
        case when found then 'yes' when perhaps or not has_list then 'open' else 'no' end as held
    from matches
), runs as (
    -- Consecutive years that end with the year of the title or the one before.
    select c.no, c.rule_id,
        count(*) filter (y.held = 'yes') as found, count(*) filter (y.held = 'open') as open_years,
        bool_and(y.held = 'yes') filter (y.for_year between c.for_year - 2 and c.for_year) as run_now,
        bool_and(y.held = 'yes') filter (y.for_year between c.for_year - 3 and c.for_year - 1) as run_before,
        bool_or(y.held = 'no') filter (y.for_year between c.for_year - 2 and c.for_year) as broken_now,
        bool_or(y.held = 'no') filter (y.for_year between c.for_year - 3 and c.for_year - 1) as broken_before,
        list(y.for_year order by y.for_year desc) filter (y.held = 'yes') as held_years,
        string_agg(concat(y.for_year, case y.held when 'yes' then ' có' when 'no' then ' không' else ' chưa rõ' end), ', ' order by y.for_year) as words,
        flatten(list(y.places order by y.for_year desc) filter (y.places is not null)) as places
    from candidates c
    join years y using (no)
    group by c.no, c.rule_id
), judged as (
    select r.*, c.* exclude (no, rule_id), l.* exclude (rule_id, valid_from, valid_to),
        case when l.grade = 'U' or c.recipient is null then 'unknown'
            when r.rule_id = 'cstd_tinh_prior' then case
                when r.run_now or r.run_before then 'pass'
                when r.broken_now and r.broken_before then 'fail'
                else 'unknown' end
            -- Each time rests on three years of its own.
            when len(r.held_years) >= 2 and r.held_years[1] - r.held_years[2] <= 3 then 'pass'
            when r.found < 2 and r.open_years = 0 then 'fail'
            else 'unknown' end as verdict
    from runs r
    join candidates c using (no)
    join rules() l on l.rule_id = r.rule_id and c.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
)
select
    rule_id, rule_text, article, grade, binding and state = 'granted' as binding,
    concat(coalesce(recipient_name, concat(vn_count(quantity), ' người không ghi tên')), ' (', unit_code, ')',
        case when state <> 'granted' then ', hồ sơ đang trình' end) as subject,
    unit_code, honour_code, for_year, law_date, verdict,
    found::integer as part, times as whole, open_years::integer as other_whole,
    concat(case rule_id when 'cstd_tinh_prior' then 'CSTĐ cơ sở: ' else 'CSTĐ cấp bộ, cấp tỉnh: ' end, words) as numbers,
    case when verdict = 'pass' then null
        when grade = 'U' then 'chưa đọc được quy định đang có hiệu lực'
        when recipient is null then 'danh sách không ghi tên'
        when verdict = 'fail' then concat('chưa đủ ', times, ' lần liên tục')
        when open_years > 0 then 'sổ khen thưởng các năm trước chưa đủ hoặc trùng tên'
        else 'các lần đạt cách nhau trên 3 năm, chưa rõ có liên tục' end as reason,
    list_concat([place], coalesce(places, [])) as rows_behind
from judged
order by honour_code, unit_code, recipient_name, no
