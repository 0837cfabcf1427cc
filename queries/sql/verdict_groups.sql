-- name: verdict_groups
-- about: How many chỉ tiêu were exceeded, met, missed or not judged, by owner, unit, phase or sector, and in the whole plan.
-- grain: one row per group with at least one chỉ tiêu of each dimension, and one for the plan
-- uses: chi_tieu
-- params: plan_id VARCHAR, data_to DATE, known_at DATE, review VARCHAR [one of: interim, final],
--         dimension VARCHAR [optional; one of: plan, sector, owner, unit, phase; without it all],
--         pace_points DECIMAL [optional; as in target_results], level_points DECIMAL [optional], level_percent DECIMAL [optional],
--         headline_only BOOLEAN [optional; true counts chỉ tiêu chủ yếu only]
-- returns: dimension VARCHAR [plan, sector, owner, unit, phase], code VARCHAR [of the sector or unit; the owner; the phase's number, or the
--          span of what is no phase's: year, season, final_year, each_year, yearly_average, term_total; '*' for the plan],
--          name VARCHAR [as printed; the code when it has none], position INTEGER [0 of what has none],
--          targets INTEGER [chỉ tiêu], exceeded INTEGER, met INTEGER, not_met INTEGER, not_due INTEGER, no_data INTEGER,
--          to_verify INTEGER, estimated INTEGER [of exceeded, met and not_met], assessed INTEGER [by the office's own word, in whole or in part],
--          reached INTEGER, likely INTEGER, at_risk INTEGER [unlikely ones too], missing INTEGER, unassessed INTEGER
with unit_name as (
    -- under the name of the day that the figures end
    select unit_code, arg_max(short_name, valid_from) as name, arg_max(position, valid_from) as position
    from org_unit where valid_from <= $data_to::date group by unit_code
), placed as (
    select c.*, s.name as sector_name, s.position as sector_position, u.name as unit_name, u.position as unit_position,
        f.phase_no, f.name as phase_name
    from chi_tieu c
    left join sector s on s.plan_id = $plan_id and s.sector_code = c.sector_code
    left join unit_name u on u.unit_code = c.unit_code
    left join phase f on f.plan_id = $plan_id and c.stretch.span = 'phase' and f.starts_on = c.stretch.span_from and f.ends_on = c.stretch.span_to
    where c.headline or not coalesce($headline_only, false)
    qualify row_number() over (partition by c.counted_as order by f.phase_no) = 1
), grouped as (
    select d.dimension, d.dimension_no, p.verdict, p.standing, p.is_estimated, p.is_assessed,
        case d.dimension when 'plan' then '*' when 'sector' then p.sector_code when 'owner' then p.owner when 'unit' then p.unit_code
            else coalesce(cast(p.phase_no as varchar), p.stretch.span) end as code,
        case d.dimension when 'plan' then 'Toàn kế hoạch' when 'sector' then p.sector_name when 'unit' then p.unit_name when 'phase' then coalesce(p.phase_name,
            case p.stretch.span when 'year' then 'Cả năm' when 'phase' then 'Đợt khác' when 'season' then 'Vụ' when 'final_year' then 'Đến năm cuối kỳ'
                when 'each_year' then 'Hằng năm' when 'yearly_average' then 'Bình quân hằng năm' when 'term_total' then 'Cả giai đoạn' end) end as name,
        case d.dimension when 'sector' then p.sector_position when 'unit' then p.unit_position when 'phase' then p.phase_no end as position
    from placed p
    cross join (values ('plan', 1), ('sector', 2), ('owner', 3), ('unit', 4), ('phase', 5)) d(dimension, dimension_no)
    where d.dimension = coalesce($dimension, d.dimension)
)
select
    dimension, code, coalesce(any_value(name), code) as name, coalesce(any_value(position), 0)::integer as position,
    count(*)::integer as targets,
    (count(*) filter (where verdict = 'exceeded'))::integer as exceeded,
    (count(*) filter (where verdict = 'met'))::integer as met,
    (count(*) filter (where verdict = 'not_met'))::integer as not_met,
    (count(*) filter (where verdict = 'not_due'))::integer as not_due,
    (count(*) filter (where verdict = 'no_data'))::integer as no_data,
    (count(*) filter (where verdict = 'to_verify'))::integer as to_verify,
    (count(*) filter (where is_estimated and verdict in ('exceeded', 'met', 'not_met')))::integer as estimated,
    (count(*) filter (where is_assessed))::integer as assessed,
    (count(*) filter (where standing = 'reached'))::integer as reached,
    (count(*) filter (where standing = 'likely'))::integer as likely,
    (count(*) filter (where standing = 'at_risk'))::integer as at_risk,
    (count(*) filter (where standing = 'missing'))::integer as missing,
    (count(*) filter (where standing = 'unassessed'))::integer as unassessed
from grouped
group by dimension, dimension_no, code
order by dimension_no, dimension = 'phase' and any_value(position) is null, any_value(position), code
