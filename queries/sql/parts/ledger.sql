-- part: ledger
-- about: What is counted from the ledgers (semantics 5): awards, registrations, exemplars, the share of direct workers,
--   the share of units that registered. One row per ledger target: v, its parts, and what it waits for.
-- uses: window, tree
wanted_ledger as materialized (
    select j.no, j.unit_code, j.counted_from, j.span_from, j.span_to, t.titles, t.recipients, t.granted_by
    from asked_target j
    join target t on t.rowid = j.no
    where j.counted_from is not null
), mine as materialized (
    select w.no, t.unit_code, t.short_name, t.position, t.reports, t.unit_code = t.root_code as is_root
    from wanted_ledger w
    join asked_tree t on t.root_code = w.unit_code and t.on_day = least($data_to::date, w.span_to)
), counted_award as (
    select w.no, w.counted_from, a.recipient_kind, a.state, a.quantity, a.net, a.direct, a.reported_on
    from wanted_ledger w
    join mine m using (no)
    join award_files(1900, 9999, $known_at::date) a on a.unit_code = m.unit_code
    where w.counted_from in ('awards', 'direct_share')
      and a.for_year between year_of(w.span_from) and year_of(w.span_to)
      and case when len(coalesce(w.titles, [])) > 0 then list_contains(w.titles, a.honour_code)
               else a.honour_code like 'bang\_khen%' escape '\' or a.honour_code like 'giay\_khen%' escape '\' end
      and (len(coalesce(w.recipients, [])) = 0 or list_contains(w.recipients, a.recipient_kind))
      and (w.granted_by is null or a.level = w.granted_by)
), award_count as (
    select no,
        coalesce(sum(net), 0) as granted,
        coalesce(sum(quantity) filter (where state in ('proposed', 'approved', 'submitted')
                                       and (counted_from = 'awards' or recipient_kind = 'individual')), 0) as pending,
        coalesce(sum(quantity) filter (where state = 'granted' and recipient_kind = 'individual'), 0) as people,
        coalesce(sum(quantity) filter (where state = 'granted' and recipient_kind = 'individual' and direct), 0) as direct_people,
        coalesce(sum(quantity) filter (where state = 'granted' and recipient_kind = 'individual' and direct is null), 0) as unknown_people,
        max(reported_on) as reported_on, count(*) as files
    from counted_award group by no
), registered as (
    select w.no, r.unit_code, r.for_year, r.for_phase, r.honour_code, r.recipient_kind,
        coalesce(r.recipient_id, r.recipient_name) as recipient,
        arg_max(r.quantity, report_order('estimate', r.registered_on, r.load_no, r.row_no)) as quantity,
        max(r.registered_on) as registered_on
    from wanted_ledger w
    join mine m using (no)
    join registration r on r.unit_code = m.unit_code
    where r.registered_on <= $known_at::date
      and r.for_year between year_of(w.span_from) and year_of(w.span_to)
      and (w.counted_from = 'units_registered'
           or (w.counted_from = 'registrations'
               and (len(coalesce(w.titles, [])) = 0 or list_contains(w.titles, r.honour_code))
               and (len(coalesce(w.recipients, [])) = 0 or list_contains(w.recipients, r.recipient_kind))))
    group by all
), registration_count as (
    select no, sum(quantity) as quantity, max(registered_on) as reported_on
    from registered group by no
), registered_unit as (
    select no, unit_code, max(registered_on) as registered_on
    from (
        select no, unit_code, registered_on from registered
        union all
        select m.no, p.unit_code, p.reported_on
        from mine m
        join wanted_ledger w using (no)
        join participation p on p.unit_code = m.unit_code
        where p.reported_on <= $known_at::date and p.registered_on <= w.span_to
          and p.registered_on > years_back(w.span_from, 1)
    ) group by all
), unit_count as (
    select m.no, count(*) as expected_units, count(u.unit_code) as received_units,
        max(u.registered_on) as reported_on,
        list(m.short_name order by m.position, m.unit_code) filter (where u.unit_code is null) as missing_units
    from mine m
    left join registered_unit u using (no, unit_code)
    where m.reports and not m.is_root
    group by m.no
), exemplar_count as (
    select w.no, count(distinct (e.unit_code, e.name)) as found, max(e.reported_on) as reported_on
    from wanted_ledger w
    join mine m using (no)
    join exemplar e on e.unit_code = m.unit_code
    where w.counted_from = 'exemplars' and e.reported_on <= $known_at::date
      and e.discovered_on between w.span_from and least($data_to::date, w.span_to)
      and (len(coalesce(w.recipients, [])) = 0 or list_contains(w.recipients, e.recipient_kind))
    group by w.no
), ledger as materialized (
    select
        w.no,
        case w.counted_from
            when 'awards' then coalesce(a.granted, 0) * one()
            when 'registrations' then coalesce(r.quantity, 0) * one()
            when 'exemplars' then coalesce(e.found, 0) * one()
            when 'direct_share' then quotient(hundred(), a.direct_people::hugeint, a.people::hugeint, percent_step())
            when 'units_registered' then quotient(hundred(), u.received_units::hugeint, u.expected_units::hugeint, percent_step()) end as v,
        -- shares are compared as fractions
        case w.counted_from
            when 'direct_share' then quotient(hundred(), a.direct_people::hugeint, a.people::hugeint, 1::hugeint)
            when 'units_registered' then quotient(hundred(), u.received_units::hugeint, u.expected_units::hugeint, 1::hugeint) end as share_lo,
        case when w.counted_from = 'direct_share'
             then quotient(hundred(), (a.direct_people + a.unknown_people)::hugeint, a.people::hugeint, 1::hugeint) end as share_hi,
        case w.counted_from when 'direct_share' then a.direct_people * one() when 'units_registered' then u.received_units * one() end as num,
        case w.counted_from when 'direct_share' then a.people * one() when 'units_registered' then u.expected_units * one() end as den,
        case when w.counted_from = 'awards' then coalesce(a.granted, 0) end as granted,
        case when w.counted_from in ('awards', 'direct_share') then coalesce(a.pending, 0) end as pending,
        case when w.counted_from = 'units_registered' then u.expected_units end as expected_units,
        case when w.counted_from = 'units_registered' then u.received_units end as received_units,
        case when w.counted_from = 'units_registered' then u.missing_units end as missing_units,
        coalesce(a.reported_on, r.reported_on, e.reported_on, u.reported_on) as reported_on,
        least($data_to::date, w.span_to) as value_to, w.span_from as value_from
    from wanted_ledger w
    left join award_count a using (no)
    left join registration_count r on w.counted_from = 'registrations' and r.no = w.no
    left join unit_count u on w.counted_from = 'units_registered' and u.no = w.no
    left join exemplar_count e on e.no = w.no
)
