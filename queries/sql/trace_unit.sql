-- name: trace_unit
-- about: The reported rows that a unit's value of an indicator and that of last year rest on, with their files.
-- grain: one row per purpose and reported row
-- uses: line_window, every_day, point
-- params: plan_id VARCHAR, indicator_code VARCHAR, unit_code VARCHAR, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: purpose VARCHAR [value, last_year], kind VARCHAR [actuals], unit_code VARCHAR, unit_name VARCHAR [code where unknown], period_end DATE,
--          status VARCHAR [estimate, actual, preliminary, official], value DECIMAL(24,6) [indicator's unit, as reported; NULL when not given],
--          value_hi DECIMAL(24,6) [upper end of an interval; NULL otherwise],
--          numerator DECIMAL(24,6) [NULL when not given], denominator DECIMAL(24,6) [NULL when not given],
--          words VARCHAR [a grade or words, items; NULL for none], reported_on DATE, file_name VARCHAR [NULL when not on record],
--          sheet VARCHAR, row_no INTEGER, sha256 VARCHAR [of the file; NULL when not on record], load_no INTEGER [position in the ledger]
with points as (
    select p.*, w.is_now
    from asked_point p
    join asked_window w using (indicator_code, win_from, win_to)
    where p.measure = 'level' and p.unit_code = $unit_code
), picked_point as (
    from (
        select 'value' as purpose, * from points
        where is_now and period_end <= $data_to::date
        qualify row_number() over (order by period_end desc) = 1)
    union all
    from (
        select 'last_year', * from points
        where not is_now and period_end between years_back($data_to::date, 1) - stale_days() and years_back($data_to::date, 1)
            -- Who took over the code of another unit has no last year of its own.
            and $unit_code not in (select unit_code from unit_breaks() where on_day > years_back($data_to::date, 1) and on_day <= $data_to::date)
        qualify row_number() over (order by period_end desc) = 1)
), wanted_row as (
    select purpose, row_id from picked_point
    union
    -- what was added up
    select p.purpose, t.row_id
    from picked_point p
    join term l on l.row_id = p.row_id and l.win_from = p.win_from and l.win_to = p.win_to
    join term t on t.indicator_code = l.indicator_code and t.unit_code = l.unit_code
        and t.win_from = l.win_from and t.win_to = l.win_to and t.block = l.block and t.period_end <= l.period_end
    where p.terms > 1
    union
    -- what stood on the day before a phase
    select p.purpose, coalesce(t.before_id, p.before_id)
    from picked_point p
    left join term l on l.row_id = p.row_id and l.win_from = p.win_from and l.win_to = p.win_to
    left join term t on t.indicator_code = l.indicator_code and t.unit_code = l.unit_code
        and t.win_from = l.win_from and t.win_to = l.win_to and t.block = l.block and t.period_end <= l.period_end
    where p.before_id is not null
), unit_name as (
    select unit_code, arg_max(short_name, valid_from) as unit_name
    from org_unit where valid_from <= $data_to::date group by unit_code
)
select
    w.purpose, 'actuals' as kind, a.unit_code, coalesce(u.unit_name, a.unit_code) as unit_name, a.period_end, a.status,
    a.value, a.value_hi, a.numerator, a.denominator, coalesce(a.text_value, array_to_string(a.items, ', ')) as words, a.reported_on,
    f.name as file_name, a.sheet, a.row_no, f.sha256, a.load_no
from wanted_row w
join actual a on a.rowid = w.row_id
left join unit_name u using (unit_code)
left join source_file f using (file_id)
order by w.purpose = 'last_year', a.period_end desc, a.load_no, f.name, a.sheet, a.row_no
