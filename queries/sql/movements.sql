-- name: movements
-- about: The movements that run in a window, and which units take part in them.
-- grain: one row per movement of a plan that runs on some day of the window
-- params: plan_id VARCHAR, data_from DATE, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: movement_code VARCHAR, name VARCHAR, launched_by VARCHAR [level that launched it], kind VARCHAR,
--          scope VARCHAR [NULL when not given], starts_on DATE [NULL when not given], ends_on DATE [NULL when not given],
--          position INTEGER, quote VARCHAR, place VARCHAR,
--          expected_units INTEGER [units of the plan's tree that report on data_to],
--          joined_units INTEGER [of these, joined, pledged or registered by data_to],
--          pledged_units INTEGER [of these, pledge signed by data_to],
--          registered_units INTEGER [of these, registration sent by data_to],
--          other_units INTEGER [further units of the tree that take part],
--          participants INTEGER [persons, all units that take part; NULL when none counted them],
--          uncounted_units INTEGER [units that take part and gave no number of persons],
--          not_joined VARCHAR[] [short names of the expected units that do not take part]
with units as (
    from plan_units($plan_id, $data_to::date, $data_to::date)
), running as (
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
), per_unit as (
    select m.movement_code, u.unit_code, u.short_name, u.reports, u.position,
        p.participants, p.pledged_on, p.registered_on,
        -- A unit may send only its pledge, or only a number of persons.
        coalesce(coalesce(p.joined_on, p.pledged_on, p.registered_on, p.reported_on) <= $data_to::date, false) as joined
    from running m
    cross join units u
    left join taking_part p on p.movement_code = m.movement_code and p.unit_code = u.unit_code
), counted as (
    select movement_code,
        count(*) filter (reports) as expected_units,
        count(*) filter (reports and joined) as joined_units,
        count(*) filter (reports and pledged_on <= $data_to::date) as pledged_units,
        count(*) filter (reports and registered_on <= $data_to::date) as registered_units,
        count(*) filter (not reports and joined) as other_units,
        sum(participants) filter (joined) as participants,
        count(*) filter (joined and participants is null) as uncounted_units,
        list(short_name order by position, unit_code) filter (reports and not joined) as not_joined
    from per_unit
    group by movement_code
)
select
    m.movement_code, m.name, m.launched_by, m.kind, m.scope, m.starts_on, m.ends_on, m.position, m.quote, m.place,
    coalesce(c.expected_units, 0)::integer as expected_units,
    coalesce(c.joined_units, 0)::integer as joined_units,
    coalesce(c.pledged_units, 0)::integer as pledged_units,
    coalesce(c.registered_units, 0)::integer as registered_units,
    coalesce(c.other_units, 0)::integer as other_units,
    c.participants::integer as participants,
    coalesce(c.uncounted_units, 0)::integer as uncounted_units,
    coalesce(c.not_joined, []) as not_joined
from running m
left join counted c using (movement_code)
order by m.position, m.movement_code
