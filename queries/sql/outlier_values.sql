-- name: outlier_values
-- about: Reported values that jump against the same period of last year or against similar units, each as a question to the unit.
-- grain: one row per suspicious value and kind of suspicion
-- params: plan_id VARCHAR, data_to DATE, known_at DATE [rows reported up to this day]
-- returns: kind VARCHAR [jump, growth_peers, level_peers], indicator_code VARCHAR, indicator_name VARCHAR,
--          unit_code VARCHAR, short_name VARCHAR [of the unit], period_end DATE, value DECIMAL(24,6) [in the indicator's unit],
--          compared DECIMAL(24,6) [what it is compared with, in the same unit; NULL: a peer group], score DECIMAL(18,2) [robust z-score; NULL without peers],
--          peers INTEGER [other units compared with; NULL without], question VARCHAR [to the unit, Vietnamese], rows_behind VARCHAR[] [file:row]
with units as materialized (
    from plan_units($plan_id, $data_to::date, $data_to::date)
), measures as (
    select i.*, i.nature not in ('count', 'flow', 'stock') as is_rate
    from indicator i
    where i.nature in ('count', 'flow', 'stock', 'ratio', 'growth')
        and i.indicator_code in (
            select indicator_code from target where plan_id = $plan_id and indicator_code is not null)
        and i.indicator_code not in (select indicator_code from target where restricted and indicator_code is not null)
), best as materialized (
    select a.indicator_code, a.unit_code, a.period_start, a.period_end, a.accumulation,
        case when a.value is not null then a.value
            when a.denominator <> 0 then from_ticks(quotient(ticks(m.scale), ticks(a.numerator), ticks(a.denominator), 10000::hugeint)) end as value,
        a.period_end > $data_to::date - 45 as is_now, row_place(s.name, a.sheet, a.row_no) as place
    from actual a
    join measures m using (indicator_code)
    semi join units using (unit_code)
    left join source_file s using (file_id)
    where a.reported_on <= $known_at::date and a.measure = 'level' and a.definition = m.definition
        and (a.period_end between $data_to::date - 44 and $data_to::date
            or a.period_end between years_back($data_to::date, 1) - 44 and years_back($data_to::date, 1))
    qualify row_number() over (
        partition by a.indicator_code, a.unit_code, a.period_start, a.period_end, a.accumulation
        order by case a.status when 'official' then 4 when 'preliminary' then 3 when 'actual' then 2 else 1 end desc,
            a.reported_on desc, a.load_no desc, a.row_no desc) = 1
), now_values as (
    -- The widest period that ends last.
    select * from best where is_now and value is not null
    qualify row_number() over (partition by indicator_code, unit_code order by period_end desc, accumulation, period_start) = 1
), last_values as (
    -- Who took over the code of another unit has no last year of its own.
    select * from best
    where not is_now
        and unit_code not in (select unit_code from unit_breaks() where on_day > years_back($data_to::date, 1) - 45 and on_day <= $data_to::date)
), paired as (
    select n.*, m.name as indicator_name, m.unit, m.is_rate, u.short_name, u.level, u.kind as unit_kind, u.position,
        l.value as last_value, l.place as last_place
    from now_values n
    join measures m using (indicator_code)
    join units u using (unit_code)
    left join last_values l on l.indicator_code = n.indicator_code and l.unit_code = n.unit_code
        and l.accumulation = n.accumulation and l.period_end = years_back(n.period_end, 1) and l.period_start = years_back(n.period_start, 1)
), scored_by(kind, x, row_data) as (
    select 'growth_peers',
        case when is_rate then (value - last_value)::double when value > 0 and last_value > 0 then ln(value::double / last_value::double) end,
        p
    from paired p
    where last_value is not null
    union all
    -- Only rates are alike across units of different size.
    select 'level_peers', value::double, p from paired p where is_rate
), grouped as (
    select kind, x, row_data, count(x) over g - 1 as peers, median(x) over g as middle
    from scored_by
    where x is not null
    window g as (partition by kind, row_data.indicator_code, row_data.period_start, row_data.period_end, row_data.accumulation,
        row_data.level, row_data.unit_kind)
), spread as (
    select *, median(abs(x - middle)) over g as mad, avg(abs(x - middle)) over g as mean_distance
    from grouped
    window g as (partition by kind, row_data.indicator_code, row_data.period_start, row_data.period_end, row_data.accumulation,
        row_data.level, row_data.unit_kind)
), peered as (
    -- A normal spread has MAD = 0.6745 and mean distance = 0.7979 standard deviations; the
    -- second serves where more than half of the units are equal. 3.5 is the usual limit.
    select kind, row_data, peers, middle, x - middle as distance, (x - middle) / coalesce(nullif(mad, 0) / 0.6745, mean_distance / 0.7979) as z
    from spread
    where peers >= 8 and mean_distance > 0
        and abs((x - middle) / coalesce(nullif(mad, 0) / 0.6745, mean_distance / 0.7979)) > 3.5
), notable as (
    -- Among units that move alike a small step is far out, and still no question:
    -- 20% for a quantity, a point for a percentage, a tenth for other rates.
    select * from peered
    where abs(distance) >= case when not row_data.is_rate then 0.2 when row_data.unit like '%\%%' escape '\' then 1.0
        else 0.1 * abs(row_data.value::double) end
), jumped as (
    select p as row_data
    from paired p
    where not is_rate and last_value >= 10 and (value >= 5 * last_value or 5 * value <= last_value)
), found as (
    select 1 as no, 'jump' as kind, row_data, null::double as z, null::bigint as peers, null::double as middle from jumped
    union all
    select 2, kind, row_data, z, peers, middle from notable
)
select
    f.kind, f.row_data.indicator_code, f.row_data.indicator_name, f.row_data.unit_code, f.row_data.short_name, f.row_data.period_end,
    f.row_data.value, case when f.kind <> 'level_peers' then f.row_data.last_value end as compared,
    case when abs(f.z) < 1e15 then f.z::decimal(18,2) end as score, f.peers::integer as peers,
    concat('Đề nghị ', f.row_data.short_name, ' kiểm tra "', f.row_data.indicator_name, '" đến ngày ', vn_date(f.row_data.period_end), ': báo cáo ',
        vn_number(f.row_data.value), case when f.row_data.unit = '%' then '%' else concat(' ', f.row_data.unit) end,
        case f.kind
            when 'jump' then concat(', cùng kỳ ', vn_number(f.row_data.last_value),
                case when f.row_data.value >= f.row_data.last_value then '; gấp từ 5 lần trở lên' else '; chỉ bằng một phần năm trở xuống' end,
                '. Số liệu có đúng đơn vị tính không?')
            when 'growth_peers' then concat(', cùng kỳ ', vn_number(f.row_data.last_value),
                '; mức tăng, giảm khác hẳn ', f.peers, ' đơn vị cùng loại. Nguyên nhân là gì?')
            else concat('; khác hẳn ', f.peers, ' đơn vị cùng loại (mức giữa ', vn_number(f.middle::decimal(18,2)), '). Số liệu có đúng không?')
        end) as question,
    list_filter([f.row_data.place, case when f.kind <> 'level_peers' then f.row_data.last_place end], x -> x is not null) as rows_behind
from found f
order by f.row_data.indicator_code, f.row_data.position, f.row_data.unit_code, f.no, f.kind
