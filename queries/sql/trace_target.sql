-- name: trace_target
-- about: The reported rows that a target's value, comparison, base, reference, expected whole and outlook rest on, with their files.
-- grain: one row per purpose and reported row
-- uses: measured, ledger
-- params: plan_id VARCHAR, target_code VARCHAR, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: purpose VARCHAR [plan, value, last_year, base, reference: shares of earlier years, estimate: of the whole span, outlook],
--          kind VARCHAR [plan, actuals, awards, registrations, participations, exemplars], unit_code VARCHAR, unit_name VARCHAR [code where unknown],
--          period_end DATE [NULL for what is counted from a ledger], status VARCHAR [of a value: estimate, actual, preliminary, official; of an award its state; NULL else],
--          value DECIMAL(24,6) [indicator's unit, as reported; of ledgers the number of recipients; NULL when not given], value_hi DECIMAL(24,6) [upper end of an interval; NULL otherwise],
--          numerator DECIMAL(24,6) [NULL when not given], denominator DECIMAL(24,6) [NULL when not given],
--          words VARCHAR [a grade or words, items; title and recipient; the plan's place and words; NULL for none], reported_on DATE [of the plan: issued or adjusted],
--          file_name VARCHAR [NULL when not on record], sheet VARCHAR, row_no INTEGER [0 for a plan], sha256 VARCHAR [of the file; NULL when not on record],
--          load_no INTEGER [position in the ledger; 0 when not on record]
with picked_target as (
    select j.no,
        (t.base_value is null or base_moves(t.span, t.measure, t.base_year, t.span_from)) and (t.measure <> 'level' or t.change_measure is not null or t.base_year is not null
            or t.bound in ('maintain', 'rank', 'grade') or j.course = 'level') as asks_base
    from asked_target j
    join target t on t.rowid = j.target_no
    where j.is_current and t.target_code = $target_code
), picked_told as (
    select t.*, p.asks_base, n.value_to as now_to
    from told t
    join picked_target p using (no)
    left join now_value n using (no)
), wanted_point as (
    select 'value' as purpose, s.indicator_code, s.unit_code as root_code, s.win_from, s.win_to, s.told.period_end as period_end
    from now_slice s
    semi join picked_target using (no)
    union
    select 'last_year', t.indicator_code, t.unit_code, t.win_from, t.win_to, t.period_end
    from picked_told t
    join other_value o using (no)
    where t.purpose = 'last' and t.period_end = o.last_year.period_end
    union
    from (
        select 'base', indicator_code, unit_code, win_from, win_to, period_end
        from picked_told
        where purpose = 'base' and v is not null and asks_base
        qualify row_number() over (partition by no order by choice desc) = 1)
    union
    from (
        select 'estimate', indicator_code, unit_code, win_from, win_to, period_end
        from picked_told
        where purpose = 'now' and v is not null and period_end >= told_to and period_end > at_date and not is_partial
        qualify row_number() over (partition by no order by status_rank desc) = 1)
    union
    select 'reference', indicator_code, unit_code, win_from, win_to, period_end
    from picked_told
    where purpose = 'history' and v is not null and (period_end = told_to or period_end = last_year_day(now_to, years))
      -- a year that was told to its end
      and years in (select years from picked_told where purpose = 'history' and v is not null and period_end = told_to)
), wanted_unit as (
    select w.*, case when p.is_own then w.root_code else e.unit_code end as unit_code
    from wanted_point w
    join target_point p on p.indicator_code = w.indicator_code and p.unit_code = w.root_code
        and p.win_from = w.win_from and p.win_to = w.win_to and p.period_end = w.period_end
    left join asked_expected e on not p.is_own and e.indicator_code = w.indicator_code and e.root_code = w.root_code
        and e.win_from = w.win_from and e.win_to = w.win_to
), wanted_row as (
    select w.purpose, p.row_id
    from wanted_unit w
    join asked_point p using (indicator_code, unit_code, win_from, win_to, period_end)
    union
    -- what was added up
    select w.purpose, t.row_id
    from wanted_unit w
    join asked_point p using (indicator_code, unit_code, win_from, win_to, period_end)
    join term l on l.row_id = p.row_id and l.win_from = p.win_from and l.win_to = p.win_to
    join term t on t.indicator_code = l.indicator_code and t.unit_code = l.unit_code
        and t.win_from = l.win_from and t.win_to = l.win_to and t.block = l.block and t.period_end <= l.period_end
    where p.terms > 1
    union
    -- what stood on the day before a phase
    select w.purpose, coalesce(t.before_id, p.before_id)
    from wanted_unit w
    join asked_point p using (indicator_code, unit_code, win_from, win_to, period_end)
    left join term l on l.row_id = p.row_id and l.win_from = p.win_from and l.win_to = p.win_to
    left join term t on t.indicator_code = l.indicator_code and t.unit_code = l.unit_code
        and t.win_from = l.win_from and t.win_to = l.win_to and t.block = l.block and t.period_end <= l.period_end
    where p.before_id is not null
    union
    select 'outlook', arg_max(a.rowid, report_order(a.status, a.reported_on, a.load_no, a.row_no)
                                       + (a.period_end - date '1900-01-01') * (1::hugeint << 64))
    from asked_target j
    semi join picked_target using (no)
    join actual a on a.indicator_code = j.indicator_code and a.unit_code = j.unit_code
    where a.outlook is not null and a.reported_on <= $known_at::date
      and a.period_end between j.win_from and greatest(j.win_to, $data_to::date)
    group by j.no
), ledger_target as (
    select m.* from mine m semi join picked_target using (no)
), traced as (
    select w.purpose, 'actuals' as kind, a.unit_code, a.period_end, a.status, a.value, a.value_hi, a.numerator, a.denominator,
        coalesce(case when w.purpose = 'outlook' then concat_ws(': ', a.outlook, a.outlook_reason) end,
                 a.text_value, array_to_string(a.items, ', ')) as words,
        a.reported_on, a.file_id, a.sheet, a.row_no, a.load_no
    from wanted_row w
    join actual a on a.rowid = w.row_id
    union all
    select case when a.for_year < year_of(w.span_from) then 'last_year' else 'value' end, 'awards', w.unit_code, null, a.state, a.quantity, null, null, null,
        concat_ws(', ', a.honour_code, a.recipient_kind, a.recipient_name, a.decision_no),
        a.reported_on, a.file_id, a.sheet, a.row_no, a.load_no
    from ledger_target w
    join award_files(1900, 9999, $known_at::date) a on a.unit_code = w.dated_unit
    where w.counted_from in ('awards', 'direct_share')
      -- of the year before only what was granted, for the comparison
      and (a.for_year between year_of(w.span_from) and year_of(w.span_to)
           or w.counted_from = 'awards' and a.for_year = year_of(w.span_from) - 1 and a.net <> 0)
      and case when len(coalesce(w.titles, [])) > 0 then list_contains(w.titles, a.honour_code)
               else a.honour_code like 'bang\_khen%' escape '\' or a.honour_code like 'giay\_khen%' escape '\' end
      and (len(coalesce(w.recipients, [])) = 0 or list_contains(w.recipients, a.recipient_kind))
      and (w.granted_by is null or a.level = w.granted_by)
      and (w.counted_from = 'awards' or a.recipient_kind = 'individual')
    union all
    select 'value', 'registrations', r.unit_code, null, null, r.quantity, null, null, null,
        concat_ws(', ', r.honour_code, r.recipient_kind, r.recipient_name),
        r.registered_on, r.file_id, r.sheet, r.row_no, r.load_no
    from ledger_target w
    join registration r on r.unit_code = w.unit_code and least(r.registered_on, make_date(r.for_year, 12, 31)) between w.since and w.until
    where r.registered_on <= $known_at::date
      and r.for_year between year_of(w.span_from) and year_of(w.span_to)
      and (w.counted_from = 'units_registered' and w.is_asked
           or (w.counted_from = 'registrations'
               and (len(coalesce(w.titles, [])) = 0 or list_contains(w.titles, r.honour_code))
               and (len(coalesce(w.recipients, [])) = 0 or list_contains(w.recipients, r.recipient_kind))))
    union all
    select 'value', 'participations', p.unit_code, null, null, p.participants, null, null, null, p.movement_code,
        p.reported_on, p.file_id, p.sheet, p.row_no, p.load_no
    from ledger_target w
    join participation p on p.unit_code = w.unit_code and least(p.reported_on, w.span_to) between w.since and w.until
    where w.counted_from = 'units_registered' and w.is_asked and p.reported_on <= $known_at::date and p.registered_on <= w.span_to
      and p.registered_on > years_back(w.span_from, 1)
    union all
    select 'value', 'exemplars', e.unit_code, null, null, 1, null, null, null, concat_ws(', ', e.name, e.recipient_kind),
        e.reported_on, e.file_id, e.sheet, e.row_no, e.load_no
    from ledger_target w
    join exemplar e on e.unit_code = w.unit_code and e.discovered_on between w.since and w.until
    where w.counted_from = 'exemplars' and e.reported_on <= $known_at::date
      and e.discovered_on between w.span_from and least($data_to::date, w.span_to)
      and (len(coalesce(w.recipients, [])) = 0 or list_contains(w.recipients, e.recipient_kind))
    union all
    select 'plan', 'plan', t.unit_code, null, null, t.lo, t.hi, null, null, concat_ws(': ', nullif(t.place, ''), nullif(coalesce(t.corrected, t.quote), '')),
        coalesce(t.version_date, p.issued_on, t.in_force_from), p.file_id, '', 0, f.load_no
    from picked_target k
    join target t on t.rowid = k.no
    join plan p on p.plan_id = t.plan_id
    left join source_file f on f.file_id = p.file_id
)
select
    t.purpose, t.kind, t.unit_code, coalesce(u.short_name, t.unit_code) as unit_name, t.period_end, t.status,
    cast(t.value as decimal(24,6)) as value, t.value_hi, t.numerator, t.denominator, nullif(t.words, '') as words, t.reported_on,
    f.name as file_name, t.sheet, t.row_no, f.sha256, coalesce(t.load_no, 0)::integer as load_no
from traced t
-- A code is the unit that had it on the row's day.
left join org_unit u on u.unit_code = t.unit_code and least(coalesce(t.period_end, t.reported_on), $data_to::date) between u.valid_from and coalesce(u.valid_to, date '9999-12-31')
left join source_file f on f.file_id = t.file_id
order by case t.purpose when 'plan' then 0 when 'value' then 1 when 'last_year' then 2 when 'base' then 3 when 'estimate' then 4 when 'outlook' then 5 else 6 end,
    t.kind, t.period_end desc, t.load_no, f.name, t.sheet, t.row_no
