-- Indicators of the staged plans and of the warehouse, with the items and set
-- sizes that their targets name. One row per indicator; lists joined by chr(31).
with indicators as (
    select distinct on (indicator_code) indicator_code, unit, nature, decimals, scale, limit_lo, limit_hi, definition, grades
    from (
        select *, 0 as rank from (select * exclude (src, sheet_no, sheet, row_no) from staging.indicator)
        union all by name
        select *, 1 as rank from indicator
    )
    order by indicator_code, rank
), targets as (
    select plan_id, target_code, version, indicator_code, set_size from staging.target
    union all
    select plan_id, target_code, version, indicator_code, set_size from target
    where plan_id not in (select plan_id from staging.plan)
), items as (
    select plan_id, target_code, version, item_code from staging.target_item
    union all
    select plan_id, target_code, version, item_code from target_item
    where plan_id not in (select plan_id from staging.plan)
), named as (
    select t.indicator_code, string_agg(distinct i.item_code, chr(31) order by i.item_code) as items
    from targets t
    join items i using (plan_id, target_code, version)
    group by t.indicator_code
), sizes as (
    select indicator_code, string_agg(distinct cast(set_size as varchar), chr(31) order by cast(set_size as varchar)) as sizes
    from targets
    where set_size is not null
    group by indicator_code
)
select
    indicator_code, unit, nature, decimals, cast(scale as varchar), cast(limit_lo as varchar), cast(limit_hi as varchar),
    definition, array_to_string(grades, chr(31)), items, sizes
from indicators
left join named using (indicator_code)
left join sizes using (indicator_code)
order by indicator_code
