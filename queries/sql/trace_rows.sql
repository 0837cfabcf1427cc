-- name: trace_rows
-- about: The rows of the ledgers and registers behind a line of a list, with their files.
-- grain: one row per reported row
-- params: plan_id VARCHAR, kind VARCHAR [one of: awards, registrations, participations, exemplars, scores, follow_ups, reports], known_at DATE [rows reported up to this day],
--         unit_code VARCHAR [optional, likewise all that follow: what is left out does not matter. Without a unit: every one on record, of scores and follow-ups the plan's], year INTEGER [optional; that awards and registrations count for, 0 for all; needed for registrations],
--         honour_code VARCHAR [optional], recipient_kind VARCHAR [optional], name VARCHAR [optional; of a recipient or exemplar, what a follow-up is about, or the code of a movement],
--         state VARCHAR [optional; of an award], decision_no VARCHAR [optional], cluster_code VARCHAR [optional], criterion_code VARCHAR [optional],
--         data_from DATE [optional; needed for reports and follow-ups], data_to DATE [optional; likewise]
-- returns: purpose VARCHAR [value], kind VARCHAR [awards, registrations, participations, exemplars, scores, follow_ups; of reports also actuals, activities],
--          unit_code VARCHAR, unit_name VARCHAR [code where unknown], period_end DATE [of actuals; day of an activity; NULL else],
--          status VARCHAR [of a value or an award; NULL else], value DECIMAL(24,6) [as reported; recipients of an award; verified points; NULL when not given],
--          value_hi DECIMAL(24,6) [upper end of an interval; self-scored points; NULL else], numerator DECIMAL(24,6) [NULL when not given],
--          denominator DECIMAL(24,6) [NULL when not given], words VARCHAR [what the row is about; NULL for nothing], reported_on DATE,
--          file_name VARCHAR [NULL when not on record], sheet VARCHAR, row_no INTEGER, sha256 VARCHAR [of the file; NULL when not on record],
--          load_no INTEGER [position in the ledger]
with traced as (
    select 'awards' as kind, a.unit_code, null::date as period_end, a.state as status, a.quantity::decimal(24,6) as value,
        null::decimal(24,6) as value_hi, null::decimal(24,6) as numerator, null::decimal(24,6) as denominator,
        concat_ws(', ', a.honour_code, a.recipient_kind, a.recipient_name, a.decision_no) as words,
        a.reported_on, a.file_id, a.sheet, a.row_no, a.load_no
    from award_files(coalesce(nullif($year::integer, 0), 1900), coalesce(nullif($year::integer, 0), 9999), $known_at::date) a
    where $kind = 'awards'
      and a.honour_code = coalesce($honour_code::varchar, a.honour_code)
      and a.recipient_kind = coalesce($recipient_kind::varchar, a.recipient_kind)
      and a.state = coalesce($state::varchar, a.state)
      and coalesce(a.decision_no, '') = coalesce($decision_no::varchar, a.decision_no, '')
      and coalesce(a.recipient_name, '') = coalesce($name::varchar, a.recipient_name, '')
    union all
    select 'registrations', r.unit_code, null, null, r.quantity::decimal(24,6), null, null, null,
        concat_ws(', ', r.honour_code, r.recipient_kind, r.recipient_name), r.registered_on, r.file_id, r.sheet, r.row_no, r.load_no
    from registration_files($year::integer, $known_at::date) r
    where $kind = 'registrations'
      and r.honour_code = coalesce($honour_code::varchar, r.honour_code)
      and r.recipient_kind = coalesce($recipient_kind::varchar, r.recipient_kind)
    union all
    -- Of a movement the unit's latest row counts.
    select 'participations', p.unit_code, null, null, p.participants, null, null, null, p.movement_code, p.reported_on, p.file_id, p.sheet, p.row_no, p.load_no
    from participation p
    where $kind = 'participations' and p.reported_on <= $known_at::date and p.movement_code = coalesce($name::varchar, p.movement_code)
    qualify row_number() over (partition by p.movement_code, p.unit_code order by p.reported_on desc, p.load_no desc, p.row_no desc) = 1
    union all
    select 'exemplars', e.unit_code, null, null, null, null, null, null, concat_ws(', ', e.name, e.recipient_kind, e.content),
        e.reported_on, e.file_id, e.sheet, e.row_no, e.load_no
    from exemplar e
    where $kind = 'exemplars' and e.reported_on <= $known_at::date
      and e.name = coalesce($name::varchar, e.name) and e.recipient_kind = coalesce($recipient_kind::varchar, e.recipient_kind)
    qualify row_number() over (partition by e.unit_code, e.recipient_kind, name_key(e.name)
                               order by e.reported_on desc, e.load_no desc, e.row_no desc) = 1
    union all
    select 'scores', s.unit_code, null, null, s.verified_score, s.self_score, null, null, concat_ws(': ', s.criterion_code, s.reason),
        s.reported_on, s.file_id, s.sheet, s.row_no, s.load_no
    from known_scores($plan_id, $known_at::date) s
    where $kind = 'scores'
      and s.cluster_code = coalesce($cluster_code::varchar, s.cluster_code)
      and s.criterion_code = coalesce($criterion_code::varchar, s.criterion_code)
    union all
    select 'follow_ups', f.unit_code, f.due_on, f.state, null, null, null, null, f.content, f.reported_on, f.file_id, f.sheet, f.row_no, f.load_no
    from known_follow_ups($plan_id, $data_from::date, $data_to::date, $known_at::date) f
    where $kind = 'follow_ups' and f.content = coalesce($name::varchar, f.content)
    union all
    -- What a unit sent about a window, as coverage counts it.
    select 'actuals', reporter_code, period_end, status, value, value_hi, numerator, denominator,
        concat_ws(': ', indicator_code, text_value), reported_on, file_id, sheet, row_no, load_no
    from actual
    where $kind = 'reports' and period_end > $data_to::date - 30 and period_end between $data_from::date and $data_to::date
        and reported_on > $data_to::date - 30 and reported_on <= $known_at::date
    union all
    select 'exemplars', unit_code, null, null, null, null, null, null, name, reported_on, file_id, sheet, row_no, load_no
    from exemplar
    where $kind = 'reports' and discovered_on <= $data_to::date and reported_on > $data_to::date - 30 and reported_on <= $known_at::date
    union all
    select 'participations', unit_code, null, null, participants, null, null, null, movement_code, reported_on, file_id, sheet, row_no, load_no
    from participation
    where $kind = 'reports' and reported_on > $data_to::date - 30 and reported_on <= $known_at::date
    union all
    select 'activities', unit_code, held_on, null, quantity, null, null, null, concat_ws(', ', activity_kind, doc_no), reported_on, file_id, sheet, row_no, load_no
    from activity
    where $kind = 'reports' and held_on between $data_from::date and $data_to::date
        and reported_on > $data_to::date - 30 and reported_on <= $known_at::date
), unit_name as (
    select unit_code, arg_max(short_name, valid_from) as unit_name
    from org_unit where valid_from <= $known_at::date group by unit_code
    union all
    select concat(unit_code, '@', valid_to), short_name from org_unit where valid_to is not null
)
select
    'value' as purpose, t.kind, t.unit_code, coalesce(u.unit_name, t.unit_code) as unit_name, t.period_end, t.status,
    t.value, t.value_hi, t.numerator, t.denominator, nullif(t.words, '') as words, t.reported_on,
    f.name as file_name, t.sheet, t.row_no, f.sha256, t.load_no
from traced t
left join unit_name u using (unit_code)
left join source_file f using (file_id)
-- Awards have the dated code of their year, what is read by its own day the bare one.
where t.unit_code = coalesce(case when t.kind in ('awards', 'registrations') then $unit_code::varchar else split_part($unit_code::varchar, '@', 1) end, t.unit_code)
order by t.kind, t.unit_code, t.load_no, f.name, t.sheet, t.row_no
