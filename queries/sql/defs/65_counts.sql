-- What earlier reports of a plan's units named and what became of it, as known
-- on a day. A review speaks of what was named in the half year before its first day
-- or inside its days; a later row of the same item tells its later state.
create or replace temporary macro known_follow_ups(the_plan, first_day, last_day, known) as table
    select f.*, u.short_name, u.position as unit_position
    from follow_up f
    join plan_units(the_plan, first_day, last_day) u using (unit_code)
    where f.reported_on <= known and f.raised_on between cast(first_day - interval 6 month as date) and last_day
    qualify row_number() over (
        partition by f.unit_code, f.raised_on, f.item_kind, name_key(f.content)
        order by f.reported_on desc, f.load_no desc, f.row_no desc) = 1;
