-- name: unit_changes
-- about: What became of a unit's territory when units were renamed, merged or divided (bảng chuyển đổi).
-- grain: one row per old unit, new unit, basis and day
-- params: none
-- returns: changed_on DATE [first day of the new unit], old_code VARCHAR [unit of the day before; text], old_name VARCHAR [its name then; NULL when not on record],
--          new_code VARCHAR [unit of that day; may be the code of another unit before], new_name VARCHAR [its name; NULL when not on record],
--          change VARCHAR [rename (one to one), merge (whole into a larger one), split (one of its parts)],
--          basis VARCHAR [all, population, area or households], share DECIMAL(18,9) [part of the old unit, 0 to 1; NULL when not known],
--          share_of_new DECIMAL(18,9) [part of the new unit, 0 to 1; NULL when not known], document VARCHAR [resolution or decision; NULL when not given],
--          source VARCHAR [where it was taken from; NULL when not given]
select c.changed_on, c.old_code, o.name as old_name, c.new_code, n.name as new_name,
    case when count(distinct c.new_code) over (partition by c.old_code, c.changed_on) > 1 then 'split'
         when count(distinct c.old_code) over (partition by c.new_code, c.changed_on) > 1 then 'merge'
         else 'rename' end as change,
    c.basis, c.share, c.share_of_new, c.document, c.source
from unit_change c
left join view_units o on o.unit_code = c.old_code and c.changed_on - 1 between o.valid_from and o.last_day
left join view_units n on n.unit_code = c.new_code and c.changed_on between n.valid_from and n.last_day
