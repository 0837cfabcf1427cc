-- name: targets
-- about: The targets of each plan, all versions, with their bounds as numbers.
-- grain: one row per target and version
-- params: none
-- returns: year INTEGER [year in which the span ends], province_code VARCHAR [of the bound unit; NULL when not on record],
--          plan_id VARCHAR [plan], target_code VARCHAR [key within the plan], version INTEGER [1, 2, ...],
--          latest BOOLEAN [the highest version that is loaded], in_force_from DATE [day on which the version began to hold],
--          position INTEGER [order in the plan], sector_code VARCHAR [sector], sector_name VARCHAR [its heading],
--          indicator_code VARCHAR [measure; NULL when counted from a ledger or made of members], label VARCHAR [the line as a table prints it],
--          unit_of_measure VARCHAR [unit of lo, hi and exceeded_at], unit_code VARCHAR [org unit that it binds], owner VARCHAR [who assigned it],
--          span VARCHAR [year, phase, season, final_year, each_year, yearly_average or term_total], span_from DATE [first day], span_to DATE [last day],
--          due_on DATE [when a measurement made once is published; NULL for others],
--          bound VARCHAR [at_least, at_most, cap, range, change, ...: what meets it], measure VARCHAR [level, increase or decrease],
--          basis VARCHAR [of a change: unit, percent, point or times; of a level: unit],
--          lo DECIMAL(24,6) [the number, or the low end of a range, in unit_of_measure; NULL without a number],
--          hi DECIMAL(24,6) [high end of a range; NULL otherwise], exceeded_at DECIMAL(24,6) [from here a strict bound is exceeded; NULL when not set],
--          base_year INTEGER [year from which a change counts; NULL otherwise], base_value DECIMAL(24,6) [stated base; NULL: taken from the values, or none],
--          grade VARCHAR [demanded grade; NULL otherwise], counted_from VARCHAR [ledger it is counted from; NULL: reported values],
--          counts_as VARCHAR [targets with one key are one counted chỉ tiêu], part_of VARCHAR [target it is a part of; NULL: stands alone],
--          part_kind VARCHAR [of_which, component or member; NULL: stands alone], headline BOOLEAN [chỉ tiêu chủ yếu],
--          quote VARCHAR [the plan's own words], place VARCHAR [where they stand in the plan]
select year(t.span_to)::integer as year, u.province_code, t.plan_id, t.target_code, t.version,
    t.version = max(t.version) over (partition by t.plan_id, t.target_code) as latest, t.in_force_from,
    t.position, t.sector_code, s.name as sector_name, t.indicator_code, t.label, t.unit as unit_of_measure, t.unit_code, t.owner,
    t.span, t.span_from, t.span_to, t.due_on, t.bound, t.measure, t.basis, t.lo, t.hi, t.exceeded_at, t.base_year, t.base_value,
    t.grade, t.counted_from, t.counts_as, t.part_of, t.part_kind, t.headline, t.quote, t.place
from target t
anti join view_hidden_targets h using (plan_id, target_code)
left join sector s on s.plan_id = t.plan_id and s.sector_code = t.sector_code
left join view_units u on u.unit_code = t.unit_code and t.span_from between u.valid_from and u.last_day
