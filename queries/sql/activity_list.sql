-- name: activity_list
-- about: The register of activities in a window.
-- grain: one row per activity
-- params: plan_id VARCHAR, data_from DATE, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: activity_kind VARCHAR, held_on DATE, unit_code VARCHAR, short_name VARCHAR [of the unit], level VARCHAR [of the unit],
--          doc_no VARCHAR [NULL for none], content VARCHAR, quantity INTEGER [in the kind's own counting word], reported_on DATE
select activity_kind, held_on, unit_code, short_name, level, doc_no, content, quantity, reported_on
from known_activities($plan_id, $data_from::date, $data_to::date, $known_at::date)
order by activity_kind, held_on, unit_position, unit_code, doc_no nulls last, content, row_no
