-- name: vote_candidates
-- about: Candidates that councils and conferences voted on, by name. Personal data.
-- grain: one row per vote about one named candidate
-- params: none
-- returns: year INTEGER [year that the title or form is for], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit of the candidate],
--          body VARCHAR [council or conference that votes], cluster_code VARCHAR [of a vote of a cluster; NULL otherwise], voted_on DATE [day],
--          honour_code VARCHAR [title or form], recipient_kind VARCHAR [individual, collective, household, ...],
--          recipient_id VARCHAR [the office's own key; NULL when not given], recipient_name VARCHAR [NULL when only an id is given],
--          members INTEGER [of the body], agreeing INTEGER [members], reported_on DATE [day of the report]
select v.for_year as year, u.province_code, v.unit_code, v.body, v.cluster_code, v.voted_on, v.honour_code, v.recipient_kind,
    v.recipient_id, v.recipient_name, v.members, v.agreeing, v.reported_on
from view_votes v
left join view_units u on u.unit_code = v.unit_code and v.voted_on between u.valid_from and u.last_day
where coalesce(v.recipient_id, v.recipient_name) is not null
