-- name: plan_head
-- about: What the head of a report says about its plan.
-- grain: one row per plan
-- params: plan_id VARCHAR
-- returns: plan_id VARCHAR, doc_no VARCHAR [NULL when the source does not give it], doc_kind VARCHAR, issuer VARCHAR,
--          issued_on DATE [NULL when the source does not give it], title VARCHAR, theme VARCHAR [NULL for none],
--          unit_code VARCHAR, unit_name VARCHAR [on the plan's last day; NULL when no tree was loaded],
--          unit_short_name VARCHAR, unit_level VARCHAR, starts_on DATE, ends_on DATE,
--          closes_on DATE [after it, awards still missing are not met],
--          final_review_from DATE [NULL when the plan names no time], final_review_to DATE
select
    p.plan_id, p.doc_no, p.doc_kind, p.issuer, p.issued_on, p.title, p.theme, p.unit_code,
    u.name as unit_name, u.short_name as unit_short_name, u.level as unit_level,
    p.starts_on, p.ends_on, p.closes_on, p.final_review_from, p.final_review_to
from plan p
left join org_unit u on u.unit_code = p.unit_code
    and p.ends_on between u.valid_from and coalesce(u.valid_to, date '9999-12-31')
where p.plan_id = $plan_id
