-- part: measured
-- about: Of every target version the values that its judgement needs: now, ước cả năm, last year's same date, the base,
--   the expected share from history. One row per target with a value or a statement.
-- uses: window, day, rollup
window_break as (
    -- Windows of a time when the code was another unit than it is now.
    select s.no, s.purpose, s.years, s.win_from, min(b.on_day) as on_day
    from asked_window s
    join asked_target j on few(j.no, s.no)
    join unit_breaks() b on b.unit_code = s.unit_code
        and b.on_day > least(s.at_date, s.win_to) and b.on_day <= least($data_to::date, j.win_to)
    group by s.no, s.purpose, s.years, s.win_from
), told as materialized (
    select
        s.no, s.indicator_code, s.unit_code, s.purpose, s.years, s.at_date, s.win_from, s.win_to, p.period_end, j.course, j.adds,
        p.v, p.value_from, p.measure, p.status_rank, p.text_value,
        p.definition_lo <> j.definition or p.definition_hi <> j.definition as other_definition,
        p.definition_lo, p.definition_hi, p.value_precision, p.v_hi, p.den, p.has_gap, p.is_partial, b.on_day as changed_on,
        -- the latest; a row that says something before one that does not
        p.period_end - date '1900-01-01'
            + case when p.v is not null or p.text_value is not null or p.items is not null then 1000000 else 0 end as choice,
        -- A year that begins some days earlier (15/12) ends as many days earlier.
        s.win_to - cast(case when j.adds then greatest(0, s.win_from - p.value_from) else 0 end as integer) as told_to
    from asked_window s
    join asked_target j on few(j.no, s.no)
    join target_point p on p.indicator_code = s.indicator_code and p.unit_code = s.unit_code
                       and p.win_from = s.win_from and p.win_to = s.win_to
    left join window_break b on few(b.no, s.no) and few(b.purpose, s.purpose) and few(b.years, s.years) and few(b.win_from, s.win_from)
), now_slice as materialized (
    -- One slice, except for totals and means over years, which add up their years.
    select no, indicator_code, unit_code, win_from, win_to,
        -- a year's state is that of its last weeks, what is measured once of any day
        max_by({period_end: period_end, told_to: case when course = 'once' then win_from when adds then told_to else told_to - stale_days() end,
                other_definition: other_definition}, choice) as told
    from told
    where purpose = 'now' and period_end <= at_date and changed_on is null
    group by no, indicator_code, unit_code, win_from, win_to
), now_value as materialized (
    select
        s.no, s.indicator_code, s.unit_code, sum(p.v) as v, sum(coalesce(p.v_lo, p.v)) as v_lo, sum(coalesce(p.v_hi, p.v)) as v_hi,
        list([p.v, coalesce(p.v_lo, p.v), coalesce(p.v_hi, p.v)] order by s.win_from) as yearly,
        case when count(p.num) = count(*) and count(p.den) = count(*) then [arg_max(p.num, s.win_from), arg_min(p.den, s.win_from)] end as ends,
        min(p.value_from) as value_from, min(p.status_rank) as status_rank, max(p.reported_on) as reported_on,
        bool_or(s.told.other_definition) as other_definition, bool_or(p.overlapped) as overlapped,
        bool_or(p.is_partial) as is_partial, count(*) as slices, max(s.win_from) as last_from, max(s.win_to) as last_win_to, max(s.told.period_end) as value_to,
        bool_or(p.has_gap) as has_gap, count(p.v) as told_slices,
        -- an earlier year that is not told to its end
        count(*) filter (where s.told.period_end < s.told.told_to) as open_slices
    from now_slice s
    join target_point p on p.indicator_code = s.indicator_code and p.unit_code = s.unit_code
                       and p.win_from = s.win_from and p.win_to = s.win_to and p.period_end = s.told.period_end
    group by s.no, s.indicator_code, s.unit_code
), other_value as materialized (
    -- What stands beside the value of now, picked by its date.
    select
        t.no,
        arg_max({v: t.v, v_hi: t.v_hi, value_precision: t.value_precision}, t.status_rank)
            filter (where t.purpose = 'now' and t.period_end >= t.told_to and t.period_end > t.at_date and not t.is_partial) as year_estimate,
        arg_max({v: t.v, den: t.den, period_end: t.period_end, value_from: t.value_from, status_rank: t.status_rank,
                 other_definition: t.other_definition, definition_lo: t.definition_lo, definition_hi: t.definition_hi,
                 incomplete: t.is_partial or t.has_gap, measure: t.measure, value_precision: t.value_precision, changed_on: t.changed_on}, t.choice)
            filter (where t.purpose = 'last' and n.no is not null and (t.course = 'once' or t.period_end <= last_year_day(n.value_to, 1))) as last_year,
        arg_max({v: t.v, den: t.den, other_definition: t.other_definition}, t.choice)
            filter (where t.purpose = 'base' and t.changed_on is null and not t.is_partial and not t.has_gap and t.measure = 'level'
                          and (t.course = 'once' or t.period_end >= case when t.adds then t.told_to else t.win_to - stale_days() end)) as base
    from told t
    left join now_value n on few(n.no, t.no)
    where t.v is not null and t.purpose <> 'history'
    group by t.no
), base_words as (
    select no, arg_max(text_value, choice) as base_text
    from told
    where purpose = 'base' and text_value is not null and not other_definition
      and (course = 'once' or period_end >= win_to - stale_days()) and changed_on is null
    group by no
), year_share as materialized (
    -- what share of an earlier complete year the unit had reached at this date
    select y.no, y.years, y.win_from, y.win_to, h.period_end, quotient(hundred(), h.v, y.v, 1::hugeint) as share
    from told y
    join now_value n on few(n.no, y.no)
    join told h on few(h.no, y.no) and few(h.years, y.years) and h.purpose = 'history'
    where y.purpose = 'history' and y.period_end = y.told_to and y.v > 0
      and not y.is_partial and not y.has_gap and not y.other_definition
      and h.period_end = last_year_day(n.value_to, h.years)
      and h.v is not null and not h.is_partial and not h.has_gap
), history as (
    -- the unit's own mean share
    select no, count(*) as history_years, round_div(sum(share), count(*)::hugeint) as history_share
    from year_share
    group by no
), year_test as (
    -- each earlier year against what the years before it would have told: their
    -- mean, else linear by days
    select s.no, s.years, any_value(s.win_to) as win_to, any_value(s.period_end) as period_end,
        to_step(any_value(s.share), percent_step()) as share, count(e.no) as known,
        case when count(e.no) > 0 then to_step(round_div(sum(e.share), count(e.no)::hugeint), percent_step())
             else percent_ticks(any_value(s.period_end - s.win_from + 1)::hugeint, any_value(s.win_to - s.win_from + 1)::hugeint) end as expected
    from year_share s
    left join year_share e on few(e.no, s.no) and (e.years > s.years) is true
    group by s.no, s.years
), pace_error as (
    select no, count(*) as tested_years, to_step(round_div(sum(abs(share - expected)), count(*)::hugeint), percent_step()) as mean_error,
        max(abs(share - expected)) as largest_error
    from year_test
    group by no
), missing as (
    select n.no, list(e.short_name order by e.position, e.unit_code) as missing_units
    from now_value n
    join asked_expected e
      on e.indicator_code = n.indicator_code and e.root_code = n.unit_code
     and e.win_from = n.last_from and e.win_to = n.last_win_to
    anti join asked_point p
      on p.indicator_code = e.indicator_code and p.unit_code = e.unit_code
     and p.win_from = e.win_from and p.win_to = e.win_to and p.period_end = n.value_to
    where n.is_partial
    group by n.no
), stated as (
    select j.no,
        arg_max({outlook: a.outlook, reason: a.outlook_reason},
                report_order(a.status, a.reported_on, a.load_no, a.row_no)
                + (a.period_end - date '1900-01-01') * (1::hugeint << 64)) as said
    from asked_target j
    join actual a on a.indicator_code = j.indicator_code and a.unit_code = j.unit_code
    where a.outlook is not null and a.reported_on <= $known_at::date
      and a.period_end between j.win_from and greatest(j.win_to, $data_to::date)
    group by j.no
)
