-- name: movement_structure
-- about: The movements that run in a window by launcher, scope, duration and method: how many, launched in the window, joined.
-- grain: one row per dimension and code
-- params: plan_id VARCHAR, data_from DATE, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: dimension VARCHAR [launched_by, scope, duration, method], code VARCHAR [of the dimension: a level; a scope; under_1, exactly_1, from_1, from_3, from_5 years;
--          regular, thematic, campaign. NULL: the plan does not say], movements INTEGER, launched INTEGER [that began in the window; without a day the plan's own level and below begin with the plan],
--          own INTEGER [launched by the plan's own level or below], joined INTEGER [movements that at least one unit joined by data_to],
--          joins INTEGER [lượt: units that joined, over all movements, of those that report as in movements], pledges INTEGER [lượt, of the same],
--          participants INTEGER [persons of all units; NULL when none were counted],
--          codes VARCHAR[] [movement codes in the plan's order]
with root as (
    select u.level
    from plan p
    join plan_units($plan_id, $data_to::date, $data_to::date) u on u.unit_code = p.unit_code
    where p.plan_id = $plan_id
), running as (
    select m.*, m.starts_on as told_day, p.starts_on as plan_day,
        case when m.starts_on is null or m.ends_on is null then null
            when m.ends_on + 1 < m.starts_on + interval 1 year then 'under_1'
            when m.ends_on + 1 = m.starts_on + interval 1 year then 'exactly_1'
            when m.ends_on + 1 < m.starts_on + interval 3 year then 'from_1'
            when m.ends_on + 1 < m.starts_on + interval 5 year then 'from_3'
            else 'from_5' end as duration,
        case m.kind when 'regular' then 'regular' when 'campaign' then 'campaign' else 'thematic' end as method
    from movement m
    join plan p using (plan_id)
    where m.plan_id = $plan_id
        and coalesce(m.starts_on, date '0001-01-01') <= $data_to::date
        and coalesce(m.ends_on, date '9999-12-31') >= $data_from::date
), latest as (
    select p.*, u.reports
    from participation p
    join plan_units($plan_id, $data_to::date, $data_to::date) u using (unit_code)
    -- A code speaks for the unit that it is on the last day, since it is that unit.
    left join unit_stretches() s on s.unit_code = p.unit_code and $data_to::date between s.since and s.until
    where p.reported_on <= $known_at::date and (s.since is null or least(p.reported_on, $data_to::date) >= s.since)
    qualify row_number() over (
        partition by p.movement_code, p.unit_code order by p.reported_on desc, p.load_no desc, p.row_no desc) = 1
), taking_part as (
    select movement_code, count(*) as all_joins, count(*) filter (reports) as joins,
        count(*) filter (reports and pledged_on <= $data_to::date) as pledges, sum(participants) as participants
    from latest
    -- A unit may send only its pledge, or only a number of persons.
    where coalesce(joined_on, pledged_on, registered_on, reported_on) <= $data_to::date
    group by movement_code
), placed as (
    select r.*, coalesce(t.all_joins, 0) as all_joins, coalesce(t.joins, 0) as joins, coalesce(t.pledges, 0) as pledges, t.participants, d.dimension, d.dimension_no,
        case d.dimension when 'launched_by' then r.launched_by when 'scope' then r.scope when 'duration' then r.duration else r.method end as code
    from running r
    left join taking_part t using (movement_code)
    cross join (values ('launched_by', 1), ('scope', 2), ('duration', 3), ('method', 4)) d(dimension, dimension_no)
)
select dimension, code, count(*)::integer as movements,
    -- The plan launches its own; of a higher level's movement only its own day says when.
    count(*) filter (coalesce(told_day, case when level_order(launched_by) >= level_order((select level from root)) then plan_day end)
        between $data_from::date and $data_to::date)::integer as launched,
    count(*) filter (level_order(launched_by) >= level_order((select level from root)))::integer as own,
    count(*) filter (all_joins > 0)::integer as joined, sum(joins)::integer as joins, sum(pledges)::integer as pledges,
    sum(participants)::integer as participants, list(movement_code order by position, movement_code) as codes
from placed
group by dimension, dimension_no, code
order by dimension_no,
    case dimension when 'launched_by' then level_order(code)
        when 'scope' then case code when 'national' then 1 when 'province' then 2 when 'cluster' then 3 else 4 end
        when 'duration' then case code when 'under_1' then 1 when 'exactly_1' then 2 when 'from_1' then 3 when 'from_3' then 4 else 5 end
        else case code when 'thematic' then 1 when 'regular' then 2 else 3 end end,
    code nulls last
