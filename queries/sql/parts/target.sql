-- part: target
-- about: Targets with the window they are judged in, win_from..win_to, read up to at_date.
--   Narrow on purpose, because every step reads it: the words of a target are joined at the end by no.
version_of as (
    -- In force on the day of knowledge, and the first one. A plan whose only
    -- version begins later is read as it stands.
    select target_code,
        coalesce(max(version) filter (where in_force_from <= $known_at::date), min(version)) as version,
        min(version) as first_version
    from target where plan_id = $plan_id group by target_code
), spanned_target as (
    select
        t.rowid as no, t.version = c.version as is_current, t.version = c.first_version as is_first,
        t.indicator_code, t.unit_code, t.counted_from, t.span, t.span_from, t.span_to, t.measure,
        case when not base_moves(t.span, t.measure, t.base_year, t.span_from) then t.base_year end as base_year,
        t.base_value is null or base_moves(t.span, t.measure, t.base_year, t.span_from) as base_is_asked, t.position,
        i.definition, i.collected_at, t.unit, i.scale,
        case when i.indicator_code is not null then i.nature
             when t.counted_from in ('direct_share', 'units_registered') then 'ratio'
             when t.counted_from is not null then 'count' end as nature,
        case when i.indicator_code is not null then i.course
             when t.counted_from = 'exemplars' then 'accrues'
             when t.counted_from in ('registrations', 'units_registered') then 'level'
             when t.counted_from is not null then 'once' end as course,
        coalesce(i.decimals, case when t.counted_from in ('direct_share', 'units_registered') then 2 else 0 end) as decimals,
        coalesce(course = 'accrues' and nature in ('count', 'flow', 'stock', 'ratio'), false) as adds,
        least($data_to::date, t.span_to) as last_day
    from target t
    join version_of c on c.target_code = t.target_code and t.version in (c.version, c.first_version)
    left join indicator i on few(i.indicator_code, t.indicator_code)
    where t.plan_id = $plan_id
), term_target as (
    select
        no, no as target_no, is_current, is_first, indicator_code, unit_code, counted_from, nature, course, adds, decimals, definition, collected_at,
        span, span_from, span_to, measure, base_year, base_is_asked, last_day, position,
        coalesce(unit like '%\%%' escape '\' or unit like '%‰%' or nature in ('growth', 'structure')
                 or (nature = 'ratio' and coalesce(scale, 100) = 100), false) as is_rate,
        -- A year's target binds the whole year, also when the plan was issued in March.
        case when (span in ('final_year', 'each_year') and course <> 'level') or (span = 'yearly_average' and adds and measure <> 'level')
                  then greatest(span_from, cast(date_trunc('year', last_day) as date))
             when span = 'each_year' then greatest(span_from, cast(date_trunc('year', last_day) as date))
             when span = 'year' and year_of(span_from) = year_of(span_to)
                  then cast(date_trunc('year', span_from) as date)
             else span_from end as win_from,
        case when span in ('final_year', 'each_year') or (span = 'yearly_average' and adds and measure <> 'level')
                  then least(span_to, make_date(year_of(last_day), 12, 31))
             else span_to end as win_to,
        -- A total or mean over years is put together from each year's own value; a
        -- change in the mean is that of the last year from the year before the first.
        year_of(span_to) > year_of(span_from)
            and (span = 'term_total' and adds
                 or span = 'yearly_average' and (adds or nature not in ('rank', 'grade')) and measure = 'level') as by_years,
        span_to > $data_to::date as unfinished
    from spanned_target
), asked_target as materialized (
    from term_target
    union all
    -- Of a demand of each year the years that are over before the span is: they are
    -- judged by themselves, and the term by all of them.
    select * exclude (y) replace (
        no + y * 1000000000 as no, false as is_current, false as is_first, false as unfinished,
        greatest(span_from, make_date(y, 1, 1)) as win_from, make_date(y, 12, 31) as win_to)
    from term_target, unnest(range(year_of(span_from), year_of(last_day) + 1)) as years(y)
    where span = 'each_year' and make_date(y, 12, 31) <= $data_to::date and make_date(y, 12, 31) < span_to
)
