-- name: trace_form
-- about: The rows of the ledger, or the movements of the plan, that a row of a statistical form counts, with their files.
-- grain: one row per file of awards, of form 0601 and 0701 one row per movement
-- params: plan_id VARCHAR, year INTEGER [of the decisions, of the launch], known_at DATE [rows reported up to this day],
--         form VARCHAR [one of: 0601, 0602, 0603, 0701, 0702, 0703], row_code VARCHAR [mã số of the row],
--         movements VARCHAR [optional; of form 0601 and 0701: the codes that the row counts, between commas]
-- returns: purpose VARCHAR [value; plan for movements], kind VARCHAR [awards, plan], unit_code VARCHAR, unit_name VARCHAR [code where unknown],
--          period_end DATE [last day of a movement; NULL else], status VARCHAR [of an award; NULL else], value DECIMAL(24,6) [recipients, less revoked; 1 movement],
--          value_hi DECIMAL(24,6) [NULL], numerator DECIMAL(24,6) [NULL], denominator DECIMAL(24,6) [NULL],
--          words VARCHAR [honour, recipient, number of the decision; name of the movement], reported_on DATE [of a movement the first day of its plan],
--          file_name VARCHAR [NULL when not on record], sheet VARCHAR, row_no INTEGER [0 for a movement], sha256 VARCHAR [of the file; NULL when not on record],
--          load_no INTEGER [position in the ledger; 0 when not on record]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), root_level as (
    select coalesce((select u.level from units u join plan p using (unit_code) where p.plan_id = $plan_id), 'district') as level
), files as (
    -- As form_0602 and form_0603 count.
    select f.*, $form::varchar in ('0602', '0702') as of_state
    from award_files(1900, 9999, $known_at::date, at_day := make_date($year::integer, 12, 31)) f
    semi join units using (unit_code)
    where f.net <> 0 and coalesce(f.decided_on, f.reported_on) between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 31)
        and case
            when $form in ('0602', '0702') then counts_in_0602(f.level, f.honour_code)
            when $form in ('0603', '0703') then counts_in_0603(f.level, f.honour_code)
            else false end
), placed as (
    -- The rows of 0603; those of 0602 by recipient and below stand four further down.
    select *, case when of_state then 4 else 0 end as below,
        case recipient_kind when 'collective' then 2 when 'enterprise' then 2 when 'household' then 4 when 'individual' then 5 end as by_recipient,
        case when recipient_kind = 'enterprise' then 3 end as of_collectives,
        case when recipient_kind = 'individual' then case position_group when 'province_leader' then 6 when 'department_leader' then 7
            when 'entrepreneur' then 8 when 'other_leader' then 9 when 'direct' then 10 end end as by_post,
        case kind_of_commendation when 'merit' then 11 when 'movement' then 12 when 'sudden' then 13 when 'foreign' then 14
            when 'service' then 15 when 'tenure' then 16 end as by_method
    from files
), counted as (
    select * from placed
    where $row_code = '01'
        or of_state and $row_code = case (select level from root_level) when 'central' then '02' else '03' end
        or $row_code::integer in (by_recipient + below, of_collectives + below, by_post + below, by_method + below)
            and $row_code::integer > case when of_state then 5 else 1 end
)
select 'value' as purpose, 'awards' as kind, c.unit_code, coalesce(u.short_name, c.unit_code) as unit_name, null::date as period_end, c.state as status,
    c.net::decimal(24,6) as value, null::decimal(24,6) as value_hi, null::decimal(24,6) as numerator, null::decimal(24,6) as denominator,
    concat_ws(', ', c.honour_code, c.recipient_kind, c.recipient_name, c.decision_no) as words, c.reported_on,
    f.name as file_name, c.sheet, c.row_no, f.sha256, c.load_no
from counted c
left join units u using (unit_code)
left join source_file f using (file_id)
union all
select 'plan', 'plan', p.unit_code, coalesce(u.short_name, p.unit_code), m.ends_on, null, 1, null, null, null, m.name, coalesce(m.starts_on, p.starts_on),
    f.name, '', 0, f.sha256, coalesce(f.load_no, 0)
from movement m
join plan p using (plan_id)
left join units u on u.unit_code = p.unit_code
left join source_file f using (file_id)
where m.plan_id = $plan_id and list_contains(string_split(coalesce($movements::varchar, ''), ','), m.movement_code)
order by kind, unit_code, load_no, file_name, sheet, row_no, words
