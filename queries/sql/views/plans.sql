-- name: plans
-- about: The plans that are loaded.
-- grain: one row per plan
-- params: none
-- returns: year INTEGER [year in which the plan begins], province_code VARCHAR [of the unit that the plan binds; NULL when not on record],
--          plan_id VARCHAR [key of the plan in this workspace], doc_no VARCHAR [number and symbol of the document; NULL when the source gives none],
--          doc_kind VARCHAR [kind of document, Kế hoạch], issuer VARCHAR [who issued it], issued_on DATE [date of the document; NULL when not given],
--          title VARCHAR [its title], theme VARCHAR [theme of the year; NULL for none], unit_code VARCHAR [root of the tree of units that it binds],
--          starts_on DATE [first day], ends_on DATE [last day], closes_on DATE [award targets still short after this day are not met]
select year(p.starts_on)::integer as year, u.province_code, p.plan_id, p.doc_no, p.doc_kind, p.issuer, p.issued_on, p.title, p.theme,
    p.unit_code, p.starts_on, p.ends_on, p.closes_on
from plan p
left join view_units u on u.unit_code = p.unit_code and p.starts_on between u.valid_from and u.last_day
