-- One row per target version with every value that its judgement needs: now,
-- ước cả năm, last year's same date, the base, the expected share from history.

create or replace temp macro last_year_day(d, n) as
    case when d = last_day(d) then last_day(years_back(d, n)) else years_back(d, n) end;

create or replace temp macro measured_target(plan, upto, known) as table
with asked_target as materialized (
    select * from judged_target(plan, upto, known)
), asked_window as materialized (
    select * from step_window()
), asked_tree as materialized (
    select * from step_tree()
), asked_expected as materialized (
    select * from step_expected()
), asked_point as materialized (
    select * from step_point(known)
), point as materialized (
    select * from step_target_point()
), told as materialized (
    -- The unit's own report is printed where there is one; else the roll-up.
    select
        s.target_code, s.version, s.purpose, s.years, s.at_date, s.win_from, s.win_to, p.period_end,
        o.is_own, p.expected_units, p.received_units, p.refusal, p.least_v, p.most_v, p.rolled_v,
        case when o.is_own then p.own_from else p.rolled_from end as value_from,
        case when not o.is_own then p.rolled_v
             when p.v is not null and p.terms = 1 then p.v
             when j.nature in ('count', 'flow', 'stock', 'index', 'rank', 'grade') then p.v
             when j.nature = 'growth' then coalesce(quotient(j.factor, p.num - p.last_den, p.last_den, j.step), p.v)
             else coalesce(quotient(j.factor, p.num, case when j.sums_both_sides then p.den else p.last_den end, j.step),
                           case when p.terms = 1 then p.v end) end as v,
        case when o.is_own then p.v_lo else p.rolled_lo end as v_lo,
        case when o.is_own then p.v_hi else p.rolled_hi end as v_hi,
        case when o.is_own then coalesce(p.value_precision, 'exact') else p.rolled_precision end as value_precision,
        case when o.is_own then p.measure else 'level' end as value_measure,
        case when o.is_own then p.basis else 'unit' end as value_basis,
        case when o.is_own then p.num else p.rolled_num end as num,
        case when o.is_own then case when j.sums_both_sides then p.den else p.last_den end
             else p.rolled_den end as den,
        case when o.is_own then p.text_value end as text_value,
        case when o.is_own then p.items end as items,
        case when o.is_own then p.status_rank else p.rolled_status end as status_rank,
        case when o.is_own then p.reported_on else p.rolled_reported_on end as reported_on,
        case when o.is_own then p.definition_lo <> j.definition or p.definition_hi <> j.definition
             else p.rolled_definition_lo <> j.definition or p.rolled_definition_hi <> j.definition end as other_definition,
        case when o.is_own then p.has_gap else p.rolled_gap end as has_gap,
        case when o.is_own then p.overlapped else p.rolled_overlaps end as overlapped,
        not o.is_own and p.received_units < p.expected_units as is_partial,
        case when o.is_own then p.file_id end as file_id,
        case when o.is_own then p.sheet end as sheet,
        case when o.is_own then p.row_no end as row_no
    from asked_window s
    join asked_target j using (target_code, version)
    join point p on p.indicator_code = s.indicator_code and p.unit_code = s.unit_code
                and p.win_from = s.win_from and p.win_to = s.win_to,
    lateral (select p.is_own as is_own) o
), usable as materialized (
    select *, period_end - date '1900-01-01'
              + case when v is not null or text_value is not null or items is not null then 1000000 else 0 end as choice
    from told
), slice as (
    select target_code, version, win_from, win_to, arg_max(u, choice) as u
    from usable u
    where purpose = 'now' and period_end <= at_date
    group by target_code, version, win_from, win_to
), now_value as (
    -- One slice, except for totals and means over years, which add up their years.
    select
        target_code, version, arg_max(u, win_from) as u, max(win_from) as last_from,
        sum(u.v) as v, sum(coalesce(u.v_lo, u.v)) as v_lo, sum(coalesce(u.v_hi, u.v)) as v_hi,
        min(u.value_from) as value_from, min(u.status_rank) as status_rank, max(u.reported_on) as reported_on,
        bool_or(u.other_definition) as other_definition, bool_or(u.overlapped) as overlapped,
        bool_or(u.is_partial) as is_partial, count(*) as slices,
        bool_or(u.has_gap) as has_gap, count(u.v) as told_slices,
        -- an earlier year that is not told to its end
        count(*) filter (where u.period_end < win_to - cast(greatest(0, win_from - u.value_from) as integer)) as open_slices
    from slice group by target_code, version
), whole as (
    select target_code, version, arg_max(u, u.status_rank) as u
    from usable u
    where purpose = 'now' and period_end = win_to and period_end > at_date and v is not null and not is_partial
    group by target_code, version
), last_value_ as (
    select n.target_code, n.version, arg_max(l, l.choice) as u
    from now_value n
    join asked_target j using (target_code, version)
    join usable l on l.target_code = n.target_code and l.version = n.version and l.purpose = 'last'
    where l.v is not null and (j.course = 'once' or l.period_end <= last_year_day(n.u.period_end, 1))
    group by n.target_code, n.version
), base_value_ as (
    select b.target_code, b.version, arg_max(b, b.choice) as u
    from usable b
    join asked_target j using (target_code, version)
    where b.purpose = 'base' and b.v is not null and not b.is_partial and not b.has_gap and b.value_measure = 'level'
      and (j.course = 'once' or b.period_end >= b.win_to - case when j.adds then 0 else stale_days() end)
    group by b.target_code, b.version
), complete_year as (
    select target_code, version, years, v as total
    from usable
    where purpose = 'history' and period_end = win_to and v > 0 and not is_partial and not has_gap and not other_definition
), history as (
    -- the unit's own mean share of the year at this date
    select y.target_code, y.version, count(*) as history_years,
           round_div(sum(quotient(hundred(), h.v, y.total, 1::hugeint)), count(*)::hugeint) as share
    from complete_year y
    join now_value n using (target_code, version)
    join usable h on h.target_code = y.target_code and h.version = y.version and h.purpose = 'history' and h.years = y.years
    where h.period_end = last_year_day(n.u.period_end, h.years)
      and h.v is not null and not h.is_partial and not h.has_gap
    group by y.target_code, y.version
), missing as (
    select n.target_code, n.version, list(e.short_name order by e.position, e.unit_code) as missing_units
    from now_value n
    join asked_target j using (target_code, version)
    join asked_expected e
      on e.indicator_code = j.indicator_code and e.root_code = j.unit_code
     and e.win_from = n.u.win_from and e.win_to = n.u.win_to
    anti join asked_point p
      on p.indicator_code = e.indicator_code and p.unit_code = e.unit_code
     and p.win_from = e.win_from and p.win_to = e.win_to and p.period_end = n.u.period_end
    where n.u.is_partial
    group by n.target_code, n.version
), stated as (
    select j.target_code, j.version,
        arg_max(struct_pack(outlook := a.outlook, reason := a.outlook_reason),
                report_order(a.status, a.reported_on, a.load_no, a.row_no)
                + (a.period_end - date '1900-01-01') * (1::hugeint << 64)) as s
    from asked_target j
    join actual a on a.indicator_code = j.indicator_code and a.unit_code = j.unit_code
    where a.outlook is not null and a.reported_on <= known and a.period_end between j.win_from and greatest(j.win_to, upto)
    group by j.target_code, j.version
), ledger as (
    select * from ledger_value(upto, known)
)
select
    j.*,
    case when j.counted_from is not null then l.v
         when j.by_years and j.span = 'yearly_average' then to_step(round_div(n.v, n.slices::hugeint), j.step)
         when j.by_years then n.v else n.u.v end as v,
    case when j.counted_from is not null then coalesce(l.share_lo, l.v)
         when j.by_years and j.span = 'yearly_average' then round_div(n.v_lo, n.slices::hugeint)
         when j.by_years then n.v_lo else coalesce(n.u.v_lo, n.u.v) end as v_lo,
    case when j.counted_from is not null then coalesce(l.share_hi, l.share_lo, l.v)
         when j.by_years and j.span = 'yearly_average' then round_div(n.v_hi, n.slices::hugeint)
         when j.by_years then n.v_hi else coalesce(n.u.v_hi, n.u.v) end as v_hi,
    case when l.share_hi > l.share_lo then 'interval' when l.v is not null then 'exact'
         when n.u.v is not null then n.u.value_precision end as value_precision,
    coalesce(n.u.value_measure, 'level') as value_measure, coalesce(n.u.value_basis, 'unit') as value_basis,
    coalesce(l.num, n.u.num) as num, coalesce(l.den, n.u.den) as den,
    n.u.text_value as text_value, n.u.items as done_items,
    coalesce(n.status_rank, case when l.v is not null then 2 end) as status_rank,
    coalesce(l.reported_on, n.reported_on) as reported_on,
    case when j.counted_from is not null then l.value_from else n.value_from end as value_from,
    case when j.counted_from is not null then l.value_to else n.u.period_end end as value_to,
    coalesce(n.other_definition, false) as other_definition,
    coalesce(n.overlapped, false) as overlapped,
    coalesce(n.is_partial, false) as is_partial,
    coalesce(n.has_gap or (j.by_years and (n.open_slices > 1 or n.told_slices < year_of(n.last_from) - year_of(j.span_from) + 1)), false) as has_gap,
    case when l.v is not null then 'ledger' when n.u is null then null
         when n.u.is_own then 'own' when n.u.v is not null then 'rolled_up' end as value_source,
    coalesce(l.expected_units, n.u.expected_units) as expected_units,
    coalesce(l.received_units, n.u.received_units) as received_units,
    coalesce(l.missing_units, m.missing_units) as missing_units,
    case when n.u.is_own then n.u.rolled_v end as children_v,
    n.u.refusal as refusal, n.u.least_v as least_v, n.u.most_v as most_v,
    l.granted, l.pending,
    n.u.file_id as file_id, n.u.sheet as sheet, n.u.row_no as row_no,
    w.u.v as year_estimate,
    p.u.v as last_v, p.u.period_end as last_to, p.u.value_from as last_from, p.u.status_rank as last_status_rank,
    p.u.other_definition as last_other_definition, p.u.is_partial or p.u.has_gap as last_incomplete,
    p.u.value_measure as last_measure,
    coalesce(ticks(j.base_value), b.u.v) as base_v,
    j.base_value is null and coalesce(b.u.other_definition, false) as base_other_definition,
    h.history_years, h.share as history_share,
    s.s.outlook as stated_outlook, s.s.reason as stated_reason
from asked_target j
left join now_value n using (target_code, version)
left join ledger l using (target_code, version)
left join missing m using (target_code, version)
left join whole w using (target_code, version)
left join last_value_ p using (target_code, version)
left join base_value_ b using (target_code, version)
left join history h using (target_code, version)
left join stated s using (target_code, version);
