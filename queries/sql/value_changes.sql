-- name: value_changes
-- about: What changed between two days of knowledge: values that came late, were corrected, or became final (bổ sung sau chốt).
-- grain: one row per indicator of the plan, unit of its tree, period, accumulation and measure whose value that counts is not the same on both days
-- params: plan_id VARCHAR, known_from DATE [what was known up to and including this day], known_to DATE,
--         data_to DATE [optional; periods that end up to this day; without it all]
-- returns: indicator_code VARCHAR, indicator_name VARCHAR, unit VARCHAR [of measure], restricted BOOLEAN [of a target of defence or security], unit_code VARCHAR,
--          unit_name VARCHAR [short; the code when the tree lacks it], period_start DATE, period_end DATE,
--          accumulation VARCHAR [in_period, cumulative], measure VARCHAR [level; increase, decrease: a change],
--          change VARCHAR [new, corrected, status: the same value under another status],
--          old_value DECIMAL(24,6) [indicator's unit; NULL when new, in words or by its parts], old_value_hi DECIMAL(24,6) [upper end of an interval; NULL otherwise],
--          old_precision VARCHAR [exact, above, below, about, interval; NULL when new], old_numerator DECIMAL(24,6) [NULL when not given], old_denominator DECIMAL(24,6) [NULL when not given],
--          old_text VARCHAR [words; NULL for none], old_items VARCHAR[] [codes; NULL when not given], old_status VARCHAR [NULL when new],
--          old_reported_on DATE [NULL when new], old_place VARCHAR [file:row; NULL when new],
--          new_value DECIMAL(24,6) [as old_value], new_value_hi DECIMAL(24,6) [NULL for one number], new_precision VARCHAR,
--          new_numerator DECIMAL(24,6) [NULL when not given], new_denominator DECIMAL(24,6) [NULL when not given], new_text VARCHAR [NULL for none],
--          new_items VARCHAR[] [NULL when not given], new_status VARCHAR, new_reported_on DATE, new_place VARCHAR, note VARCHAR [of the new row; NULL for none]
with asked as (
    select t.indicator_code, bool_or(t.restricted) as restricted, min(t.position) as position
    from target t
    where t.plan_id = $plan_id and t.indicator_code is not null
    group by t.indicator_code
), units as (
    select u.unit_code, u.short_name, u.position
    from plan p, plan_units($plan_id, least(p.starts_on, $known_to::date), $known_to::date) u
    where p.plan_id = $plan_id
), recent as (
    -- What nobody spoke of again needs no look at its history.
    select distinct indicator_code, unit_code, period_end
    from actual
    where reported_on > $known_from::date and reported_on <= $known_to::date and period_end <= coalesce($data_to::date, period_end)
), told as (
    -- A blank says that nothing is known yet; it takes no value back.
    select a.rowid as row_id, a.indicator_code, u.unit_code, a.period_start, a.period_end, a.accumulation, a.measure, a.reported_on,
        report_order(a.status, a.reported_on, a.load_no, a.row_no) as choice
    from actual a
    join asked q using (indicator_code)
    left join unit_stretches() s on s.unit_code = a.unit_code and a.period_end between s.since and s.until
    join units u on u.unit_code = dated_code(a.unit_code, s.since, s.until, $known_to::date)
    semi join recent r on r.indicator_code = a.indicator_code and r.unit_code = a.unit_code and r.period_end = a.period_end
    where a.reported_on <= $known_to::date and (a.value is not null or a.numerator is not null or a.text_value is not null or a.items is not null)
), counting as (
    select indicator_code, unit_code, period_start, period_end, accumulation, measure,
        arg_max(row_id, choice) as new_id,
        arg_max(row_id, choice) filter (where reported_on <= $known_from::date) as old_id
    from told
    group by all
    having new_id is distinct from old_id
), compared as (
    select c.*, o.value as old_value, o.value_hi as old_value_hi, o.value_precision as old_precision, o.numerator as old_numerator,
        o.denominator as old_denominator, o.text_value as old_text, o.items as old_items, o.status as old_status, o.reported_on as old_reported_on,
        row_place(of.name, o.sheet, o.row_no) as old_place,
        n.value as new_value, n.value_hi as new_value_hi, n.value_precision as new_precision, n.numerator as new_numerator,
        n.denominator as new_denominator, n.text_value as new_text, n.items as new_items, n.status as new_status, n.reported_on as new_reported_on,
        row_place(nf.name, n.sheet, n.row_no) as new_place, n.note,
        case when c.old_id is null then 'new'
             when (o.value, o.value_hi, o.value_precision, o.numerator, o.denominator, o.text_value, o.items, o.definition)
                  is distinct from (n.value, n.value_hi, n.value_precision, n.numerator, n.denominator, n.text_value, n.items, n.definition) then 'corrected'
             when o.status <> n.status then 'status' end as change
    from counting c
    join actual n on n.rowid = c.new_id
    left join source_file nf on nf.file_id = n.file_id
    left join actual o on o.rowid = c.old_id
    left join source_file of on of.file_id = o.file_id
)
select
    c.indicator_code, i.name as indicator_name, i.unit, q.restricted, c.unit_code, u.short_name as unit_name,
    c.period_start, c.period_end, c.accumulation, c.measure, c.change,
    c.old_value, c.old_value_hi, c.old_precision, c.old_numerator, c.old_denominator, c.old_text, c.old_items, c.old_status, c.old_reported_on,
    case when c.old_id is not null then c.old_place end as old_place,
    c.new_value, c.new_value_hi, c.new_precision, c.new_numerator, c.new_denominator, c.new_text, c.new_items, c.new_status, c.new_reported_on, c.new_place, c.note
from compared c
join asked q using (indicator_code)
join indicator i using (indicator_code)
join units u using (unit_code)
where c.change is not null
order by q.position, c.indicator_code, u.position, c.unit_code, c.period_end, c.period_start, c.accumulation, c.measure
