-- name: verdict_counts
-- about: How many chỉ tiêu of each sector were exceeded, met, missed or not judged, and where they stand in an interim review.
-- grain: one row per sector with at least one chỉ tiêu
-- uses: outcome
-- params: plan_id VARCHAR, data_to DATE, known_at DATE, review VARCHAR [one of: interim, final],
--         pace_points DECIMAL [optional; as in target_results], level_points DECIMAL [optional], level_percent DECIMAL [optional],
--         headline_only BOOLEAN [optional; true counts chỉ tiêu chủ yếu only]
-- returns: plan_id VARCHAR, sector_code VARCHAR, sector_name VARCHAR, sector_position INTEGER,
--          targets INTEGER [chỉ tiêu], exceeded INTEGER, met INTEGER, not_met INTEGER, not_due INTEGER, no_data INTEGER,
--          to_verify INTEGER, estimated INTEGER [of exceeded, met and not_met], assessed INTEGER [by the office's own word, in whole or in part],
--          reached INTEGER, likely INTEGER, at_risk INTEGER [unlikely ones too], missing INTEGER, unassessed INTEGER
with outcomes as materialized (
    select o.target_code, o.part_of, o.part_kind, o.bound, t.counts_as, t.sector_code, o.position, t.headline, o.verdict, o.standing,
        o.verdict in ('exceeded', 'met', 'not_met') and o.rests_on_estimate as is_estimated,
        o.assessed_by is not null as is_assessed
    from outcome o
    join target t on t.rowid = o.no
    where o.is_current
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
        rests_on_estimate(bool_or(verdict = 'not_met'), bool_and(is_estimated) filter (where verdict = 'not_met'),
            bool_or(is_estimated)) as is_estimated,
        bool_or(is_assessed) as is_assessed,
        case when bool_and(standing = 'reached') then 'reached'
             when bool_or(standing = 'missing') then 'missing'
             when bool_or(standing = 'at_risk') then 'at_risk'
             when bool_and(standing in ('reached', 'likely')) then 'likely'
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
    (count(*) filter (where c.is_assessed))::integer as assessed,
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
