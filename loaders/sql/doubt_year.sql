-- Staged values that are 10, 100 or 1000 times last year's value of the same
-- period, or that part of it: a slip of the decimal sign or of the unit. Within
-- a third of the exact power. One row per staged value.
with staged as (
    select indicator_code, unit_code, definition, accumulation, period_start, period_end, value, src, sheet, sheet_no, row_no
    from staging.actual
    where measure = 'level' and value > 0
), before as (
    select indicator_code, unit_code, definition, accumulation, period_start, period_end, arg_max(value, (reported_on, load_no, row_no)) as value
    from (
        select indicator_code, unit_code, definition, accumulation, period_start, period_end, value, reported_on, load_no, row_no
        from actual where measure = 'level' and value > 0
        union all
        select indicator_code, unit_code, definition, accumulation, period_start, period_end, value, reported_on, 1000000000, row_no
        from staging.actual where measure = 'level' and value > 0
    )
    group by all
)
select s.src, s.sheet, s.row_no, cast(s.value as varchar), cast(b.value as varchar), cast(round(log10(s.value::double / b.value::double)) as integer)
from staged s
join before b
    on b.indicator_code = s.indicator_code and b.unit_code = s.unit_code and b.definition = s.definition and b.accumulation = s.accumulation
    and b.period_start = cast(s.period_start - interval 1 year as date) and b.period_end = cast(s.period_end - interval 1 year as date)
where abs(log10(s.value::double / b.value::double)) between 0.85 and 3.15
    and abs(log10(s.value::double / b.value::double) - round(log10(s.value::double / b.value::double))) < 0.125
order by s.src, s.sheet_no, s.row_no
