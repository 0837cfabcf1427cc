-- The steps bound together, for queries that read points themselves.

-- The points of every unit for the windows of a plan's targets.
create or replace temp macro unit_point(plan, upto, known) as table
with asked_target as materialized (
    select * from judged_target(plan, upto, known)
), asked_window as materialized (
    select * from step_window()
)
select * from step_point(known);

-- The points of the units that targets bind, with the roll-up beside their own.
create or replace temp macro target_point(plan, upto, known) as table
with asked_target as materialized (
    select * from judged_target(plan, upto, known)
), asked_window as materialized (
    select * from step_window()
), asked_tree as materialized (
    select * from step_tree()
), asked_expected as materialized (
    select * from step_expected()
), asked_point as materialized (
    select * from step_point(known)
)
select * from step_target_point();

-- Which window serves which purpose, of every target of a plan.
create or replace temp macro target_window(plan, upto, known) as table
with asked_target as materialized (
    select * from judged_target(plan, upto, known)
)
select * from step_window();
