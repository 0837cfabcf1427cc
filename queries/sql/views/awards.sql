-- name: awards
-- about: The files of awards (khen thưởng) in their latest state, without names.
-- grain: one row per file: a recipient, or a counted group, with its honour and year
-- params: none
-- returns: year INTEGER [year that is rewarded], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit of the recipient],
--          phase_no INTEGER [phase that is rewarded; NULL: the year], honour_code VARCHAR [title or form], recipient_kind VARCHAR [individual, collective, household, ...],
--          named BOOLEAN [false: a group given as a number], quantity INTEGER [recipients], state VARCHAR [registered, proposed, approved, submitted, granted, rejected or revoked],
--          net INTEGER [quantity when granted, below 0 for a group that lost it, 0 otherwise: the sum is granted less revoked],
--          level VARCHAR [level that grants], kind_of_commendation VARCHAR [NULL when not given], position_group VARCHAR [NULL when not known],
--          direct BOOLEAN [direct worker; NULL when not known], decided_on DATE [day of the decision; NULL before it], reported_on DATE [day of the report]
select a.for_year as year, u.province_code, a.unit_code, a.for_phase as phase_no, a.honour_code, a.recipient_kind,
    a.recipient is not null as named, a.quantity, a.state, a.net::integer as net, a.level, a.kind_of_commendation, a.position_group, a.direct,
    a.decided_on, a.reported_on
from view_awards a
left join view_units u on u.unit_code = a.unit_code and a.reported_on between u.valid_from and u.last_day
