-- name: rules
-- about: The rules that awards are held against, with article, validity and how well each is sourced.
-- grain: one row per rule and stretch of law
-- params: on_date DATE [optional; only the rules in force on this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, valid_from DATE, valid_to DATE [NULL: still in force],
--          grade VARCHAR [A, B; C: a third party's public data; U: not known, the verdict is always unknown], binding BOOLEAN [a failure blocks the final report],
--          limit_percent DECIMAL(9,2) [percent; NULL: the rule has none], times INTEGER [NULL: the rule has none]
select rule_id, rule_text, article, valid_from, valid_to, grade, binding, limit_percent, times
from rules()
where $on_date::date is null or $on_date::date between valid_from and coalesce(valid_to, date '9999-12-31')
order by rule_id, valid_from
