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
    select dated_code(c.unit_code, c.held_from, c.held_to, last_day) as unit_code, unnest(c.version)
    from (
        select unit_code, held_from, held_to,
            -- one group a unit costs less than a window over each
            arg_max({name: name, short_name: short_name, level: level, kind: kind, parent_code: parent_code, reports: reports,
                     position: position, depth: depth}, (valid_from - date '0001-01-01') * 16 - depth) as version
        from (
            select c.unit_code, c.held_from, c.held_to, c.valid_from, c.depth, c.root_held, u.name, u.short_name, u.level, u.kind, u.parent_code, u.reports, u.position
            from plan p
            join unit_below c on c.root_code = p.unit_code and c.since <= last_day and c.until >= first_day
            join org_unit u on u.unit_code = c.unit_code and u.valid_from = c.valid_from
            where p.plan_id = the_plan
            -- where two units of these days had the root's code
            qualify c.root_held = max(c.root_held) over ()
        )
        group by root_held, unit_code, held_from, held_to
    ) c;
