-- name: fund_entries
-- about: What came into the emulation funds (quỹ thi đua, khen thưởng) and what was spent; of a corrected entry the latest rows.
-- grain: one row per entry of a fund
-- params: none
-- returns: year INTEGER [year of the fund], province_code VARCHAR [of the unit; NULL when not on record], unit_code VARCHAR [whose fund],
--          entry_kind VARCHAR [opening, allocated or contributed: money in; prize, organising or other_spending: money out],
--          amount DECIMAL(24,6) [đồng, never below 0: entry_kind says which way it goes], entered_on DATE [day of the entry],
--          honour_code VARCHAR [of a prize: title or form; NULL otherwise], recipient_kind VARCHAR [of a prize: individual, collective, household, ...; NULL otherwise],
--          level VARCHAR [of a prize: level that grants; NULL otherwise], quantity INTEGER [of a prize: awards paid; NULL otherwise],
--          decision_no VARCHAR [NULL when not given], reported_on DATE [day of the report]
with latest as (
    select *
    from fund_entry
    qualify rank() over (
        partition by unit_code, year, entry_kind, entered_on, honour_code, recipient_kind, level, decision_no, view_name_key(content)
        order by reported_on desc, load_no desc) = 1
)
select e.year, u.province_code, e.unit_code, e.entry_kind, e.amount, e.entered_on, e.honour_code, e.recipient_kind, e.level, e.quantity,
    e.decision_no, e.reported_on
from latest e
left join view_units u on u.unit_code = e.unit_code and e.entered_on between u.valid_from and u.last_day
