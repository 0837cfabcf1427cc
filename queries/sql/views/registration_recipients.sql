-- name: registration_recipients
-- about: Who was registered for each honour, by name. Personal data.
-- grain: one row per registered recipient with a name or id
-- params: none
-- returns: year INTEGER [year that it is for], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit that registers],
--          phase_no INTEGER [phase it is for; NULL: the year], honour_code VARCHAR [title or form], recipient_kind VARCHAR [individual, collective, household, ...],
--          recipient_id VARCHAR [the office's own key; NULL when not given], recipient_name VARCHAR [NULL when only an id is given],
--          position_group VARCHAR [NULL when not known], content VARCHAR [what was registered; NULL when not given], registered_on DATE [day of the registration]
select r.for_year as year, u.province_code, r.unit_code, r.for_phase as phase_no, r.honour_code, r.recipient_kind, r.recipient_id,
    r.recipient_name, r.position_group, r.content, r.registered_on
from view_registrations r
left join view_units u on u.unit_code = r.unit_code and r.registered_on between u.valid_from and u.last_day
where coalesce(r.recipient_id, r.recipient_name) is not null
