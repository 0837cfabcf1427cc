-- name: releases
-- about: Reviews that the office let go out in spite of what would keep them drafts, and taken back releases.
-- grain: one row per reported row
-- params: none
-- returns: year INTEGER [year of closed_on], plan_id VARCHAR [plan], review VARCHAR [so-ket-1, tong-ket, ...],
--          obstacle VARCHAR [coverage: too few units reported; difference: figures contradict each other],
--          closed_on DATE [day on which the receipt of reports was closed; later reports of the review are released too],
--          in_force BOOLEAN [false: taken back], reason VARCHAR [in words], released_on DATE [day]
select year(closed_on)::integer as year, plan_id, review, obstacle, closed_on, in_force, reason, released_on
from review_release
