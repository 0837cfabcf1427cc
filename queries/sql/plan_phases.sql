-- name: plan_phases
-- about: The phases of a plan, with the dates of their reports and reviews.
-- grain: one row per phase of a plan
-- params: plan_id VARCHAR
-- returns: phase_no INTEGER, name VARCHAR, kind VARCHAR [dot, cao_diem, reporting, year], theme VARCHAR [NULL for none],
--          starts_on DATE, ends_on DATE, reports_due DATE [last day for the units' reports; NULL for none],
--          review_from DATE [NULL for none], review_to DATE [NULL for none],
--          declared BOOLEAN [false: set by the office, not by the plan], quote VARCHAR, place VARCHAR
select
    phase_no, name, kind, theme, starts_on, ends_on, reports_due,
    review_from, review_to, declared, quote, place
from phase
where plan_id = $plan_id
order by phase_no
