-- name: award_list
-- about: Who was granted, or is proposed for, which title or form of a year.
-- grain: one row per file of the year: a named recipient, or a counted group
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: unit_code VARCHAR, unit_name VARCHAR, short_name VARCHAR, position INTEGER [of the unit],
--          honour_code VARCHAR, recipient_kind VARCHAR, recipient_name VARCHAR [NULL for a counted group or where only an id is given],
--          named BOOLEAN [false for a counted group], quantity INTEGER [recipients], position_group VARCHAR [NULL when not known],
--          state VARCHAR [proposed, approved, submitted, rejected, granted, revoked], level VARCHAR [that grants],
--          decision_no VARCHAR [NULL before the decision], decided_on DATE [NULL before the decision], reported_on DATE
select
    f.unit_code, u.name as unit_name, u.short_name, u.position,
    f.honour_code, f.recipient_kind, f.recipient_name, f.recipient is not null as named, f.quantity, f.position_group,
    f.state, f.level, f.decision_no, f.decided_on, f.reported_on
from award_files($year::integer, $year::integer, $known_at::date) f
join plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31)) u using (unit_code)
order by f.honour_code, f.recipient_kind, u.position, f.unit_code, f.recipient is null, f.recipient_name collate vi, f.recipient,
    f.state, f.decided_on, f.decision_no, f.position_group, f.direct, f.quantity, f.row_no
