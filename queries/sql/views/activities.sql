-- name: activities
-- about: What units did for emulation: launches, conferences, news items, inspections.
-- grain: one row per reported row
-- params: none
-- returns: year INTEGER [year of held_on], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit],
--          activity_kind VARCHAR [kind], held_on DATE [day], doc_no VARCHAR [NULL when there is none], content VARCHAR [in words],
--          quantity INTEGER [in the counting word of the kind], reported_on DATE [day of the report]
select year(a.held_on)::integer as year, u.province_code, a.unit_code, a.activity_kind, a.held_on, a.doc_no, a.content, a.quantity, a.reported_on
from activity a
left join view_units u on u.unit_code = a.unit_code and a.held_on between u.valid_from and u.last_day
