-- name: initiatives
-- about: Initiatives (sáng kiến) in their latest state, without their authors.
-- grain: one row per initiative, or counted group of initiatives
-- params: none
-- returns: year INTEGER [year that it counts for], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit of the authors],
--          level VARCHAR [level that recognises it; agency: cấp cơ sở], state VARCHAR [proposed, recognised or rejected],
--          name VARCHAR [its name; NULL for a counted group], named BOOLEAN [true: an author is on record],
--          quantity INTEGER [initiatives], decision_no VARCHAR [NULL before the decision], decided_on DATE [NULL before the decision], reported_on DATE [day of the report]
select i.for_year as year, u.province_code, i.unit_code, i.level, i.state, i.name, coalesce(i.author_id, i.author_name) is not null as named,
    i.quantity, i.decision_no, i.decided_on, i.reported_on
from view_initiatives i
left join view_units u on u.unit_code = i.unit_code and i.reported_on between u.valid_from and u.last_day
