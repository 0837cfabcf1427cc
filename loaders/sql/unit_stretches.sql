-- The stretches of time in which a code was one unit (migration 0007).
insert into unit_stretch
with broken as (
    select unit_code, list(valid_from order by valid_from) as days
    from org_unit u
    where exists (from org_unit e where e.unit_code = u.unit_code and e.valid_from < u.valid_from)
        and (unit_code, valid_from) not in (
            select (new_code, changed_on)
            from unit_change
            group by new_code, changed_on
            having min(old_code) = new_code and max(old_code) = new_code and min(coalesce(share, 0)) = 1)
    group by unit_code
)
select unit_code, unnest(list_prepend(date '0001-01-01', days)),
    unnest(list_append(list_transform(days, lambda d: d - 1), date '9999-12-31'))
from broken
order by all
