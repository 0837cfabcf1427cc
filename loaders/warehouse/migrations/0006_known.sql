-- What is known of values, kept by the load that changes it, so that a question
-- about a day of knowledge compares two days of a row and no rows with each other.

-- A row counts from reported_on to the day before counts_until: from then on
-- another row of the same value (indicator, unit, period, accumulation, measure)
-- says more. Official beats preliminary beats actual beats estimate; inside a
-- status the latest report, the later load, the later row. A row that never counts
-- (left blank, or already bettered when it came) has counts_until <= reported_on;
-- one that still does, 9999-12-31.
alter table actual add column counts_until date default '9999-12-31';

update actual
set counts_until = known.until
from (
    select rowid as row_id,
        case when value is null and numerator is null and text_value is null and items is null then reported_on
             else min(reported_on) over (
                partition by indicator_code, unit_code, period_start, period_end, accumulation, measure,
                    value is null and numerator is null and text_value is null and items is null
                order by case status when 'official' then 4 when 'preliminary' then 3 when 'actual' then 2 else 1 end desc,
                    reported_on desc, load_no desc, row_no desc, file_id desc, sheet desc
                rows between unbounded preceding and 1 preceding) end as until
    from actual
) known
where known.row_id = actual.rowid and known.until is not null;

-- The period ends of an indicator that anybody told something for, and what all
-- that was told for them has in common.
create table reported_day (
    indicator_code    varchar not null,
    period_end        date not null,
    first_reported_on date not null,
    values_only       boolean not null,   -- every row a level, in one number or interval, without words or items
    with_parts        boolean not null,   -- every row with its numerator and a denominator above 0
    cumulative_only   boolean not null,
    in_period_only    boolean not null,
    first_start       date not null,      -- of the rows' periods
    last_start        date not null
);

insert into reported_day
select indicator_code, period_end, min(reported_on),
    bool_and(value is not null and measure = 'level' and text_value is null and items is null),
    bool_and(coalesce(numerator is not null and denominator > 0, false)),
    bool_and(accumulation = 'cumulative'), bool_and(accumulation = 'in_period'), min(period_start), max(period_start)
from actual
where value is not null or numerator is not null or text_value is not null or items is not null
group by indicator_code, period_end
order by indicator_code, period_end;
