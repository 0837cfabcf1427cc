-- name: exemplars
-- about: Exemplars by sector and stage, and the share of direct workers among them.
-- grain: one row per sector with exemplars, and one for all
-- params: plan_id VARCHAR, data_from DATE, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: sector_code VARCHAR [* for all, NULL for none given], sector_name VARCHAR [NULL for both],
--          discovered INTEGER [stage reached in the window; likewise the next three], nurtured INTEGER, written_up INTEGER,
--          replicated INTEGER, individuals INTEGER [of the discovered], groups INTEGER [of the discovered],
--          direct INTEGER [discovered individuals who work directly],
--          direct_unknown INTEGER [discovered individuals of whom that is not known],
--          direct_share DECIMAL(18,2) [percent of individuals; NULL without any],
--          direct_share_hi DECIMAL(18,2) [percent, if all unknown ones work directly]
with staged as (
    select *,
        coalesce(discovered_on between $data_from::date and $data_to::date, false) as found,
        coalesce(nurtured_on between $data_from::date and $data_to::date, false) as raised,
        coalesce(written_up_on between $data_from::date and $data_to::date, false) as described,
        coalesce(replicated_on between $data_from::date and $data_to::date, false) as copied
    from known_exemplars($plan_id, $data_from::date, $data_to::date, $known_at::date)
), counted as (
    select
        sector_code, grouping(sector_code) = 1 as is_total,
        count(*) filter (found) as discovered,
        count(*) filter (raised) as nurtured,
        count(*) filter (described) as written_up,
        count(*) filter (copied) as replicated,
        count(*) filter (found and recipient_kind = 'individual') as individuals,
        count(*) filter (found and recipient_kind <> 'individual') as groups,
        count(*) filter (found and recipient_kind = 'individual' and direct) as direct,
        count(*) filter (found and recipient_kind = 'individual' and direct is null) as direct_unknown
    from staged
    where found or raised or described or copied
    group by grouping sets ((sector_code), ())
)
select
    case when c.is_total then '*' else c.sector_code end as sector_code, s.name as sector_name,
    c.discovered::integer as discovered, c.nurtured::integer as nurtured, c.written_up::integer as written_up,
    c.replicated::integer as replicated, c.individuals::integer as individuals, c.groups::integer as groups,
    c.direct::integer as direct, c.direct_unknown::integer as direct_unknown,
    count_percent(c.direct, c.individuals) as direct_share,
    count_percent(c.direct + c.direct_unknown, c.individuals) as direct_share_hi
from counted c
left join sector s on s.plan_id = $plan_id and s.sector_code = c.sector_code
order by c.is_total, s.position nulls last, c.sector_code nulls last
