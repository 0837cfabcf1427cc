-- name: units
-- about: Org units with the days on which each existed; a code may belong to another unit later.
-- grain: one row per unit and first day of validity
-- params: none
-- returns: unit_code VARCHAR [code, text with leading zeros], name VARCHAR [full name], short_name VARCHAR [for tables and charts],
--          level VARCHAR [central, province, district, commune, village or agency], kind VARCHAR [commune, ward, department, ...],
--          parent_code VARCHAR [unit above; NULL at the top], province_code VARCHAR [province above it or itself; NULL when not on record],
--          reports BOOLEAN [expected to report], valid_from DATE [first day], valid_to DATE [last day; NULL while it exists]
select unit_code, name, short_name, level, kind, parent_code, province_code, reports, valid_from, valid_to
from view_units
