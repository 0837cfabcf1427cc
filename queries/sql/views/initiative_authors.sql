-- name: initiative_authors
-- about: First authors of initiatives, by name. Personal data.
-- grain: one row per initiative with an author
-- params: none
-- returns: year INTEGER [year that it counts for], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit of the authors],
--          level VARCHAR [level that recognises it; agency: cấp cơ sở], state VARCHAR [proposed, recognised or rejected], name VARCHAR [its name; NULL when not given],
--          author_id VARCHAR [the office's own key; NULL when not given], author_name VARCHAR [first author; NULL when only an id is given],
--          decision_no VARCHAR [NULL before the decision], decided_on DATE [NULL before the decision], reported_on DATE [day of the report]
select i.for_year as year, u.province_code, i.unit_code, i.level, i.state, i.name, i.author_id, i.author_name, i.decision_no, i.decided_on, i.reported_on
from view_initiatives i
left join view_units u on u.unit_code = i.unit_code and i.reported_on between u.valid_from and u.last_day
where coalesce(i.author_id, i.author_name) is not null
