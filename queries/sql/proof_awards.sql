-- name: proof_awards
-- about: Awards whose counts, decisions or conversion do not agree; no row when they do.
-- grain: one row per disagreement
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: proof_id VARCHAR, blocking BOOLEAN, subject VARCHAR, expected DECIMAL(24,6) [NULL: not about numbers],
--          found DECIMAL(24,6) [NULL: not about numbers], problem VARCHAR, rows_behind VARCHAR[] [file:row; NULL: computed]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), files as materialized (
    select f.*, row_place(s.name, f.sheet, f.row_no) as place, u.short_name, u.position
    from award_files($year::integer, $year::integer, $known_at::date) f
    join units u using (unit_code)
    left join source_file s using (file_id)
), converted as materialized (
    from conversion($plan_id, $year::integer, $known_at::date)
), by_decision as (
    select honour_code, recipient_kind, sum(net) as net, list(place order by file_id, sheet, row_no) as places
    from files
    where state in ('granted', 'revoked')
    group by all
), by_conversion as (
    select honour_code, recipient_kind, sum(granted) as granted from converted group by all
), typed as (
    -- A number that a unit reports for what the ledger counts; the ledger holds.
    select t.label, t.unit_code, t.titles, t.recipients, t.granted_by, a.value, row_place(s.name, a.sheet, a.row_no) as place
    from target t
    join actual a on a.indicator_code = t.target_code and a.unit_code = t.unit_code
    left join source_file s on s.file_id = a.file_id
    where t.plan_id = $plan_id and t.version = 1 and t.counted_from = 'awards' and a.value is not null
        and a.reported_on <= $known_at::date and a.period_end between t.span_from and t.span_to
        and t.span_from >= make_date($year::integer, 1, 1) and t.span_to <= make_date($year::integer, 12, 31)
    qualify row_number() over (partition by t.target_code order by a.period_end desc, a.reported_on desc, a.load_no desc, a.row_no desc) = 1
), problems(no, proof_id, blocking, subject, expected, found, problem, rows_behind) as (
    select 1, 'decisions', true, concat(short_name, ': ', honour_code), null::decimal(24,6), null::decimal(24,6),
        concat('ghi "đã có quyết định" nhưng thiếu ', case when decision_no is null and decided_on is null then 'số và ngày quyết định'
            when decision_no is null then 'số quyết định' else 'ngày quyết định' end),
        [place]
    from files
    where state = 'granted' and (decision_no is null or decided_on is null)
    union all
    select 1, 'decisions', false, concat(short_name, ': ', honour_code), null, null,
        concat('quyết định ngày ', vn_date(decided_on), ' được báo cáo từ ngày ', vn_date(reported_on)), [place]
    from files
    where state = 'granted' and decided_on > reported_on
    union all
    select 1, 'decisions', true, concat(honour_code, ', ', recipient_kind), d.net, c.granted,
        concat('theo quyết định ', vn_count(d.net), ', theo đối chiếu đăng ký ', vn_count(coalesce(c.granted, 0))), d.places
    from by_decision d
    left join by_conversion c using (honour_code, recipient_kind)
    where d.net <> coalesce(c.granted, 0)
    union all
    select 2, 'decisions', true, concat(short_name, ': ', honour_code), null, sum(net),
        'số bị thu hồi lớn hơn số đã có quyết định', list(place order by file_id, sheet, row_no)
    from files
    where recipient is null and net <> 0
    group by unit_code, short_name, honour_code, recipient_kind
    having sum(net) < 0
    union all
    select 3, 'conversion', true, concat(unit_code, ': ', honour_code, ', ', recipient_kind), granted,
        granted_registered + granted_unregistered + granted_unnamed + granted_to_verify,
        'các phần của số được tặng không cộng bằng tổng', null
    from converted
    where granted <> granted_registered + granted_unregistered + granted_unnamed + granted_to_verify
    union all
    select 3, 'conversion', true, concat(unit_code, ': ', honour_code, ', ', recipient_kind), registered,
        granted_registered + registered_not_granted + registered_unnamed + registered_to_verify,
        'các phần của số đăng ký không cộng bằng tổng', null
    from converted
    where registered <> granted_registered + registered_not_granted + registered_unnamed + registered_to_verify
    union all
    select 4, 'ledger', false, t.label, t.value, coalesce(sum(f.net), 0),
        concat('đơn vị báo cáo ', replace(regexp_replace(t.value::varchar, '\.?0+$', ''), '.', ','), ', quyết định ', vn_count(coalesce(sum(f.net), 0))), [t.place]
    from typed t
    left join files f on list_contains(t.titles, f.honour_code)
        and (len(coalesce(t.recipients, [])) = 0 or list_contains(t.recipients, f.recipient_kind))
        and (t.granted_by is null or f.level = t.granted_by)
    group by t.label, t.value, t.place
    having t.value <> coalesce(sum(f.net), 0)
)
select proof_id, blocking, subject, expected::decimal(24,6) as expected, found::decimal(24,6) as found, problem, rows_behind
from problems
order by no, subject, problem
