-- name: fund_prizes
-- about: Prize money by title or form, level and recipient: what the decisions of a year cost by law against what the funds spent.
-- grain: one row per honour, level and kind of recipient that was granted or paid
-- params: plan_id VARCHAR, year INTEGER [of the decisions and of the fund], known_at DATE [rows reported up to this day]
-- returns: honour_code VARCHAR, level VARCHAR [that grants], recipient_kind VARCHAR [individual, collective (enterprises among them), household, community],
--          granted INTEGER [awards less revoked], unpriced INTEGER [of these, without a known multiple],
--          expected DECIMAL(24,6) [đồng for the priced ones; NULL when none is], lowest_rate DECIMAL(9,2) [times the base salary; NULL when none is known],
--          highest_rate DECIMAL(9,2), lowest_salary BIGINT [đồng], highest_salary BIGINT [đồng], grade VARCHAR [worst of multiple and salary; NULL when unpriced],
--          paid INTEGER [awards that the funds paid], spent DECIMAL(24,6) [đồng; 0 for none],
--          own BOOLEAN [a fund of the tree should pay: the level is the plan's own or below],
--          difference DECIMAL(24,6) [spent - expected, đồng; NULL when not own, or awards are unpriced], rows_behind VARCHAR[] [file:row of the fund's entries]
from fund_prize_rows($plan_id, $year::integer, $known_at::date)
order by level_order(level), honour_code, recipient_kind desc
