-- name: coverage
-- about: Which units reported on a window, when, and how late. Who owes figures has reported when they are there.
-- grain: one row per unit of the plan's tree that is expected to report on data_to
-- params: plan_id VARCHAR, data_from DATE, data_to DATE, reports_due DATE [optional; without it nothing is late],
--         known_at DATE [rows reported up to this day]
-- returns: unit_code VARCHAR, unit_name VARCHAR, short_name VARCHAR, level VARCHAR, unit_kind VARCHAR, position INTEGER,
--          owes_figures BOOLEAN [the plan's targets ask figures of this unit], figures BOOLEAN [one of them is there],
--          status VARCHAR [on_time, late, missing], first_reported_on DATE [NULL when missing],
--          last_reported_on DATE [latest addition or correction; NULL when missing],
--          late_days INTEGER [days after reports_due; NULL when on time or missing],
--          indicator_values INTEGER [indicators with a value], blank_values INTEGER [indicators sent without a value],
--          other_rows INTEGER [exemplars, participations, activities]
with owed as (
    from figures_due($plan_id, $data_from::date, $data_to::date)
), expected as (
    -- Units of the level that collects an indicator owe its figures; the others
    -- report by whatever they send.
    select *, depth > 0 and level in (select collected_at from owed) as owes_figures
    from plan_units($plan_id, $data_to::date, $data_to::date)
    where reports
), told as (
    select unit_code, reporter_code, indicator_code, reported_on
    from actual
    where (coalesce(value, numerator) is not null or text_value is not null or items is not null)
        and period_end > $data_to::date - 30 and period_end between $data_from::date and $data_to::date
        and reported_on > $data_to::date - 30 and reported_on <= $known_at::date
), figured as (
    -- sent by the unit itself, or by an office that collects them for all
    select e.unit_code, min(a.reported_on) filter (a.is_own) as own_on
    from (
        select unit_code, indicator_code, reported_on, unit_code = reporter_code as is_own from told
        union all
        select reporter_code, indicator_code, reported_on, true from told where reporter_code <> unit_code
    ) a
    join expected e on e.unit_code = a.unit_code
    join owed o on o.indicator_code = a.indicator_code and o.collected_at = e.level
    where e.owes_figures
    group by e.unit_code
), received as (
    select unit_code, min(reported_on) as first_reported_on, max(reported_on) as last_reported_on,
        count(*) filter (kind <> 'actuals') as other_rows
    from window_rows($data_from::date, $data_to::date, $known_at::date)
    -- registrations announce, and awards are entered by the office that decides
    where kind not in ('registrations', 'awards')
    group by unit_code
), latest_values as (
    select reporter_code as unit_code, indicator_code,
        arg_max(coalesce(value, numerator) is not null or text_value is not null or items is not null,
            (reported_on, load_no, row_no)) as filled
    from actual
    where period_end > $data_to::date - 30 and period_end between $data_from::date and $data_to::date
        and reported_on <= $known_at::date
    group by all
), value_counts as (
    select unit_code, count(*) filter (filled) as indicator_values, count(*) filter (not filled) as blank_values
    from latest_values
    group by unit_code
), judged as (
    -- Who owes figures has reported when they are there, on the day they came.
    select e.*, f.unit_code is not null as has_figures, r.last_reported_on, r.other_rows,
        case when not e.owes_figures then r.first_reported_on
            when f.unit_code is not null then coalesce(f.own_on, r.first_reported_on) end as first_reported_on
    from expected e
    left join received r using (unit_code)
    left join figured f using (unit_code)
)
select
    e.unit_code, e.name as unit_name, e.short_name, e.level, e.kind as unit_kind, e.position,
    e.owes_figures, e.has_figures as figures,
    case when e.first_reported_on is null then 'missing'
        when e.first_reported_on > $reports_due::date then 'late'
        else 'on_time' end as status,
    e.first_reported_on,
    case when e.first_reported_on is not null then e.last_reported_on end as last_reported_on,
    case when e.first_reported_on > $reports_due::date
        then date_diff('day', $reports_due::date, e.first_reported_on) end::integer as late_days,
    coalesce(v.indicator_values, 0)::integer as indicator_values,
    coalesce(v.blank_values, 0)::integer as blank_values,
    coalesce(e.other_rows, 0)::integer as other_rows
from judged e
left join value_counts v using (unit_code)
order by e.position, e.unit_code
