-- part: point
-- about: The value of one indicator for one unit at the end of one reported period, counted from the start
--   of a window (semantics 1). Everything later (now, last year, base, history, trend) picks points by their date.
--   Reads asked_window and, of which days, asked_day.
placed_row as materialized (
    -- The rows that count on the day of knowledge (migration 0006), by their row
    -- ids, in the windows that they may speak for: of what accrues, a cumulative
    -- row starts with the window (15/12 opens the year of 01/01), an in-period row
    -- lies inside it, a change is only of its own date. What stands alone needs
    -- none of this.
    select
        d.win_from, d.win_to, d.adds, a.indicator_code, a.unit_code, a.period_start, a.period_end,
        a.accumulation = 'cumulative' as is_cumulative, a.measure = 'level' as is_level,
        a.rowid as row_id, report_order(a.status, a.reported_on, a.load_no, a.row_no) as report_order
    from actual a
    join asked_day d on d.indicator_code = a.indicator_code and d.period_end = a.period_end and not d.alone
    -- A code speaks for the unit that it is on the window's day, not for one that had it before or has it later.
    anti join unit_breaks() b on b.unit_code = a.unit_code
        and b.on_day > least(a.period_end, d.on_day) and b.on_day <= greatest(a.period_end, d.on_day)
    where a.reported_on <= $known_at::date and a.counts_until > $known_at::date
      and (not d.adds or a.measure <> 'level'
           or case when a.accumulation = 'cumulative'
                   then a.period_start between d.win_from - shifted_start_days() and d.win_from
                   else a.period_start >= d.win_from end)
), mixed_series as (
    -- Series with in-period rows must be added up; the others are points already.
    select distinct indicator_code, unit_code, win_from, win_to
    from placed_row where adds and is_level and not is_cumulative
), cumulated_row as (
    select *,
        max(case when is_cumulative then period_end end) over so_far as last_cumulative,
        count(*) filter (where is_cumulative) over so_far as block
    from placed_row
    semi join mixed_series using (indicator_code, unit_code, win_from, win_to)
    where adds and is_level
    window so_far as (
        partition by indicator_code, unit_code, win_from, win_to
        order by period_end, is_cumulative, period_start
        rows between unbounded preceding and current row)
), term as (
    select c.*, ticks(a.value) as v,
        lowest(ticks(a.value), a.value_precision) as v_lo,
        highest(ticks(a.value), a.value_precision, ticks(a.value_hi)) as v_hi,
        a.value_precision, ticks(a.numerator) as num, ticks(a.denominator) as den,
        a.text_value, a.items, a.definition, status_rank(a.status) as status_rank, a.reported_on
    from (from cumulated_row group by all) c -- grouped, so that the planner knows that they are few
    join actual a on a.rowid = c.row_id
    where c.is_cumulative or c.last_cumulative is null or c.period_start > c.last_cumulative
), added_row as materialized (
    -- The latest cumulative row, plus the in-period rows that begin after it.
    select
        indicator_code, unit_code, win_from, win_to, period_end,
        min(period_start) over block_so_far as value_from,
        sum(v) over block_so_far as v, sum(v_lo) over block_so_far as v_lo, sum(v_hi) over block_so_far as v_hi,
        sum(num) over block_so_far as num, sum(den) over block_so_far as den,
        last_value(den) over block_so_far as last_den,
        count(v) over block_so_far as values_, count(num) over block_so_far as nums, count(den) over block_so_far as dens,
        count(*) over block_so_far as terms,
        value_precision, count(*) filter (where value_precision <> 'exact') over block_so_far as vague,
        sum(case when is_cumulative then period_end - greatest(period_start, win_from) + 1
                 else period_end - period_start + 1 end) over block_so_far as days_told,
        min(status_rank) over block_so_far as status_rank,
        max(reported_on) over block_so_far as reported_on,
        min(definition) over block_so_far as definition_lo, max(definition) over block_so_far as definition_hi,
        text_value, items, row_id
    from term
    window block_so_far as (
        partition by indicator_code, unit_code, win_from, win_to, block
        order by period_end, is_cumulative, period_start
        rows between unbounded preceding and current row)
    qualify row_number() over (partition by indicator_code, unit_code, win_from, win_to, period_end
                               order by is_cumulative desc, period_start desc, report_order desc) = 1
), chosen_row as (
    -- Cumulative series, and everything that is a state or a single measurement:
    -- of the rows of one date the level (it says more than a change), the start
    -- nearest to the window's, the better report.
    select indicator_code, unit_code, win_from, win_to, period_end,
        arg_max(row_id, case when is_level then 1::hugeint << 80 else 0 end
                        + case when adds then (period_start - date '1900-01-01') * (1::hugeint << 63) else 0 end
                        + report_order) as row_id
    from (
        select * from placed_row anti join mixed_series using (indicator_code, unit_code, win_from, win_to)
        union all
        select * from placed_row
        semi join mixed_series using (indicator_code, unit_code, win_from, win_to)
        anti join added_row using (indicator_code, unit_code, win_from, win_to, period_end)
        where not is_level
    )
    group by indicator_code, unit_code, win_from, win_to, period_end
), asked_point as materialized (
    select
        indicator_code, unit_code, win_from, win_to, period_end,
        period_start as value_from, measure, basis, v,
        lowest(v, value_precision) as v_lo,
        highest(v, value_precision, ticks(value_hi)) as v_hi,
        num, den, den as last_den, value_precision,
        text_value, items, status_rank(status) as status_rank, reported_on,
        definition as definition_lo, definition as definition_hi,
        1 as terms, false as has_gap, false as overlapped, row_id
    from (
        select a.*, a.rowid as row_id, d.win_from, d.win_to, ticks(value) as v, ticks(numerator) as num, ticks(denominator) as den
        from actual a
        join asked_day d on d.indicator_code = a.indicator_code and d.period_end = a.period_end and d.alone
        anti join unit_breaks() b on b.unit_code = a.unit_code
            and b.on_day > least(a.period_end, d.on_day) and b.on_day <= greatest(a.period_end, d.on_day)
        where a.reported_on <= $known_at::date and a.counts_until > $known_at::date
          and a.period_end in (select period_end from asked_day where alone)
          and (not d.adds or a.period_start between d.win_from - shifted_start_days() and d.win_from)
        union all
        select a.*, a.rowid, c.win_from, c.win_to, ticks(value), ticks(numerator), ticks(denominator)
        from chosen_row c
        join actual a on a.rowid = c.row_id
    )
    union all
    select
        indicator_code, unit_code, win_from, win_to, period_end,
        value_from, 'level', 'unit',
        case when values_ = terms then v end, case when values_ = terms then v_lo end, case when values_ = terms then v_hi end,
        case when nums = terms then num end, case when dens = terms then den end, last_den,
        case when terms = 1 then value_precision when vague > 0 then 'about' else 'exact' end,
        text_value, items, status_rank, reported_on, definition_lo, definition_hi,
        terms, days_told < period_end - win_from + 1,
        days_told > period_end - win_from + 1,
        row_id
    from added_row
)
