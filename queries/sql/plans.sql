-- name: plans
-- about: The plans of the workspace.
-- grain: one row per plan
-- params: none
-- returns: plan_id VARCHAR, doc_no VARCHAR [NULL when the source does not give it], doc_kind VARCHAR, issuer VARCHAR,
--          issued_on DATE [NULL when the source does not give it], title VARCHAR, unit_code VARCHAR,
--          unit_name VARCHAR [on the plan's last day; NULL when no tree was loaded], starts_on DATE, ends_on DATE,
--          phases INTEGER [phases, declared or set by the office], targets INTEGER [lines that set a target],
--          clusters INTEGER [emulation clusters]
select
    p.plan_id, p.doc_no, p.doc_kind, p.issuer, p.issued_on, p.title, p.unit_code, u.name as unit_name,
    p.starts_on, p.ends_on,
    (select count(*) from phase where plan_id = p.plan_id)::integer as phases,
    (select count(distinct target_code) from target where plan_id = p.plan_id)::integer as targets,
    (select count(*) from cluster where plan_id = p.plan_id)::integer as clusters
from plan p
left join org_unit u on u.unit_code = p.unit_code
    and p.ends_on between u.valid_from and coalesce(u.valid_to, date '9999-12-31')
order by p.starts_on, p.plan_id
