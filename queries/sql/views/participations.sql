-- name: participations
-- about: Which unit joined which movement, and when it signed its pledge (giao ước).
-- grain: one row per reported row
-- params: none
-- returns: year INTEGER [year of reported_on], province_code VARCHAR [of the unit; NULL when not on record],
--          movement_code VARCHAR [movement], unit_code VARCHAR [unit that joins], joined_on DATE [NULL when it did not join yet],
--          pledged_on DATE [giao ước signed; NULL when not], participants INTEGER [persons; NULL when not counted],
--          registered_on DATE [đăng ký thi đua handed in; NULL when not], reported_on DATE [day of the report]
select year(p.reported_on)::integer as year, u.province_code, p.movement_code, p.unit_code, p.joined_on, p.pledged_on, p.participants,
    p.registered_on, p.reported_on
from participation p
left join view_units u on u.unit_code = p.unit_code and p.reported_on between u.valid_from and u.last_day
