-- part: day
-- about: The period ends whose points a judgement looks at, asked_day. Of a series of plain values they are few: the
--   latest day up to now, what is told for later, the same day of earlier years, and the ends of earlier years; of
--   every other series all, because the latest row of words or of a change leaves the value to the one before.
--   Reads asked_window; a series of points then reads a fraction of the rows.
-- uses: window, tree
told_day as materialized (
    -- Plain: what anybody tells speaks for itself and in a sum, whatever the others say.
    select w.no, w.purpose, w.years, w.at_date, w.indicator_code, w.unit_code, w.adds, w.win_from, w.win_to, d.period_end,
        d.values_only and (not w.adds or d.cumulative_only and d.last_start <= w.win_from
                                         and d.first_start >= w.win_from - shifted_start_days()) as has_values, d.with_parts,
        d.values_only and d.first_start = d.last_start and (d.cumulative_only or d.in_period_only) as of_one_kind, d.cumulative_only,
        max(d.period_end) filter (where w.purpose = 'now' and d.period_end <= w.at_date) over (partition by w.no) as value_to
    from asked_window w
    join reported_day d on d.indicator_code = w.indicator_code and d.period_end between w.win_from and w.win_to
    where d.first_reported_on <= $known_at::date
), window_day as materialized (
    select *, max(period_end) filter (where period_end <= case when purpose = 'now' then at_date else last_year_day(value_to, years) end)
            over (partition by no, purpose, win_from) as latest
    from told_day
), guess as materialized (
    -- The latest day of anybody is that of a unit and those expected of it, if one of them told something for it.
    select distinct w.indicator_code, c.root_code, c.on_day, c.level, w.win_from, w.win_to, w.period_end
    from window_day w
    join asked_call c on c.indicator_code = w.indicator_code and c.root_code = w.unit_code and c.win_from = w.win_from and c.win_to = w.win_to
    where w.purpose in ('now', 'last') and w.period_end = w.latest
), confirmed as (
    select g.indicator_code, g.root_code, g.win_from, g.win_to, g.period_end
    from actual a
    join guess g on g.indicator_code = a.indicator_code and g.period_end = a.period_end
    join asked_team t on t.root_code = g.root_code and t.on_day = g.on_day and t.unit_code = a.unit_code and (t.is_self or t.level = g.level)
    -- not by another unit that had the code
    anti join unit_breaks() b on b.unit_code = a.unit_code
        and b.on_day > least(a.period_end, g.on_day) and b.on_day <= greatest(a.period_end, g.on_day)
    where a.reported_on <= $known_at::date and a.counts_until > $known_at::date
        and a.period_end in (select period_end from guess)
    group by all
), plain_series as (
    select d.indicator_code
    from told_day d
    join indicator i on few(i.indicator_code, d.indicator_code)
    where i.course <> 'once'
        and d.indicator_code not in (select indicator_code from guess anti join confirmed using (indicator_code, root_code, win_from, win_to, period_end))
    group by d.indicator_code
    having bool_and(d.has_values and (nature_is_sum(i.nature) or i.nature in ('ratio', 'structure', 'growth') and d.with_parts))
), asked_day as materialized (
    -- alone: no row of the day has another one beside it that it must be chosen from or added to.
    select indicator_code, adds, win_from, win_to, min(least(at_date, win_to)) as on_day, period_end,
        bool_and(of_one_kind and (not adds or accrued and not begins_inside(win_from))) as alone
    from (select *, bool_and(cumulative_only) over (partition by indicator_code, win_from, win_to) as accrued
          from window_day)
    left join (select indicator_code as plain_code, true as is_plain from plain_series) on few(plain_code, indicator_code)
    where is_plain is null
        or case purpose
            when 'now' then period_end > at_date or period_end = latest
            when 'last' then period_end = latest
            when 'base' then period_end >= win_to - stale_days()
            else period_end >= win_to - shifted_start_days() or period_end = latest end
    group by indicator_code, adds, win_from, win_to, period_end
)
