-- Every version of a unit with the province above it: the unit of level province
-- on the way up its tree, else the province of the workspace's role.
create or replace temporary view view_units as
with provinces as (
    select c.unit_code, c.valid_from, arg_max(c.root_code, c.root_from) as province_code
    from unit_below c
    join org_unit p on p.unit_code = c.root_code and p.valid_from = c.root_from
    where p.level = 'province'
    group by all
)
select o.unit_code, o.valid_from, coalesce(o.valid_to, date '9999-12-31') as last_day, o.name, o.short_name, o.level, o.kind,
    o.parent_code, o.reports, o.valid_to, coalesce(p.province_code, role_province()) as province_code
from org_unit o
left join provinces p using (unit_code, valid_from);
