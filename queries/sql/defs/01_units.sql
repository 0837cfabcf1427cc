-- The units of a plan's tree, its root included, as they were on the latest of
-- the days first_day..last_day on which they stood in it. A code is read only
-- together with its days: it may have belonged to another unit before, and may
-- belong to one outside the tree afterwards.
create or replace temporary macro plan_units(the_plan, first_day, last_day) as table
    with recursive versions as (
        select unit_code, name, short_name, level, kind, parent_code, reports, position,
            valid_from, coalesce(valid_to, date '9999-12-31') as until
        from org_unit
        where valid_from <= last_day and coalesce(valid_to, date '9999-12-31') >= first_day
    ), tree as (
        select v.*, 0 as depth
        from versions v
        join plan p on p.unit_code = v.unit_code
        where p.plan_id = the_plan
        union
        select v.*, t.depth + 1
        from versions v
        join tree t on v.parent_code = t.unit_code and v.valid_from <= t.until and v.until >= t.valid_from
        where t.depth < 12
    )
    select * exclude (valid_from, until)
    from tree
    qualify row_number() over (partition by unit_code order by valid_from desc, depth) = 1;

-- The days on which a code became another unit: it had a row before, and the
-- conversion table does not say that the unit was only renamed.
create or replace temporary macro unit_breaks() as table
    select unit_code, valid_from as on_day
    from org_unit u
    where exists (from org_unit e where e.unit_code = u.unit_code and e.valid_from < u.valid_from)
        and (unit_code, valid_from) not in (
            select (new_code, changed_on)
            from unit_change
            group by new_code, changed_on
            having min(old_code) = new_code and max(old_code) = new_code and min(coalesce(share, 0)) = 1);

-- The stretches of time in which such a code was one unit; none for other codes.
create or replace temporary macro unit_stretches() as table
    select unit_code, unnest(days) as since,
        unnest(list_append(list_transform(days[2:], lambda d: d - 1), date '9999-12-31')) as until
    from (select unit_code, list_prepend(date '0001-01-01', list(on_day order by on_day)) as days
          from unit_breaks() group by unit_code);
