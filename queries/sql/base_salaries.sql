-- name: base_salaries
-- about: The base salary (lương cơ sở) that prize money is a multiple of.
-- grain: one row per stretch of law
-- params: on_date DATE [optional; only the one of this day]
-- returns: valid_from DATE, valid_to DATE [NULL: still in force], amount BIGINT [đồng a month], article VARCHAR,
--          grade VARCHAR [B a portal reproduces the act; C third parties state it]
select valid_from, valid_to, amount, article, grade
from base_salary_lines()
where $on_date::date is null or $on_date::date between valid_from and coalesce(valid_to, date '9999-12-31')
order by valid_from
