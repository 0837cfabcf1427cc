-- The exemplars of a plan's units as known on a day, each once: a later row of
-- the same unit, kind and name corrects the earlier one.
create or replace temporary macro known_exemplars(the_plan, first_day, last_day, known) as table
    select e.*, u.short_name, u.position as unit_position
    from exemplar e
    join plan_units(the_plan, first_day, last_day) u using (unit_code)
    where e.reported_on <= known
    qualify row_number() over (
        partition by e.unit_code, e.recipient_kind, name_key(e.name)
        order by e.reported_on desc, e.load_no desc, e.row_no desc) = 1;

-- The activities of a plan's units in a window as known on a day. A document is
-- known by its number, everything else by its content; rows of one load that
-- read the same stand for two activities.
create or replace temporary macro known_activities(the_plan, first_day, last_day, known) as table
    select a.*, u.short_name, u.level, u.position as unit_position
    from activity a
    join plan_units(the_plan, first_day, last_day) u using (unit_code)
    where a.reported_on <= known and a.held_on between first_day and last_day
    qualify rank() over (
        partition by a.unit_code, a.activity_kind, a.held_on, coalesce('no:' || a.doc_no, name_key(a.content))
        order by a.reported_on desc, a.load_no desc) = 1;
