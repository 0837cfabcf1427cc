-- name: clusters
-- about: The emulation clusters and blocks (cụm, khối thi đua) of each plan.
-- grain: one row per cluster of a plan
-- params: none
-- returns: year INTEGER [year of the scoring], plan_id VARCHAR [plan], cluster_code VARCHAR [key within the plan], name VARCHAR [as printed],
--          kind VARCHAR [cluster or block], leader VARCHAR [unit that the minutes name; NULL before the vote]
select year, plan_id, cluster_code, name, kind, leader
from cluster
