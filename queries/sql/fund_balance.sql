-- name: fund_balance
-- about: The emulation fund of each unit in a year: what it had, what came in, what was spent on what, what is left.
-- grain: one row per unit with a fund, and one for all
-- params: plan_id VARCHAR, year INTEGER [of the fund], known_at DATE [rows reported up to this day]
-- returns: unit_code VARCHAR [* for all], short_name VARCHAR [NULL for all], opening DECIMAL(24,6) [đồng], allocated DECIMAL(24,6) [đồng],
--          contributed DECIMAL(24,6) [đồng], prizes DECIMAL(24,6) [đồng], organising DECIMAL(24,6) [đồng], other_spending DECIMAL(24,6) [đồng],
--          closing DECIMAL(24,6) [đồng; opening + allocated + contributed - prizes - organising - other_spending],
--          entries INTEGER, opening_known BOOLEAN [the opening was reported], rows_behind VARCHAR[] [file:row]
with entries as (
    select e.*, row_place(s.name, e.sheet, e.row_no) as place
    from known_fund_entries($plan_id, $year::integer, $known_at::date) e
    left join source_file s using (file_id)
), sums as (
    select case when grouping(unit_code) = 1 then '*' else unit_code end as unit_code,
        case when grouping(unit_code) = 0 then any_value(short_name) end as short_name,
        case when grouping(unit_code) = 0 then any_value(unit_position) end as position,
        coalesce(sum(amount) filter (entry_kind = 'opening'), 0) as opening,
        coalesce(sum(amount) filter (entry_kind = 'allocated'), 0) as allocated,
        coalesce(sum(amount) filter (entry_kind = 'contributed'), 0) as contributed,
        coalesce(sum(amount) filter (entry_kind = 'prize'), 0) as prizes,
        coalesce(sum(amount) filter (entry_kind = 'organising'), 0) as organising,
        coalesce(sum(amount) filter (entry_kind = 'other_spending'), 0) as other_spending,
        count(*) as entries,
        count(distinct unit_code) filter (entry_kind = 'opening') = count(distinct unit_code) as opening_known,
        list(place order by file_id, sheet, row_no) as places
    from entries
    group by grouping sets ((unit_code), ())
    having count(*) > 0
)
select unit_code, short_name, opening::decimal(24,6) as opening, allocated::decimal(24,6) as allocated, contributed::decimal(24,6) as contributed,
    prizes::decimal(24,6) as prizes, organising::decimal(24,6) as organising, other_spending::decimal(24,6) as other_spending,
    (opening + allocated + contributed - prizes - organising - other_spending)::decimal(24,6) as closing,
    entries::integer as entries, opening_known, places as rows_behind
from sums
order by unit_code = '*', position, unit_code
