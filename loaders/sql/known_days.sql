-- The period ends that load $load told something for, with what was told before.
create or replace temporary table told_day as
with fresh as (
    select indicator_code, period_end, min(reported_on) as first_reported_on,
        bool_and(value is not null and measure = 'level' and text_value is null and items is null) as values_only,
        bool_and(coalesce(numerator is not null and denominator > 0, false)) as with_parts,
        bool_and(accumulation = 'cumulative') as cumulative_only, bool_and(accumulation = 'in_period') as in_period_only,
        min(period_start) as first_start, max(period_start) as last_start
    from actual
    where load_no = $load and (value is not null or numerator is not null or text_value is not null or items is not null)
    group by indicator_code, period_end
)
select indicator_code, period_end, min(first_reported_on) as first_reported_on, bool_and(values_only) as values_only,
    bool_and(with_parts) as with_parts, bool_and(cumulative_only) as cumulative_only,
    bool_and(in_period_only) as in_period_only,
    min(first_start) as first_start, max(last_start) as last_start
from (from fresh union all by name select d.* from reported_day d semi join fresh using (indicator_code, period_end))
group by indicator_code, period_end
