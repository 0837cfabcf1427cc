-- Units that a staged plan, cluster or org unit names and no list of units has.
-- One row per source, kind of reference and code; named_by is the code of the target
-- or cluster that names it.
with units as (
    select unit_code from staging.org_unit
    union
    select unit_code from org_unit
)
select src, sheet, row_no, what, named_by, code
from (
    select src, '' as sheet, 0 as row_no, 'the plan binds the unit' as what, '' as named_by, unit_code as code from staging.plan
    union
    select src, '', 0, 'the target ' || target_code || ' binds the unit', target_code, unit_code from staging.target
    where unit_code not in (select unit_code from staging.plan)
    union
    select src, '', 0, 'the cluster ' || cluster_code || ' has the member', cluster_code, unit_code from staging.cluster_member
    union
    select src, '', 0, 'the cluster ' || cluster_code || ' is led by', cluster_code, leader from staging.cluster where leader is not null
    union
    select src, sheet, row_no, 'above it stands the unit', '', parent_code from staging.org_unit where parent_code is not null
)
where code not in (select unit_code from units)
order by src, sheet, row_no, what, code
