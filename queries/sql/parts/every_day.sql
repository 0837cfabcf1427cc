-- part: every_day
-- about: Every period end that a window of an indicator has a row of, as asked_day: each is shown, or some unit's latest.
--   Reads asked_window.
asked_day as materialized (
    select w.indicator_code, w.adds, w.win_from, w.win_to, w.on_day, d.period_end,
        -- no row of the day has another one beside it that it must be chosen from or added to
        d.values_only and d.first_start = d.last_start and (d.cumulative_only or d.in_period_only)
            and (not w.adds or not begins_inside(w.win_from) and bool_and(d.cumulative_only) over (partition by w.indicator_code, w.win_from, w.win_to)) as alone
    from (select indicator_code, adds, win_from, win_to, min(least(at_date, win_to)) as on_day
          from asked_window group by indicator_code, adds, win_from, win_to) w
    join reported_day d on d.indicator_code = w.indicator_code and d.period_end between w.win_from and w.win_to
    where d.first_reported_on <= $known_at::date
)
