-- Exact arithmetic. `/`, avg and round on a column give DOUBLE, so verdicts and
-- printed figures are computed on whole numbers: a tick is 0.00000001 of the
-- indicator's unit, in a HUGEINT, which overflows with an error and never wraps.
-- Two digits below what a value may have (6) leave room for ±5% and for shares.
-- A step is the last digit of a rounded result in ticks: 1000000 for 2 decimals.
--
-- Macros repeat their arguments wherever they use them, so each is short.

create or replace temp macro one() as 100000000::hugeint;             -- 1, in ticks
create or replace temp macro hundred() as 10000000000::hugeint;       -- 100%, in ticks
create or replace temp macro percent_step() as 1000000::hugeint;      -- ratios have two decimals

create or replace temp macro ticks(x) as cast(x * 1000000 as hugeint) * 100;

create or replace temp macro step_of(decimals) as
    cast(case decimals when 0 then 100000000 when 1 then 10000000 when 2 then 1000000 when 3 then 100000
                       when 4 then 10000 when 5 then 1000 else 100 end as hugeint);

-- n / m to a whole number, half away from zero; NULL unless m is above 0.
create or replace temp macro round_div(n, m) as
    case when m > 0 then (2 * n + sign(n) * m) // (2 * m) end;

-- t / m rounded up to a step, for what must suffice; t is 0 or more. NULL unless m is above 0.
create or replace temp macro up_to_step(t, m, step) as
    case when m > 0 then (t + m * step - 1) // (m * step) * step end;

create or replace temp macro to_step(t, step) as round_div(t, step) * step;
create or replace temp macro round_ticks(t, decimals) as to_step(t, step_of(decimals));

create or replace temp macro from_ticks(t) as
    cast(cast(t as decimal(38,0)) * 0.00000001::decimal(8,8) as decimal(24,6));

-- factor × n / m, rounded once; factor in ticks, n and m in one measure.
create or replace temp macro quotient(factor, n, m, step) as
    round_div(factor * n, m * step) * step;
create or replace temp macro times_quotient(factor, n, m, decimals) as quotient(factor, n, m, step_of(decimals));

-- n / m in percent with two decimals, in ticks.
create or replace temp macro percent_ticks(n, m) as round_div(n * 10000, m) * 1000000;

create or replace temp macro vn_date(d) as strftime(d, '%d/%m/%Y');

-- a = b where both sides of a join are a plan's targets, or no more than some
-- thousand rows. Rows are compared one by one then: a hash table takes 2 MB,
-- however few its rows, and a judgement has dozens of them.
create or replace temp macro few(a, b) as (a = b) is true;

-- The same day of an earlier year. 29/02 becomes 28/02.
create or replace temp macro years_back(d, n) as cast(d - to_years(cast(n as integer)) as date);

-- The year of a date. year() makes itself a table of all days in every expression
-- that uses it, which costs more than a plan's whole query.
create or replace temp macro year_of(d) as cast(left(cast(d as varchar), 4) as bigint);
