-- Staged in-period values of accruing indicators whose period overlaps another
-- one of the same unit without being the same: "trùng kỳ" (a month inside a
-- reported quarter would be counted twice). One row per staged value and the
-- first value it meets.
with courses as (
    select indicator_code from staging.indicator where course = 'accrues'
    union
    select indicator_code from indicator
    where course = 'accrues' and indicator_code not in (select indicator_code from staging.indicator)
), staged as not materialized (
    select indicator_code, unit_code, definition, period_start, period_end, src, sheet_no, sheet, row_no
    from staging.actual
    where accumulation = 'in_period' and measure = 'level' and indicator_code in (from courses)
), known as not materialized (
    select indicator_code, unit_code, definition, period_start, period_end, null as src, null as sheet_no, sheet, row_no,
        (select name from source_file f where f.file_id = a.file_id) as file
    from staging.known_actual a
    where accumulation = 'in_period' and measure = 'level' and indicator_code in (from courses)
), others as not materialized (
    select *, null as file from staged
    union all
    from known
), spans as materialized (
    select distinct period_start, period_end from others
), crossing as (
    -- Where all report by the month, no two periods touch each other, and that is
    -- the end of it.
    select a.period_start, a.period_end
    from spans a
    semi join spans b on a.period_start <= b.period_end and b.period_start <= a.period_end
        and (a.period_start, a.period_end) <> (b.period_start, b.period_end)
), periods as (
    -- One number for what must not overlap: a text is slow to sort, and the join
    -- below tells two with the same number apart.
    select hash(indicator_code, unit_code, definition) as about, period_start, period_end
    from others semi join crossing using (period_start, period_end)
), neighbours as (
    -- In order of their start, a period overlaps another one only if an earlier
    -- one reaches into it or it reaches into the next: no join of all with all.
    select *,
        max(period_end) over (of_unit rows between unbounded preceding and 1 preceding) as reached,
        lead(period_start) over of_unit as next_start
    from periods
    window of_unit as (partition by about order by period_start, period_end)
), crowded as (
    select about, period_start, period_end
    from neighbours
    where period_start <= reached or next_start <= period_end
), suspects as (
    select s.*
    from staged s
    semi join crowded c on c.about = hash(s.indicator_code, s.unit_code, s.definition) and c.period_start = s.period_start and c.period_end = s.period_end
)
select
    s.src, s.sheet, s.row_no, s.indicator_code, s.unit_code, s.period_start, s.period_end,
    arg_min(o.period_start, (o.src is not null, o.src, o.sheet_no, o.row_no)),
    arg_min(o.period_end, (o.src is not null, o.src, o.sheet_no, o.row_no)),
    arg_min(coalesce(o.file, ''), (o.src is not null, o.src, o.sheet_no, o.row_no)),
    arg_min(coalesce(o.src, -1), (o.src is not null, o.src, o.sheet_no, o.row_no)),
    arg_min(o.sheet, (o.src is not null, o.src, o.sheet_no, o.row_no)),
    arg_min(o.row_no, (o.src is not null, o.src, o.sheet_no, o.row_no))
from suspects s
join others o
    on o.indicator_code = s.indicator_code and o.unit_code = s.unit_code and o.definition = s.definition
    and o.period_start <= s.period_end and s.period_start <= o.period_end
    and (o.period_start, o.period_end) <> (s.period_start, s.period_end)
    and (o.src is null or (o.src, o.sheet_no, o.row_no) < (s.src, s.sheet_no, s.row_no))
group by all
order by s.src, s.sheet, s.row_no
