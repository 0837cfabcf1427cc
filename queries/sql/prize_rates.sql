-- name: prize_rates
-- about: The multiples of the base salary that come with titles and forms of commendation.
-- grain: one row per honour, levels and stretch of law
-- params: on_date DATE [optional; only what holds on this day]
-- returns: honour_code VARCHAR, levels VARCHAR [that grant it; NULL: every level], valid_from DATE, valid_to DATE [NULL: still in force],
--          individual DECIMAL(9,2) [times the base salary; NULL: not for individuals, or not known], collective DECIMAL(9,2) [as individual],
--          article VARCHAR, grade VARCHAR [B a portal reproduces the act; C third parties state it]
select honour_code, levels, valid_from, valid_to, individual, collective, article, grade
from prize_lines()
where $on_date::date is null or $on_date::date between valid_from and coalesce(valid_to, date '9999-12-31')
order by honour_code, valid_from, levels nulls first
