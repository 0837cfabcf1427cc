-- name: cluster_ranking
-- about: The emulation clusters ranked by their verified points.
-- grain: one row per unit of a cluster
-- params: plan_id VARCHAR, known_at DATE [rows reported up to this day]
-- returns: cluster_code VARCHAR, cluster_name VARCHAR, cluster_kind VARCHAR [cluster, block], year INTEGER,
--          unit_code VARCHAR, unit_name VARCHAR, short_name VARCHAR,
--          criteria INTEGER [of the cluster], self_scored INTEGER [criteria with a self-score],
--          verified_scored INTEGER [criteria with a verified score], max_points DECIMAL(24,6) [points, without bonus],
--          self_score DECIMAL(24,6) [points; NULL when none is given], verified_score DECIMAL(24,6) [points; NULL when none is given],
--          bonus DECIMAL(24,6) [points], deduction DECIMAL(24,6) [points],
--          total DECIMAL(24,6) [verified + bonus - deduction; NULL while a verified score is missing],
--          tie_break_score DECIMAL(24,6) [on the criterion that decides equal totals; NULL without one],
--          rank INTEGER [1 is best, ties share it and the next is skipped; NULL when unranked], tied BOOLEAN,
--          unranked_reason VARCHAR [Vietnamese; NULL when ranked], minutes_leader BOOLEAN [named by the minutes],
--          leader_document VARCHAR [the minutes; NULL before the vote],
--          leader_differs BOOLEAN [first by points or by the minutes, and the minutes name none of the first by points]
with scores as (
    from known_scores($plan_id, $known_at::date)
), tables_ as (
    select cluster_code, count(*) as criteria, sum(max_points) as max_points
    from criterion
    where plan_id = $plan_id
    group by cluster_code
), sums as (
    select s.cluster_code, s.unit_code,
        count(s.self_score) filter (c.criterion_code is not null) as self_scored,
        count(s.verified_score) filter (c.criterion_code is not null) as verified_scored,
        sum(s.self_score) as self_score, sum(s.verified_score) as verified_score,
        sum(s.bonus) as bonus, sum(s.deduction) as deduction
    from scores s
    left join criterion c
        on c.plan_id = $plan_id and c.cluster_code = s.cluster_code and c.criterion_code = s.criterion_code
    group by all
), totals as (
    select u.*,
        coalesce(t.criteria, 0) as criteria, t.max_points,
        coalesce(s.self_scored, 0) as self_scored, coalesce(s.verified_scored, 0) as verified_scored,
        s.self_score, s.verified_score, coalesce(s.bonus, 0) as bonus, coalesce(s.deduction, 0) as deduction,
        case when s.verified_scored = t.criteria then s.verified_score + s.bonus - s.deduction end as total,
        b.verified_score as tie_break_score
    from cluster_units($plan_id) u
    left join tables_ t using (cluster_code)
    left join sums s using (cluster_code, unit_code)
    left join scores b
        on b.cluster_code = u.cluster_code and b.unit_code = u.unit_code and b.criterion_code = u.tie_break
), ranked as (
    select *,
        case when comparable then rank() over (
            partition by cluster_code, comparable order by total desc, tie_break_score desc nulls last) end as rank,
        comparable and count(*) over (partition by cluster_code, comparable, total, tie_break_score) > 1 as tied
    from (select *, disqualified is null and total is not null as comparable from totals)
), led as (
    -- One of several equal firsts is who the points name as well.
    select *, coalesce(bool_or(rank = 1) over w, false) and not coalesce(bool_or(rank = 1 and unit_code = leader) over w, false) as other_first
    from ranked
    window w as (partition by cluster_code)
)
select
    cluster_code, cluster_name, cluster_kind, year, unit_code, unit_name, short_name,
    criteria::integer as criteria, self_scored::integer as self_scored, verified_scored::integer as verified_scored,
    max_points::decimal(24,6) as max_points, self_score::decimal(24,6) as self_score,
    verified_score::decimal(24,6) as verified_score, bonus::decimal(24,6) as bonus, deduction::decimal(24,6) as deduction,
    total::decimal(24,6) as total, tie_break_score, rank::integer as rank, tied,
    case when disqualified is not null then 'không xếp hạng: ' || disqualified
        when verified_scored = 0 then 'chưa có điểm thẩm định'
        when total is null then 'còn ' || (criteria - verified_scored) || '/' || criteria || ' tiêu chí chưa thẩm định' end
        as unranked_reason,
    coalesce(unit_code = leader, false) as minutes_leader,
    leader_doc as leader_document,
    coalesce(other_first and (unit_code = leader) <> (rank is not distinct from 1), false) as leader_differs
from led
order by cluster_code, disqualified is not null, rank nulls last, position, unit_code
