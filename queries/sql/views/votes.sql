-- name: votes
-- about: Votes of councils and conferences (bỏ phiếu) about candidates, without their names.
-- grain: one row per vote about one candidate
-- params: none
-- returns: year INTEGER [year that the title or form is for], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit of the candidate],
--          body VARCHAR [council or conference that votes], cluster_code VARCHAR [of a vote of a cluster; NULL otherwise], voted_on DATE [day],
--          honour_code VARCHAR [title or form], recipient_kind VARCHAR [individual, collective, household, ...],
--          named BOOLEAN [false: the candidate is the unit itself], members INTEGER [of the body], present INTEGER [members], written INTEGER [absent members who answered in writing],
--          agreeing INTEGER [of those present and in writing], own_percent DECIMAL(24,6) [percent of members that the body's own rules ask for; NULL when none is given],
--          own_basis VARCHAR [those rules; NULL when none are given], reported_on DATE [day of the report]
select v.for_year as year, u.province_code, v.unit_code, v.body, v.cluster_code, v.voted_on, v.honour_code, v.recipient_kind,
    coalesce(v.recipient_id, v.recipient_name) is not null as named, v.members, v.present, v.written, v.agreeing, v.own_percent, v.own_basis, v.reported_on
from view_votes v
left join view_units u on u.unit_code = v.unit_code and v.voted_on between u.valid_from and u.last_day
