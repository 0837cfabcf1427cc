-- part: point
-- about: The value of one indicator for one unit at the end of one reported period, counted from the start
--   of a window (semantics 1). Everything later (now, last year, base, history, trend) picks points by their date.
--   Reads asked_window and, of which days, asked_day.
started_row as materialized (
    -- Of a window that begins inside a year (a phase, a season), what a count that runs since an earlier day stood
    -- at on the day before: the window's own is its end less this.
    select s.indicator_code, s.win_from, s.win_to, a.unit_code, a.period_start, a.period_end as last_before, a.rowid as before_id,
        ticks(a.value) as v, lowest(ticks(a.value), a.value_precision) as v_lo, highest(ticks(a.value), a.value_precision, ticks(a.value_hi)) as v_hi,
        a.value_precision, ticks(a.numerator) as num, ticks(a.denominator) as den, a.definition, status_rank(a.status) as status_rank, a.reported_on
    -- grouped, so that the planner knows that they are few
    from (select indicator_code, win_from, win_to from asked_window where adds and begins_inside(win_from) group by indicator_code, win_from, win_to) s
    join actual a on a.indicator_code = s.indicator_code and a.period_end between s.win_from - 1 - shifted_start_days() and s.win_from - 1
    where a.accumulation = 'cumulative' and a.measure = 'level' and a.period_start < s.win_from - shifted_start_days()
      and a.period_end >= s.win_from - 1 - early_days(a.period_start)
      and a.reported_on <= $known_at::date and a.counts_until > $known_at::date
    qualify row_number() over (partition by s.indicator_code, s.win_from, s.win_to, a.unit_code, a.period_start order by a.period_end desc) = 1
), placed_row as materialized (
    -- The rows that count on the day of knowledge (migration 0006), in the windows that they may speak for: of what accrues, a cumulative
    -- row starts with the window (15/12 opens the year of 01/01) or has a row of the
    -- day before the window, an in-period row lies inside it, a change is only of
    -- its own date. What stands alone needs none of this.
    select
        d.win_from, d.win_to, d.adds, a.indicator_code, a.unit_code, a.period_start, a.period_end,
        a.accumulation = 'cumulative' as is_cumulative, a.measure = 'level' as is_level,
        a.rowid as row_id, report_order(a.status, a.reported_on, a.load_no, a.row_no) as report_order, s.before_id,
        a.measure, a.basis, a.value, a.value_hi, a.value_precision, a.numerator, a.denominator, a.text_value, a.items, a.definition, a.status, a.reported_on
    from actual a
    join asked_day d on d.indicator_code = a.indicator_code and d.period_end = a.period_end and not d.alone
    left join started_row s on s.indicator_code = a.indicator_code and s.win_from = d.win_from and s.win_to = d.win_to
        and s.unit_code = a.unit_code and s.period_start = a.period_start and a.accumulation = 'cumulative' and a.measure = 'level'
    -- A code speaks for the unit that it is on the window's day, not for one that had it before or has it later.
    anti join unit_breaks() b on b.unit_code = a.unit_code
        and b.on_day > least(a.period_end, d.on_day, coalesce(s.last_before, d.on_day)) and b.on_day <= greatest(a.period_end, d.on_day)
    where a.reported_on <= $known_at::date and a.counts_until > $known_at::date
      and (not d.adds or a.measure <> 'level'
           or case when a.accumulation = 'cumulative'
                   then a.period_start between d.win_from - shifted_start_days() and d.win_from or s.before_id is not null
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
    select c.* exclude (value, value_hi, value_precision, numerator, denominator, definition, status, reported_on)
            replace (case when b.before_id is null then c.period_start else c.win_from - early_days(c.period_start) end as period_start),
        c.period_start as row_start,
        case when b.before_id is null then ticks(c.value) else ticks(c.value) - b.v end as v,
        lowest(ticks(c.value), c.value_precision) - case when b.before_id is null then 0 else b.v_hi end as v_lo,
        highest(ticks(c.value), c.value_precision, ticks(c.value_hi)) - case when b.before_id is null then 0 else b.v_lo end as v_hi,
        case when b.value_precision = 'exact' or b.before_id is null then c.value_precision else 'about' end as value_precision,
        ticks(c.numerator) - case when b.before_id is null then 0 else b.num end as num,
        ticks(c.denominator) - case when b.before_id is null then 0 else b.den end as den, ticks(c.denominator) as last_den,
        least(c.definition, b.definition) as definition_lo, greatest(c.definition, b.definition) as definition_hi,
        least(status_rank(c.status), b.status_rank) as status_rank, greatest(c.reported_on, b.reported_on) as reported_on
    from cumulated_row c
    left join started_row b on b.before_id = c.before_id and b.win_from = c.win_from and b.win_to = c.win_to
    where c.is_cumulative or c.last_cumulative is null or c.period_start > c.last_cumulative
), added_row as materialized (
    -- The latest cumulative row, plus the in-period rows that begin after it.
    select
        indicator_code, unit_code, win_from, win_to, period_end,
        min(period_start) over block_so_far as value_from,
        sum(v) over block_so_far as v, sum(v_lo) over block_so_far as v_lo, sum(v_hi) over block_so_far as v_hi,
        sum(num) over block_so_far as num, sum(den) over block_so_far as den,
        last_value(last_den) over block_so_far as last_den,
        count(v) over block_so_far as values_, count(num) over block_so_far as nums, count(den) over block_so_far as dens,
        count(*) over block_so_far as terms, count(before_id) over block_so_far as differences, max(before_id) over block_so_far as before_id,
        value_precision, count(*) filter (where value_precision <> 'exact') over block_so_far as vague,
        sum(case when is_cumulative then period_end - greatest(period_start, win_from) + 1
                 else period_end - period_start + 1 end) over block_so_far as days_told,
        min(status_rank) over block_so_far as status_rank,
        max(reported_on) over block_so_far as reported_on,
        min(definition_lo) over block_so_far as definition_lo, max(definition_hi) over block_so_far as definition_hi,
        text_value, items, row_id
    from term
    window block_so_far as (
        partition by indicator_code, unit_code, win_from, win_to, block
        order by period_end, is_cumulative, period_start
        rows between unbounded preceding and current row)
    qualify row_number() over (partition by indicator_code, unit_code, win_from, win_to, period_end
                               order by is_cumulative desc, row_start desc, report_order desc) = 1
), chosen_row as (
    -- Cumulative series, and everything that is a state or a single measurement:
    -- of the rows of one date the level (it says more than a change), the start
    -- nearest to the window's, the better report.
    select indicator_code, unit_code, win_from, win_to, period_end,
        arg_max({row_id: row_id, before_id: before_id}, case when is_level then 1::hugeint << 80 else 0 end
                        + case when adds then (period_start - date '1900-01-01') * (1::hugeint << 63) else 0 end
                        + report_order) as chosen
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
        1 as terms, false as has_gap, false as overlapped, row_id, null as before_id
    from (
        select a.indicator_code, a.unit_code, d.win_from, d.win_to, a.period_start, a.period_end, a.measure, a.basis, a.value_hi, a.value_precision,
            a.text_value, a.items, a.status, a.reported_on, a.definition, a.rowid as row_id,
            ticks(a.value) as v, ticks(a.numerator) as num, ticks(a.denominator) as den
        from actual a
        join asked_day d on d.indicator_code = a.indicator_code and d.period_end = a.period_end and d.alone
        anti join unit_breaks() b on b.unit_code = a.unit_code
            and b.on_day > least(a.period_end, d.on_day) and b.on_day <= greatest(a.period_end, d.on_day)
        where a.reported_on <= $known_at::date and a.counts_until > $known_at::date
          and a.period_end in (select period_end from asked_day where alone)
          and (not d.adds or a.period_start between d.win_from - shifted_start_days() and d.win_from)
        union all
        select a.indicator_code, a.unit_code, a.win_from, a.win_to, a.period_start, a.period_end, a.measure, a.basis, a.value_hi, a.value_precision,
            a.text_value, a.items, a.status, a.reported_on, a.definition, a.row_id,
            ticks(a.value), ticks(a.numerator), ticks(a.denominator)
        from chosen_row c
        join placed_row a on a.row_id = c.chosen.row_id and a.win_from = c.win_from and a.win_to = c.win_to
        where c.chosen.before_id is null
    )
    union all
    -- A rate is no difference of two rates: of two terms it comes from its parts.
    select
        c.indicator_code, c.unit_code, c.win_from, c.win_to, c.period_end,
        c.win_from - early_days(a.period_start), a.measure, a.basis, ticks(a.value) - b.v,
        lowest(ticks(a.value), a.value_precision) - b.v_hi, highest(ticks(a.value), a.value_precision, ticks(a.value_hi)) - b.v_lo,
        ticks(a.numerator) - b.num, ticks(a.denominator) - b.den, ticks(a.denominator),
        case when b.value_precision = 'exact' then a.value_precision else 'about' end,
        a.text_value, a.items, least(status_rank(a.status), b.status_rank), greatest(a.reported_on, b.reported_on),
        least(a.definition, b.definition), greatest(a.definition, b.definition),
        2, false, false, c.chosen.row_id, b.before_id
    from chosen_row c
    join started_row b on b.before_id = c.chosen.before_id and b.win_from = c.win_from and b.win_to = c.win_to
    join placed_row a on a.row_id = c.chosen.row_id and a.win_from = c.win_from and a.win_to = c.win_to
    union all
    select
        indicator_code, unit_code, win_from, win_to, period_end,
        value_from, 'level', 'unit',
        case when values_ = terms then v end, case when values_ = terms then v_lo end, case when values_ = terms then v_hi end,
        case when nums = terms then num end, case when dens = terms then den end, last_den,
        case when terms = 1 then value_precision when vague > 0 then 'about' else 'exact' end,
        text_value, items, status_rank, reported_on, definition_lo, definition_hi,
        terms + differences, days_told < period_end - win_from + 1,
        days_told > period_end - win_from + 1,
        row_id, before_id
    from added_row
)
