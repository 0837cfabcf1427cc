-- name: assessments
-- about: Verdicts that the office set itself, over those that the rule computes. Who set them is not in it.
-- grain: one row per reported row; of one target and year the last one holds
-- params: none
-- returns: year INTEGER [year in which the judged span ends], plan_id VARCHAR [plan], target_code VARCHAR [target],
--          verdict VARCHAR [exceeded, met or not_met; by_rule: back to the computed one], reason VARCHAR [in words], assessed_on DATE [it holds from this day of knowledge on]
select a.for_year as year, a.plan_id, a.target_code, a.verdict, a.reason, a.assessed_on
from assessed_verdict a
anti join view_hidden_targets h using (plan_id, target_code)
