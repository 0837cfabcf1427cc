-- The units of a plan's tree, its root included, as they were on the latest of
-- the days first_day..last_day on which they existed. A code is read only
-- together with its days: it may have belonged to another unit before.
create or replace temporary macro plan_units(the_plan, first_day, last_day) as table
    with recursive versions as (
        select unit_code, name, short_name, level, kind, parent_code, reports, position
        from org_unit
        where valid_from <= last_day and coalesce(valid_to, date '9999-12-31') >= first_day
        qualify row_number() over (partition by unit_code order by valid_from desc) = 1
    ), tree as (
        select v.*, 0 as depth
        from versions v
        join plan p on p.unit_code = v.unit_code
        where p.plan_id = the_plan
        union all
        select v.*, t.depth + 1
        from versions v
        join tree t on v.parent_code = t.unit_code
        where t.depth < 12
    )
    from tree;
