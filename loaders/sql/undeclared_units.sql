-- Staged units under a code that had a row before, which no row of the
-- conversion table names as new. One row per staged unit.
with earlier as (
    select unit_code, valid_from from staging.org_unit
    union
    select unit_code, valid_from from org_unit
), changes as (
    select new_code, changed_on from staging.unit_change
    union
    select new_code, changed_on from unit_change
)
select u.src, u.sheet, u.row_no, u.unit_code, u.valid_from
from staging.org_unit u
where exists (from earlier e where e.unit_code = u.unit_code and e.valid_from < u.valid_from)
    and not exists (from changes c where c.new_code = u.unit_code and c.changed_on = u.valid_from)
order by u.src, u.sheet_no, u.row_no
