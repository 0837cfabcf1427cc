-- Staged values of a part (trong đó, or a component) above the value of its
-- whole, for the same unit and period. One row per staged value, of the part
-- where it is staged, else of the whole.
with targets as (
    select plan_id, target_code, indicator_code, part_of, part_kind, unit from staging.target
    union
    select plan_id, target_code, indicator_code, part_of, part_kind, unit from target
    where plan_id not in (select plan_id from staging.plan)
), summed as (
    select indicator_code from staging.indicator where nature in ('count', 'flow', 'stock')
    union
    select indicator_code from indicator where nature in ('count', 'flow', 'stock')
), pairs as (
    select distinct p.indicator_code as part, w.indicator_code as whole
    from targets p
    join targets w on w.plan_id = p.plan_id and w.target_code = p.part_of
    where p.part_kind in ('of_which', 'component') and p.unit = w.unit and p.indicator_code <> w.indicator_code
        and p.indicator_code in (from summed) and w.indicator_code in (from summed)
), involved as (
    select part as indicator_code from pairs union select whole from pairs
), reported as (
    select indicator_code, unit_code, accumulation, period_start, period_end, value, reported_on, 1000000000 as load_no, src, sheet, sheet_no, row_no
    from staging.actual semi join involved using (indicator_code)
    where measure = 'level' and value is not null
    union all
    select indicator_code, unit_code, accumulation, period_start, period_end, value, reported_on, load_no, -1, sheet, 0, row_no
    from staging.known_actual semi join involved using (indicator_code)
    where measure = 'level' and value is not null
), latest as (
    from reported
    qualify row_number() over (partition by indicator_code, unit_code, accumulation, period_start, period_end
        order by reported_on desc, load_no desc, src desc, sheet_no desc, row_no desc) = 1
), above as (
    select p as part_row, w as whole_row
    from pairs
    join latest p on p.indicator_code = pairs.part
    join latest w on w.indicator_code = pairs.whole and w.unit_code = p.unit_code and w.accumulation = p.accumulation
        and w.period_start = p.period_start and w.period_end = p.period_end
    where p.value > w.value and (p.src >= 0 or w.src >= 0)
)
select hit.src, hit.sheet, hit.row_no, part_row.indicator_code, whole_row.indicator_code, cast(part_row.value as varchar), cast(whole_row.value as varchar)
from (select *, case when part_row.src >= 0 then part_row else whole_row end as hit from above)
order by hit.src, hit.sheet_no, hit.row_no, 4, 5
