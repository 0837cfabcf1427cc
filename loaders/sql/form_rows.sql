-- The indicators that a unit reports: those of the plan that are collected at
-- its level, and those that it has reported for another unit. One row per
-- indicator and described unit, in the plan's order.
-- params: plan_id, unit_code, level, last day of the phase
with asked as (
    select indicator_code, min(position) as position
    from target
    where plan_id = $1 and indicator_code is not null and counted_from is null
    group by indicator_code
), root as (
    select unit_code from plan where plan_id = $1
), own as (
    select i.indicator_code, $2 as described
    from indicator i
    join asked using (indicator_code)
    where i.collected_at = $3
        -- an agency's level says nothing about its field
        and $3 <> 'agency'
    union
    select distinct a.indicator_code, a.unit_code
    from actual a
    join asked using (indicator_code)
    where a.reporter_code = $2
), words as (
    select distinct on (t.indicator_code, o.described) t.indicator_code, o.described, coalesce(t.corrected, t.quote) as words,
        t.unit_code <> o.described as of_all
    from target t
    join own o using (indicator_code)
    where t.plan_id = $1 and t.in_force_from <= $4 and t.unit_code in (o.described, (from root))
    order by t.indicator_code, o.described, t.unit_code <> o.described, t.version desc, t.position
), reported as (
    select a.indicator_code, a.unit_code, a.value, a.value_hi, a.numerator, a.denominator, a.text_value, a.period_end, a.accumulation
    from actual a
    join own o on o.indicator_code = a.indicator_code and o.described = a.unit_code
    where (coalesce(a.value, a.numerator) is not null or a.text_value is not null)
        -- not what another unit told under the code
        and not exists (from org_unit u where u.unit_code = a.unit_code and u.valid_from > a.period_end and u.valid_from <= $4)
    qualify row_number() over (partition by a.indicator_code, a.unit_code
        order by a.period_end <= $4 desc, a.period_end desc,
            case a.status when 'official' then 4 when 'preliminary' then 3 when 'actual' then 2 else 1 end desc, a.reported_on desc, a.load_no desc, a.row_no desc) = 1
), ticked as (
    select distinct t.indicator_code from target t join target_item using (plan_id, target_code, version) where t.plan_id = $1
)
select
    i.indicator_code, i.name, i.unit, i.nature, i.course, coalesce(i.numerator, ''), coalesce(i.denominator, ''), coalesce(array_to_string(i.grades, chr(31)), ''),
    o.described, coalesce(w.words, ''), coalesce(w.of_all, false), i.indicator_code in (from ticked),
    cast(r.value as varchar), cast(r.value_hi as varchar), cast(r.numerator as varchar), cast(r.denominator as varchar), coalesce(r.text_value, ''), r.period_end,
    coalesce(r.accumulation, 'cumulative')
from own o
join indicator i using (indicator_code)
join asked a using (indicator_code)
left join words w on w.indicator_code = o.indicator_code and w.described = o.described
left join reported r on r.indicator_code = o.indicator_code and r.unit_code = o.described
order by a.position, o.described
