-- Staged values that are 10, 100 or 1000 times last year's value of the same
-- period, or that part of it: a slip of the decimal sign or of the unit. Within
-- a third of the exact power. One row per staged value.
with begins as (
    -- From these days on a code may be another unit's.
    select unit_code, valid_from from staging.org_unit
    union
    select unit_code, valid_from from org_unit
), staged as not materialized (
    select unit_code, hash(indicator_code, unit_code, definition, accumulation) as about, period_start, period_end, value,
        reported_on, 1000000000 as load_no, src, sheet, sheet_no, row_no
    from staging.actual
    where measure = 'level' and value > 0
), reported as not materialized (
    select about, period_start, period_end, value, reported_on, load_no, row_no from staged
    union all
    select hash(indicator_code, unit_code, definition, accumulation), period_start, period_end, value, reported_on, load_no, row_no
    from staging.known_actual
    where measure = 'level' and value > 0
), spans as materialized (
    -- each period with the one a year on: days are added once, not in every row
    select distinct period_start, period_end,
        cast(period_start + interval 1 year as date) as next_start, cast(period_end + interval 1 year as date) as next_end
    from reported
), far as materialized (
    -- Most values are near last year's: only the others are looked at closely. The
    -- two meet in one number.
    select s.src, s.sheet_no, s.row_no
    from (
        select hash(about, period_start, period_end) as about, value::double as value, src, sheet_no, row_no from staged
    ) s
    join (
        select hash(about, next_start, next_end) as about, value::double as last
        from reported join spans using (period_start, period_end)
    ) b using (about)
    where value > 7 * last or last > 7 * value
), compared as (
    select s.unit_code, s.period_end, s.src, s.sheet, s.sheet_no, s.row_no, s.value, b.value as last, b.reported_on, b.load_no, b.row_no as last_row
    from (from staged semi join far using (src, sheet_no, row_no)) s
    join spans p on p.next_start = s.period_start and p.next_end = s.period_end
    join reported b on b.about = s.about and b.period_start = p.period_start and b.period_end = p.period_end
), latest as (
    select unit_code, period_end, src, sheet, sheet_no, row_no, value, arg_max(last, (reported_on, load_no, last_row)) as last
    from compared
    group by all
)
select src, sheet, row_no, cast(value as varchar), cast(last as varchar), cast(round(log10(value::double / last::double)) as integer)
from latest
where abs(log10(value::double / last::double)) between 0.85 and 3.15
    and abs(log10(value::double / last::double) - round(log10(value::double / last::double))) < 0.125
    and not exists (from begins b where b.unit_code = latest.unit_code
        and b.valid_from > cast(latest.period_end - interval 1 year as date) and b.valid_from <= latest.period_end)
order by src, sheet_no, row_no
