-- name: exemplar_list
-- about: The exemplars that reached a stage in a window.
-- grain: one row per exemplar
-- params: plan_id VARCHAR, data_from DATE, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: unit_code VARCHAR, short_name VARCHAR [of the unit], name VARCHAR, recipient_kind VARCHAR,
--          sector_code VARCHAR [NULL when not given], sector_name VARCHAR [NULL when not given],
--          direct BOOLEAN [direct worker; NULL when not known], content VARCHAR [NULL for none],
--          stage VARCHAR [furthest by data_to: discovered, nurtured, written_up, replicated],
--          discovered_on DATE, nurtured_on DATE [NULL when not reached by data_to; likewise the next two],
--          written_up_on DATE, replicated_on DATE, reported_on DATE
with reached as (
    select * replace (
        case when nurtured_on <= $data_to::date then nurtured_on end as nurtured_on,
        case when written_up_on <= $data_to::date then written_up_on end as written_up_on,
        case when replicated_on <= $data_to::date then replicated_on end as replicated_on)
    from known_exemplars($plan_id, $data_from::date, $data_to::date, $known_at::date)
    where discovered_on <= $data_to::date
)
select
    e.unit_code, e.short_name, e.name, e.recipient_kind, e.sector_code, s.name as sector_name, e.direct, e.content,
    case when e.replicated_on is not null then 'replicated' when e.written_up_on is not null then 'written_up'
        when e.nurtured_on is not null then 'nurtured' else 'discovered' end as stage,
    e.discovered_on, e.nurtured_on, e.written_up_on, e.replicated_on, e.reported_on
from reached e
left join sector s on s.plan_id = $plan_id and s.sector_code = e.sector_code
where greatest(e.discovered_on, e.nurtured_on, e.written_up_on, e.replicated_on) >= $data_from::date
order by s.position nulls last, e.sector_code, e.unit_position, e.unit_code, e.name collate vi, e.recipient_kind
