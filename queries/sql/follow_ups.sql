-- name: follow_ups
-- about: What became of the weaknesses and tasks that earlier reports named.
-- grain: one row per kind of item, and one for both
-- params: plan_id VARCHAR, data_from DATE [items named in the half year before it, or later], data_to DATE, known_at DATE [rows reported up to this day]
-- returns: item_kind VARCHAR [weakness, task; * for both], items INTEGER [done + in_progress + not_done], done INTEGER,
--          in_progress INTEGER, not_done INTEGER, overdue INTEGER [not done by the end of a day that was set and is over by data_to], units INTEGER [that have to act]
select
    case when grouping(item_kind) = 1 then '*' else item_kind end as item_kind,
    count(*)::integer as items,
    count(*) filter (state = 'done')::integer as done,
    count(*) filter (state = 'in_progress')::integer as in_progress,
    count(*) filter (state = 'not_done')::integer as not_done,
    count(*) filter (state <> 'done' and due_on <= $data_to::date)::integer as overdue,
    count(distinct unit_code)::integer as units
from known_follow_ups($plan_id, $data_from::date, $data_to::date, $known_at::date)
group by grouping sets ((item_kind), ())
having count(*) > 0
order by grouping(item_kind), item_kind desc
