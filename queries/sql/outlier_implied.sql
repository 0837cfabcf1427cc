-- name: outlier_implied
-- about: Rates and per-head values that do not follow from their numerator and denominator, or from a total that is reported elsewhere.
-- grain: one row per value that does not follow
-- params: plan_id VARCHAR, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: kind VARCHAR [own_ratio, implied_total], indicator_code VARCHAR, indicator_name VARCHAR,
--          unit_code VARCHAR, short_name VARCHAR [of the unit], period_end DATE, value DECIMAL(24,6) [in the indicator's unit],
--          compared DECIMAL(24,6) [what it is compared with, in the same unit; NULL: a peer group], score DECIMAL(18,2) [robust z-score; NULL without peers],
--          peers INTEGER [other units compared with; NULL without], question VARCHAR [to the unit, Vietnamese], rows_behind VARCHAR[] [file:row]
with units as materialized (
    from plan_units($plan_id, $data_to::date, $data_to::date)
), name_parts as (
    select indicator_code, name, short_name, unit, nature, scale, decimals, definition,
        name_key(regexp_replace(numerator, '\s*\([^)]*\)\s*$', '')) as numerator_key,
        -- "Sản lượng lương thực (kg)": the numerator's own unit
        nullif(lower(trim(regexp_extract(numerator, '\(([^)]*)\)\s*$', 1))), '') as numerator_unit,
        name_key(regexp_replace(denominator, '\s*\([^)]*\)\s*$', '')) as denominator_key
    from indicator
), best as materialized (
    select a.*, row_place(s.name, a.sheet, a.row_no) as place
    from actual a
    semi join units using (unit_code)
    left join source_file s using (file_id)
    where a.reported_on <= $known_at::date and a.measure = 'level' and a.period_end between $data_to::date - 44 and $data_to::date
    qualify row_number() over (
        partition by a.indicator_code, a.unit_code, a.period_start, a.period_end, a.accumulation
        order by case a.status when 'official' then 4 when 'preliminary' then 3 when 'actual' then 2 else 1 end desc,
            a.reported_on desc, a.load_no desc, a.row_no desc) = 1
), rates as (
    select b.indicator_code, b.unit_code, b.period_start, b.period_end, b.value, b.value_precision, b.numerator, b.denominator, b.place,
        p.name, p.unit, p.scale, p.numerator_key, p.numerator_unit, p.denominator_key,
        -- Half of the value's last written digit.
        0.5 / pow(10, length(rtrim(split_part(b.value::varchar, '.', 2), '0'))) as half_digit
    from best b
    join name_parts p using (indicator_code)
    where p.nature = 'ratio' and p.scale is not null
), factors(unit, factor) as (values
    ('kg', 1.0), ('tạ', 100.0), ('tấn', 1000.0), ('nghìn tấn', 1000000.0),
    ('đồng', 1.0), ('nghìn đồng', 1000.0), ('triệu đồng', 1000000.0), ('tỷ đồng', 1000000000.0)
), totals as (
    -- A total or a population that the same unit reports for the same last day, by its name.
    select b.unit_code, b.period_end, k.key, b.value, p.name, lower(p.unit) as unit, b.place,
        row_number() over (partition by b.unit_code, b.period_end, k.key order by b.accumulation, b.period_start, p.indicator_code) as no
    from best b
    join name_parts p using (indicator_code)
    cross join unnest([name_key(p.name), name_key(p.short_name)]) k(key)
    where b.value is not null and b.value_precision = 'exact' and p.nature in ('count', 'flow', 'stock')
), found as (
    select 1 as no, 'own_ratio' as kind, r.*, null::varchar as total_name,
        (r.scale::double * r.numerator::double / r.denominator::double) as implied, [r.place] as places
    from rates r
    where r.value is not null and r.value_precision = 'exact' and r.numerator is not null and r.denominator > 0
        and abs(r.scale::double * r.numerator::double / r.denominator::double - r.value::double) > r.half_digit + 1e-9
    union all
    select 2, 'implied_total', r.*, t.name,
        t.value::double * coalesce(f.factor / g.factor, 1.0) * r.scale::double / coalesce(r.denominator, d.value)::double,
        list_filter([r.place, t.place, case when r.denominator is null then d.place end], x -> x is not null)
    from rates r
    join totals t on t.no = 1 and t.unit_code = r.unit_code and t.period_end = r.period_end and t.key = r.numerator_key
    left join totals d on d.no = 1 and d.unit_code = r.unit_code and d.period_end = r.period_end and d.key = r.denominator_key
    left join factors f on f.unit = t.unit
    left join factors g on g.unit = r.numerator_unit
    where r.value is not null and r.value_precision = 'exact' and coalesce(r.denominator, d.value) > 0
        and (r.numerator_unit is null or r.numerator_unit = t.unit or f.factor is not null and g.factor is not null)
        -- 1% for rounding on the way
        and abs(t.value::double * coalesce(f.factor / g.factor, 1.0) * r.scale::double / coalesce(r.denominator, d.value)::double - r.value::double)
            > greatest(r.half_digit, abs(r.value::double) * 0.01)
)
select
    f.kind, f.indicator_code, f.name as indicator_name, f.unit_code, u.short_name, f.period_end, f.value,
    case when abs(f.implied) < 1e15 then f.implied::decimal(24,6) end as compared, null::decimal(18,2) as score, null::integer as peers,
    concat('Đề nghị ', u.short_name, ' kiểm tra "', f.name, '" đến ngày ', vn_date(f.period_end), ': báo cáo ', vn_number(f.value), case when f.unit = '%' then '%' else concat(' ', f.unit) end,
        case f.kind when 'own_ratio' then concat(', nhưng tử số ', vn_number(f.numerator), ' và mẫu số ', vn_number(f.denominator), ' cho ')
            else concat(', nhưng "', f.total_name, '" cùng đơn vị báo cáo cho ') end,
        case when abs(f.implied) < 1e15 then vn_number(f.implied::decimal(18,2)) else 'số quá lớn' end, '. Số nào đúng?') as question,
    f.places as rows_behind
from found f
join units u using (unit_code)
where f.indicator_code not in (select indicator_code from target where restricted and indicator_code is not null)
order by f.indicator_code, u.position, f.unit_code, f.no
