-- The exemplars of a plan's units as known on a day, each once: a later row of
-- the same unit, kind and name corrects the earlier one. Its unit is the one that
-- held the code when it was discovered, or on first_day when that is later.
create or replace temporary macro known_exemplars(the_plan, first_day, last_day, known) as table
    select e.* replace (u.unit_code as unit_code), u.short_name, u.position as unit_position
    from exemplar e
    left join unit_stretches() s on s.unit_code = e.unit_code and greatest(e.discovered_on, first_day) between s.since and s.until
    join plan_units(the_plan, first_day, last_day) u on u.unit_code = dated_code(e.unit_code, s.since, s.until, last_day)
    where e.reported_on <= known
    qualify row_number() over (
        partition by u.unit_code, e.recipient_kind, name_key(e.name)
        order by e.reported_on desc, e.load_no desc, e.row_no desc) = 1;

-- The activities of a plan's units in a window as known on a day. A document is
-- known by its number, everything else by its content; rows of one load that
-- read the same stand for two activities.
create or replace temporary macro known_activities(the_plan, first_day, last_day, known) as table
    select a.* replace (u.unit_code as unit_code), u.short_name, u.level, u.position as unit_position
    from activity a
    left join unit_stretches() s on s.unit_code = a.unit_code and a.held_on between s.since and s.until
    join plan_units(the_plan, first_day, last_day) u on u.unit_code = dated_code(a.unit_code, s.since, s.until, last_day)
    where a.reported_on <= known and a.held_on between first_day and last_day
    qualify rank() over (
        partition by u.unit_code, a.activity_kind, a.held_on, coalesce('no:' || a.doc_no, name_key(a.content))
        order by a.reported_on desc, a.load_no desc) = 1;
