-- name: participation_list
-- about: Which unit takes part in which movement of a window.
-- grain: one row per movement that runs in the window and unit of the tree that takes part by data_to
-- params: plan_id VARCHAR, data_from DATE, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: movement_code VARCHAR, movement_name VARCHAR, unit_code VARCHAR, short_name VARCHAR [of the unit],
--          joined_on DATE [NULL when not given], pledged_on DATE [giao ước; NULL when not signed by data_to],
--          registered_on DATE [NULL when not registered by data_to], participants INTEGER [persons; NULL when not counted],
--          reported_on DATE
with running as (
    select *
    from movement
    where plan_id = $plan_id
        and coalesce(starts_on, date '0001-01-01') <= $data_to::date
        and coalesce(ends_on, date '9999-12-31') >= $data_from::date
), taking_part as (
    select p.*
    from participation p
    -- A code speaks for the unit that it is on the last day, since it is that unit.
    left join unit_stretches() s on s.unit_code = p.unit_code and $data_to::date between s.since and s.until
    where p.reported_on <= $known_at::date and (s.since is null or least(p.reported_on, $data_to::date) >= s.since)
    qualify row_number() over (
        partition by p.movement_code, p.unit_code order by p.reported_on desc, p.load_no desc, p.row_no desc) = 1
)
select
    m.movement_code, m.name as movement_name, u.unit_code, u.short_name, p.joined_on,
    case when p.pledged_on <= $data_to::date then p.pledged_on end as pledged_on,
    case when p.registered_on <= $data_to::date then p.registered_on end as registered_on,
    p.participants, p.reported_on
from running m
join taking_part p using (movement_code)
join plan_units($plan_id, $data_to::date, $data_to::date) u using (unit_code)
-- A unit may send only its pledge, or only a number of persons.
where coalesce(p.joined_on, p.pledged_on, p.registered_on, p.reported_on) <= $data_to::date
order by m.position, m.movement_code, u.position, u.unit_code
