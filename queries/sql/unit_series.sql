-- name: unit_series
-- about: An indicator by year on the boundaries before and after a reorganisation, through the conversion table.
-- grain: one row per side of the reorganisation, unit of that side and year
-- uses: boundary, every_day, point
-- params: indicator_code VARCHAR, unit_code VARCHAR [the unit, or the one above the units that report it, on either side of the day],
--         changed_on DATE [first day of the new boundaries], year_from INTEGER, year_to INTEGER, known_at DATE [rows reported up to this day],
--         basis VARCHAR [optional, of the shares of divided units, those given for everything unless given; one of: all, population, area, households]
-- returns: boundaries VARCHAR [old, new], boundaries_label VARCHAR [Vietnamese, for tables and charts], unit_code VARCHAR [of that side],
--          unit_name VARCHAR, unit_from DATE [first day of the unit], year INTEGER,
--          value DECIMAL(24,6) [indicator's unit; NULL with a refusal], value_source VARCHAR [reported, converted; NULL without a value],
--          value_precision VARCHAR [exact, or the word of its least exact part; NULL without a value], status VARCHAR [the weakest of its parts; NULL without a value],
--          parts VARCHAR[] [the units whose values it is made of], refusal VARCHAR [Vietnamese; NULL with a value],
--          change DECIMAL(24,6) [against the year before on the same boundaries, a rate's in points; NULL with a change_refusal],
--          growth DECIMAL(24,6) [percent; NULL for rates, for a base under 10 and without a change],
--          change_refusal VARCHAR [Vietnamese; NULL with a change]
with asked as (
    select indicator_code, name, nature, course, definition, step_of(decimals) as step, ticks(coalesce(scale, 100)) as factor,
        course = 'accrues' and nature in ('count', 'flow', 'stock', 'ratio') as adds,
        coalesce(scale, 100) = 100 as is_rate
    from indicator
    where indicator_code = $indicator_code
), wanted as (
    -- What accrues is put together from every unit of the year, a state from those of its last day.
    select t.*, y.year, y.year_from, y.year_to, a.adds,
        case when a.adds then y.year_from else y.year_to end as need_from, y.year_to as need_to
    from territory t, asked_year y, asked a
), source as (
    select *, greatest(year_from, unit_from) as win_from, least(year_to, last_day) as win_to
    from wanted
    where unit_from <= need_to and last_day >= need_from
), hole as (
    -- A unit on the way whose time begins or ends inside what is needed, and nothing says what was there before or after.
    select target_code, target_from, year,
        arg_min(name, position) as name, arg_min(case when starts_here and unit_from > need_from then unit_from else valid_to + 1 end, position) as on_day
    from wanted
    where starts_here and unit_from > need_from or ends_here and last_day < need_to
    group by target_code, target_from, year
), told as (
    select s.*, p.v, p.num, case when a.adds and a.is_rate then p.den else p.last_den end as den,
        p.value_precision, p.status_rank, p.definition_lo, p.definition_hi
    from source s
    join asked a on true
    left join asked_point p on p.unit_code = s.unit_code and p.win_from = s.win_from and p.win_to = s.win_to
        and p.measure = 'level' and not p.has_gap and not p.overlapped
        and (p.v is not null or p.num is not null and p.den is not null)
        -- two comparisons, for any other condition would make the left join try every pair of rows
        and p.period_end between case when s.adds then s.win_to else date '0001-01-01' end and case when s.adds then s.win_to else date '9999-12-31' end
    qualify row_number() over (partition by s.target_code, s.target_from, s.unit_code, s.unit_from, s.direction, s.year
                               order by p.period_end desc nulls last) = 1
), whole_year as (
    -- A new unit may tell the whole year, also the months before its first day.
    select t.target_code, t.target_from, y.year, p.v, p.num, p.den, p.value_precision, p.status_rank, p.definition_lo, p.definition_hi
    from (select distinct unit_code as target_code, unit_from as target_from from target_unit) t
    join org_unit u on u.unit_code = t.target_code and u.valid_from = t.target_from
    join asked a on a.adds
    join asked_year y on t.target_from > y.year_from and t.target_from <= y.year_to
    join asked_point p on p.unit_code = t.target_code and p.win_from = y.year_from and p.win_to = y.year_to and p.period_end = y.year_to
    where p.terms = 1 and p.measure = 'level' and not p.has_gap and (p.v is not null or p.num is not null and p.den is not null)
        and (u.valid_to is null or u.valid_to >= y.year_to)
), summed as (
    select target_code, target_from, year,
        count(*) as units, count(*) filter (where v is null and num is null) as silent, count(v) as values_,
        count(*) filter (where num is not null and den is not null) as ratios,
        bool_and(weight = 1000000000000) as is_whole, any_value(v) as own_v, any_value(unit_code = target_code and unit_from = target_from) as is_self,
        sum(v * weight) as v_sum, sum(num * weight) as num_sum, sum(den * weight) as den_sum,
        arg_min(unknown_code, position) filter (where unknown_on is not null) as unknown_code,
        arg_min(unknown_from, position) filter (where unknown_on is not null) as unknown_from,
        arg_min(unknown_on, position) filter (where unknown_on is not null) as unknown_on,
        list(name order by unit_from, position, unit_code) as parts,
        list(name order by unit_from, position, unit_code) filter (where v is null and num is null) as silent_names,
        min(status_rank) as status_rank, min(definition_lo) as definition_lo, max(definition_hi) as definition_hi,
        coalesce(max(value_precision) filter (where value_precision <> 'exact'), 'exact') as value_precision
    from told
    group by target_code, target_from, year
), judged as (
    select t.is_new, t.unit_code, t.unit_from, y.year, w.year is not null as tells_all, s.units = 1 and s.is_whole as is_single,
        s.is_self or w.year is not null as is_own, a.*, s.* exclude (target_code, target_from, year),
        w.v as w_v, w.num as w_num, w.den as w_den, w.status_rank as w_status, w.value_precision as w_precision,
        w.definition_lo as w_definition_lo, w.definition_hi as w_definition_hi,
        case when w.year is not null then null
             when h.name is not null then 'chưa có bảng chuyển đổi cho ' || h.name || ' tại ngày ' || vn_date(h.on_day)
             when s.units is null then 'không có đơn vị nào của năm này trong bảng chuyển đổi'
             when s.silent > 0 then 'chưa có số liệu đủ năm: ' || array_to_string(s.silent_names, ', ')
             when s.units = 1 and s.is_whole then null
             when s.unknown_on is not null then k.name
                 || case when s.unknown_on > k.valid_from then ' chia ra nhiều đơn vị từ ngày ' else ' do nhiều đơn vị nhập thành từ ngày ' end || vn_date(s.unknown_on)
                 || ', chưa có tỷ lệ để quy đổi'
             when a.nature not in ('count', 'flow', 'stock', 'ratio') then
                 case a.nature when 'growth' then 'tốc độ tăng không quy đổi theo địa giới được' when 'structure' then 'cơ cấu không quy đổi theo địa giới được'
                               else 'chỉ số, thứ hạng, xếp loại không quy đổi theo địa giới được' end
             when a.nature = 'ratio' and s.ratios < s.units then 'chưa có tử số, mẫu số để quy đổi'
             when a.nature = 'ratio' and not s.den_sum > 0 then 'mẫu số bằng 0'
             when a.nature <> 'ratio' and s.values_ < s.units then 'chưa có số liệu đủ năm' end as refusal
    from (select is_new, unit_code, unit_from from target_unit) t
    cross join asked_year y
    cross join asked a
    left join summed s on s.target_code = t.unit_code and s.target_from = t.unit_from and s.year = y.year
    left join whole_year w on w.target_code = t.unit_code and w.target_from = t.unit_from and w.year = y.year
    left join hole h on h.target_code = t.unit_code and h.target_from = t.unit_from and h.year = y.year
    left join org_unit k on k.unit_code = s.unknown_code and k.valid_from = s.unknown_from
), valued as (
    select is_new, unit_code, unit_from, year, nature, is_rate, definition, step, parts, refusal,
        case when refusal is not null then null
             when tells_all then coalesce(w_v, quotient(factor, w_num, w_den, step))
             when is_single then coalesce(own_v, quotient(factor, num_sum, den_sum, step))
             when nature = 'ratio' then quotient(factor, num_sum, den_sum, step)
             else round_div(v_sum, 1000000000000 * step) * step end as v,
        case when refusal is null then case when tells_all or is_single and is_own then 'reported' else 'converted' end end as value_source,
        case when refusal is null then case when tells_all then w_precision else value_precision end end as value_precision,
        case when refusal is null then case when tells_all then w_status else status_rank end end as status_rank,
        case when tells_all then w_definition_lo else definition_lo end as definition_lo,
        case when tells_all then w_definition_hi else definition_hi end as definition_hi, tells_all
    from judged
), beside as (
    select *, lag(v) over series as last_v, lag(refusal) over series as last_refusal,
        lag(definition_lo) over series as last_definition_lo, lag(definition_hi) over series as last_definition_hi
    from valued
    window series as (partition by is_new, unit_code, unit_from order by year)
), compared as (
    select *,
        case when refusal is not null then refusal
             when last_refusal is not null then 'năm ' || (year - 1) || ': ' || last_refusal
             when definition_lo <> definition_hi or last_definition_lo <> last_definition_hi or definition_lo <> last_definition_lo
                 then definitions_text(odd_one(last_definition_lo, last_definition_hi, definition), odd_one(definition_lo, definition_hi, definition), definition)
             when v is null or last_v is null then 'chưa có số liệu' end as change_refusal
    from beside
)
select
    case when c.is_new then 'new' else 'old' end as boundaries,
    concat(case when c.is_new then 'Địa giới từ ngày ' else 'Địa giới trước ngày ' end, vn_date($changed_on::date)) as boundaries_label,
    c.unit_code, u.name as unit_name, c.unit_from, c.year::integer as year, from_ticks(c.v) as value, c.value_source, c.value_precision,
    status_name(c.status_rank) as status, case when c.tells_all then [u.name] else coalesce(c.parts, []) end as parts, c.refusal,
    case when c.change_refusal is null then from_ticks(c.v - c.last_v) end as change,
    case when c.change_refusal is null and (nature_is_sum(c.nature) or c.nature = 'ratio' and not c.is_rate) and c.last_v >= 10 * one()
         then from_ticks(percent_ticks(c.v - c.last_v, c.last_v)) end as growth,
    c.change_refusal
from compared c
join org_unit u on u.unit_code = c.unit_code and u.valid_from = c.unit_from
where c.year >= $year_from
order by boundaries desc, u.position, c.unit_code, c.year
