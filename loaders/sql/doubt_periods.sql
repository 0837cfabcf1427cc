-- Staged values of a period that runs past the end of every plan that asks for
-- the indicator. One row per staged value.
with ends as (
    select t.indicator_code, max(p.ends_on) as ends_on
    from (select plan_id, indicator_code from staging.target union
        select plan_id, indicator_code from target where plan_id not in (select plan_id from staging.plan)) t
    join (select plan_id, ends_on from staging.plan union
        select plan_id, ends_on from plan where plan_id not in (select plan_id from staging.plan)) p using (plan_id)
    where t.indicator_code is not null
    group by t.indicator_code
)
select s.src, s.sheet, s.row_no, s.period_start, s.period_end, e.ends_on
from staging.actual s
join ends e on e.indicator_code = s.indicator_code and s.period_end > e.ends_on
order by s.src, s.sheet_no, s.row_no
