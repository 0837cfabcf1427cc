-- name: proof_phases
-- about: Phases that leave the plan or overlap, and years that are not the sum of their phases; no row when all agree.
-- grain: one row per disagreement
-- params: plan_id VARCHAR, known_at DATE [rows reported up to this day]
-- returns: proof_id VARCHAR, blocking BOOLEAN, subject VARCHAR, expected DECIMAL(24,6) [NULL: not about numbers],
--          found DECIMAL(24,6) [NULL: not about numbers], problem VARCHAR, rows_behind VARCHAR[] [file:row; NULL: computed]
with dot as (
    select p.*, row_number() over (order by starts_on, phase_no) as no, lag(ends_on) over (order by starts_on, phase_no) as last_end
    from phase p
    where plan_id = $plan_id and kind = 'dot'
), years as (
    -- Years that the phases cover without gap or overlap.
    select year_of(starts_on) as y, min(starts_on) as first_day, max(ends_on) as last_day, count(*) as phases
    from dot
    group by year_of(starts_on)
    having min(starts_on) = make_date(any_value(year_of(starts_on)), 1, 1) and max(ends_on) = make_date(any_value(year_of(starts_on)), 12, 31)
        and sum(ends_on - starts_on + 1) = max(ends_on) - min(starts_on) + 1
), summed as (
    select distinct t.indicator_code, i.short_name
    from target t
    join indicator i using (indicator_code)
    where t.plan_id = $plan_id and i.course = 'accrues' and i.nature in ('count', 'flow', 'stock')
        and t.indicator_code not in (select indicator_code from target where restricted and indicator_code is not null)
), values_known as materialized (
    select a.indicator_code, a.unit_code, a.period_start, a.period_end, a.accumulation, a.value, a.status,
        row_place(s.name, a.sheet, a.row_no) as place
    from actual a
    semi join summed using (indicator_code)
    left join source_file s using (file_id)
    where a.reported_on <= $known_at::date and a.measure = 'level' and a.value is not null and a.value_precision = 'exact'
        and (a.period_end in (select ends_on from dot))
    qualify row_number() over (
        partition by a.indicator_code, a.unit_code, a.period_start, a.period_end, a.accumulation
        order by case a.status when 'official' then 4 when 'preliminary' then 3 when 'actual' then 2 else 1 end desc,
            a.reported_on desc, a.load_no desc, a.row_no desc) = 1
), of_year as (
    select v.*, y.y, y.phases
    from values_known v
    join years y on v.period_start = y.first_day and v.period_end = y.last_day and v.accumulation = 'cumulative'
), of_phase as (
    -- What a phase brought: its own report, or for the first the cumulative one.
    select v.indicator_code, v.unit_code, y.y, d.phase_no, any_value(v.value order by v.accumulation desc) as value,
        any_value(v.place order by v.accumulation desc) as place
    from values_known v
    join dot d on v.period_start = d.starts_on and v.period_end = d.ends_on
    join years y on y.y = year_of(d.starts_on)
    where v.accumulation = 'in_period' or d.starts_on = y.first_day and v.period_end < y.last_day
    group by all
), unit_name as (
    -- as it was called at the end of the plan
    select unit_code, arg_max(short_name, valid_from) as short_name
    from org_unit
    where valid_from <= (select ends_on from plan where plan_id = $plan_id)
    group by unit_code
), problems(no, proof_id, blocking, subject, expected, found, problem, rows_behind) as (
    select 1, 'phase_dates', false, d.name, null::decimal(24,6), null::decimal(24,6),
        concat('từ ', vn_date(d.starts_on), ' đến ', vn_date(d.ends_on), ' nằm ngoài kế hoạch (', vn_date(p.starts_on), ' - ', vn_date(p.ends_on), ')'),
        null::varchar[]
    from dot d
    join plan p using (plan_id)
    where d.starts_on < p.starts_on or d.ends_on > p.ends_on
    union all
    select 1, 'phase_dates', false, d.name, null, null,
        concat('bắt đầu ngày ', vn_date(d.starts_on), ', trước khi đợt trước kết thúc ngày ', vn_date(d.last_end)), null
    from dot d
    where d.starts_on <= d.last_end
    union all
    select 2, 'phases_year', false, concat(any_value(s.short_name), ', ', coalesce(any_value(u.short_name), y.unit_code), ', năm ', y.y),
        any_value(y.value), sum(f.value),
        'tổng các đợt khác số cả năm; chênh lệch do số ước các đợt đã được điều chỉnh thì nêu trong báo cáo',
        list_concat([any_value(y.place)], list(f.place order by f.phase_no))
    from of_year y
    join of_phase f using (indicator_code, unit_code, y)
    join summed s using (indicator_code)
    left join unit_name u using (unit_code)
    group by indicator_code, y.unit_code, y.y
    having count(*) = any_value(y.phases) and sum(f.value) <> any_value(y.value)
    union all
    select 3, 'phases_year', false, concat(s.short_name, ', ', coalesce(u.short_name, l.unit_code)), e.value, l.value,
        concat('lũy kế đến ', vn_date(l.period_end), ' nhỏ hơn lũy kế đến ', vn_date(e.period_end)), [e.place, l.place]
    from values_known e
    join values_known l on l.indicator_code = e.indicator_code and l.unit_code = e.unit_code and l.period_start = e.period_start
        and l.period_end > e.period_end and l.accumulation = 'cumulative' and e.accumulation = 'cumulative'
    join summed s on s.indicator_code = e.indicator_code
    left join unit_name u on u.unit_code = l.unit_code
    where l.value < e.value
)
select proof_id, blocking, subject, expected::decimal(24,6) as expected, found::decimal(24,6) as found, problem, rows_behind
from problems
order by no, subject, problem
