-- name: target_items
-- about: The named items that a target lists (tiêu chí, xã, công trình).
-- grain: one row per item of a target and version
-- params: none
-- returns: plan_id VARCHAR [plan], target_code VARCHAR [target], version INTEGER [version of the target], item_no INTEGER [order],
--          item_code VARCHAR [what a report ticks, as in the column items of the values], name VARCHAR [as the plan writes it]
select i.plan_id, i.target_code, i.version, i.item_no, i.item_code, i.name
from target_item i
anti join view_hidden_targets h using (plan_id, target_code)
