-- name: exemplars
-- about: Exemplars (điển hình tiên tiến) and how far each has come, without names.
-- grain: one row per reported row
-- params: none
-- returns: year INTEGER [year of discovery], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit of the exemplar],
--          recipient_kind VARCHAR [individual, collective, household, ...], sector_code VARCHAR [NULL when not given],
--          direct BOOLEAN [direct worker; NULL when not known], discovered_on DATE [day], nurtured_on DATE [NULL when not yet],
--          written_up_on DATE [NULL when not yet], replicated_on DATE [NULL when not yet], reported_on DATE [day of the report]
select year(e.discovered_on)::integer as year, u.province_code, e.unit_code, e.recipient_kind, e.sector_code, e.direct, e.discovered_on,
    e.nurtured_on, e.written_up_on, e.replicated_on, e.reported_on
from exemplar e
left join view_units u on u.unit_code = e.unit_code and e.discovered_on between u.valid_from and u.last_day
