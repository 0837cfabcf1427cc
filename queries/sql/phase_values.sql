-- name: phase_values
-- about: What accrued in each phase of a plan's year: the cumulative value at its end less the one on the day before it began.
-- grain: one row per accruing count, flow or stock with a target and phase that has ended by data_to, of the year of data_to
-- uses: line_window, phase_day, rollup
-- binds: indicator_code = null
-- params: plan_id VARCHAR, data_to DATE, known_at DATE
-- returns: indicator_code VARCHAR, indicator_name VARCHAR, unit VARCHAR, restricted BOOLEAN, phase_no INTEGER, phase_name VARCHAR, starts_on DATE, ends_on DATE,
--          value_before DECIMAL(24,6) [since the start of the span up to the day before the phase; 0 when they begin together; NULL when not known],
--          value_at_end DECIMAL(24,6) [since the start of the span; NULL when not known], value DECIMAL(24,6) [accrued in the phase; NULL when one of the two is not known exactly],
--          estimated BOOLEAN [one of the two is an estimate], reason VARCHAR [why there is no value; NULL with one],
--          previous_phase_no INTEGER [the last phase of the same kind that ended before this one began, of two that ended on one day the one with the higher number; NULL for none], previous_value DECIMAL(24,6) [accrued in it; NULL when not known],
--          change DECIMAL(24,6) [value - previous_value; NULL without both], growth DECIMAL(24,6) [percent; NULL without both and for a base under 10]
with points as (
    select p.indicator_code, p.period_end, p.v, p.status_rank, w.win_from,
        p.v is not null and p.measure = 'level' and not p.is_partial and not p.has_gap and coalesce(p.value_precision, 'exact') = 'exact' as is_sure,
        p.definition_lo, p.definition_hi
    from target_point p
    join asked_window w using (indicator_code, unit_code, win_from, win_to)
    where w.is_now and w.adds and p.period_end <= $data_to::date
), asked as (
    select s.indicator_code, s.win_from, i.name, i.unit, bool_or(t.restricted) as restricted, min(t.position) as position
    from line_span s
    join indicator i using (indicator_code)
    join target t on t.plan_id = $plan_id and t.indicator_code = s.indicator_code
    where s.adds and nature_is_sum(i.nature)
    group by s.indicator_code, s.win_from, i.name, i.unit
), phased as (
    select a.*, f.phase_no, f.name as phase_name, f.kind as phase_kind, f.starts_on, f.ends_on, f.starts_on <= a.win_from as begins,
        b.v as before_v, e.v as end_v, coalesce(b.is_sure, false) as before_sure, coalesce(e.is_sure, false) as end_sure,
        b.status_rank = 1 as before_estimated, e.status_rank = 1 as end_estimated,
        coalesce(b.definition_lo <> e.definition_lo or b.definition_hi <> e.definition_hi, false) as mixed
    from asked a
    join phase f on f.plan_id = $plan_id and f.ends_on <= $data_to::date and f.starts_on <= f.ends_on
        and f.ends_on >= a.win_from and f.starts_on >= a.win_from - shifted_start_days()
    left join points b on b.indicator_code = a.indicator_code and b.period_end = f.starts_on - 1
    left join points e on e.indicator_code = a.indicator_code and e.period_end = f.ends_on
), reasoned as (
    select *,
        case when end_v is null then concat('chưa có lũy kế đến ngày ', vn_date(ends_on))
             when not end_sure then concat('lũy kế đến ngày ', vn_date(ends_on), ' chưa đủ hoặc không chính xác')
             when begins then null
             when before_v is null then concat('chưa có lũy kế đến ngày ', vn_date(starts_on - 1))
             when not before_sure then concat('lũy kế đến ngày ', vn_date(starts_on - 1), ' chưa đủ hoặc không chính xác')
             when mixed then 'khác chuẩn' end as reason
    from phased
), accrued as (
    select *, case when reason is null then end_v - case when begins then 0 else before_v end end as v from reasoned
), beside as (
    -- Months of work differ from phase to phase: nothing is made of that here.
    select a.*, b.phase_no as previous_no, b.v as previous_v
    from accrued a
    asof left join accrued b
        on b.indicator_code = a.indicator_code and b.win_from = a.win_from and b.phase_kind = a.phase_kind
            -- of two that ended on one day the one with the higher number, which is below 1000
            and (b.ends_on - date '0001-01-01') * 1000 + b.phase_no < (a.starts_on - date '0001-01-01') * 1000
)
select
    indicator_code, name as indicator_name, unit, restricted, phase_no, phase_name, starts_on, ends_on,
    case when begins then 0 else from_ticks(before_v) end::decimal(24,6) as value_before, from_ticks(end_v) as value_at_end,
    from_ticks(v) as value,
    coalesce(end_estimated or (not begins and before_estimated), false) as estimated, reason,
    previous_no as previous_phase_no, from_ticks(previous_v) as previous_value, from_ticks(v - previous_v) as change,
    case when previous_v >= 10 * one() then from_ticks(percent_ticks(v - previous_v, previous_v)) end as growth
from beside
order by position, indicator_code, phase_no
