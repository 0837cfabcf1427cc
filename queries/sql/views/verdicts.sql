-- name: verdicts
-- about: Every target at the end of each year that its plan covers: value, verdict, fulfilment, last year's value, as a final review of that year judges with what is known today.
-- grain: one row per target of a plan and finished year
-- params: none
-- returns: year INTEGER [year at whose end it is judged; one in which nothing was reported after its last day is not finished],
--          province_code VARCHAR [of the target's unit; NULL when not on record], plan_id VARCHAR [plan], target_code VARCHAR [target],
--          indicator_code VARCHAR [measure; NULL for a demand in words], sector_code VARCHAR [sector of the plan], label VARCHAR [the plan's words for it],
--          unit_of_measure VARCHAR [unit of value, value_hi, lo and hi], unit_code VARCHAR [unit that the target is set for],
--          counts_as VARCHAR [targets with one key are one counted chỉ tiêu], part_of VARCHAR [target it is a part of; NULL: stands alone],
--          part_kind VARCHAR [of_which, component or member; NULL: stands alone], headline BOOLEAN [chỉ tiêu chủ yếu],
--          span_from DATE [first day that the target speaks of; NULL when the plan sets none], span_to DATE [last day; NULL when the plan sets none],
--          bound VARCHAR [at_least, at_most, cap, range, change, ...: what meets it], lo DECIMAL(24,6) [lower end of what is demanded; NULL for none],
--          hi DECIMAL(24,6) [upper end; NULL for none], value DECIMAL(24,6) [what was reached; NULL when nothing is known, never 0],
--          value_hi DECIMAL(24,6) [upper end of an interval; NULL for one number], value_text VARCHAR [a grade, or words; NULL for numbers],
--          value_status VARCHAR [estimate, actual, preliminary or official; NULL without a value], value_to DATE [last day that the value covers; NULL without one],
--          verdict VARCHAR [exceeded, met, not_met, not_due, no_data or to_verify; NULL of a demand in words and of a part (trong đó)],
--          verdict_reason VARCHAR [why there is none, or what it rests on; NULL when plain], assessed BOOLEAN [true: the office set the verdict],
--          rule_verdict VARCHAR [what the rule says beside an assessed verdict; NULL without one], fulfilment DECIMAL(24,6) [percent of the target; NULL where a percentage says nothing],
--          difference DECIMAL(24,6) [value less target, in the unit or điểm %; NULL when not known],
--          last_value DECIMAL(24,6) [of the same days last year; NULL when not known], growth DECIMAL(24,6) [percent against it; NULL when not known],
--          data_to DATE [last day of the year that is judged], known_at DATE [last day of any report: what is known today]
select r.year, u.province_code, r.plan_id, r.target_code, r.indicator_code, r.sector_code, r.label, r.unit as unit_of_measure, r.unit_code,
    r.counts_as, r.part_of, r.part_kind, r.headline, r.span_from, r.span_to, r.bound, r.lo, r.hi, r.value, r.value_hi, r.value_text,
    r.value_status, r.value_to, r.verdict, r.verdict_reason, r.assessed_by is not null as assessed, r.rule_verdict, r.fulfilment, r.difference,
    r.last_value, r.growth, r.data_to, r.known_at
from view_results r
anti join view_hidden_targets h using (plan_id, target_code)
left join view_units u on u.unit_code = r.unit_code and r.data_to between u.valid_from and u.last_day
