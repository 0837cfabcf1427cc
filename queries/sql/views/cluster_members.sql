-- name: cluster_members
-- about: The units of each cluster.
-- grain: one row per cluster and unit
-- params: none
-- returns: plan_id VARCHAR [plan], cluster_code VARCHAR [cluster], unit_code VARCHAR [member], disqualified VARCHAR [reason why it is not ranked; NULL: ranked]
select plan_id, cluster_code, unit_code, disqualified
from cluster_member
