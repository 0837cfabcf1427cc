-- Who stood in whose tree on which days, kept by the load that changes the list of
-- units or the conversion table: going down the tree in every query took longer
-- than what the query asked of it. A unit stands in its own tree at depth 0. A
-- version is named by its code and its first day.
create table unit_below (
    root_code  varchar not null,
    root_from  date not null,    -- the version of the root
    unit_code  varchar not null,
    valid_from date not null,    -- the version of the unit
    since      date not null,    -- the first day on which the one stood in the tree of the other
    until      date not null,    -- the last one; 9999-12-31 when it still does
    depth      integer not null,
    root_held  date not null,    -- since when the root's code was this unit (0007); 0001-01-01 when always
    held_from  date,             -- the same of the unit; NULL for a code that was always one unit
    held_to    date
);

insert into unit_below
with recursive units as (
    select u.unit_code, u.valid_from, coalesce(u.valid_to, date '9999-12-31') as until, u.parent_code, s.since as held_from, s.until as held_to
    from org_unit u
    left join unit_stretch s on s.unit_code = u.unit_code and u.valid_from between s.since and s.until
), chain as (
    select unit_code as root_code, valid_from as root_from, unit_code, valid_from, valid_from as since, until, 0 as depth,
        coalesce(held_from, date '0001-01-01') as root_held, held_from, held_to
    from units
    union all
    select c.root_code, c.root_from, u.unit_code, u.valid_from, greatest(c.since, u.valid_from), least(c.until, u.until), c.depth + 1,
        c.root_held, u.held_from, u.held_to
    from chain c
    join units u on u.parent_code = c.unit_code and u.valid_from <= c.until and u.until >= c.since
    where c.depth < 12
)
from chain
order by all;
