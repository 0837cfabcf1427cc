-- name: exemplar_names
-- about: Exemplars by name, with what they are known for. Personal data.
-- grain: one row per reported row
-- params: none
-- returns: year INTEGER [year of discovery], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit of the exemplar],
--          name VARCHAR [person, collective or household], recipient_kind VARCHAR [individual, collective, household, ...],
--          content VARCHAR [what it is known for; NULL when not given], discovered_on DATE [day], reported_on DATE [day of the report]
select year(e.discovered_on)::integer as year, u.province_code, e.unit_code, e.name, e.recipient_kind, e.content, e.discovered_on, e.reported_on
from exemplar e
left join view_units u on u.unit_code = e.unit_code and e.discovered_on between u.valid_from and u.last_day
