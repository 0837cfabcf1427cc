-- Every version of a unit with the province above it: the unit of level province
-- on the way up its tree, else the province of the workspace's role.
create or replace temporary view view_units as
with recursive up as (
    select unit_code, valid_from, coalesce(valid_to, date '9999-12-31') as last_day,
        unit_code as at_code, level, parent_code, valid_from as at_from, 0 as depth
    from org_unit
    union
    select u.unit_code, u.valid_from, u.last_day, p.unit_code, p.level, p.parent_code, p.valid_from, u.depth + 1
    from up u
    join org_unit p on p.unit_code = u.parent_code
        and p.valid_from <= u.last_day and coalesce(p.valid_to, date '9999-12-31') >= u.valid_from
    where u.depth < 12
), provinces as (
    select unit_code, valid_from, arg_max(at_code, at_from) as province_code
    from up
    where level = 'province'
    group by all
)
select o.unit_code, o.valid_from, coalesce(o.valid_to, date '9999-12-31') as last_day, o.name, o.short_name, o.level, o.kind,
    o.parent_code, o.reports, o.valid_to, coalesce(p.province_code, role_province()) as province_code
from org_unit o
left join provinces p using (unit_code, valid_from);
