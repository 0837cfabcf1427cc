-- Indicators that two plans define differently: a code means the same in every
-- plan of a workspace. One row per staged indicator and the plan it contradicts.
with staged as (
    select *  from staging.indicator
), within as (
    select b.src, b.indicator_code, 'another plan of this load' as other
    from staged a
    join staged b on a.indicator_code = b.indicator_code and a.src < b.src
    where (a.name, a.unit, a.nature, a.course, a.direction, a.decimals, a.scale, a.definition, a.collected_at, a.limit_lo, a.limit_hi)
        is distinct from (b.name, b.unit, b.nature, b.course, b.direction, b.decimals, b.scale, b.definition, b.collected_at, b.limit_lo, b.limit_hi)
), before as (
    select b.src, b.indicator_code, 'the plan ' || min(t.plan_id) as other
    from indicator a
    join staged b on a.indicator_code = b.indicator_code
    join target t on t.indicator_code = a.indicator_code and t.plan_id not in (select plan_id from staging.plan)
    where (a.name, a.unit, a.nature, a.course, a.direction, a.decimals, a.scale, a.definition, a.collected_at, a.limit_lo, a.limit_hi)
        is distinct from (b.name, b.unit, b.nature, b.course, b.direction, b.decimals, b.scale, b.definition, b.collected_at, b.limit_lo, b.limit_hi)
    group by b.src, b.indicator_code
)
select src, indicator_code, min(other)
from (from within union all from before)
group by src, indicator_code
order by src, indicator_code
