-- part: rollup
-- about: Points of the units that windows ask about: reported by the unit itself, or else rolled up from the units
--   that collect the indicator, by nature, with coverage (semantics 2). children_v is the roll-up also beside an own report.
-- uses: tree, point
rolled_point as (
    select
        c.indicator_code, c.root_code as unit_code, c.win_from, c.win_to, p.period_end,
        count(*) as received_units,
        max(value_from) as value_from,
        sum(v) as v, sum(v_lo) as v_lo, sum(v_hi) as v_hi, count(v) as values_,
        sum(num) as num, sum(den) as den, sum(last_den) as last_den, count(num) as nums, count(last_den) as dens,
        min(v) as least_v, max(v) as most_v,
        count(*) filter (where measure <> 'level') as changes,
        count(*) filter (where value_precision <> 'exact') as vague,
        bool_or(has_gap) as has_gap, bool_or(overlapped) as overlapped,
        min(status_rank) as status_rank, max(reported_on) as reported_on,
        min(definition_lo) as definition_lo, max(definition_hi) as definition_hi
    from asked_point p
    join asked_call c on c.indicator_code = p.indicator_code and c.win_from = p.win_from and c.win_to = p.win_to
    join asked_team t on t.unit_code = p.unit_code and t.root_code = c.root_code and t.on_day = c.on_day and t.level = c.level and not t.is_self
    group by c.indicator_code, c.root_code, c.win_from, c.win_to, p.period_end
), asked_indicator as (
    select indicator_code, nature, step_of(decimals) as step, ticks(coalesce(scale, 100)) as factor,
        -- a percent counts both its sides over time; a per-head value has a state below the line
        coalesce(scale, 100) = 100 and nature <> 'growth' as sums_both_sides
    from indicator
    where indicator_code in (select indicator_code from asked_window)
), refused_point as (
    select r.*, i.nature, i.step, i.factor,
        case when i.sums_both_sides then r.den else r.last_den end as line_den,
        case when r.changes > 0 then 'đơn vị chỉ báo cáo mức tăng, giảm, không tổng hợp được'
             when i.nature in ('index', 'rank', 'grade') then 'chỉ số, thứ hạng, xếp loại không tổng hợp từ cấp dưới'
             when i.nature in ('ratio', 'structure', 'growth') and (r.nums < r.received_units or r.dens < r.received_units)
                  then 'đơn vị chưa báo cáo tử số, mẫu số, không tổng hợp được'
             when nature_is_sum(i.nature) and r.values_ < r.received_units then 'có đơn vị chỉ báo cáo bằng lời'
             end as refusal
    from rolled_point r
    join asked_indicator i using (indicator_code)
), rolled as (
    select *,
        case when refusal is not null then null
             when nature_is_sum(nature) then to_step(v, step)
             when nature = 'growth' then quotient(factor, num - last_den, last_den, step)
             else quotient(factor, num, line_den, step) end as rolled_v,
        vague > 0 and nature_is_sum(nature) as sums_vague
    from refused_point
), own as (
    select p.*, i.nature, i.step, i.factor,
        case when i.sums_both_sides then p.den else p.last_den end as line_den
    from asked_point p
    semi join asked_window w on w.indicator_code = p.indicator_code and w.unit_code = p.unit_code
                            and w.win_from = p.win_from and w.win_to = p.win_to
    join asked_indicator i on i.indicator_code = p.indicator_code
), expected_count as (
    select c.indicator_code, c.root_code as unit_code, c.win_from, c.win_to, t.expected_units
    from asked_call c
    join (select root_code, on_day, level, count(*) as expected_units from asked_team where not is_self group by all) t
      on t.root_code = c.root_code and t.on_day = c.on_day and t.level = c.level
), target_point as materialized (
    select
        indicator_code, unit_code, win_from, win_to, period_end, o.row_id is not null as is_own,
        case when o.row_id is null then c.rolled_v
             when o.v is not null and o.terms = 1 then o.v
             when o.nature in ('count', 'flow', 'stock', 'index', 'rank', 'grade') then o.v
             else coalesce(quotient(o.factor, case when o.nature = 'growth' then o.num - o.last_den else o.num end,
                                    case when o.nature = 'growth' then o.last_den else o.line_den end, o.step),
                           case when o.terms = 1 or o.nature = 'growth' then o.v end) end as v,
        case when o.row_id is not null then o.v_lo when c.sums_vague then c.v_lo else c.rolled_v end as v_lo,
        case when o.row_id is not null then o.v_hi when c.sums_vague then c.v_hi else c.rolled_v end as v_hi,
        case when o.row_id is not null then coalesce(o.value_precision, 'exact')
             when c.vague > 0 then 'about' else 'exact' end as value_precision,
        coalesce(o.measure, 'level') as measure, coalesce(o.basis, 'unit') as basis,
        case when o.row_id is not null then o.num else c.num end as num,
        case when o.row_id is not null then o.line_den else c.line_den end as den,
        case when o.row_id is not null then o.value_from else c.value_from end as value_from,
        o.text_value, o.items,
        case when o.row_id is not null then o.status_rank else c.status_rank end as status_rank,
        case when o.row_id is not null then o.reported_on else c.reported_on end as reported_on,
        case when o.row_id is not null then o.definition_lo else c.definition_lo end as definition_lo,
        case when o.row_id is not null then o.definition_hi else c.definition_hi end as definition_hi,
        case when o.row_id is not null then o.has_gap else c.has_gap end as has_gap,
        case when o.row_id is not null then o.overlapped else c.overlapped end as overlapped,
        o.row_id is null and c.received_units < n.expected_units as is_partial,
        c.rolled_v as children_v, c.least_v, c.most_v, c.refusal, c.received_units, n.expected_units, o.row_id
    from own o
    full join rolled c using (indicator_code, unit_code, win_from, win_to, period_end)
    left join expected_count n using (indicator_code, unit_code, win_from, win_to)
)
