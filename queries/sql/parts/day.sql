-- part: day
-- about: The period ends whose points a judgement looks at, asked_day. Of a series of plain values they are few: the
--   latest day up to now, what is told for later, the same day of earlier years, and the ends of earlier years; of
--   every other series all, because the latest row of words or of a change leaves the value to the one before.
--   Reads asked_window; a series of points then reads a fraction of the rows.
-- uses: window, tree
teller as materialized (
    -- Who may speak for the unit of a window: itself, and those expected of it.
    -- Grouped, here and below, because the planner then knows that these are few.
    select indicator_code, root_code, unit_code, win_from, win_to, bool_or(adds) as adds
    from (
        select indicator_code, unit_code as root_code, unit_code, win_from, win_to, adds from asked_window
        union all
        select e.indicator_code, e.root_code, e.unit_code, e.win_from, e.win_to, w.adds
        from asked_expected e
        join asked_window w on w.indicator_code = e.indicator_code and w.unit_code = e.root_code
                           and w.win_from = e.win_from and w.win_to = e.win_to
    )
    where indicator_code is not null
    group by indicator_code, root_code, unit_code, win_from, win_to
), told_day as materialized (
    -- Plain: the row speaks for itself and in a sum, whatever the others say.
    select t.indicator_code, t.root_code, t.win_from, t.win_to, a.period_end,
        bool_and(coalesce(a.value is not null and a.measure = 'level' and a.text_value is null and a.items is null
            and (not t.adds or a.accumulation = 'cumulative'
                               and a.period_start between t.win_from - shifted_start_days() and t.win_from), false)) as has_values,
        bool_and(coalesce(a.numerator is not null and a.denominator > 0, false)) as has_parts
    from actual a
    join teller t on t.indicator_code = a.indicator_code and t.unit_code = a.unit_code
                 and a.period_end between t.win_from and t.win_to
    where a.reported_on <= $known_at::date
      and (a.value is not null or a.numerator is not null or a.text_value is not null or a.items is not null)
    group by t.indicator_code, t.root_code, t.win_from, t.win_to, a.period_end
), plain_series as (
    select d.indicator_code
    from told_day d
    join indicator i using (indicator_code)
    -- A code that was another unit once is not read for that time.
    where i.course <> 'once' and d.indicator_code not in (from (select indicator_code from teller semi join unit_breaks() using (unit_code)))
    group by d.indicator_code
    having bool_and(coalesce(d.has_values
        and (nature_is_sum(i.nature) or i.nature in ('ratio', 'structure', 'growth') and d.has_parts), false))
), latest_day as (
    select w.no, max(d.period_end) as value_to
    from asked_window w
    join told_day d on d.indicator_code = w.indicator_code and d.root_code = w.unit_code
                   and d.win_from = w.win_from and d.win_to = w.win_to
    where w.purpose = 'now' and d.period_end <= w.at_date
    group by w.no
), window_day as (
    select w.no, w.purpose, w.at_date, w.win_from, w.win_to, w.indicator_code, d.period_end,
        max(d.period_end) filter (where d.period_end <= w.at_date) over same_window as latest_now,
        max(d.period_end) filter (where d.period_end <= last_year_day(l.value_to, w.years)) over same_window as latest_then
    from asked_window w
    join told_day d on d.indicator_code = w.indicator_code and d.root_code = w.unit_code
                   and d.win_from = w.win_from and d.win_to = w.win_to
    semi join plain_series p on p.indicator_code = w.indicator_code
    left join latest_day l on l.no = w.no
    window same_window as (partition by w.no, w.purpose, w.win_from)
), asked_day as materialized (
    select distinct indicator_code, win_from, win_to, period_end
    from window_day
    where case purpose
        when 'now' then period_end > at_date or period_end = latest_now
        when 'last' then period_end = latest_then
        when 'base' then period_end >= win_to - stale_days()
        else period_end >= win_to - shifted_start_days() or period_end = latest_then end
    union all
    select distinct indicator_code, win_from, win_to, period_end
    from told_day
    anti join plain_series using (indicator_code)
)
