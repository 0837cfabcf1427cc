-- Points of the units that targets bind: reported by the unit itself, or rolled
-- up from the units that collect the indicator, by nature, with coverage
-- (semantics 2).

-- Everyone below a unit on a day, by the tree of that day; the unit itself too.
create or replace temp macro step_tree() as table
with recursive root as (
    select unit_code as root_code, least(data_to, win_to) as on_day from asked_target
    union
    -- an earlier year is summed over the tree of its own time
    select unit_code, least(at_date, win_to) from asked_window
), below as (
    select root_code, on_day, root_code as unit_code from root
    union
    select b.root_code, b.on_day, u.unit_code
    from below b
    join org_unit u on u.parent_code = b.unit_code
                   and b.on_day >= u.valid_from and (u.valid_to is null or b.on_day <= u.valid_to)
)
select b.root_code, b.on_day, b.unit_code, u.level, u.kind, u.short_name, u.position,
       coalesce(u.reports, false) as reports
from below b
left join org_unit u on u.unit_code = b.unit_code
                    and b.on_day >= u.valid_from and (u.valid_to is null or b.on_day <= u.valid_to);

create or replace temp view asked_tree as
    select * from step_tree() where error('asked_tree is bound in measured_target') is null;

-- Whom a target expects: units of the collecting level below it that have to
-- report. None when the unit itself is of that level.
create or replace temp macro step_expected() as table
with asked as (
    select distinct indicator_code, unit_code as root_code, collected_at, win_from, win_to, least(at_date, win_to) as on_day
    from asked_window
), root_level as (
    select root_code, on_day, max(level) as level from asked_tree where unit_code = root_code group by root_code, on_day
)
select a.indicator_code, a.root_code, a.win_from, a.win_to, t.unit_code, t.short_name, t.position
from asked a
join root_level r on r.root_code = a.root_code and r.on_day = a.on_day and r.level is distinct from a.collected_at
join asked_tree t on t.root_code = a.root_code and t.on_day = a.on_day
           and t.level = a.collected_at and t.reports and t.unit_code <> a.root_code;

create or replace temp view asked_expected as
    select * from step_expected() where error('asked_expected is bound in measured_target') is null;

-- own_* and rolled_* side by side, one row per unit, window and period end.
create or replace temp macro step_target_point() as table
with expected_count as (
    select indicator_code, root_code, win_from, win_to, count(*) as expected_units
    from asked_expected group by all
), asked as (
    select distinct indicator_code, unit_code, win_from, win_to from asked_window
), own as (
    select p.* from asked_point p semi join asked using (indicator_code, unit_code, win_from, win_to)
), rolled as (
    select
        e.indicator_code, e.root_code as unit_code, e.win_from, e.win_to, p.period_end,
        count(*) as received_units,
        max(value_from) as value_from,
        sum(v) as v, sum(v_lo) as v_lo, sum(v_hi) as v_hi, count(v) as values_,
        sum(num) as num, sum(den) as den, sum(last_den) as last_den, count(num) as nums, count(last_den) as dens,
        min(v) as least_v, max(v) as most_v,
        count(*) filter (where measure <> 'level') as changes,
        count(*) filter (where value_precision <> 'exact') as vague,
        count(*) filter (where has_gap) as gaps, count(*) filter (where overlapped) as overlapped_units,
        min(status_rank) as status_rank, max(reported_on) as reported_on,
        min(definition_lo) as definition_lo, max(definition_hi) as definition_hi
    from asked_expected e
    join asked_point p on p.indicator_code = e.indicator_code and p.unit_code = e.unit_code
                and p.win_from = e.win_from and p.win_to = e.win_to
    group by e.indicator_code, e.root_code, e.win_from, e.win_to, p.period_end
), typed as (
    select r.*, i.nature, step_of(i.decimals) as step, ticks(coalesce(i.scale, 100)) as factor,
        coalesce(i.scale, 100) = 100 and i.nature <> 'growth' as sums_both_sides,
        case when r.changes > 0 then 'đơn vị chỉ báo cáo mức tăng, giảm, không tổng hợp được'
             when i.nature in ('index', 'rank', 'grade') then 'chỉ số, thứ hạng, xếp loại không tổng hợp từ cấp dưới'
             when i.nature in ('ratio', 'structure', 'growth') and (r.nums < r.received_units or r.dens < r.received_units)
                  then 'đơn vị chưa báo cáo tử số, mẫu số, không tổng hợp được'
             when nature_is_sum(i.nature) and r.values_ < r.received_units then 'có đơn vị chỉ báo cáo bằng lời'
             end as refusal
    from rolled r join indicator i using (indicator_code)
), computed as (
    select *,
        case when refusal is not null then null
             when nature_is_sum(nature) then to_step(v, step)
             when nature = 'growth' then quotient(factor, num - last_den, last_den, step)
             else quotient(factor, num, case when sums_both_sides then den else last_den end, step) end as rolled_v
    from typed
)
select
    indicator_code, unit_code, win_from, win_to, period_end,
    o.value_from as own_from, o.measure, o.basis, o.v, o.v_lo, o.v_hi, o.num, o.den, o.last_den, o.value_precision,
    o.text_value, o.items, o.status_rank, o.reported_on, o.definition_lo, o.definition_hi, o.terms, o.has_gap, o.overlapped,
    o.file_id, o.sheet, o.row_no, o.indicator_code is not null as is_own,
    c.rolled_v, case when c.vague = 0 or not nature_is_sum(c.nature) then c.rolled_v else c.v_lo end as rolled_lo,
    case when c.vague = 0 or not nature_is_sum(c.nature) then c.rolled_v else c.v_hi end as rolled_hi,
    case when c.vague > 0 then 'about' else 'exact' end as rolled_precision,
    c.num as rolled_num, case when c.sums_both_sides then c.den else c.last_den end as rolled_den,
    c.least_v, c.most_v, c.value_from as rolled_from, c.gaps > 0 as rolled_gap, c.overlapped_units > 0 as rolled_overlaps,
    c.status_rank as rolled_status, c.reported_on as rolled_reported_on,
    c.definition_lo as rolled_definition_lo, c.definition_hi as rolled_definition_hi,
    c.refusal, c.received_units, n.expected_units
from own o
full join computed c using (indicator_code, unit_code, win_from, win_to, period_end)
left join expected_count n on n.indicator_code = coalesce(o.indicator_code, c.indicator_code)
    and n.root_code = coalesce(o.unit_code, c.unit_code)
    and n.win_from = coalesce(o.win_from, c.win_from) and n.win_to = coalesce(o.win_to, c.win_to);
