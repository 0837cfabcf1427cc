-- Staged values that are 10, 100 or 1000 times the middle of what the other
-- units of their level report for the period, or that part of it, where at
-- least five units are alike (the middle half within a factor of 3) and last
-- year cannot tell. One row per staged value.
with rows_in as not materialized (
    select indicator_code, unit_code, definition, accumulation, period_start, period_end, value, src, sheet, sheet_no, row_no
    from staging.actual
    where measure = 'level' and value > 0
), periods as materialized (
    select indicator_code, definition, accumulation, period_start, period_end
    from rows_in
    group by all
), spread as materialized (
    -- where the largest is less than 7 times the smallest, nobody stands out
    select indicator_code, definition, accumulation, period_start, period_end
    from (
        select indicator_code, definition, accumulation, period_start, period_end, value from rows_in
        union all
        select indicator_code, definition, accumulation, period_start, period_end, value
        from staging.known_actual semi join periods using (indicator_code, definition, accumulation, period_start, period_end)
        where measure = 'level' and value > 0
    )
    group by all
    having max(value::double) >= 7 * min(value::double) and count(*) >= 5
), levels as (
    -- of the unit that has the code at the end of the period
    select p.period_end, u.unit_code, arg_max(u.level, u.valid_from) as level
    from (select distinct period_end from spread) p
    join (select unit_code, level, valid_from from org_unit union all select unit_code, level, valid_from from staging.org_unit) u
        on u.valid_from <= p.period_end
    group by p.period_end, u.unit_code
), reported as (
    select indicator_code, definition, accumulation, period_start, period_end, unit_code, value
    from rows_in semi join spread using (indicator_code, definition, accumulation, period_start, period_end)
    union all
    select indicator_code, definition, accumulation, period_start, period_end, unit_code, value
    from staging.known_actual semi join spread using (indicator_code, definition, accumulation, period_start, period_end)
    where measure = 'level' and value > 0
), middle as (
    select indicator_code, definition, accumulation, period_start, period_end, level,
        quantile_cont(value::double, [0.25, 0.5, 0.75]) as q
    from reported join levels using (unit_code, period_end)
    group by all
    having count(distinct unit_code) >= 5
)
select s.src, s.sheet, s.row_no, cast(s.value as varchar), cast(cast(m.q[2] as decimal(24,6)) as varchar),
    cast(round(log10(s.value::double / m.q[2])) as integer)
from rows_in s
join levels using (unit_code, period_end)
join middle m using (indicator_code, definition, accumulation, period_start, period_end, level)
where m.q[3] < 3 * m.q[1]
    and abs(log10(s.value::double / m.q[2])) between 0.85 and 3.15
    and abs(log10(s.value::double / m.q[2]) - round(log10(s.value::double / m.q[2]))) < 0.125
    and not exists (
        from staging.known_actual b
        where b.indicator_code = s.indicator_code and b.unit_code = s.unit_code and b.value > 0
            and b.period_end = cast(s.period_end - interval 1 year as date))
order by s.src, s.sheet_no, s.row_no
