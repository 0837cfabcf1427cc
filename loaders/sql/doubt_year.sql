-- Staged values that are 10, 100 or 1000 times last year's value of the same
-- period, or that part of it: a slip of the decimal sign or of the unit. Within
-- a third of the exact power. One row per staged value.
with staged as (
    select hash(indicator_code, unit_code, definition, accumulation) as about, period_start, period_end, value,
        reported_on, 1000000000 as load_no, src, sheet, sheet_no, row_no
    from staging.actual
    where measure = 'level' and value > 0
), before as (
    -- a year on, so that the two meet on equal days
    select about, cast(period_start + interval 1 year as date) as period_start, cast(period_end + interval 1 year as date) as period_end, value, reported_on, load_no, row_no
    from staged
    union all
    select hash(indicator_code, unit_code, definition, accumulation), cast(period_start + interval 1 year as date), cast(period_end + interval 1 year as date),
        value, reported_on, load_no, row_no
    from actual
    where measure = 'level' and value > 0
), compared as (
    select s.src, s.sheet, s.sheet_no, s.row_no, s.value, b.value as last, b.reported_on, b.load_no, b.row_no as last_row
    from staged s
    join before b using (about, period_start, period_end)
), far as (
    -- most values are near last year's: only the others are looked at closely
    select src, sheet_no, row_no
    from compared
    where value::double > 7 * last::double or last::double > 7 * value::double
), latest as (
    select src, sheet, sheet_no, row_no, value, arg_max(last, (reported_on, load_no, last_row)) as last
    from compared semi join far using (src, sheet_no, row_no)
    group by all
)
select src, sheet, row_no, cast(value as varchar), cast(last as varchar), cast(round(log10(value::double / last::double)) as integer)
from latest
where abs(log10(value::double / last::double)) between 0.85 and 3.15
    and abs(log10(value::double / last::double) - round(log10(value::double / last::double))) < 0.125
order by src, sheet_no, row_no
