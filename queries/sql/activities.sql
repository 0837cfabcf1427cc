-- name: activities
-- about: What was done to lead the movement: documents, meetings, inspections, courses, news.
-- grain: one row per kind of activity and level of unit, and one per kind for all levels
-- params: plan_id VARCHAR, data_from DATE, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: activity_kind VARCHAR, level VARCHAR [of the units; * for all], units INTEGER [that did it],
--          entries INTEGER [rows of the register], quantity INTEGER [in the kind's own counting word],
--          first_on DATE, last_on DATE
select
    activity_kind, case when grouping(level) = 1 then '*' else level end as level,
    count(distinct unit_code)::integer as units, count(*)::integer as entries, sum(quantity)::integer as quantity,
    min(held_on) as first_on, max(held_on) as last_on
from known_activities($plan_id, $data_from::date, $data_to::date, $known_at::date)
group by grouping sets ((activity_kind, level), (activity_kind))
order by activity_kind, grouping(level) desc, level
