-- name: initiatives
-- about: Initiatives (sáng kiến) recognised, refused and under way, by unit and level.
-- grain: one row per unit and level of recognition, one per level for all units, and one for all
-- params: plan_id VARCHAR, year INTEGER [that initiatives count for], known_at DATE [rows reported up to this day]
-- returns: unit_code VARCHAR [* for all], short_name VARCHAR [NULL for all], level VARCHAR [that recognises; agency: cấp cơ sở; * for all],
--          recognised INTEGER, proposed INTEGER, rejected INTEGER, units INTEGER [with at least one row], authors INTEGER [named first authors of recognised ones]
with register as (
    from known_initiatives($plan_id, $year::integer, $year::integer, $known_at::date)
), counted as (
    select
        case when grouping(unit_code) = 1 then '*' else unit_code end as unit_code,
        case when grouping(unit_code) = 0 then any_value(short_name) end as short_name,
        case when grouping(unit_code) = 0 then any_value(unit_position) end as position,
        case when grouping(level) = 1 then '*' else level end as level,
        coalesce(sum(quantity) filter (state = 'recognised'), 0) as recognised,
        coalesce(sum(quantity) filter (state = 'proposed'), 0) as proposed,
        coalesce(sum(quantity) filter (state = 'rejected'), 0) as rejected,
        count(distinct unit_code) as units,
        count(distinct (unit_code, coalesce('id:' || author_id, author_key))) filter (state = 'recognised' and author_key is not null) as authors
    from register
    group by grouping sets ((unit_code, level), (level), ())
    having count(*) > 0
)
select unit_code, short_name, level, recognised::integer as recognised, proposed::integer as proposed, rejected::integer as rejected,
    units::integer as units, authors::integer as authors
from counted
order by unit_code = '*', position, unit_code, level = '*', level_order(level), level
