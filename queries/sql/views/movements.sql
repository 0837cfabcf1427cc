-- name: movements
-- about: The emulation movements (phong trào thi đua) of each plan.
-- grain: one row per movement of a plan
-- params: none
-- returns: plan_id VARCHAR [plan], movement_code VARCHAR [key within the plan], name VARCHAR [as the plan writes it],
--          launched_by VARCHAR [level that launched it], kind VARCHAR [regular, thematic or phased], scope VARCHAR [NULL when not stated],
--          starts_on DATE [NULL when not stated], ends_on DATE [NULL when not stated], position INTEGER [order in the plan]
select plan_id, movement_code, name, launched_by, kind, scope, starts_on, ends_on, position
from movement
