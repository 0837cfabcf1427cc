-- name: units_on_indicator
-- about: What the units have reached on an indicator, ranked.
-- grain: one row per indicator of a target and unit of the level that reports it and is expected to
-- uses: line_window, unit_day, point
-- params: plan_id VARCHAR, indicator_code VARCHAR [optional; without it every indicator of the plan], data_to DATE, known_at DATE [rows reported up to this day]
-- returns: indicator_code VARCHAR, unit_code VARCHAR, unit_name VARCHAR, short_name VARCHAR, position INTEGER,
--          value DECIMAL(24,6) [indicator's unit; NULL when missing], value_hi DECIMAL(24,6) [upper end of an interval; NULL otherwise],
--          value_precision VARCHAR [NULL without a value], value_text VARCHAR [a grade or words; NULL for none],
--          status VARCHAR [estimate, actual, preliminary, official; NULL when missing],
--          numerator DECIMAL(24,6) [NULL when not given], denominator DECIMAL(24,6) [NULL when not given],
--          period_start DATE [NULL when missing], period_end DATE [NULL when missing], reported_on DATE [NULL when missing],
--          last_value DECIMAL(24,6) [same date of last year; NULL when missing, more than 45 days older or of another definition],
--          last_period_end DATE [NULL when missing], target_code VARCHAR [the unit's own; NULL for none],
--          bound VARCHAR [NULL for none], target_lo DECIMAL(24,6) [NULL for none], target_hi DECIMAL(24,6) [NULL for none],
--          rank INTEGER [1 is best, ties share it and the next is skipped; NULL without a comparable value or a direction],
--          tied BOOLEAN
with units as (
    select u.*, i.indicator_code, i.scale, i.decimals, i.direction, i.definition
    from asked_unit u
    join indicator i on i.collected_at = u.level
    semi join line_span s on s.indicator_code = i.indicator_code
), points as (
    select p.*, w.adds, w.is_now
    from asked_point p
    join asked_window w using (indicator_code, win_from, win_to)
    where p.measure = 'level'
), this_year as (
    from points
    where is_now and period_end <= $data_to::date
    qualify row_number() over (partition by indicator_code, unit_code order by period_end desc) = 1
), last_year as (
    from points
    where not is_now and period_end between years_back($data_to::date, 1) - stale_days() and years_back($data_to::date, 1)
        -- Who took over the code of another unit has no last year of its own.
        and unit_code not in (select unit_code from unit_breaks() where on_day > years_back($data_to::date, 1) and on_day <= $data_to::date)
    qualify row_number() over (partition by indicator_code, unit_code order by period_end desc) = 1
), own_targets as (
    select j.indicator_code, j.unit_code, t.target_code, t.bound, t.lo, t.hi
    from asked_target j
    join target t on t.rowid = j.no
    join line_span s on s.indicator_code = j.indicator_code
    where j.is_current
    -- the target of the span shown, where there are several
    qualify row_number() over (partition by j.indicator_code, j.unit_code
                               order by j.win_from = s.win_from and j.win_to = s.win_to desc, j.position) = 1
), valued as (
    select u.*,
        from_ticks(coalesce(t.v, times_quotient(ticks(coalesce(u.scale, 100)), t.num, t.den, u.decimals))) as value,
        case when t.value_precision = 'interval' then from_ticks(t.v_hi) end as value_hi,
        t.value_precision, t.text_value, status_name(t.status_rank) as status,
        from_ticks(t.num) as numerator, from_ticks(t.den) as denominator,
        t.value_from, t.period_end, t.reported_on,
        from_ticks(coalesce(l.v, times_quotient(ticks(coalesce(u.scale, 100)), l.num, l.den, u.decimals))) as last_value,
        l.period_end as last_period_end,
        o.target_code, o.bound, o.lo, o.hi,
        -- What accrues is compared at one date only.
        u.direction <> 'none' and (not t.adds or t.period_end = max(t.period_end) over (partition by u.indicator_code)) as may_compare
    from units u
    left join this_year t on t.indicator_code = u.indicator_code and t.unit_code = u.unit_code
    left join last_year l on l.indicator_code = u.indicator_code and l.unit_code = u.unit_code
        -- Nothing is compared across definitions.
        and l.definition_lo = u.definition and l.definition_hi = u.definition
    left join own_targets o on o.indicator_code = u.indicator_code and o.unit_code = u.unit_code
), ranked as (
    select *, coalesce(may_compare, false) and value is not null as comparable,
        case when direction = 'down' then value else -value end as worse
    from valued
)
select
    indicator_code, unit_code, name as unit_name, short_name, position, value, value_hi, value_precision, text_value as value_text, status,
    numerator, denominator, value_from as period_start, period_end, reported_on, last_value, last_period_end,
    target_code, bound, lo as target_lo, hi as target_hi,
    case when comparable then rank() over (partition by indicator_code, comparable order by worse) end::integer as rank,
    comparable and count(*) over (partition by indicator_code, comparable, value) > 1 as tied
from ranked
order by indicator_code, rank nulls last, value is null, position, unit_code
