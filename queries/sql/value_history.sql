-- name: value_history
-- about: Everything that was reported about one indicator of one unit, or of all units that ever had its code.
-- grain: one row per reported row
-- params: indicator_code VARCHAR, unit_code VARCHAR,
--         on_day DATE [optional; only of the unit that has the code on this day; without it of every unit that had it]
-- returns: unit_name VARCHAR [who had the code at the end of the period; NULL when nobody], period_start DATE, period_end DATE, accumulation VARCHAR [in_period, cumulative],
--          status VARCHAR [estimate, actual, preliminary, official], measure VARCHAR [level; increase, decrease: a change],
--          basis VARCHAR [of a change], value DECIMAL(24,6) [indicator's unit; NULL when left blank],
--          value_hi DECIMAL(24,6) [upper end of an interval; NULL otherwise], value_precision VARCHAR,
--          numerator DECIMAL(24,6) [NULL when not given], denominator DECIMAL(24,6) [NULL when not given],
--          value_text VARCHAR [a grade or words; NULL for none], items VARCHAR[] [codes; NULL when not given],
--          definition VARCHAR, reporter_code VARCHAR, reported_on DATE, current BOOLEAN [the row that counts for its period],
--          source VARCHAR [NULL when not given], note VARCHAR [NULL for none], file_name VARCHAR [NULL when not on record],
--          sheet VARCHAR, row_no INTEGER, sha256 VARCHAR [of the file; NULL when not on record],
--          load_no INTEGER [position in the ledger], warnings VARCHAR [what was doubted at the load, one line each; NULL for none]
with ranked as (
    select *,
        case status when 'official' then 4 when 'preliminary' then 3 when 'actual' then 2 else 1 end as finality,
        coalesce(value, numerator) is null and text_value is null and items is null as is_blank
    from actual a
    where indicator_code = $indicator_code and unit_code = $unit_code
        -- A code is a unit only together with a day.
        and not exists (from unit_stretches() s where s.unit_code = a.unit_code and $on_day::date between s.since and s.until
            and a.period_end not between s.since and s.until)
), doubted as (
    select file_id, sheet, row_no, string_agg(message, chr(10) order by message) as warnings
    from warning
    where kind = 'actuals'
    group by all
)
select
    u.name as unit_name, r.period_start, r.period_end, r.accumulation, r.status, r.measure, r.basis, r.value, r.value_hi, r.value_precision,
    r.numerator, r.denominator, r.text_value as value_text, r.items, r.definition, r.reporter_code, r.reported_on,
    -- A blank says that nothing is known yet; it takes no value back.
    not r.is_blank and row_number() over (
        partition by r.period_start, r.period_end, r.accumulation, r.measure, r.is_blank
        order by r.finality desc, r.reported_on desc, r.load_no desc, r.row_no desc) = 1 as current,
    r.source, r.note, f.name as file_name, r.sheet, r.row_no, f.sha256, r.load_no, w.warnings
from ranked r
left join org_unit u on u.unit_code = r.unit_code and r.period_end >= u.valid_from and r.period_end <= coalesce(u.valid_to, date '9999-12-31')
left join source_file f on f.file_id = r.file_id
left join doubted w on w.file_id = r.file_id and w.sheet = r.sheet and w.row_no = r.row_no
order by r.period_end, r.period_start, r.accumulation, r.reported_on, r.load_no, r.row_no
