-- The awards of the years first_year..last_year as known on a day: of each file
-- the latest row. recipient is its id, or the id that the same name has
-- elsewhere in the unit, or the name; NULL for a counted group. net counts for
-- "granted less revoked".
--
-- A named file is one unit, year, phase, honour and recipient. Counted groups
-- have no such name: their decisions add up, and what is under way is what the
-- latest report says of the group.
create or replace temporary macro award_files(first_year, last_year, known) as table
    with rows_known as (
        select a.*, name_key(a.recipient_name) as name_key,
            case a.state when 'registered' then 1 when 'proposed' then 2 when 'approved' then 3 when 'submitted' then 4
                when 'rejected' then 5 when 'granted' then 6 else 7 end as step
        from award a
        where a.for_year between first_year and last_year and a.reported_on <= known
    ), identified as (
        select *,
            coalesce(
                'id:' || recipient_id,
                case when name_key is not null
                        and min(recipient_id) over same_name = max(recipient_id) over same_name
                    then 'id:' || min(recipient_id) over same_name end,
                'name:' || name_key) as recipient
        from rows_known
        window same_name as (partition by unit_code, name_key)
    ), named as (
        -- Rows of one load and one state that read the same are two recipients.
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
    ), latest_of_group as (
        select *
        from identified
        where recipient is null and state <> 'revoked'
        qualify rank() over (
            partition by unit_code, for_year, for_phase, honour_code, recipient_kind, position_group, direct
            order by reported_on desc, load_no desc) = 1
    ), files as (
        select * from named
        union all
        select * from decided
        union all
        select * from latest_of_group where state not in ('granted', 'revoked')
    )
    select *,
        case when state = 'granted' then quantity
            when state = 'revoked' and recipient is null then -quantity
            else 0 end as net
    from files;

-- The registrations of a year as known on a day; recipient as in award_files.
create or replace temporary macro registration_files(the_year, known) as table
    with identified as (
        select r.*, name_key(r.recipient_name) as name_key,
            coalesce('id:' || r.recipient_id, 'name:' || name_key(r.recipient_name)) as recipient
        from registration r
        where r.for_year = the_year and r.registered_on <= known
    )
    select *
    from identified
    qualify rank() over (
        partition by unit_code, for_phase, honour_code, recipient_kind, recipient,
            case when recipient is null then position_group end
        order by registered_on desc, load_no desc) = 1;
