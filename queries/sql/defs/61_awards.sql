-- The awards of the years first_year..last_year as known on a day: of each file
-- the latest row. recipient is its id, or the id that the same name has
-- elsewhere in the unit, or the name; NULL for a counted group. net counts for
-- "granted less revoked".
--
-- A named file is one unit, year, phase, honour and recipient. Counted groups
-- have no such name: their decisions add up, and what is under way is what the
-- latest report says of the group.
--
-- Grouping costs a tenth of the memory of a window here, so each class of files
-- is grouped by what makes it one file, keeping the rows of its latest report;
-- rows of one load and state that read the same are two recipients.
--
-- A row is of the unit that held its code on the day it was reported, or at the
-- end of the year it rewards when that is earlier. unit_code is the dated_code at
-- at_day, the end of last_year when left out, as plan_units has it.
create or replace temporary macro award_files(first_year, last_year, known, at_day := null) as table
    with rows_known as (
        select a.rowid as row_id, dated_code(a.unit_code, s.since, s.until, coalesce(at_day, make_date(last_year, 12, 31))) as unit_code, a.for_year, a.for_phase, a.honour_code, a.recipient_kind, a.recipient_id,
            a.position_group, a.direct, a.decision_no, a.state, name_key(a.recipient_name) as name_key,
            ((a.reported_on - date '1970-01-01') * 1048576 + a.load_no) * 8 as report,
            case a.state when 'registered' then 1 when 'proposed' then 2 when 'approved' then 3 when 'submitted' then 4
                when 'rejected' then 5 when 'granted' then 6 else 7 end as step
        from award a
        left join unit_stretches() s on s.unit_code = a.unit_code and least(a.reported_on, make_date(a.for_year, 12, 31)) between s.since and s.until
        where a.for_year between first_year and last_year and a.reported_on <= known
    ), known_id as (
        -- The id that the same name has elsewhere in the unit.
        select unit_code, name_key, any_value(recipient_id) as recipient_id
        from rows_known
        where name_key is not null
        group by unit_code, name_key
        having min(recipient_id) = max(recipient_id)
    ), identified as (
        select r.* exclude (recipient_id), coalesce('id:' || r.recipient_id, 'id:' || k.recipient_id, 'name:' || r.name_key) as recipient
        from rows_known r
        left join known_id k on k.unit_code = r.unit_code and k.name_key = r.name_key
    ), classed as (
        select row_id, unit_code, for_year, for_phase, honour_code, recipient_kind, name_key, recipient, class,
            case when recipient is null then position_group end as position_group,
            case when recipient is null then direct end as direct,
            case when class = 'decided' then decision_no end as decision_no,
            case when class = 'decided' then state end as state,
            case when class = 'named' then report + step else report end as report
        from identified,
            -- A decision about a group is also the latest that is known of it.
            unnest(case when recipient is not null then ['named']
                        when state = 'granted' then ['decided', 'latest']
                        when state = 'revoked' then ['decided']
                        else ['latest'] end) as classes(class)
    ), reports as (
        select unit_code, for_year, for_phase, honour_code, recipient_kind, recipient, class, position_group, direct, decision_no, state, report,
            list({row_id: row_id, name_key: name_key}) as rows_told
        from classed
        group by all
    ), latest as (
        select unit_code, recipient, class, arg_max(rows_told, report) as rows_told
        from reports
        group by unit_code, for_year, for_phase, honour_code, recipient_kind, recipient, class, position_group, direct, decision_no, state
    ), files as (
        select unit_code, recipient, class, unnest(rows_told) as told from latest
    )
    select a.* replace (f.unit_code as unit_code), f.told.name_key as name_key, f.recipient,
        case when a.state = 'granted' then a.quantity
            when a.state = 'revoked' and f.recipient is null then -a.quantity
            else 0 end as net
    from files f
    join award a on a.rowid = f.told.row_id
    where f.class <> 'latest' or a.state <> 'granted';

-- The registrations of a year as known on a day; recipient and unit_code as in award_files.
create or replace temporary macro registration_files(the_year, known) as table
    with identified as (
        select r.* replace (dated_code(r.unit_code, s.since, s.until, make_date(the_year, 12, 31)) as unit_code),
            name_key(r.recipient_name) as name_key,
            coalesce('id:' || r.recipient_id, 'name:' || name_key(r.recipient_name)) as recipient
        from registration r
        left join unit_stretches() s on s.unit_code = r.unit_code and least(r.registered_on, make_date(the_year, 12, 31)) between s.since and s.until
        where r.for_year = the_year and r.registered_on <= known
    )
    select *
    from identified
    qualify rank() over (
        partition by unit_code, for_phase, honour_code, recipient_kind, recipient,
            case when recipient is null then position_group end
        order by registered_on desc, load_no desc) = 1;
