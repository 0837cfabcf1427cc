-- name: award_persons
-- about: The awards of a year to individuals counted both ways: as awards, and as persons, who may hold several.
-- grain: one row per unit and level that grants, per unit, per level, and one for all
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: unit_code VARCHAR [NULL: all units together], short_name VARCHAR [NULL with unit_code], position INTEGER [NULL with unit_code],
--          level VARCHAR [that grants; NULL: all levels together], awards INTEGER [to individuals, less revoked],
--          named INTEGER [of those, with a name or an id], persons INTEGER [different persons among the named: by id, else by name inside the unit],
--          several INTEGER [of those, with two awards or more], unnamed INTEGER [awards to groups without names, whose persons are not known]
with files as (
    select f.unit_code, u.short_name, u.position, f.level, f.net, f.recipient is not null as is_named,
        -- An id is the same person everywhere, a name in its unit only.
        case when starts_with(f.recipient, 'id:') then f.recipient else f.unit_code || ' ' || f.recipient end as person
    from award_files($year::integer, $year::integer, $known_at::date) f
    join plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31)) u using (unit_code)
    where f.recipient_kind = 'individual' and f.net <> 0
), each_person as (
    select unit_code, short_name, position, level, person, is_named, sum(net) as awards,
        grouping(unit_code) = 1 as is_all_units, grouping(level) = 1 as is_all_levels
    from files
    group by grouping sets ((unit_code, short_name, position, level, person, is_named), (unit_code, short_name, position, person, is_named),
                            (level, person, is_named), (person, is_named))
)
select
    unit_code, short_name, position, level, sum(awards)::integer as awards,
    coalesce(sum(awards) filter (is_named), 0)::integer as named,
    count(*) filter (is_named and awards > 0)::integer as persons,
    count(*) filter (is_named and awards > 1)::integer as several,
    coalesce(sum(awards) filter (not is_named), 0)::integer as unnamed
from each_person
group by unit_code, short_name, position, level, is_all_units, is_all_levels
order by is_all_units desc, position, unit_code, is_all_levels desc,
    list_position(['central', 'province', 'district', 'commune', 'agency'], level), level
