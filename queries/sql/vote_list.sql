-- name: vote_list
-- about: Votes of councils and conferences, with the share that agreed and the share that is asked for.
-- grain: one row per vote about one candidate
-- params: plan_id VARCHAR, year INTEGER [that the title is for], known_at DATE [rows reported up to this day]
-- returns: body VARCHAR, cluster_code VARCHAR [NULL: no cluster's vote], voted_on DATE, unit_code VARCHAR, short_name VARCHAR, honour_code VARCHAR,
--          recipient_kind VARCHAR, recipient_name VARCHAR [NULL: the unit itself], members INTEGER, present INTEGER, written INTEGER [answers in writing],
--          agreeing INTEGER, share DECIMAL(18,2) [percent of the members], wanted DECIMAL(9,2) [percent, by an act, else by the body's own rules; NULL: not known],
--          article VARCHAR [of the wanted share; NULL: not known], reached BOOLEAN [NULL: not known], place VARCHAR [file:row]
select body, cluster_code, voted_on, unit_code, short_name, honour_code, recipient_kind, recipient_name,
    members::integer as members, present::integer as present, written::integer as written, agreeing::integer as agreeing,
    count_percent(agreeing, members) as share, coalesce(law_percent, own_percent)::decimal(9,2) as wanted, coalesce(law_article, own_basis) as article,
    100 * agreeing >= coalesce(law_percent, own_percent) * members as reached, place
from known_votes($plan_id, $year::integer, $known_at::date)
order by voted_on, body, unit_position, unit_code, honour_code, recipient_name nulls first
