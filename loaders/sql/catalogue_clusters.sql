-- Clusters with their members and criteria: one row per cluster, per member and
-- per criterion (what = 'cluster', 'member', 'criterion').
with clusters as (
    select plan_id, cluster_code, year from staging.cluster
    union all
    select plan_id, cluster_code, year from cluster where plan_id not in (select plan_id from staging.plan)
), members as (
    select plan_id, cluster_code, unit_code from staging.cluster_member
    union all
    select plan_id, cluster_code, unit_code from cluster_member where plan_id not in (select plan_id from staging.plan)
), criteria as (
    select plan_id, cluster_code, criterion_code, max_points from staging.criterion
    union all
    select plan_id, cluster_code, criterion_code, max_points from criterion where plan_id not in (select plan_id from staging.plan)
)
select cluster_code, year, 'cluster' as what, '' as code, null as points from clusters
union all
select cluster_code, year, 'member', unit_code, null from clusters join members using (plan_id, cluster_code)
union all
select cluster_code, year, 'criterion', criterion_code, cast(max_points as varchar) from clusters join criteria using (plan_id, cluster_code)
