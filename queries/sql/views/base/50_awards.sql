-- Of each file of awards the latest row. A named file is one unit, year, phase,
-- honour and recipient; the recipient is its id, or the id that the same name
-- has elsewhere in the unit, or the name. Counted groups have no such name:
-- their decisions add up, and what is under way is what the latest report says
-- of the group. net counts for "granted less revoked".
create or replace temporary view view_awards as
with keyed as (
    select *, view_name_key(recipient_name) as name_key,
        list_position(['registered', 'proposed', 'approved', 'submitted', 'rejected', 'granted', 'revoked'], state) as step
    from award
), identified as (
    select *,
        coalesce(
            'id:' || recipient_id,
            case when name_key is not null and min(recipient_id) over same_name = max(recipient_id) over same_name
                then 'id:' || min(recipient_id) over same_name end,
            'name:' || name_key) as recipient
    from keyed
    window same_name as (partition by unit_code, name_key)
), named as (
    select *
    from identified
    where recipient is not null
    qualify rank() over (
        partition by unit_code, for_year, for_phase, honour_code, recipient_kind, recipient
        order by reported_on desc, load_no desc, step desc) = 1
), decided as (
    select *
    from identified
    where recipient is null and state in ('granted', 'revoked')
    qualify rank() over (
        partition by unit_code, for_year, for_phase, honour_code, recipient_kind, position_group, direct, decision_no, state
        order by reported_on desc, load_no desc) = 1
), under_way as (
    select *
    from identified
    where recipient is null and state <> 'revoked'
    qualify rank() over (
        partition by unit_code, for_year, for_phase, honour_code, recipient_kind, position_group, direct
        order by reported_on desc, load_no desc) = 1
), files as (
    from named
    union all
    from decided
    union all
    from under_way where state <> 'granted'
)
select *, case when state = 'granted' then quantity when state = 'revoked' and recipient is null then -quantity else 0 end as net
from files;
