-- name: follow_up_list
-- about: The weaknesses and tasks that earlier reports named, each with what became of it.
-- grain: one row per unit and item
-- params: plan_id VARCHAR, data_from DATE [items named in the half year before it, or later], data_to DATE, known_at DATE [rows reported up to this day]
-- returns: item_kind VARCHAR [weakness, task], raised_on DATE, raised_by VARCHAR [the report that named it; NULL when not given],
--          content VARCHAR, unit_code VARCHAR [who has to act], short_name VARCHAR, due_on DATE [NULL when no day was set],
--          state VARCHAR [done, in_progress, not_done], result VARCHAR [NULL when not given],
--          overdue BOOLEAN [not done by the end of a day that was set and is over by data_to], reported_on DATE, place VARCHAR [file:row]
select
    f.item_kind, f.raised_on, f.raised_by, f.content, f.unit_code, f.short_name, f.due_on, f.state, f.result,
    coalesce(f.state <> 'done' and f.due_on <= $data_to::date, false) as overdue, f.reported_on,
    row_place(s.name, f.sheet, f.row_no) as place
from known_follow_ups($plan_id, $data_from::date, $data_to::date, $known_at::date) f
left join source_file s using (file_id)
order by f.item_kind desc, f.raised_on, f.unit_position, f.unit_code, f.load_no, f.row_no
