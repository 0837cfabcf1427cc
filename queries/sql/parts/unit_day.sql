-- part: unit_day
-- about: The period ends that are some unit's latest on a day or on the same day of last year, as asked_day, of series
--   of plain values; of every other series all, because the latest row of words or of a change leaves the value to the
--   one before. asked_unit lists the units. Reads asked_window.
-- uses: line_window
asked_unit as materialized (
    select * from plan_units($plan_id, $data_to::date, $data_to::date) where reports and depth > 0
), told_day as materialized (
    select w.*, d.period_end, least(w.at_date, w.win_to) as on_day,
        d.values_only and (not w.adds or d.cumulative_only and d.last_start <= w.win_from
                                         and d.first_start >= w.win_from - shifted_start_days()) as has_values, d.with_parts,
        d.values_only and d.first_start = d.last_start and (d.cumulative_only or d.in_period_only) as of_one_kind, d.cumulative_only,
        case when w.is_now then d.period_end <= $data_to::date
             else d.period_end between years_back($data_to::date, 1) - stale_days() and years_back($data_to::date, 1) end as is_shown,
        max(d.period_end) filter (where is_shown) over (partition by w.indicator_code, w.is_now) as latest
    from asked_window w
    join reported_day d on d.indicator_code = w.indicator_code and d.period_end between w.win_from and w.win_to
    where d.first_reported_on <= $known_at::date
), plain_series as (
    select d.indicator_code
    from told_day d
    join indicator i using (indicator_code)
    where i.course <> 'once'
    group by d.indicator_code
    having bool_and(d.has_values and (nature_is_sum(i.nature) or i.nature in ('ratio', 'structure', 'growth') and d.with_parts))
), latest_day as materialized (
    select * from told_day semi join plain_series using (indicator_code) where period_end = latest
), told_latest as (
    select d.indicator_code, d.is_now, a.unit_code
    from actual a
    join latest_day d on d.indicator_code = a.indicator_code and d.period_end = a.period_end
    -- not by another unit that had the code
    anti join unit_breaks() b on b.unit_code = a.unit_code
        and b.on_day > least(a.period_end, d.on_day) and b.on_day <= greatest(a.period_end, d.on_day)
    where a.reported_on <= $known_at::date and a.counts_until > $known_at::date
        and a.period_end in (select period_end from latest_day)
), late_unit as (
    -- Who has told nothing for the latest day is shown with its own latest.
    select d.indicator_code, d.is_now, u.unit_code
    from latest_day d
    join indicator i on i.indicator_code = d.indicator_code
    join asked_unit u on u.level = i.collected_at
    anti join told_latest t on t.indicator_code = d.indicator_code and t.is_now = d.is_now and t.unit_code = u.unit_code
), late_day as (
    select l.indicator_code, l.is_now, max(a.period_end) as period_end
    from actual a
    join late_unit l on l.indicator_code = a.indicator_code and l.unit_code = a.unit_code
    join told_day d on d.indicator_code = l.indicator_code and d.is_now = l.is_now and d.period_end = a.period_end and d.is_shown
    anti join unit_breaks() b on b.unit_code = a.unit_code
        and b.on_day > least(a.period_end, d.on_day) and b.on_day <= greatest(a.period_end, d.on_day)
    where a.reported_on <= $known_at::date and a.counts_until > $known_at::date
    group by l.indicator_code, l.is_now, l.unit_code
), asked_day as materialized (
    select indicator_code, adds, win_from, win_to, on_day, period_end,
        -- no row of the day has another one beside it that it must be chosen from or added to
        of_one_kind and (not adds or not begins_inside(win_from) and bool_and(cumulative_only) over (partition by indicator_code, win_from, win_to)) as alone
    from told_day
    left join (select indicator_code, true as is_plain from plain_series) using (indicator_code)
    left join (select indicator_code, is_now, period_end, true as is_late from late_day group by all) using (indicator_code, is_now, period_end)
    where is_plain is null or is_late or period_end = latest
)
