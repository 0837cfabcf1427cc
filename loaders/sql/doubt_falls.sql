-- Staged cumulative values of accruing indicators below an earlier period's
-- value with the same start, or above a later one's. The latest report of each
-- period counts. One row per staged value.
with begins as (
    -- From these days on a code may be another unit's.
    select unit_code, valid_from from staging.org_unit
    union
    select unit_code, valid_from from org_unit
), courses as (
    select indicator_code from staging.indicator where course = 'accrues'
    union
    select indicator_code from indicator
    where course = 'accrues' and indicator_code not in (select indicator_code from staging.indicator)
), staged as (
    select indicator_code, unit_code, definition, period_start, period_end, value, status, reported_on, 1000000000 as load_no, src, sheet, sheet_no, row_no
    from staging.actual
    where accumulation = 'cumulative' and measure = 'level' and value is not null and indicator_code in (from courses)
), reported as (
    from staged
    union all
    select indicator_code, unit_code, definition, period_start, period_end, value, status, reported_on, load_no, -1, sheet, 0, row_no
    from staging.known_actual semi join staged using (indicator_code, unit_code, definition, period_start)
    where accumulation = 'cumulative' and measure = 'level' and value is not null
), latest as (
    from reported
    qualify row_number() over (partition by indicator_code, unit_code, definition, period_start, period_end
        order by case status when 'official' then 4 when 'preliminary' then 3 when 'actual' then 2 else 1 end desc,
            reported_on desc, load_no desc, src desc, sheet_no desc, row_no desc) = 1
), stepped as (
    select *, lag(value) over steps as before, lag(period_end) over steps as before_end,
        lead(value) over steps as after, lead(period_end) over steps as after_end, lead(src) over steps as after_src
    from latest
    window steps as (partition by indicator_code, unit_code, definition, period_start order by period_end)
)
select src, sheet, row_no, cast(value as varchar), cast(case when value < before then before else after end as varchar),
    case when value < before then before_end else after_end end, value < coalesce(before, value)
from stepped
where src >= 0 and (value < before or value > after and after_src < 0)
    and not exists (from begins b where b.unit_code = stepped.unit_code
        and b.valid_from > case when value < before then before_end else period_end end
        and b.valid_from <= case when value < before then period_end else after_end end)
order by src, sheet_no, row_no
