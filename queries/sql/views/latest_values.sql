-- name: latest_values
-- about: The value that counts for each indicator, unit and period: official before preliminary, actual and estimate, then the latest report.
-- grain: one row per indicator, unit, period, accumulation and measure with a value
-- params: none
-- returns: year INTEGER [year of period_end], province_code VARCHAR [of the unit; NULL when not on record],
--          indicator_code VARCHAR [measure], indicator_name VARCHAR [its short name], unit_of_measure VARCHAR [unit of value and value_hi],
--          unit_code VARCHAR [org unit that the value describes], unit_name VARCHAR [its short name on that day; NULL when not on record],
--          period_start DATE [first day covered], period_end DATE [last day covered],
--          accumulation VARCHAR [in_period, or cumulative from period_start: cumulative values are never added to each other],
--          status VARCHAR [estimate, actual, preliminary or official], measure VARCHAR [level; increase or decrease: the unit reported only a change],
--          basis VARCHAR [of a change: unit, percent, point or times], value DECIMAL(24,6) [in unit_of_measure; NULL when left blank or given otherwise, never 0],
--          value_hi DECIMAL(24,6) [upper end of an interval; NULL for one number],
--          value_precision VARCHAR [exact, above, below, about or interval], numerator DECIMAL(24,6) [of a ratio; NULL when not given],
--          denominator DECIMAL(24,6) [of a ratio; NULL when not given], text_value VARCHAR [a grade, or words; NULL for numbers],
--          items VARCHAR[] [codes of the items done; NULL when not given], definition VARCHAR [version of the definition],
--          outlook VARCHAR [likely, at_risk or unlikely, as the unit states it; NULL when not stated], outlook_reason VARCHAR [NULL when not stated],
--          reporter_code VARCHAR [unit that sent it], reported_on DATE [day of the report],
--          source VARCHAR [where the unit has it from; NULL when not given], note VARCHAR [NULL for none]
select year(v.period_end)::integer as year, u.province_code, v.indicator_code, i.short_name as indicator_name, i.unit as unit_of_measure,
    v.unit_code, u.short_name as unit_name, v.period_start, v.period_end, v.accumulation, v.status, v.measure, v.basis, v.value, v.value_hi,
    v.value_precision, v.numerator, v.denominator, v.text_value, v.items, v.definition, v.outlook, v.outlook_reason, v.reporter_code,
    v.reported_on, v.source, v.note
from view_values v
join indicator i using (indicator_code)
left join view_units u on u.unit_code = v.unit_code and v.period_end between u.valid_from and u.last_day
where v.in_force
