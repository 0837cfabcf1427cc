-- name: target_results
-- about: Every target of a plan with its value, verdict, fulfilment, pace, outlook, remaining and comparison with last year.
-- grain: one row per target of the plan in the version in force on known_at, members and parts included, in the plan's order
-- uses: outcome
-- params: plan_id VARCHAR, data_to DATE, known_at DATE, review VARCHAR [one of: interim, final],
--         pace_points DECIMAL [optional; điểm % below the expected share that are still on pace, 5],
--         level_points DECIMAL [optional; the same for a rate that is a state, in điểm %, 0.5],
--         level_percent DECIMAL [optional; for another state, in percent of the expected value, 5]
-- returns: plan_id VARCHAR, target_code VARCHAR, version INTEGER, version_doc VARCHAR, version_date DATE, position INTEGER,
--          sector_code VARCHAR, sector_name VARCHAR, sector_position INTEGER, label VARCHAR, unit VARCHAR,
--          unit_code VARCHAR, unit_name VARCHAR, owner VARCHAR, span VARCHAR, span_from DATE, span_to DATE, due_on DATE,
--          bound VARCHAR, measure VARCHAR, basis VARCHAR, lo DECIMAL(24,6), hi DECIMAL(24,6), exceeded_at DECIMAL(24,6),
--          direction VARCHAR, nature VARCHAR, course VARCHAR, decimals INTEGER, counts_as VARCHAR, part_of VARCHAR,
--          part_kind VARCHAR, headline BOOLEAN, restricted BOOLEAN, own_grant BOOLEAN, print_ratio BOOLEAN,
--          indicator_code VARCHAR, indicator_name VARCHAR, short_name VARCHAR, counted_from VARCHAR,
--          set_name VARCHAR, set_size INTEGER, grade VARCHAR, quote VARCHAR, place VARCHAR,
--          value DECIMAL(24,6) [unit; NULL when nothing is known], value_hi DECIMAL(24,6) [upper end of an interval],
--          value_precision VARCHAR, value_is_change BOOLEAN, told_as_change BOOLEAN [value_is_change, or a level computed from the base], value_text VARCHAR, value_status VARCHAR,
--          value_from DATE, value_to DATE, covers_span BOOLEAN, items_done VARCHAR[] [empty: of a reported list none is the target's; NULL: no list], items_missing VARCHAR[],
--          reported_on DATE, value_source VARCHAR [own, rolled_up or ledger; NULL without a value],
--          numerator DECIMAL(24,6), denominator DECIMAL(24,6),
--          numerator_name VARCHAR [what it counts; NULL for no ratio], denominator_name VARCHAR, expected_units INTEGER, received_units INTEGER,
--          missing_units VARCHAR[], children_value DECIMAL(24,6), rollup_reason VARCHAR,
--          granted DECIMAL(24,6), pending DECIMAL(24,6), base_year INTEGER, base_value DECIMAL(24,6), base_text VARCHAR,
--          change DECIMAL(24,6) [in the basis' unit], limit_value DECIMAL(24,6), limit_hi DECIMAL(24,6),
--          verdict VARCHAR [NULL for text and of_which], verdict_estimated BOOLEAN, verdict_reason VARCHAR,
--          assessed_by VARCHAR [who set the verdict for the office; NULL: the rule decides], assessed_on DATE [NULL as assessed_by],
--          rule_verdict VARCHAR [what the rule says beside an assessed verdict; NULL without one], rule_reason VARCHAR [NULL as rule_verdict, or plain],
--          first_lo DECIMAL(24,6), first_hi DECIMAL(24,6), first_verdict VARCHAR [by rule; NULL when the same by rule],
--          fulfilment DECIMAL(24,6) [percent], fulfilment_reason VARCHAR, difference DECIMAL(24,6) [unit, or điểm %],
--          pace VARCHAR, pace_expected DECIMAL(24,6) [percent of X when accruing, else the unit], pace_actual DECIMAL(24,6) [as pace_expected],
--          pace_basis VARCHAR [linear or history], pace_years INTEGER, pace_reason VARCHAR,
--          pace_tested INTEGER [earlier years that the expected share was tested on; NULL when linear], pace_error DECIMAL(24,6) [mean size of its error, điểm %; NULL as pace_tested],
--          pace_largest_error DECIMAL(24,6) [điểm %; NULL as pace_tested],
--          outlook VARCHAR, outlook_stated BOOLEAN, outlook_reason VARCHAR, year_estimate DECIMAL(24,6),
--          year_estimate_hi DECIMAL(24,6) [upper end of an interval], year_estimate_precision VARCHAR [exact, above, below, about or interval; NULL without one],
--          remaining DECIMAL(24,6), remaining_months INTEGER, remaining_per_month DECIMAL(24,6) [rounded up],
--          last_value DECIMAL(24,6), last_to DATE, last_status VARCHAR, growth DECIMAL(24,6) [percent],
--          growth_difference DECIMAL(24,6) [unit, or điểm %], growth_reason VARCHAR,
--          standing VARCHAR [reached, likely, at_risk, missing or unassessed at an interim review; NULL for text and of_which],
--          change_measure VARCHAR [of a second demand], change_required DECIMAL(24,6), change_actual DECIMAL(24,6), change_met BOOLEAN,
--          file_id INTEGER [NULL when rolled up or counted], sheet VARCHAR, row_no INTEGER
with first_version as (
    select m.target_code, t.lo as first_lo, t.hi as first_hi, l.verdict as first_verdict
    from looked l
    join measured_target m on few(m.no, l.no)
    join target t on few(t.rowid, l.no) and t.plan_id = $plan_id
    where m.is_first and not m.is_current
), unit_name as (
    select unit_code, arg_max(name, valid_from) as unit_name
    from org_unit where valid_from <= $data_to::date group by unit_code
), described as materialized (
    -- The words of the targets, apart from the figures.
    select t.rowid as no, t.*, coalesce(s.name, t.sector_code) as sector_name, coalesce(s.position, 0) as sector_position,
        coalesce(u.unit_name, t.unit_code) as unit_name,
        coalesce(i.decimals, case when t.counted_from in ('direct_share', 'units_registered') then 2 else 0 end) as decimals,
        i.name as indicator_name, coalesce(i.short_name, t.label) as short_name,
        i.numerator as numerator_name, i.denominator as denominator_name,
        f.first_lo, f.first_hi, f.first_verdict
    from target t
    left join indicator i on few(i.indicator_code, t.indicator_code)
    left join first_version f on few(f.target_code, t.target_code)
    left join sector s on s.plan_id = $plan_id and few(s.sector_code, t.sector_code)
    left join unit_name u on u.unit_code = t.unit_code
    where t.plan_id = $plan_id
)
select
    t.plan_id, t.target_code, t.version, t.version_doc, t.version_date, t.position,
    t.sector_code, t.sector_name, t.sector_position,
    t.label, t.unit, t.unit_code, t.unit_name, t.owner,
    t.span, t.span_from, t.span_to, t.due_on, t.bound, t.measure, t.basis, t.lo, t.hi, t.exceeded_at,
    o.direction, o.nature, o.course,
    t.decimals,
    t.counts_as, t.part_of, t.part_kind, t.headline, t.restricted, t.own_grant, t.print_ratio,
    t.indicator_code, t.indicator_name, t.short_name, t.counted_from,
    t.set_name, t.set_size, t.grade, coalesce(t.corrected, t.quote) as quote, t.place,
    from_ticks(coalesce(o.level_v, o.v)) as value,
    case when o.value_precision = 'interval'
         then from_ticks(case when o.counted_from is null then o.v_hi else to_step(o.v_hi, o.step) end) end as value_hi,
    case when o.v is not null then o.value_precision end as value_precision,
    coalesce(o.value_is_change and o.level_v is null, false) as value_is_change, coalesce(o.value_is_change, false) as told_as_change,
    o.text_value as value_text, status_name(o.status_rank) as value_status, o.value_from, o.value_to,
    coalesce(not o.unfinished and not o.ends_early and not o.nothing_told, false) as covers_span,
    o.items_done, o.items_missing, o.reported_on, o.value_source,
    from_ticks(o.num) as numerator, from_ticks(o.den) as denominator, t.numerator_name, t.denominator_name,
    cast(o.expected_units as integer) as expected_units, cast(o.received_units as integer) as received_units,
    o.missing_units, from_ticks(o.children_v) as children_value, o.refusal as rollup_reason,
    cast(o.granted as decimal(24,6)) as granted, cast(o.pending as decimal(24,6)) as pending,
    case when o.asks_change or o.change_measure is not null or o.base_year_stated then cast(o.base_year as integer) end as base_year,
    case when o.asks_change or o.change_measure is not null or o.base_year_stated or o.value_is_change or o.kind = 'level'
              or o.bound in ('maintain', 'rank') then from_ticks(o.base_v) end as base_value,
    case when o.bound = 'grade' then o.base_text else t.base_text end as base_text,
    from_ticks(coalesce(o.d, o.second_d)) as change,
    from_ticks(o.x) as limit_value, from_ticks(o.x_hi) as limit_hi,
    o.verdict, coalesce(o.verdict in ('exceeded', 'met', 'not_met') and o.rests_on_estimate, false) as verdict_estimated,
    o.verdict_reason,
    o.assessed_by, o.assessed_on, o.rule_verdict, o.rule_reason,
    t.first_lo, t.first_hi, nullif(t.first_verdict, coalesce(o.rule_verdict, o.verdict)) as first_verdict,
    from_ticks(o.fulfilment) as fulfilment, o.fulfilment_reason, from_ticks(o.difference) as difference,
    o.pace, from_ticks(o.pace_expected) as pace_expected,
    case when o.kind = 'accrues' and o.pace_x > 0 then from_ticks(percent_ticks(o.t, o.pace_x))
         when o.kind in ('level', 'holds') then from_ticks(o.t) end as pace_actual,
    case when o.kind = 'accrues' and o.history_years > 0 then 'history' when o.kind in ('accrues', 'level') then 'linear' end as pace_basis,
    case when o.kind = 'accrues' then cast(o.history_years as integer) end as pace_years,
    case when o.pace = 'none' then nullif(o.pace_refusal, '')
         when o.kind = 'accrues' and o.history_years > 0 then concat('tham chiếu ', o.history_years, ' năm')
         when o.kind in ('accrues', 'level') then 'tham chiếu tuyến tính' end as pace_reason,
    case when o.kind = 'accrues' then cast(o.tested_years as integer) end as pace_tested,
    case when o.kind = 'accrues' then from_ticks(o.mean_error) end as pace_error,
    case when o.kind = 'accrues' then from_ticks(o.largest_error) end as pace_largest_error,
    o.outlook, coalesce(o.is_interim and o.stated_outlook is not null, false) as outlook_stated,
    case when o.is_interim then o.stated_reason end as outlook_reason,
    case when o.is_interim then from_ticks(o.year_estimate) end as year_estimate,
    case when o.is_interim then from_ticks(o.year_estimate_hi) end as year_estimate_hi,
    case when o.is_interim then o.year_estimate_precision end as year_estimate_precision,
    from_ticks(o.remaining_v) as remaining,
    case when o.remaining_v is not null then cast(o.remaining_months as integer) end as remaining_months,
    from_ticks(up_to_step(o.remaining_v, o.remaining_months::hugeint, case when o.nature = 'count' then greatest(o.step, one()) else o.step end)) as remaining_per_month,
    from_ticks(o.last_v) as last_value, o.last_to, status_name(o.last_status_rank) as last_status,
    from_ticks(o.growth) as growth, from_ticks(o.growth_difference) as growth_difference, o.growth_reason,
    o.standing, t.change_measure, t.change_lo as change_required, from_ticks(o.second_d) as change_actual, o.change_met,
    case when o.value_source = 'own' then a.file_id end as file_id,
    case when o.value_source = 'own' then a.sheet end as sheet,
    case when o.value_source = 'own' then a.row_no end as row_no
from outcome o
join described t on few(t.no, o.no)
-- few rows: joined as they are, the whole table would be put in memory
left join (select p.row_id, a.file_id, a.sheet, a.row_no from actual a join (select row_id from target_point group by row_id) p on p.row_id = a.rowid) a on few(a.row_id, o.row_id)
where o.is_current
order by t.position, t.target_code
