-- name: verdict_counts
-- about: How many chỉ tiêu of each sector were exceeded, met, missed or not judged, and where they stand in an interim review.
-- grain: one row per sector with at least one chỉ tiêu
-- uses: chi_tieu
-- params: plan_id VARCHAR, data_to DATE, known_at DATE, review VARCHAR [one of: interim, final],
--         pace_points DECIMAL [optional; as in target_results], level_points DECIMAL [optional], level_percent DECIMAL [optional],
--         headline_only BOOLEAN [optional; true counts chỉ tiêu chủ yếu only]
-- returns: plan_id VARCHAR, sector_code VARCHAR, sector_name VARCHAR, sector_position INTEGER,
--          targets INTEGER [chỉ tiêu], exceeded INTEGER, met INTEGER, not_met INTEGER, not_due INTEGER, no_data INTEGER,
--          to_verify INTEGER, estimated INTEGER [of exceeded, met and not_met], assessed INTEGER [by the office's own word, in whole or in part],
--          reached INTEGER, likely INTEGER, at_risk INTEGER [unlikely ones too], missing INTEGER, unassessed INTEGER
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
