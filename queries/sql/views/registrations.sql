-- name: registrations
-- about: What was registered (đăng ký) for each honour, without names; of a corrected registration the latest row.
-- grain: one row per registered recipient or counted group
-- params: none
-- returns: year INTEGER [year that it is for], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit that registers],
--          phase_no INTEGER [phase it is for; NULL: the year], honour_code VARCHAR [title or form], recipient_kind VARCHAR [individual, collective, household, ...],
--          named BOOLEAN [false: a group given as a number], quantity INTEGER [recipients], position_group VARCHAR [NULL when not known],
--          registered_on DATE [day of the registration]
select r.for_year as year, u.province_code, r.unit_code, r.for_phase as phase_no, r.honour_code, r.recipient_kind,
    coalesce(r.recipient_id, r.recipient_name) is not null as named, r.quantity, r.position_group, r.registered_on
from view_registrations r
left join view_units u on u.unit_code = r.unit_code and r.registered_on between u.valid_from and u.last_day
