-- name: cluster_scores
-- about: The points of each unit on each criterion of its cluster.
-- grain: one row per unit and criterion, scored or not, and one per unit with a bonus or deduction on the whole
-- params: plan_id VARCHAR, known_at DATE [rows reported up to this day]
-- returns: cluster_code VARCHAR, unit_code VARCHAR, unit_name VARCHAR, short_name VARCHAR,
--          criterion_code VARCHAR [* for the whole], criterion_name VARCHAR [NULL for the whole],
--          position INTEGER [of the criterion; the whole comes last], max_points DECIMAL(24,6) [points; NULL for the whole],
--          self_score DECIMAL(24,6) [points; NULL when not scored], verified_score DECIMAL(24,6) [points; NULL when not scored],
--          bonus DECIMAL(24,6) [points; NULL without a row], deduction DECIMAL(24,6) [points; NULL without a row],
--          reason VARCHAR [of a change, bonus or deduction; NULL for none], reported_on DATE [NULL without a row]
with scores as (
    from known_scores($plan_id, $known_at::date)
), units as (
    from cluster_units($plan_id)
), lines as (
    select u.cluster_code, u.unit_code, u.unit_name, u.short_name, u.position as unit_position,
        c.criterion_code, c.name as criterion_name, c.position, c.max_points
    from units u
    join criterion c on c.plan_id = $plan_id and c.cluster_code = u.cluster_code
    union all
    select u.cluster_code, u.unit_code, u.unit_name, u.short_name, u.position, '*', null, 2147483647, null
    from units u
    semi join (from scores where criterion_code = '*') s on s.cluster_code = u.cluster_code and s.unit_code = u.unit_code
)
select
    l.cluster_code, l.unit_code, l.unit_name, l.short_name, l.criterion_code, l.criterion_name, l.position::integer as position,
    l.max_points, s.self_score, s.verified_score, s.bonus, s.deduction, s.reason, s.reported_on
from lines l
left join scores s using (cluster_code, unit_code, criterion_code)
order by l.cluster_code, l.unit_position, l.unit_code, l.position, l.criterion_code
