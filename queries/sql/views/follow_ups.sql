-- name: follow_ups
-- about: Weaknesses and tasks that an earlier report named, each in its latest state.
-- grain: one row per unit, day of the naming report, kind and item
-- params: none
-- returns: year INTEGER [year of raised_on], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [unit that has to act],
--          raised_on DATE [day of the report that named it], raised_by VARCHAR [number and symbol of that report; NULL when not given],
--          item_kind VARCHAR [weakness or task], content VARCHAR [in words], due_on DATE [NULL when no day was set],
--          state VARCHAR [done, in_progress or not_done], result VARCHAR [what was done, or why not; NULL when not given], reported_on DATE [day of the report]
with latest as (
    select *
    from follow_up
    qualify row_number() over (
        partition by unit_code, raised_on, item_kind, view_name_key(content)
        order by reported_on desc, load_no desc, row_no desc) = 1
)
select year(f.raised_on)::integer as year, u.province_code, f.unit_code, f.raised_on, f.raised_by, f.item_kind, f.content, f.due_on,
    f.state, f.result, f.reported_on
from latest f
left join view_units u on u.unit_code = f.unit_code and f.reported_on between u.valid_from and u.last_day
