-- name: scores
-- about: The latest score of each member of a cluster on each criterion.
-- grain: one row per cluster, year, unit and criterion
-- params: none
-- returns: year INTEGER [year of the scoring], province_code VARCHAR [of the unit; NULL when not on record], cluster_code VARCHAR [cluster],
--          unit_code VARCHAR [member], criterion_code VARCHAR [criterion; * for a bonus or deduction on the whole],
--          criterion_name VARCHAR [NULL for *], max_points DECIMAL(24,6) [points; NULL for *], self_score DECIMAL(24,6) [points that the unit gives itself; NULL when none],
--          verified_score DECIMAL(24,6) [points after verification; NULL before it], bonus DECIMAL(24,6) [points], deduction DECIMAL(24,6) [points],
--          reason VARCHAR [of a change; NULL for none], reported_on DATE [day of the report]
with latest as (
    select *
    from score
    qualify row_number() over (partition by cluster_code, year, unit_code, criterion_code order by reported_on desc, load_no desc, row_no desc) = 1
), named as (
    select cluster_code, year, criterion_code, any_value(c.name) as name, max(max_points) as max_points
    from criterion c
    join cluster using (plan_id, cluster_code)
    group by all
)
select s.year, u.province_code, s.cluster_code, s.unit_code, s.criterion_code, n.name as criterion_name, n.max_points, s.self_score,
    s.verified_score, s.bonus, s.deduction, s.reason, s.reported_on
from latest s
left join named n using (cluster_code, year, criterion_code)
left join view_units u on u.unit_code = s.unit_code and s.reported_on between u.valid_from and u.last_day
