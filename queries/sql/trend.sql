-- name: trend
-- about: How an indicator of the plan's unit moved, beside last year and the plan.
-- grain: one row per indicator with a target and period end of this year or last year, at this year's calendar date
-- params: plan_id VARCHAR, indicator_code VARCHAR [optional; without it every indicator of the plan], known_at DATE [rows reported up to this day]
-- returns: indicator_code VARCHAR, period_end DATE, value DECIMAL(24,6) [indicator's unit; since the start of the span when it accrues; NULL when only last year has one],
--          status VARCHAR [estimate, actual, preliminary, official; NULL without a value],
--          value_source VARCHAR [own, rolled_up; NULL without a value],
--          expected_units INTEGER [units that report it; 0 when the unit itself does], received_units INTEGER [of those, in the value],
--          last_value DECIMAL(24,6) [same date of last year; NULL when missing, more than 45 days older or of another definition],
--          last_period_end DATE [NULL without last_value], last_status VARCHAR [NULL without last_value],
--          plan_value DECIMAL(24,6) [the plan's number, spread over the span by days when it accrues; NULL for a target without one]
with asked_target as materialized (
    from judged_target($plan_id, $known_at::date, $known_at::date)
    where indicator_code = coalesce($indicator_code::varchar, indicator_code) and is_current
        and unit_code = (select unit_code from plan where plan_id = $plan_id)
), spans as (
    -- Of several spans the longest that is not over; of a span put together from
    -- years, the year of the day.
    select indicator_code, unit_code, collected_at, adds,
        case when by_years then greatest(span_from, make_date(year($known_at::date), 1, 1)) else win_from end as win_from,
        case when by_years then least(span_to, make_date(year($known_at::date), 12, 31)) else win_to end as win_to
    from asked_target
    where win_from <= $known_at::date
    qualify row_number() over (
        partition by indicator_code
        order by asked_target.win_to >= $known_at::date desc, by_years, asked_target.win_to - asked_target.win_from desc, position) = 1
), asked_window as materialized (
    -- The windows that the steps below read: this year's and last year's.
    select indicator_code, unit_code, collected_at, adds, win_from, win_to, $known_at::date as at_date, true as is_now
    from spans
    union all
    select indicator_code, unit_code, collected_at, adds, years_back(win_from, 1), years_back(win_to, 1), years_back(win_to, 1), false
    from spans
), asked_tree as materialized (
    from step_tree()
), asked_expected as materialized (
    from step_expected()
), asked_point as materialized (
    from step_point($known_at::date)
), points as (
    select indicator_code, p.period_end, w.is_now,
        case when p.is_own and p.measure = 'level' then 'own' when p.rolled_v is not null then 'rolled_up' end as value_source,
        coalesce(
            case when p.measure = 'level'
                then coalesce(p.v, times_quotient(ticks(coalesce(i.scale, 100)), p.num, p.den, i.decimals)) end,
            p.rolled_v) as v,
        case when p.is_own and p.measure = 'level' then p.status_rank else p.rolled_status end as status_rank,
        p.expected_units, p.received_units,
        case when p.is_own then p.definition_lo = i.definition and p.definition_hi = i.definition
            else p.rolled_definition_lo = i.definition and p.rolled_definition_hi = i.definition end as is_one_definition
    from step_target_point() p
    join asked_window w using (indicator_code, unit_code, win_from, win_to)
    join indicator i using (indicator_code)
    -- An estimate for a period that is not over is an outlook, not a state.
    where p.period_end <= $known_at::date
), this_year as (
    from points
    where is_now and v is not null
), last_year as (
    -- Nothing is compared across definitions.
    from points
    where not is_now and v is not null and is_one_definition
), days as (
    select indicator_code, period_end from this_year
    union
    select indicator_code, (period_end + interval 1 year)::date from last_year
), compared as (
    select d.indicator_code, d.period_end, l.v, l.period_end as last_period_end, l.status_rank
    from days d
    join last_year l
        on l.indicator_code = d.indicator_code
        and l.period_end between years_back(d.period_end, 1) - stale_days() and years_back(d.period_end, 1)
    qualify row_number() over (partition by d.indicator_code, d.period_end order by l.period_end desc) = 1
), plan_line as (
    -- A number for several years says nothing about a day of one of them.
    select indicator_code, t.lo, t.course, t.decimals, s.adds, s.win_from, s.win_to
    from asked_target t
    join spans s using (indicator_code)
    where t.measure = 'level' and t.lo is not null and not t.by_years
        and (t.course = 'level' or t.win_to = t.span_to)
    qualify row_number() over (partition by indicator_code order by t.position) = 1
)
select
    d.indicator_code, d.period_end, from_ticks(t.v) as value, status_name(t.status_rank) as status, t.value_source,
    case when t.value_source = 'rolled_up' then t.expected_units else 0 end::integer as expected_units,
    case when t.value_source = 'rolled_up' then t.received_units else 0 end::integer as received_units,
    from_ticks(c.v) as last_value, c.last_period_end, status_name(c.status_rank) as last_status,
    case when p.adds
        then from_ticks(times_quotient(ticks(p.lo), (d.period_end - p.win_from + 1)::hugeint, (p.win_to - p.win_from + 1)::hugeint, p.decimals))
        else p.lo end as plan_value
from days d
left join this_year t on t.indicator_code = d.indicator_code and t.period_end = d.period_end
left join compared c on c.indicator_code = d.indicator_code and c.period_end = d.period_end
left join plan_line p on p.indicator_code = d.indicator_code
order by d.indicator_code, d.period_end
