-- When rows of a value that load $load tells again stop counting, as migration 0006
-- has it. Only the periods of the load are looked at: a million rows that tell
-- nothing again cost one look at each.
update actual
set counts_until = known.until
from (
    with periods as (
        select min(period_end) as first_end, max(period_end) as last_end from actual where load_no = $load
    ), told as not materialized (
        select rowid as row_id, *, hash(indicator_code, unit_code, period_start, period_end, accumulation, measure) as about
        from actual
        where period_end between (select first_end from periods) and (select last_end from periods)
            and (value is not null or numerator is not null or text_value is not null or items is not null)
    )
    select row_id, counts_until as was,
        coalesce(min(reported_on) over (
            partition by indicator_code, unit_code, period_start, period_end, accumulation, measure
            order by case status when 'official' then 4 when 'preliminary' then 3 when 'actual' then 2 else 1 end desc,
                reported_on desc, load_no desc, row_no desc, file_id desc, sheet desc
            rows between unbounded preceding and 1 preceding), date '9999-12-31') as until
    from told
    where about in (select about from told group by about having count(*) > 1 and max(load_no) = $load)
) known
where known.row_id = actual.rowid and known.until <> known.was
