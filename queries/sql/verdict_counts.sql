-- name: verdict_counts
-- about: How many chỉ tiêu of each sector were exceeded, met, missed or not judged, and where they stand in an interim review.
-- grain: one row per sector with at least one chỉ tiêu
-- params: plan_id VARCHAR, data_to DATE, known_at DATE, review VARCHAR [one of: interim, final],
--         headline_only BOOLEAN [optional; true counts chỉ tiêu chủ yếu only]
-- returns: plan_id VARCHAR, sector_code VARCHAR, sector_name VARCHAR, sector_position INTEGER,
--          targets INTEGER [chỉ tiêu], exceeded INTEGER, met INTEGER, not_met INTEGER, not_due INTEGER, no_data INTEGER,
--          to_verify INTEGER, estimated INTEGER [of exceeded, met and not_met],
--          reached INTEGER, likely INTEGER, at_risk INTEGER [unlikely ones too], missing INTEGER, unassessed INTEGER
with outcomes as materialized (
    select target_code, part_of, part_kind, bound, counts_as, sector_code, position, headline, verdict,
        verdict in ('exceeded', 'met', 'not_met') and rests_on_estimate as is_estimated,
        outlook, coalesce(pace in ('met_early', 'holds') or verdict in ('met', 'exceeded'), false) as is_reached,
        counted_from is null and bound not in ('all_of', 'structure') and nothing_told as is_missing
    from outcome($plan_id, $data_to::date, $known_at::date, $review)
    where is_current
), counted as (
    -- A component is judged inside the chỉ tiêu of its whole; the members of an
    -- all_of or a structure have made its verdict already.
    select o.*, coalesce(w.counts_as, o.counts_as) as counted_as
    from outcomes o
    left join outcomes w on w.target_code = o.part_of
    where o.verdict is not null
      and coalesce(o.part_kind, '') not in ('of_which', 'member')
      and (w.bound is null or w.bound not in ('all_of', 'structure'))
), chi_tieu as (
    select counted_as,
        arg_min(sector_code, position) as sector_code,
        bool_or(headline) as headline,
        case when bool_or(verdict = 'not_met') then 'not_met'
             when bool_or(verdict = 'no_data') then 'no_data'
             when bool_or(verdict = 'to_verify') then 'to_verify'
             when bool_or(verdict = 'not_due') then 'not_due'
             when bool_and(verdict = 'exceeded') then 'exceeded'
             else 'met' end as verdict,
        bool_or(is_estimated) as is_estimated,
        case when bool_and(is_reached) then 'reached'
             when bool_or(is_missing) then 'missing'
             when bool_or(outlook in ('at_risk', 'unlikely')) then 'at_risk'
             when bool_and(is_reached or coalesce(outlook = 'likely', false)) then 'likely'
             else 'unassessed' end as standing
    from counted group by counted_as
)
select
    $plan_id::varchar as plan_id, c.sector_code, coalesce(any_value(s.name), c.sector_code) as sector_name,
    coalesce(any_value(s.position), 0) as sector_position,
    count(*)::integer as targets,
    (count(*) filter (where c.verdict = 'exceeded'))::integer as exceeded,
    (count(*) filter (where c.verdict = 'met'))::integer as met,
    (count(*) filter (where c.verdict = 'not_met'))::integer as not_met,
    (count(*) filter (where c.verdict = 'not_due'))::integer as not_due,
    (count(*) filter (where c.verdict = 'no_data'))::integer as no_data,
    (count(*) filter (where c.verdict = 'to_verify'))::integer as to_verify,
    (count(*) filter (where c.is_estimated and c.verdict in ('exceeded', 'met', 'not_met')))::integer as estimated,
    (count(*) filter (where c.standing = 'reached'))::integer as reached,
    (count(*) filter (where c.standing = 'likely'))::integer as likely,
    (count(*) filter (where c.standing = 'at_risk'))::integer as at_risk,
    (count(*) filter (where c.standing = 'missing'))::integer as missing,
    (count(*) filter (where c.standing = 'unassessed'))::integer as unassessed
from chi_tieu c
left join sector s on s.plan_id = $plan_id and s.sector_code = c.sector_code
where c.headline or not coalesce($headline_only, false)
group by c.sector_code
order by sector_position, c.sector_code
