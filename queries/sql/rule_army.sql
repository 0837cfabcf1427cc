-- name: rule_army
-- about: Titles of army units held against their strength, where it is reported.
-- grain: one row per army unit, rule and stretch of law with such titles granted for the year
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, C, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE [of the latest decision], verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [titles granted], whole INTEGER [strength; NULL: not reported], other_whole INTEGER [always NULL],
--          numbers VARCHAR, reason VARCHAR [NULL on pass], rows_behind VARCHAR[] [file:row]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
    where kind = 'military'
), files as (
    select f.unit_code, u.short_name, u.position, f.net, coalesce(f.decided_on, f.reported_on) as law_date, f.file_id, f.sheet, f.row_no,
        case when f.honour_code = 'chien_si_thi_dua_co_so' then 'army_fighters' else 'army_advanced' end as rule_id,
        row_place(s.name, f.sheet, f.row_no) as place
    from award_files($year::integer, $year::integer, $known_at::date) f
    join units u using (unit_code)
    left join source_file s using (file_id)
    where f.net <> 0 and f.recipient_kind = 'individual' and f.honour_code in ('chien_si_thi_dua_co_so', 'lao_dong_tien_tien', 'chien_si_tien_tien')
), sums as (
    select l.*, f.unit_code, f.short_name, f.position, sum(f.net) as titles, max(f.law_date) as law_date, list(f.place order by f.file_id, f.sheet, f.row_no) as places
    from files f
    join rules() l on l.rule_id = f.rule_id and f.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
    group by all
), judged as (
    select s.*, h.members,
        case when s.grade = 'U' or h.members is null then 'unknown' when 100 * s.titles <= s.limit_percent * h.members then 'pass' else 'fail' end as verdict
    from sums s
    left join known_headcounts($plan_id, $year::integer, $known_at::date) h on h.unit_code = s.unit_code and h.name_key is null
)
select rule_id, rule_text, article, grade, binding, short_name as subject, unit_code,
    case rule_id when 'army_fighters' then 'chien_si_thi_dua_co_so' end as honour_code, $year::integer as for_year, law_date, verdict,
    titles::integer as part, members::integer as whole, null::integer as other_whole,
    concat(vn_count(titles), ' người', case when members is not null then concat(' trên quân số ', vn_count(members), ', ', vn_percent(count_percent(titles, members))) end) as numbers,
    case when verdict = 'pass' then null when grade = 'U' then 'chưa có căn cứ pháp lý cho thời điểm này' when members is null then 'chưa có quân số của đơn vị'
        else concat('vượt mức ', limit_percent::integer, '%') end as reason, places as rows_behind
from judged
order by rule_id, position, unit_code, law_date
