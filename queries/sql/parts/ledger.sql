-- part: ledger
-- about: What is counted from the ledgers (semantics 5): awards, registrations, exemplars, the share of direct workers,
--   the share of units that registered. One row per ledger target: v, its parts, and what it waits for.
-- uses: target
ledger_below as (
    -- The units below the one that a ledger target binds, on any day of its window so far: a unit that is no
    -- more by the end of the year has its awards too. The root is who holds its code at the end.
    select a.no, a.on_day, a.unit_code as root_code, c.unit_code, c.valid_from, c.until, c.held_from, c.held_to
    from (
        select *, case when span = 'each_year' then win_from else span_from end as from_day, least($data_to::date, span_to) as on_day
        from asked_target where counted_from is not null
    ) a
    join unit_below c on c.root_code = a.unit_code and c.since <= a.on_day and c.until >= a.from_day
    left join unit_stretches() s on s.unit_code = a.unit_code and a.on_day between s.since and s.until
    where s.since is null or c.root_from >= s.since
), mine as materialized (
    -- Every ledger target with its units. A row is one's own when it has the code in the days in which it was
    -- this unit's, since..until; dated_unit is the code with that day.
    select j.no, j.counted_from, w.titles, w.recipients, w.granted_by,
        case when j.span = 'each_year' then j.win_from else j.span_from end as span_from,
        case when j.span = 'each_year' then j.win_to else j.span_to end as span_to,
        b.unit_code, coalesce(b.held_from, date '0001-01-01') as since, coalesce(b.held_to, date '9999-12-31') as until,
        dated_code(b.unit_code, b.held_from, b.held_to, date '9999-12-31') as dated_unit,
        arg_max(u.short_name, u.valid_from) as short_name, arg_max(u.position, u.valid_from) as position,
        bool_or(b.unit_code <> b.root_code and u.reports and b.on_day <= b.until) as is_asked
    from ledger_below b
    join org_unit u on u.unit_code = b.unit_code and u.valid_from = b.valid_from
    join asked_target j on few(j.no, b.no)
    join target w on few(w.rowid, j.target_no) and w.plan_id = $plan_id
    group by all
), counted_award as (
    select w.no, w.counted_from, a.recipient_kind, a.state, a.quantity, a.net, a.direct, a.reported_on,
        a.for_year >= year_of(w.span_from) as is_now
    from mine w
    -- No year at all when nothing is counted from awards: the files are not put together then.
    join award_files((select case when bool_or(counted_from in ('awards', 'direct_share')) then 1900 else 10000 end from mine),
        9999, $known_at::date) a on a.unit_code = w.dated_unit
    where w.counted_from in ('awards', 'direct_share')
      -- The awards of one year stand beside those of the year before.
      and a.for_year between year_of(w.span_from) - (w.counted_from = 'awards' and year_of(w.span_from) = year_of(w.span_to))::integer and year_of(w.span_to)
      and case when len(coalesce(w.titles, [])) > 0 then list_contains(w.titles, a.honour_code)
               else a.honour_code like 'bang\_khen%' escape '\' or a.honour_code like 'giay\_khen%' escape '\' end
      and (len(coalesce(w.recipients, [])) = 0 or list_contains(w.recipients, a.recipient_kind))
      and (w.granted_by is null or a.level = w.granted_by)
), award_count as (
    select no,
        coalesce(sum(net) filter (where is_now), 0) as granted,
        sum(net) filter (where not is_now) as last_granted,
        coalesce(sum(quantity) filter (where is_now and state in ('proposed', 'approved', 'submitted')
                                       and (counted_from = 'awards' or recipient_kind = 'individual')), 0) as pending,
        coalesce(sum(quantity) filter (where is_now and state = 'granted' and recipient_kind = 'individual'), 0) as people,
        coalesce(sum(quantity) filter (where is_now and state = 'granted' and recipient_kind = 'individual' and direct), 0) as direct_people,
        coalesce(sum(quantity) filter (where is_now and state = 'granted' and recipient_kind = 'individual' and direct is null), 0) as unknown_people,
        max(reported_on) filter (where is_now) as reported_on
    from counted_award group by no
), registered as (
    select w.no, w.counted_from, w.dated_unit, r.for_year, r.for_phase, r.honour_code, r.recipient_kind,
        coalesce(r.recipient_id, r.recipient_name) as recipient,
        arg_max(r.quantity, report_order('estimate', r.registered_on, r.load_no, r.row_no)) as quantity,
        max(r.registered_on) as registered_on
    from mine w
    join registration r on r.unit_code = w.unit_code and least(r.registered_on, make_date(r.for_year, 12, 31)) between w.since and w.until
    where r.registered_on <= $known_at::date
      and r.for_year between year_of(w.span_from) and year_of(w.span_to)
      and (w.counted_from = 'units_registered'
           or (w.counted_from = 'registrations'
               and (len(coalesce(w.titles, [])) = 0 or list_contains(w.titles, r.honour_code))
               and (len(coalesce(w.recipients, [])) = 0 or list_contains(w.recipients, r.recipient_kind))))
    group by all
), registration_count as (
    select no, sum(quantity) as quantity, max(registered_on) as reported_on
    from registered where counted_from = 'registrations' group by no
), registered_unit as (
    select no, dated_unit, max(registered_on) as registered_on
    from (
        select no, dated_unit, registered_on from registered where counted_from = 'units_registered'
        union all
        select w.no, w.dated_unit, p.reported_on
        from mine w
        join participation p on p.unit_code = w.unit_code and least(p.reported_on, w.span_to) between w.since and w.until
        where w.counted_from = 'units_registered' and p.reported_on <= $known_at::date and p.registered_on <= w.span_to
          and p.registered_on > years_back(w.span_from, 1)
    ) group by all
), unit_count as (
    select m.no, count(*) as expected_units, count(u.dated_unit) as received_units,
        max(u.registered_on) as reported_on,
        list(m.short_name order by m.position, m.unit_code) filter (where u.dated_unit is null) as missing_units
    from mine m
    left join registered_unit u using (no, dated_unit)
    where m.counted_from = 'units_registered' and m.is_asked
    group by m.no
), exemplar_count as (
    select w.no, count(distinct (w.dated_unit, e.name)) as found, max(e.reported_on) as reported_on
    from mine w
    join exemplar e on e.unit_code = w.unit_code and e.discovered_on between w.since and w.until
    where w.counted_from = 'exemplars' and e.reported_on <= $known_at::date
      and e.discovered_on between w.span_from and least($data_to::date, w.span_to)
      and (len(coalesce(w.recipients, [])) = 0 or list_contains(w.recipients, e.recipient_kind))
    group by w.no
), ledger_sum as (
    select no, any_value(granted) as granted, any_value(last_granted) as last_granted, any_value(pending) as pending, any_value(people) as people,
        any_value(direct_people) as direct_people, any_value(unknown_people) as unknown_people,
        any_value(quantity) as quantity, any_value(found) as found, any_value(expected_units) as expected_units,
        any_value(received_units) as received_units, any_value(missing_units) as missing_units, any_value(reported_on) as reported_on
    from (from award_count union all by name from registration_count union all by name from unit_count union all by name from exemplar_count)
    group by no
), ledger as materialized (
    select
        w.no,
        case w.counted_from
            when 'awards' then coalesce(s.granted, 0) * one()
            when 'registrations' then coalesce(s.quantity, 0) * one()
            when 'exemplars' then coalesce(s.found, 0) * one()
            when 'direct_share' then quotient(hundred(), s.direct_people::hugeint, s.people::hugeint, percent_step())
            when 'units_registered' then quotient(hundred(), s.received_units::hugeint, s.expected_units::hugeint, percent_step()) end as v,
        -- shares are compared as fractions
        case w.counted_from
            when 'direct_share' then quotient(hundred(), s.direct_people::hugeint, s.people::hugeint, 1::hugeint)
            when 'units_registered' then quotient(hundred(), s.received_units::hugeint, s.expected_units::hugeint, 1::hugeint) end as share_lo,
        case when w.counted_from = 'direct_share'
             then quotient(hundred(), (s.direct_people + s.unknown_people)::hugeint, s.people::hugeint, 1::hugeint) end as share_hi,
        case w.counted_from when 'direct_share' then s.direct_people * one() when 'units_registered' then s.received_units * one() end as num,
        case w.counted_from when 'direct_share' then s.people * one() when 'units_registered' then s.expected_units * one() end as den,
        case when w.counted_from = 'awards' then coalesce(s.granted, 0) end as granted,
        case when w.counted_from = 'awards' then s.last_granted * one() end as last_v,
        case when w.counted_from in ('awards', 'direct_share') then coalesce(s.pending, 0) end as pending,
        s.expected_units, s.received_units, s.missing_units, s.reported_on,
        least($data_to::date, w.span_to) as value_to, w.span_from as value_from
    from asked_target w
    left join ledger_sum s on few(s.no, w.no)
    where w.counted_from is not null
)
