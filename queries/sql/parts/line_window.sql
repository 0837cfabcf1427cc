-- part: line_window
-- about: This year's and last year's window of each indicator, for what is shown over time or over units.
-- uses: target
line_span as (
    -- Of several spans the one of the year that the day is in, then the longest;
    -- of a span put together from years, the year of the day.
    select no, indicator_code, unit_code, collected_at, adds,
        case when by_years then greatest(span_from, make_date(year_of($data_to::date), 1, 1)) else win_from end as win_from,
        case when by_years then least(span_to, make_date(year_of($data_to::date), 12, 31)) else win_to end as win_to
    from asked_target j
    where j.is_current and j.win_from <= $data_to::date
        and indicator_code = coalesce($indicator_code::varchar, indicator_code)
    qualify row_number() over (
        partition by indicator_code
        order by unit_code = (select unit_code from plan where plan_id = $plan_id) desc, j.win_to >= $data_to::date desc,
            case when j.win_to < $data_to::date then j.win_to end desc, by_years, j.win_to - j.win_from desc, position) = 1
), asked_window as materialized (
    select indicator_code, unit_code, collected_at, adds, win_from, win_to, $data_to::date as at_date, true as is_now
    from line_span
    union all
    select indicator_code, unit_code, collected_at, adds, years_back(win_from, 1), years_back(win_to, 1), years_back(win_to, 1), false
    from line_span
)
