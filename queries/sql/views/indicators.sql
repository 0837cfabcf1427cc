-- name: indicators
-- about: The measures that targets and reported values speak of.
-- grain: one row per indicator
-- params: none
-- returns: indicator_code VARCHAR [key], name VARCHAR [full name], short_name VARCHAR [for charts], unit_of_measure VARCHAR [unit of every value of the indicator],
--          nature VARCHAR [count, flow, stock, ratio, growth, structure, index, rank or grade],
--          course VARCHAR [accrues: from 0 in each span; level: a state; once: one measurement],
--          direction VARCHAR [up, down or none: which way is good], decimals INTEGER [digits of computed values],
--          scale DECIMAL(24,6) [of a ratio, 100 for %; NULL otherwise], numerator VARCHAR [what a ratio counts; NULL otherwise],
--          denominator VARCHAR [of what; NULL otherwise], limit_lo DECIMAL(24,6) [lowest lawful value, in its unit; NULL for none],
--          limit_hi DECIMAL(24,6) [highest lawful value, in its unit; NULL for none], collected_at VARCHAR [level of the units that report it],
--          definition VARCHAR [version of the definition; values of different ones are not comparable],
--          price_basis VARCHAR [price basis of money at constant prices; NULL for others], grades VARCHAR[] [scale of a grade, worst first; NULL for others]
select i.indicator_code, i.name, i.short_name, i.unit as unit_of_measure, i.nature, i.course, i.direction, i.decimals, i.scale, i.numerator,
    i.denominator, i.limit_lo, i.limit_hi, i.collected_at, i.definition, i.price_basis, i.grades
from indicator i
anti join view_hidden_indicators h using (indicator_code)
