-- name: rule_authority
-- about: Whether each title and form was decided at a level that had the authority on the day of the decision.
-- grain: one row per honour, deciding level and stretch of law with a decision of the year
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE, verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [recipients], whole INTEGER [always NULL], other_whole INTEGER [always NULL],
--          numbers VARCHAR, reason VARCHAR [NULL on pass], rows_behind VARCHAR[] [file:row]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), files as (
    select f.*, coalesce(f.decided_on, f.reported_on) as law_date, row_place(s.name, f.sheet, f.row_no) as place
    from award_files($year::integer, $year::integer, $known_at::date) f
    semi join units using (unit_code)
    left join source_file s using (file_id)
    where f.state = 'granted'
), authorities as materialized (
    from award_authorities()
), ruled as (
    select f.*, a.article, a.grade as authority_grade, a.proviso, a.level is not null as named,
        -- Grade and names of the levels that do have it on that day.
        (select [max(o.grade), string_agg(distinct level_label(o.level), ', ' order by level_label(o.level))] from authorities o
         where o.honour_code = f.honour_code and o.grade <> 'U'
            and f.law_date between o.valid_from and coalesce(o.valid_to, date '9999-12-31')) as known
    from files f
    left join authorities a on a.honour_code = f.honour_code and a.level = f.level
        and f.law_date between a.valid_from and coalesce(a.valid_to, date '9999-12-31')
), judged as (
    select *,
        case when named and authority_grade <> 'U' and proviso is null then 'pass'
            when named or known[1] is null then 'unknown'
            else 'fail' end as verdict
    from ruled
)
select
    r.rule_id, any_value(r.rule_text) as rule_text, coalesce(j.article, any_value(r.article)) as article,
    coalesce(j.authority_grade, j.known[1], 'U') as grade,
    any_value(r.binding) as binding,
    level_label(j.level) as subject, null::varchar as unit_code, j.honour_code, $year::integer as for_year,
    max(j.law_date) as law_date, j.verdict,
    sum(j.quantity)::integer as part, null::integer as whole, null::integer as other_whole,
    concat(vn_count(sum(j.quantity)), ' lượt ', level_label(j.level), ' quyết định ',
        case when min(j.law_date) < max(j.law_date) then concat('từ ', vn_date(min(j.law_date)), ' đến ') else 'ngày ' end,
        vn_date(max(j.law_date))) as numbers,
    case j.verdict
        when 'fail' then concat('thẩm quyền thuộc: ', j.known[2])
        when 'unknown' then case when j.proviso is not null then j.proviso
            when not j.named then 'bảng thẩm quyền chưa có danh hiệu, hình thức này cho thời điểm quyết định'
            else 'nguồn về thẩm quyền chưa được xác minh' end end as reason,
    list(j.place order by j.file_id, j.sheet, j.row_no) as rows_behind
from judged j
cross join (from rules() where rule_id = 'authority') r
group by r.rule_id, j.honour_code, j.level, j.article, j.authority_grade, j.proviso, j.named, j.verdict, j.known
order by j.honour_code, j.level, law_date, j.article
