-- Targets and the windows of time whose values they need (semantics 2, 3).

create or replace temp macro pace_points() as 5;              -- điểm % for accruing targets
create or replace temp macro level_points() as cast(0.5 as decimal(24,6)); -- điểm % for rates
create or replace temp macro level_percent() as 5;            -- % for other levels
create or replace temp macro stale_days() as 45;              -- last year's value is not older
create or replace temp macro shifted_start_days() as 17;      -- 15/12 opens the year of 01/01
create or replace temp macro history_years() as 5;            -- earlier years behind the expected share

create or replace temp macro nature_is_sum(nature) as nature in ('count', 'flow', 'stock');

-- The version in force on the day of knowledge (is_current) and the first one.
-- A plan whose only version begins later is read as it stands.
create or replace temp macro target_version(plan, known) as table
with of_plan as (
    select * from target where plan_id = plan
), current_version as (
    select target_code,
           coalesce(max(version) filter (where in_force_from <= known), min(version)) as version,
           min(version) as first_version
    from of_plan group by target_code
)
select t.*, t.version = c.version as is_current, c.first_version
from of_plan t
join current_version c using (target_code)
where t.version in (c.version, c.first_version);

-- Targets with what their indicator says, and the window they are judged in:
-- win_from..win_to, read up to at_date.
create or replace temp macro judged_target(plan, upto, known) as table
with joined as (
    select
        t.*, i.name as indicator_name, i.short_name, i.scale, i.collected_at, i.definition,
        i.irreversible, i.tolerance, i.grades, i.limit_lo,
        case when i.indicator_code is not null then i.nature
             when t.counted_from in ('direct_share', 'units_registered') then 'ratio'
             when t.counted_from is not null then 'count' end as nature,
        case when i.indicator_code is not null then i.course
             when t.counted_from = 'exemplars' then 'accrues'
             when t.counted_from in ('registrations', 'units_registered') then 'level'
             when t.counted_from is not null then 'once' end as course,
        case when i.indicator_code is not null then i.direction
             when t.counted_from is not null then 'up' end as direction,
        coalesce(i.decimals, case when t.counted_from in ('direct_share', 'units_registered') then 2 else 0 end) as decimals
    from target_version(plan, known) t
    left join indicator i on i.indicator_code = t.indicator_code
), windowed as (
    select
        *,
        coalesce(course = 'accrues' and nature in ('count', 'flow', 'stock', 'ratio'), false) as adds,
        coalesce(unit like '%\%%' escape '\' or unit like '%‰%' or nature in ('growth', 'structure')
                 or (nature = 'ratio' and coalesce(scale, 100) = 100), false) as is_rate,
        least(upto, span_to) as last_day, upto as data_to,
        step_of(decimals) as step, ticks(coalesce(scale, 100)) as factor,
        -- a percent counts both its sides over time; a per-head value has a state below the line
        coalesce(scale, 100) = 100 and nature <> 'growth' as sums_both_sides
    from joined
)
select
    *,
    -- A year's target binds the whole year, also when the plan was issued in March.
    case when span in ('final_year', 'each_year') and course <> 'level'
              then greatest(span_from, cast(date_trunc('year', last_day) as date))
         when span = 'each_year' then greatest(span_from, cast(date_trunc('year', last_day) as date))
         when span = 'year' and year_of(span_from) = year_of(span_to)
              then cast(date_trunc('year', span_from) as date)
         else span_from end as win_from,
    case when span in ('final_year', 'each_year')
              then least(span_to, make_date(year_of(last_day), 12, 31))
         else span_to end as win_to,
    -- A total or mean over years is put together from each year's own value.
    adds and span in ('term_total', 'yearly_average') and year_of(span_to) > year_of(span_from) as by_years,
    span_to > upto and (span <> 'each_year' or make_date(year_of(last_day), 12, 31) > upto) as unfinished
from windowed;

-- The steps from here to measured_target are macros that read each other's
-- result under a fixed name (asked_target, asked_window, asked_tree, ...), which
-- measured_target binds as a CTE: a macro sees the CTEs of the query that it
-- stands in. So each step is planned and computed once, however many use it.
-- Outside of measured_target the names are these views, which refuse to be read.
create or replace temp view asked_target as
    select * from judged_target(null::varchar, null::date, null::date) where error('asked_target is bound in measured_target') is null;

-- Which window serves which purpose: now, last (year), base, history.
create or replace temp macro step_window() as table
with judged as (
    select * from asked_target where indicator_code is not null
), based as (
    select *, coalesce(base_year, year_of(win_from) - 1) as from_year,
        case when adds then year_of(win_to) - coalesce(base_year, year_of(win_from) - 1) end as years_to_base
    from judged
)
-- Years of a span that is put together from years; one slice for every other.
select target_code, version, 'now' as purpose, 0 as years, indicator_code, unit_code, adds, collected_at,
       case when by_years then greatest(span_from, make_date(y, 1, 1)) else win_from end as win_from,
       case when by_years then least(span_to, make_date(y, 12, 31)) else win_to end as win_to, data_to as at_date
from judged,
     unnest(case when by_years then range(year_of(span_from), year_of(last_day) + 1)
                 else [cast(year_of(win_to) as bigint)] end) as slices(y)
union all
select target_code, version, 'last', 1, indicator_code, unit_code, adds, collected_at,
       years_back(win_from, 1), years_back(win_to, 1), years_back(win_to, 1)
from judged where not by_years and is_current
union all
-- What accrues has the same stretch of the base year as its base; a state, the year's last one.
select target_code, version, 'base', year_of(win_to) - from_year, indicator_code, unit_code, adds, collected_at,
       case when adds then years_back(win_from, years_to_base) else make_date(from_year, 1, 1) end,
       case when adds then years_back(win_to, years_to_base) else make_date(from_year, 12, 31) end,
       case when adds then years_back(win_to, years_to_base) else make_date(from_year, 12, 31) end
from based
where base_value is null and not by_years
union all
select target_code, version, 'history', k, indicator_code, unit_code, adds, collected_at,
       years_back(win_from, k), years_back(win_to, k), years_back(win_to, k)
from judged, range(1, history_years() + 1) as earlier(k)
where adds and unfinished and is_current and not by_years and measure = 'level';

create or replace temp view asked_window as
    select * from step_window() where error('asked_window is bound in measured_target') is null;
