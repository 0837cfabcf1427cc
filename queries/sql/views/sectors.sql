-- name: sectors
-- about: The sectors (lĩnh vực) under which a plan lists its targets.
-- grain: one row per sector of a plan
-- params: none
-- returns: plan_id VARCHAR [plan], sector_code VARCHAR [key within the plan], name VARCHAR [heading of the plan], position INTEGER [order in the plan]
select plan_id, sector_code, name, position
from sector
