-- What is wrong with staged rows of the conversion table beside the units and
-- beside each other. One row per staged row and fault: not_begun (the new unit
-- does not begin on that day), not_ended (the old one does not end on the day
-- before), sum (shares of the old unit), lone (the only successor without its
-- share), left_out (a basis without a successor that another one names),
-- sum_of_new (shares of the new unit). total is the sum in percent, other the
-- unit left out.
with units as (
    select unit_code, valid_from, valid_to from staging.org_unit
    union all
    select unit_code, valid_from, valid_to from org_unit o
    where not exists (from staging.org_unit n where n.unit_code = o.unit_code and n.valid_from = o.valid_from)
), changes as (
    select old_code, new_code, basis, changed_on, share, share_of_new, src, sheet, sheet_no, row_no from staging.unit_change
    union all
    select old_code, new_code, basis, changed_on, share, share_of_new, -1, '', 0, 0 from unit_change o
    where not exists (from staging.unit_change n
        where n.old_code = o.old_code and n.new_code = o.new_code and n.basis = o.basis and n.changed_on = o.changed_on)
), parts as (
    select *,
        sum(share) over same_old as old_sum, count(share) over same_old as old_known, count(*) over same_old as old_rows,
        sum(share_of_new) over same_new as new_sum, count(share_of_new) over same_new as new_known, count(*) over same_new as new_rows,
        row_number() over (partition by old_code, changed_on, basis order by src < 0, src, sheet_no, row_no) as old_no,
        row_number() over (partition by new_code, changed_on, basis order by src < 0, src, sheet_no, row_no) as new_no,
        count(distinct old_code) over (partition by new_code, changed_on) as sources
    from changes
    window same_old as (partition by old_code, changed_on, basis), same_new as (partition by new_code, changed_on, basis)
), left_out as (
    select b.old_code, b.changed_on, b.basis, min(s.new_code) as other
    from (select distinct old_code, changed_on, basis from changes) b
    join (select distinct old_code, changed_on, new_code from changes) s using (old_code, changed_on)
    anti join changes c on c.old_code = b.old_code and c.changed_on = b.changed_on and c.basis = b.basis and c.new_code = s.new_code
    group by b.old_code, b.changed_on, b.basis
), faults as (
    select *, 'not_begun' as fault, null as total, null as other from parts p
    where not exists (from units u where u.unit_code = p.new_code and u.valid_from = p.changed_on)
        and exists (from units u where u.unit_code = p.new_code and p.changed_on >= u.valid_from and (u.valid_to is null or p.changed_on <= u.valid_to))
    union all
    select *, 'not_ended', null, null from parts p
    where not exists (from units u where u.unit_code = p.old_code and u.valid_to = p.changed_on - 1)
        and exists (from units u where u.unit_code = p.old_code and p.changed_on - 1 >= u.valid_from and (u.valid_to is null or p.changed_on - 1 <= u.valid_to))
    union all
    select *, 'lone', null, null from parts where old_rows = 1 and share is null
    union all
    select *, 'sum', old_sum * 100, null from parts
    where old_no = 1 and old_known > 0
        and case when old_known = old_rows then old_sum <> 1 else old_sum >= 1 end
    union all
    select p.*, 'left_out', null, l.other from parts p join left_out l using (old_code, changed_on, basis) where p.old_no = 1
    union all
    select *, 'sum_of_new', new_sum * 100, null from parts
    where new_no = 1 and new_known > 0
        and case when new_known = sources then new_sum <> 1 when new_known = new_rows then new_sum > 1 else new_sum >= 1 end
)
select src, sheet, row_no, fault, old_code, new_code, basis, changed_on, cast(total as varchar), other
from faults
where src >= 0
order by src, sheet_no, row_no, fault
