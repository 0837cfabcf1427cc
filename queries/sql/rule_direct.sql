-- name: rule_direct
-- about: The share of direct workers among the individuals commended, against the plan's own number.
-- grain: one row per target of the plan that asks for a share of direct workers and spans the year
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE, verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [direct workers], whole INTEGER [individuals], other_whole INTEGER [always NULL],
--          numbers VARCHAR, reason VARCHAR [NULL on pass], rows_behind VARCHAR[] [file:row]
with current_version as (
    select target_code, coalesce(max(version) filter (in_force_from <= $known_at::date), min(version)) as version
    from target
    where plan_id = $plan_id and counted_from = 'direct_share'
    group by target_code
), wanted as (
    select t.*, p.doc_kind, p.doc_no
    from target t
    join current_version using (target_code, version)
    join plan p using (plan_id)
    where t.plan_id = $plan_id
        and make_date($year::integer, 12, 31) >= t.span_from and make_date($year::integer, 1, 1) <= t.span_to
), units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), files as (
    select f.*, row_place(s.name, f.sheet, f.row_no) as place
    from award_files($year::integer, $year::integer, $known_at::date) f
    semi join units using (unit_code)
    left join source_file s using (file_id)
    where f.net <> 0 and f.recipient_kind = 'individual'
), counted as (
    select w.target_code,
        coalesce(sum(f.net), 0)::hugeint as people,
        coalesce(sum(f.net) filter (f.direct), 0)::hugeint as direct_people,
        coalesce(sum(f.net) filter (f.direct is null), 0)::hugeint as unknown_people,
        max(coalesce(f.decided_on, f.reported_on)) as law_date,
        list(f.place order by f.file_id, f.sheet, f.row_no) filter (f.place is not null) as places
    from wanted w
    left join files f
        on case when len(coalesce(w.titles, [])) > 0 then list_contains(w.titles, f.honour_code)
            else starts_with(f.honour_code, 'bang_khen') or starts_with(f.honour_code, 'giay_khen') end
        and (w.granted_by is null or f.level = w.granted_by)
    group by w.target_code
), compared as (
    -- Shares are compared as fractions: D / N with X%, that is 100 D with X N.
    select w.*, c.* exclude (target_code),
        sign(100 * c.direct_people * one() - ticks(w.lo) * c.people) as least_side,
        sign(100 * (c.direct_people + c.unknown_people) * one() - ticks(w.lo) * c.people) as most_side
    from wanted w
    join counted c using (target_code)
), judged as (
    select *,
        case when people <= 0 or bound not in ('at_least', 'more_than') or measure <> 'level' then 'unknown'
            when least_side > 0 or least_side = 0 and bound = 'at_least' then 'pass'
            when most_side < 0 or most_side = 0 and bound = 'more_than' then 'fail'
            else 'unknown' end as verdict
    from compared
)
select
    r.rule_id, r.rule_text, concat_ws(', ', concat_ws(' ', j.doc_kind, j.doc_no), nullif(j.place, '')) as article,
    r.grade, r.binding, j.label as subject, j.unit_code, null::varchar as honour_code, $year::integer as for_year,
    coalesce(j.law_date, $known_at::date) as law_date, j.verdict,
    j.direct_people::integer as part, j.people::integer as whole, null::integer as other_whole,
    concat('trực tiếp ', vn_count(j.direct_people), ' trên ', vn_count(j.people), ' cá nhân',
        case when j.people > 0 then concat(', ', vn_percent(count_percent(j.direct_people, j.people))) end,
        case when j.unknown_people > 0 then concat('; chưa rõ vị trí ', vn_count(j.unknown_people), ', nhiều nhất ',
            vn_percent(count_percent(j.direct_people + j.unknown_people, j.people))) end,
        '; mức kế hoạch ', case j.bound when 'more_than' then 'trên ' when 'at_least' then 'từ ' else '' end,
        vn_percent(regexp_replace(j.lo::varchar, '\.?0+$', ''))) as numbers,
    case when j.people <= 0 then 'chưa có cá nhân được khen'
        when j.verdict = 'unknown' and j.unknown_people > 0 then 'số người chưa rõ vị trí có thể làm đổi kết quả'
        when j.verdict = 'unknown' then 'kế hoạch không giao mức tối thiểu'
        when j.verdict = 'fail' then 'thấp hơn mức kế hoạch' end as reason,
    coalesce(j.places, []) as rows_behind
from judged j
cross join (from rules() where rule_id = 'direct_workers') r
order by j.position, j.target_code
