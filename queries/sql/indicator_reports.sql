-- name: indicator_reports
-- about: Which unit sent which indicator about a window, for itself or for another unit.
-- grain: one row per reporter, unit described and indicator of the plan with a row whose period ends in the last 30 days of the window
-- params: plan_id VARCHAR, data_from DATE, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: reporter_code VARCHAR, unit_code VARCHAR [whom the value describes], indicator_code VARCHAR, indicator_name VARCHAR,
--          position INTEGER [of the indicator's first target], period_end DATE, reported_on DATE [of the latest row],
--          filled BOOLEAN [false: sent blank], note VARCHAR [the reporter's remark; NULL for none]
with asked as (
    select indicator_code, min(position) as position
    from target
    where plan_id = $plan_id and indicator_code is not null
    group by all
), latest as (
    select a.*, q.position
    from actual a
    join asked q using (indicator_code)
    where period_end > $data_to::date - 30 and period_end between $data_from::date and $data_to::date
        and reported_on <= $known_at::date
    qualify row_number() over (
        partition by reporter_code, unit_code, indicator_code
        order by reported_on desc, load_no desc, row_no desc) = 1
)
select
    l.reporter_code, l.unit_code, l.indicator_code, i.name as indicator_name, l.position::integer as position, l.period_end, l.reported_on,
    coalesce(l.value, l.numerator) is not null or l.text_value is not null or l.items is not null as filled,
    l.note
from latest l
join indicator i using (indicator_code)
join plan_units($plan_id, $data_to::date, $data_to::date) u on u.unit_code = l.reporter_code
order by u.position, l.reporter_code, l.position, l.indicator_code, l.unit_code
