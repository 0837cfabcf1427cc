-- part: phase_day
-- about: The last days of the plan's phases and the days before their first, as asked_day, of series of plain values that
--   run since the window's first day; of every other series all days, because they are added up. Reads asked_window.
-- uses: line_window
told_day as (
    select w.*, d.period_end, least(w.at_date, w.win_to) as on_day,
        d.values_only and d.first_start = d.last_start and (d.cumulative_only or d.in_period_only) as of_one_kind,
        not w.adds or d.cumulative_only and not begins_inside(w.win_from) as runs,
        d.values_only and (not w.adds or d.cumulative_only and d.last_start <= w.win_from and d.first_start >= w.win_from - shifted_start_days())
            and (nature_is_sum(i.nature) or i.nature in ('ratio', 'structure', 'growth') and d.with_parts) as has_values
    from asked_window w
    join indicator i on i.indicator_code = w.indicator_code
    join reported_day d on d.indicator_code = w.indicator_code and d.period_end between w.win_from and w.win_to
    where w.is_now and d.first_reported_on <= $known_at::date
), asked_day as materialized (
    select indicator_code, adds, win_from, win_to, on_day, period_end,
        -- no row of the day has another one beside it that it must be chosen from or added to
        of_one_kind and bool_and(runs) over (partition by indicator_code) as alone
    from (select *, bool_and(has_values) over (partition by indicator_code) as is_plain from told_day)
    where not is_plain
        or period_end in (select ends_on from phase where plan_id = $plan_id union all select starts_on - 1 from phase where plan_id = $plan_id)
)
