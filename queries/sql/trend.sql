-- name: trend
-- about: How an indicator of the plan's unit moved, beside last year and the plan.
-- grain: one row per indicator with a target and period end of this year or last year, at this year's calendar date
-- uses: line_window, every_day, rollup
-- binds: data_to = coalesce($data_to, $known_at)
-- params: plan_id VARCHAR, indicator_code VARCHAR [optional; without it every indicator of the plan], data_to DATE [optional; the last day that values cover, else known_at],
--         known_at DATE [rows reported up to this day]
-- returns: indicator_code VARCHAR, period_end DATE, value DECIMAL(24,6) [indicator's unit; since the start of the span when it accrues; NULL when only last year has one],
--          status VARCHAR [estimate, actual, preliminary, official; NULL without a value],
--          value_source VARCHAR [own, rolled_up; NULL without a value],
--          expected_units INTEGER [units that report it; 0 when the unit itself does], received_units INTEGER [of those, in the value],
--          last_value DECIMAL(24,6) [same date of last year; NULL when missing, more than 45 days older or of another definition],
--          last_period_end DATE [NULL without last_value], last_status VARCHAR [NULL without last_value],
--          plan_value DECIMAL(24,6) [the plan's number, spread over the span by days when it accrues; NULL for a target without one],
--          value_precision VARCHAR [exact, above, below, about, interval, as its reporter gave it; NULL when rolled up or without a value]
with points as (
    select indicator_code, p.period_end, w.is_now,
        -- A unit that tells only a change leaves the level to the roll-up.
        case when p.is_own and p.measure = 'level' then 'own' when p.children_v is not null then 'rolled_up' end as value_source,
        case when p.measure = 'level' then coalesce(p.v, p.children_v) else p.children_v end as v,
        case when p.is_own and p.measure = 'level' then coalesce(p.value_precision, 'exact') end as value_precision,
        p.status_rank, p.expected_units, p.received_units,
        p.definition_lo = i.definition and p.definition_hi = i.definition as is_one_definition
    from target_point p
    join asked_window w using (indicator_code, unit_code, win_from, win_to)
    join indicator i using (indicator_code)
    -- An estimate for a period that is not over is an outlook, not a state.
    where p.period_end <= coalesce($data_to, $known_at)::date and p.unit_code = (select unit_code from plan where plan_id = $plan_id)
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
    -- Nor with another unit that had the code.
    where not exists (from unit_breaks() b join plan p on p.unit_code = b.unit_code
                      where p.plan_id = $plan_id and b.on_day > l.period_end and b.on_day <= d.period_end)
    qualify row_number() over (partition by d.indicator_code, d.period_end order by l.period_end desc) = 1
), plan_line as (
    -- The number of the span that the days are in; a number for several years
    -- says nothing about a day of one of them.
    select s.indicator_code, t.lo, s.adds, s.win_from, s.win_to, j.decimals
    from line_span s
    join asked_target j on j.indicator_code = s.indicator_code and j.unit_code = s.unit_code and j.is_current
        and j.win_from = s.win_from and j.win_to = s.win_to
    join target t on t.rowid = j.no
    where t.measure = 'level' and t.lo is not null and not j.by_years
        and (j.course = 'level' or j.win_to = j.span_to)
    qualify row_number() over (partition by s.indicator_code order by j.position) = 1
)
select
    d.indicator_code, d.period_end, from_ticks(t.v) as value, status_name(t.status_rank) as status, t.value_source,
    case when t.value_source = 'rolled_up' then t.expected_units else 0 end::integer as expected_units,
    case when t.value_source = 'rolled_up' then t.received_units else 0 end::integer as received_units,
    from_ticks(c.v) as last_value, c.last_period_end, status_name(c.status_rank) as last_status,
    case when p.adds
        then from_ticks(times_quotient(ticks(p.lo), (d.period_end - p.win_from + 1)::hugeint, (p.win_to - p.win_from + 1)::hugeint, p.decimals))
        else p.lo end as plan_value,
    t.value_precision
from days d
left join this_year t on t.indicator_code = d.indicator_code and t.period_end = d.period_end
left join compared c on c.indicator_code = d.indicator_code and c.period_end = d.period_end
left join plan_line p on p.indicator_code = d.indicator_code
order by d.indicator_code, d.period_end
