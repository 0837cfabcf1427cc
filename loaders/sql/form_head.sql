-- What a form is about. One row, or none when the plan, its phase or the unit
-- is not known.
-- params: plan_id, phase_no, unit_code
select p.title, ph.name, ph.starts_on, ph.ends_on, ph.reports_due, p.starts_on, u.name, u.level
from plan p
join phase ph on ph.plan_id = p.plan_id and ph.phase_no = $2
join org_unit u on u.unit_code = $3 and u.valid_from <= ph.ends_on and coalesce(u.valid_to, date '9999-12-31') >= ph.starts_on
where p.plan_id = $1
qualify row_number() over (order by u.valid_from desc) = 1
