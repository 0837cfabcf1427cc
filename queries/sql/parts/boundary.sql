-- part: boundary
-- about: Which part of the units of every time lies inside each unit of one day, on both sides of a
--   reorganisation, through the conversion table by one basis; and the stretch of each year in which each of
--   them existed (asked_window). A weight has 12 decimals, so that sums of weighted ticks fit.
change_pair as (
    -- The share by the asked basis, else the one for everything; who has one successor passes whole.
    select old_code, new_code, changed_on,
        coalesce(max(share) filter (where basis = coalesce($basis, 'all')), max(share) filter (where basis = 'all')) as share,
        coalesce(max(share_of_new) filter (where basis = coalesce($basis, 'all')), max(share_of_new) filter (where basis = 'all')) as share_of_new
    from unit_change
    group by old_code, new_code, changed_on
), change_edge as materialized (
    -- A code is a unit only together with a day: the old one is that of the day before.
    select c.changed_on, o.unit_code as old_code, o.valid_from as old_from, n.unit_code as new_code, n.valid_from as new_from,
        coalesce(c.share, case when count(*) over (partition by c.old_code, c.changed_on) = 1 then 1 end) as share,
        coalesce(c.share_of_new, case when count(*) over (partition by c.new_code, c.changed_on) = 1 then 1 end) as share_of_new
    from change_pair c
    join org_unit o on o.unit_code = c.old_code and o.valid_to = c.changed_on - 1
    join org_unit n on n.unit_code = c.new_code and n.valid_from = c.changed_on
), root_tree as (
    -- What the unit was on the last day before and what it is on the day itself: two units when the code was taken over.
    select d.is_new, c.unit_code, c.valid_from as unit_from
    from (values (false, $changed_on::date - 1), (true, $changed_on::date)) d(is_new, on_day)
    join unit_below c on c.root_code = $unit_code and d.on_day between c.since and c.until
    join org_unit u on u.unit_code = c.unit_code and u.valid_from = c.valid_from
    join indicator i on i.indicator_code = $indicator_code and i.collected_at = u.level
), target_unit as materialized (
    select is_new, unit_code, unit_from from root_tree
    union
    select true, e.new_code, e.new_from
    from change_edge e
    join root_tree r on not r.is_new and r.unit_code = e.old_code and r.unit_from = e.old_from
    where e.changed_on = $changed_on::date
    union
    select false, e.old_code, e.old_from
    from change_edge e
    join root_tree r on r.is_new and r.unit_code = e.new_code and r.unit_from = e.new_from
    where e.changed_on = $changed_on::date
), traced as (
    with recursive trace as (
        select unit_code as target_code, unit_from as target_from, unit_code, unit_from, 0 as direction,
            1000000000000::hugeint as weight, null::date as unknown_on, null::varchar as unknown_code, null::date as unknown_from
        from (select distinct unit_code, unit_from from target_unit)
        union all
        -- Back in time a unit holds the part that the old one gave it, forward the part of the new one that came from it.
        select t.target_code, t.target_from,
            case when t.direction + e.way < 0 then e.old_code else e.new_code end,
            case when t.direction + e.way < 0 then e.old_from else e.new_from end,
            e.way,
            round_div(t.weight * cast(e.part * 1000000000 as hugeint), 1000000000::hugeint),
            coalesce(t.unknown_on, case when e.part is null then e.changed_on end),
            coalesce(t.unknown_code, case when e.part is null then case when e.way < 0 then e.old_code else e.new_code end end),
            coalesce(t.unknown_from, case when e.part is null then case when e.way < 0 then e.old_from else e.new_from end end)
        from trace t
        join (
            select *, -1 as way, share as part, new_code as at_code, new_from as at_from from change_edge
            union all
            select *, 1, share_of_new, old_code, old_from from change_edge
        ) e on e.at_code = t.unit_code and e.at_from = t.unit_from and t.direction <> -e.way
    )
    from trace
), territory as materialized (
    -- One row per target and unit of another time (or itself) with a part of its territory.
    select t.target_code, t.target_from, t.unit_code, t.unit_from, t.direction,
        case when count(t.unknown_on) = 0 then sum(t.weight) end as weight,
        min(t.unknown_on) as unknown_on, arg_min(t.unknown_code, t.unknown_on) as unknown_code, arg_min(t.unknown_from, t.unknown_on) as unknown_from,
        any_value(u.name) as name, any_value(u.position) as position, any_value(u.valid_to) as valid_to,
        any_value(coalesce(u.valid_to, date '9999-12-31')) as last_day,
        t.direction <= 0 and not exists (from change_edge e where e.new_code = t.unit_code and e.new_from = t.unit_from) as starts_here,
        t.direction >= 0 and not exists (from change_edge e where e.old_code = t.unit_code and e.old_from = t.unit_from) as ends_here
    from traced t
    join org_unit u on u.unit_code = t.unit_code and u.valid_from = t.unit_from
    group by t.target_code, t.target_from, t.unit_code, t.unit_from, t.direction
), asked_year as (
    -- The year before is what the first one is compared with.
    select y as year, make_date(y, 1, 1) as year_from, make_date(y, 12, 31) as year_to
    from range($year_from - 1, $year_to + 1) as years(y)
), asked_window as materialized (
    -- The stretch of a year in which a unit existed, and the whole year for what a unit tells of all of it.
    select distinct i.indicator_code, i.course = 'accrues' and i.nature in ('count', 'flow', 'stock', 'ratio') as adds, w.win_from, w.win_to, w.win_to as at_date
    from indicator i, (
        select year_from as win_from, year_to as win_to from asked_year
        union
        select greatest(y.year_from, t.unit_from), least(y.year_to, t.last_day)
        from asked_year y
        join territory t on t.unit_from <= y.year_to and t.last_day >= y.year_from
    ) w
    where i.indicator_code = $indicator_code
)
