-- The days on which a code became another unit, as the load keeps them (migration
-- 0007).
create or replace temporary macro unit_breaks() as table
    select unit_code, since as on_day from unit_stretch where since > date '0001-01-01';

-- The stretches of time in which such a code was one unit; none for other codes.
create or replace temporary macro unit_stretches() as table
    select unit_code, since, until from unit_stretch;

-- A code together with its day: the code of the unit that holds it on at_day is
-- itself, that of a unit that held it in another stretch of time, since..until,
-- names the last day of that stretch: 08230@2025-06-30. NULL since: a code that was
-- always one unit.
create or replace temporary macro dated_code(code, since, until, at_day) as
    case when since is null or at_day between since and until then code else concat(code, '@', until) end;

-- The units of a plan's tree, its root included, as they were on the latest of
-- the days first_day..last_day on which they stood in it. A code is read only
-- together with its days: it may have belonged to another unit before, and may
-- belong to one outside the tree afterwards. Where two units of these days had one
-- code, unit_code is the dated_code at last_day. The root is the later of the two.
create or replace temporary macro plan_units(the_plan, first_day, last_day) as table
    with recursive versions as (
        select u.unit_code, u.name, u.short_name, u.level, u.kind, u.parent_code, u.reports, u.position,
            u.valid_from, coalesce(u.valid_to, date '9999-12-31') as until, s.since as held_from, s.until as held_to
        from org_unit u
        left join unit_stretches() s on s.unit_code = u.unit_code and u.valid_from between s.since and s.until
        where u.valid_from <= last_day and coalesce(u.valid_to, date '9999-12-31') >= first_day
    ), tree as (
        select v.*, 0 as depth
        from versions v
        join plan p on p.unit_code = v.unit_code
        where p.plan_id = the_plan
            and not exists (from versions w where w.unit_code = v.unit_code and w.held_from > v.held_to)
        union
        select v.*, t.depth + 1
        from versions v
        join tree t on v.parent_code = t.unit_code and v.valid_from <= t.until and v.until >= t.valid_from
        where t.depth < 12
    )
    select * exclude (valid_from, until, held_from, held_to) replace (dated_code(unit_code, held_from, held_to, last_day) as unit_code)
    from tree
    qualify row_number() over (partition by unit_code, held_from order by valid_from desc, depth) = 1;
