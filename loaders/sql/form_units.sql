-- Units below the plan's root, and the root, that are expected to report at the
-- end of a phase.
-- params: plan_id, phase_no
with recursive day as (
    select p.unit_code as root, ph.ends_on from plan p join phase ph using (plan_id) where p.plan_id = $1 and ph.phase_no = $2
), units as (
    select o.unit_code, o.parent_code, o.reports, o.position
    from org_unit o, day
    where o.valid_from <= day.ends_on and coalesce(o.valid_to, date '9999-12-31') >= day.ends_on
), tree as (
    select u.*, 0 as depth from units u, day where u.unit_code = day.root
    union all
    select u.*, t.depth + 1 from units u join tree t on u.parent_code = t.unit_code where t.depth < 12
)
select unit_code from tree where reports order by position, unit_code
