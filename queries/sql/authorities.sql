-- name: authorities
-- about: Which level may decide which title or form, and since when.
-- grain: one row per honour, level and stretch of law
-- params: on_date DATE [optional; only what holds on this day]
-- returns: honour_code VARCHAR, level VARCHAR, valid_from DATE, valid_to DATE [NULL: still in force], article VARCHAR,
--          grade VARCHAR [A, B; U: not known], proviso VARCHAR [what the ledger cannot tell of the one who decides; NULL: nothing]
select honour_code, level, valid_from, valid_to, article, grade, proviso
from award_authorities()
where $on_date::date is null or $on_date::date between valid_from and coalesce(valid_to, date '9999-12-31')
order by honour_code, valid_from, level
