-- name: phases
-- about: The phases (đợt) of each plan with their review windows.
-- grain: one row per phase of a plan
-- params: none
-- returns: year INTEGER [year in which the phase begins], province_code VARCHAR [of the unit that the plan binds; NULL when not on record],
--          plan_id VARCHAR [plan], phase_no INTEGER [number within the plan, from 1], name VARCHAR [as printed, Đợt 1],
--          kind VARCHAR [dot, cao_diem, reporting or year], theme VARCHAR [NULL for none], starts_on DATE [first day], ends_on DATE [last day],
--          reports_due DATE [units report by this day; NULL when none is set], review_from DATE [first day of the review; NULL when none is set],
--          review_to DATE [last day of the review; NULL when none is set], declared BOOLEAN [true: stated by the plan; false: set by the office]
select year(h.starts_on)::integer as year, u.province_code, h.plan_id, h.phase_no, h.name, h.kind, h.theme, h.starts_on, h.ends_on,
    h.reports_due, h.review_from, h.review_to, h.declared
from phase h
join plan p using (plan_id)
left join view_units u on u.unit_code = p.unit_code and p.starts_on between u.valid_from and u.last_day
