-- name: award_recipients
-- about: Who stands on each file of awards, by name. Personal data.
-- grain: one row per file with a name or id
-- params: none
-- returns: year INTEGER [year that is rewarded], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit of the recipient],
--          phase_no INTEGER [phase that is rewarded; NULL: the year], honour_code VARCHAR [title or form], recipient_kind VARCHAR [individual, collective, household, ...],
--          recipient_id VARCHAR [the office's own key; NULL when not given], recipient_name VARCHAR [NULL when only an id is given],
--          state VARCHAR [registered, proposed, approved, submitted, granted, rejected or revoked], decision_no VARCHAR [NULL before the decision],
--          decided_on DATE [NULL before the decision], reported_on DATE [day of the report]
select a.for_year as year, u.province_code, a.unit_code, a.for_phase as phase_no, a.honour_code, a.recipient_kind, a.recipient_id,
    a.recipient_name, a.state, a.decision_no, a.decided_on, a.reported_on
from view_awards a
left join view_units u on u.unit_code = a.unit_code and a.reported_on between u.valid_from and u.last_day
where a.recipient is not null
