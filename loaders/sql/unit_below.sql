-- Who stood in whose tree on which days (migration 0008).
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
order by all
