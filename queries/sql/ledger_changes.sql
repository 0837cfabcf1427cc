-- name: ledger_changes
-- about: What changed in the ledgers and registers between two days of knowledge (bổ sung sau chốt): entries that came late, moved on or were corrected.
-- grain: one row per entry of the plan's units and years whose latest row is not the same on both days
-- params: plan_id VARCHAR, known_from DATE [what was known up to and including this day], known_to DATE,
--         kind VARCHAR [optional; one of: registrations, awards, exemplars, participations, activities, initiatives, fund_entries, votes, headcounts, follow_ups, scores; without it all]
-- returns: kind VARCHAR, unit_code VARCHAR [dated], unit_name VARCHAR [short], subject VARCHAR [codes and names that tell the entry from others],
--          change VARCHAR [new; moved: another state; corrected: another number or content], old_state VARCHAR [NULL when new, or without states], new_state VARCHAR [NULL without states],
--          old_quantity DECIMAL(24,6) [recipients, persons, đồng, points, as the kind counts; NULL when new or not given], new_quantity DECIMAL(24,6) [NULL when not given],
--          old_words VARCHAR [what else the row says; NULL when new or nothing], new_words VARCHAR [NULL for nothing],
--          old_reported_on DATE [NULL when new], new_reported_on DATE, new_place VARCHAR [file:row]
with bound as (
    select unit_code as root_code, starts_on, year_of(starts_on) as first_year, year_of(ends_on) as last_year from plan where plan_id = $plan_id
), units as (
    select u.unit_code, u.short_name, u.position
    from bound b, plan_units($plan_id, least(b.starts_on, $known_to::date), $known_to::date) u
), told(kind, unit_code, on_day, item, subject, state, quantity, words, reported_on, load_no, file_id, sheet, row_no) as (
    -- on_day: whose the code was; item: what makes two rows one entry, beside the unit.
    select 'registrations', unit_code, least(registered_on, make_date(for_year, 12, 31)),
        concat_ws('|', for_year, coalesce(for_phase, 0), honour_code, recipient_kind, coalesce(recipient_id, name_key(recipient_name), position_group)),
        concat_ws(', ', for_year, honour_code, recipient_kind, coalesce(recipient_name, position_group)), null, quantity, content,
        registered_on, load_no, file_id, sheet, row_no
    from registration, bound
    where for_year between first_year and last_year
    union all
    -- A decision about a counted group stands beside what is under way of it.
    select 'awards', unit_code, least(reported_on, make_date(for_year, 12, 31)),
        concat_ws('|', for_year, coalesce(for_phase, 0), honour_code, recipient_kind, coalesce(recipient_id, name_key(recipient_name)),
            case when recipient_id is null and recipient_name is null
                 then concat_ws('/', position_group, direct, case when state in ('granted', 'revoked') then concat(state, decision_no) end) end),
        concat_ws(', ', for_year, honour_code, recipient_kind, coalesce(recipient_name, position_group)), state, quantity,
        concat_ws(', ', decision_no, vn_date(decided_on)), reported_on, load_no, file_id, sheet, row_no
    from award, bound
    where for_year between first_year and last_year
    union all
    select 'exemplars', unit_code, discovered_on, concat_ws('|', recipient_kind, name_key(name)), concat_ws(', ', name, recipient_kind),
        case when replicated_on is not null then 'replicated' when written_up_on is not null then 'written_up' when nurtured_on is not null then 'nurtured' else 'discovered' end,
        null, concat_ws(', ', sector_code, content), reported_on, load_no, file_id, sheet, row_no
    from exemplar
    union all
    select 'participations', p.unit_code, p.reported_on, p.movement_code, p.movement_code, null, p.participants,
        concat_ws(', ', vn_date(p.joined_on), vn_date(p.pledged_on), vn_date(p.registered_on)), p.reported_on, p.load_no, p.file_id, p.sheet, p.row_no
    from participation p
    semi join movement m on m.plan_id = $plan_id and m.movement_code = p.movement_code
    union all
    select 'activities', unit_code, held_on, concat_ws('|', activity_kind, held_on, coalesce('no:' || doc_no, name_key(content))),
        concat_ws(', ', activity_kind, vn_date(held_on), doc_no), null, quantity, content, reported_on, load_no, file_id, sheet, row_no
    from activity, bound
    where year_of(held_on) between first_year and last_year
    union all
    select 'initiatives', unit_code, least(reported_on, make_date(for_year, 12, 31)),
        concat_ws('|', for_year, level, name_key(name), coalesce(author_id, name_key(author_name)), case when name is null and author_name is null then state end),
        concat_ws(', ', for_year, level, name, author_name), state, quantity, concat_ws(', ', decision_no, vn_date(decided_on)), reported_on, load_no, file_id, sheet, row_no
    from initiative, bound
    where for_year between first_year and last_year
    union all
    select 'fund_entries', unit_code, entered_on, concat_ws('|', year, entry_kind, entered_on, honour_code, recipient_kind, level, decision_no, name_key(content)),
        concat_ws(', ', year, entry_kind, vn_date(entered_on), honour_code, decision_no), null, amount, content, reported_on, load_no, file_id, sheet, row_no
    from fund_entry, bound
    where year between first_year and last_year
    union all
    select 'votes', unit_code, voted_on, concat_ws('|', body, cluster_code, voted_on, honour_code, recipient_kind, coalesce(recipient_id, name_key(recipient_name))),
        concat_ws(', ', body, vn_date(voted_on), honour_code, recipient_name), null, agreeing, concat(agreeing, '/', members), reported_on, load_no, file_id, sheet, row_no
    from vote, bound
    where for_year between first_year and last_year
    union all
    select 'headcounts', unit_code, least(reported_on, make_date(for_year, 12, 31)), concat_ws('|', for_year, name_key(collective_name)),
        concat_ws(', ', for_year, collective_name), null, members, concat_ws('/', completed, advanced, fighters, disciplined), reported_on, load_no, file_id, sheet, row_no
    from headcount, bound
    where for_year between first_year and last_year
    union all
    select 'follow_ups', unit_code, reported_on, concat_ws('|', raised_on, item_kind, name_key(content)), concat_ws(', ', item_kind, vn_date(raised_on), content),
        state, null, result, reported_on, load_no, file_id, sheet, row_no
    from follow_up, bound
    where year_of(raised_on) between first_year - 1 and last_year
    union all
    select 'scores', s.unit_code, make_date(s.year, 12, 31), concat_ws('|', s.cluster_code, s.year, s.criterion_code), concat_ws(', ', s.cluster_code, s.year, s.criterion_code),
        null, coalesce(s.verified_score, s.self_score), concat_ws('; ', 'tự chấm ' || vn_number(s.self_score), 'thẩm định ' || vn_number(s.verified_score),
            case when s.bonus > 0 then concat('cộng ', vn_number(s.bonus)) end, case when s.deduction > 0 then concat('trừ ', vn_number(s.deduction)) end, s.reason), s.reported_on, s.load_no, s.file_id, s.sheet, s.row_no
    from score s
    semi join cluster c on c.plan_id = $plan_id and c.cluster_code = s.cluster_code and c.year = s.year
), known as (
    select t.* replace (u.unit_code as unit_code), u.short_name, u.position
    from told t
    left join unit_stretches() s on s.unit_code = t.unit_code and least(t.on_day, $known_to::date) between s.since and s.until
    join units u on u.unit_code = dated_code(t.unit_code, s.since, s.until, $known_to::date)
    where t.reported_on <= $known_to::date and t.kind = coalesce($kind, t.kind)
), reports as (
    -- Rows of one report that read the same are several recipients.
    select kind, unit_code, item, reported_on, load_no, any_value(short_name) as short_name, any_value(position) as position,
        arg_max(subject, row_no) as subject, arg_max(state, row_no) as state, sum(quantity)::decimal(24,6) as quantity, nullif(arg_max(words, row_no), '') as words,
        max(row_no) as row_no, arg_max(file_id, row_no) as file_id, arg_max(sheet, row_no) as sheet
    from known
    group by kind, unit_code, item, reported_on, load_no
), compared as (
    select kind, unit_code, item, any_value(short_name) as short_name, any_value(position) as position,
        arg_max({subject: subject, state: state, quantity: quantity, words: words, reported_on: reported_on, row_no: row_no, file_id: file_id, sheet: sheet},
            (reported_on - date '1900-01-01') * 1000000 + load_no) as n,
        arg_max({subject: subject, state: state, quantity: quantity, words: words, reported_on: reported_on, row_no: row_no, file_id: file_id, sheet: sheet},
            (reported_on - date '1900-01-01') * 1000000 + load_no) filter (where reported_on <= $known_from::date) as o
    from reports
    group by kind, unit_code, item
    having max(reported_on) > $known_from::date
)
select
    c.kind, c.unit_code, c.short_name as unit_name, c.n.subject as subject,
    case when c.o is null then 'new' when c.o.state is distinct from c.n.state then 'moved' else 'corrected' end as change,
    c.o.state as old_state, c.n.state as new_state, c.o.quantity as old_quantity, c.n.quantity as new_quantity, c.o.words as old_words, c.n.words as new_words,
    c.o.reported_on as old_reported_on, c.n.reported_on as new_reported_on, row_place(f.name, c.n.sheet, c.n.row_no) as new_place
from compared c
left join source_file f on f.file_id = c.n.file_id
where c.o is null or (c.o.state, c.o.quantity, c.o.words) is distinct from (c.n.state, c.n.quantity, c.n.words)
order by list_position(['registrations', 'awards', 'exemplars', 'participations', 'activities', 'initiatives', 'fund_entries', 'votes', 'headcounts', 'follow_ups', 'scores'], c.kind),
    c.position, c.unit_code, c.n.subject, c.item
