-- part: window
-- about: Which window serves which purpose of a target: now, last (year), base, history.
-- uses: target
based_target as (
    select *, coalesce(base_year, year_before(span, span_from, win_from)) as from_year,
        case when adds then year_of(win_to) - coalesce(base_year, year_before(span, span_from, win_from)) end as years_to_base
    from asked_target where indicator_code is not null
), asked_window as materialized (
    -- Years of a span that is put together from years; one slice for every other.
    select no, 'now' as purpose, 0 as years, indicator_code, unit_code, adds, collected_at,
        case when by_years then greatest(span_from, make_date(y, 1, 1)) else win_from end as win_from,
        case when by_years then least(span_to, make_date(y, 12, 31)) else win_to end as win_to, $data_to::date as at_date
    from based_target,
        unnest(case when by_years then range(year_of(span_from), year_of(last_day) + 1)
                    else [cast(year_of(win_to) as bigint)] end) as slices(y)
    union all
    select no, 'last', 1, indicator_code, unit_code, adds, collected_at,
        years_back(win_from, 1), years_back(win_to, 1), years_back(win_to, 1)
    from based_target where not by_years and is_current
    union all
    -- What accrues has the same stretch of the base year as its base; a state, the year's last one.
    select no, 'base', year_of(win_to) - from_year, indicator_code, unit_code, adds, collected_at,
        case when adds then years_back(win_from, years_to_base) else make_date(from_year, 1, 1) end,
        case when adds then years_back(win_to, years_to_base) else make_date(from_year, 12, 31) end,
        case when adds then years_back(win_to, years_to_base) else make_date(from_year, 12, 31) end
    from based_target where base_is_asked and not by_years
    union all
    select no, 'history', k, indicator_code, unit_code, adds, collected_at,
        years_back(win_from, k), years_back(win_to, k), years_back(win_to, k)
    from based_target, range(1, history_years() + 1) as earlier(k)
    where adds and unfinished and is_current and not by_years and measure = 'level'
)
