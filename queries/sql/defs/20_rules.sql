-- The numbers and small rules that several parts of a judgement share (semantics 2, 3).

create or replace temp macro stale_days() as 45;              -- last year's value is not older
create or replace temp macro shifted_start_days() as 17;      -- 15/12 opens the year of 01/01
-- The year that a change counts from when the plan names none: of a mean over
-- years the one before the first of them.
create or replace temp macro year_before(span, span_from, win_from) as
    year_of(case when span = 'yearly_average' then span_from else win_from end) - 1;

-- Of a change asked of each year the stated base is that of the first year; every
-- later one is held against the year before it.
create or replace temp macro base_moves(span, measure, base_year, span_from) as
    coalesce(span = 'each_year' and measure <> 'level' and base_year = year_of(span_from) - 1, false);

-- Whether a window begins inside a year, so that what is told of it may run since
-- an earlier day.
create or replace temp macro begins_inside(win_from) as win_from <> make_date(year_of(win_from), 1, 1);

-- How many days before 1 January a year counted from that day begins (15/12): it
-- ends, and is told, as many days earlier.
create or replace temp macro early_days(day) as
    cast(case when make_date(year_of(day) + 1, 1, 1) - day <= shifted_start_days() then make_date(year_of(day) + 1, 1, 1) - day else 0 end as integer);

create or replace temp macro history_years() as 5;            -- earlier years behind the expected share

create or replace temp macro nature_is_sum(nature) as nature in ('count', 'flow', 'stock');

create or replace temp macro status_rank(status) as
    case status when 'official' then 4 when 'preliminary' then 3 when 'actual' then 2 else 1 end;

create or replace temp macro status_name(rank) as
    case rank when 4 then 'official' when 3 then 'preliminary' when 2 then 'actual' when 1 then 'estimate' end;

-- Official beats preliminary beats actual beats estimate; inside a status the
-- latest report, then the later load, then the later row. One number, because
-- arg_max on a number is several times faster than on a row.
create or replace temp macro report_order(status, reported_on, load_no, row_no) as
    ((status_rank(status) * 131072 + (reported_on - date '1970-01-01')) * 1048576 + load_no) * 8388608 + row_no;

-- What the word beside a value allows: trên up to +5%, gần down to -5%, khoảng
-- ±5% (semantics 1). Trên and gần leave out the written number itself.
create or replace temp macro lowest(t, word) as
    case word when 'above' then t + 1
              when 'below' then t - abs(t) * 5 // 100
              when 'about' then t - abs(t) * 5 // 100
              else t end;

create or replace temp macro highest(t, word, t_hi) as
    case word when 'above' then t + abs(t) * 5 // 100
              when 'below' then t - 1
              when 'about' then t + abs(t) * 5 // 100
              when 'interval' then coalesce(t_hi, t)
              else t end;

-- The same date of an earlier year; the end of a month stays one.
create or replace temp macro last_year_day(d, n) as
    case when d = last_day(d) then last_day(years_back(d, n)) else years_back(d, n) end;

create or replace temp macro endless() as cast(1000000000000000000000000000000000000 as hugeint);

-- What a bound says of v. lo..hi is the band of a range or an about, X otherwise;
-- top is where a strict bound counts as exceeded; never: good cannot be exceeded.
create or replace temp macro verdict_at(bound, v, lo, hi, good, top, never) as
    case case when v is not null and lo is not null then bound end
        when 'at_least' then case when v < lo then 'not_met' when v > lo and not never then 'exceeded' else 'met' end
        when 'more_than' then case when v <= lo then 'not_met' when v >= top and not never then 'exceeded' else 'met' end
        when 'at_most' then case when v > lo then 'not_met' when v < lo and not never then 'exceeded' else 'met' end
        when 'cap' then case when v > lo then 'not_met' else 'met' end
        when 'less_than' then case when v >= lo then 'not_met' when v <= top and not never then 'exceeded' else 'met' end
        when 'band' then
            case when v between lo and hi then 'met'
                 when good = 'none' or (good = 'up') = (v < lo) then 'not_met'
                 when never then 'met' else 'exceeded' end
        when 'exactly' then case when v = lo then 'met' when v < lo then 'not_met' else 'to_verify' end
        when 'equal' then case when v = lo then 'met' else 'not_met' end
    end;

-- d of a change in the basis of the target; moved is v - base for tăng, base - v
-- for giảm. A percent is rounded like a rate, a multiple two digits further.
create or replace temp macro change_of(basis, moved, base, step) as
    case basis when 'percent' then quotient(hundred(), moved, base, least(step, percent_step()))
               when 'times' then quotient(one(), moved, base, greatest(least(step, percent_step()) // 100, 100))
               else moved end;

-- base ** n in whole numbers; an error when it has more than 38 digits.
create or replace temp macro whole_power(base, n) as
    list_reduce([base for i in range(n)], lambda a, b: a * b, 1::hugeint);

-- What grows from v0 to vn in n years grows by so many percent each year, in
-- ticks: (vn / v0)^(1/n) - 1 (semantics 3). The root is guessed and then set right
-- by whole numbers: m/M is the middle between two steps, and (m/M)^n is compared
-- with vn/v0. Where the powers have more than 38 digits the guess stands: it is
-- exact to 15 digits. NULL unless v0 and n are above 0 and vn is not below 0.
create or replace temp macro compound_percent(vn, v0, n, step) as
    -- Each argument stands here once, and each power: an expression is planned as often as it is written.
    list_transform([{to_: vn, from_: v0, years: n, step: step}], lambda a: case
        when a.from_ > 0 and a.years > 0 and a.to_ = 0 then -hundred()
        when a.from_ > 0 and a.years > 0 and a.to_ > 0 then
            list_transform([{q: cast(round((pow(a.to_::double / a.from_::double, 1 / a.years::double) - 1) * 10000000000 / a.step::double) as hugeint),
                             m: 20000000000::hugeint // a.step, x: a.to_ // gcd(a.to_, a.from_), y: a.from_ // gcd(a.to_, a.from_), n: a.years}],
                lambda g: (g.q + coalesce(try(list_transform(
                    [{above: g.y * whole_power(g.m + 2 * g.q + 1, g.n), at_: g.x * whole_power(g.m, g.n), below: g.y * whole_power(g.m + 2 * g.q - 1, g.n)}],
                    lambda w: case when w.above < w.at_ or g.q >= 0 and w.above = w.at_ then 1
                                   when w.below > w.at_ or g.q <= 0 and w.below = w.at_ then -1
                                   else 0 end)[1]), 0)) * a.step)[1] end)[1];

-- The mean of years (semantics 3): growth is compounded, from the levels of the
-- first base and the last year where every year tells them, else from each year's
-- own percent, of which four decimals count; everything else is the plain mean, of
-- rates too. column is 1 for v, 2 and 3 for what a word beside it allows. A sum is rounded to step, growth to rate_step.
create or replace temp macro yearly_mean(nature, total, yearly, column_, ends, years, step, rate_step) as
    case when nature <> 'growth' then to_step(round_div(total, years::hugeint), least(step, percent_step()))
         else compound_percent(
            case when ends is not null then ends[1]
                 else list_reduce([2000000 + round_div(y[column_], 5000::hugeint) for y in yearly], lambda a, b: a * b, 1::hugeint) end,
            case when ends is not null then ends[2] else whole_power(2000000::hugeint, len(yearly)) end,
            case when ends is not null then years else len(yearly) end, rate_step) end;

-- d of a change over so many years, for one of them: percent and multiples
-- compounded, everything else its part. A mean of counts is no count: it has two
-- decimals, or 1.8 a year would pass for 2.
create or replace temp macro yearly_change(basis, moved, sign_asked, base, step, years) as
    case when years = 1 then change_of(basis, moved, base, step)
         when basis in ('percent', 'times') then
            sign_asked * compound_percent(base + sign_asked * moved, base, years,
                case basis when 'percent' then least(step, percent_step()) else greatest(least(step, percent_step()), 10000) end)
            // case basis when 'times' then 100 else 1 end
         else to_step(round_div(moved, years::hugeint), least(step, percent_step())) end;

create or replace temp macro unit_count_text(names) as
    concat('còn thiếu ', len(names), ' đơn vị: ', array_to_string(names, ', '));

-- One failure is enough: an all_of that failed rests on estimates only when each
-- failed member does; one that was met, when any does.
create or replace temp macro rests_on_estimate(failed, every_failed, any_met) as
    coalesce(case when failed then every_failed else any_met end, false);

-- Which definition a value was told by: of a sum of several, the one not wanted.
create or replace temp macro odd_one(lo, hi, wanted) as case when lo <> wanted then lo else hi end;

-- Why two values are not compared: by which definitions they were told, then and
-- now; when both are of one, the indicator's own beside it.
create or replace temp macro definitions_text(before, now_, wanted) as
    concat('khác chuẩn: ', before, ' và ', case when now_ = before then wanted else now_ end);

-- The verdict of a demand of each year from the verdicts of its years.
create or replace temp macro years_verdict(verdict, is_running) as
    case when bool_or(verdict = 'not_met') then 'not_met'
         when bool_or(is_running) then 'not_due'
         when bool_or(verdict = 'no_data') then 'no_data'
         when bool_or(verdict = 'to_verify') then 'to_verify'
         when bool_or(verdict = 'not_due') then 'not_due'
         when bool_and(verdict = 'exceeded') then 'exceeded' else 'met' end;
