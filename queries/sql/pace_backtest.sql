-- name: pace_backtest
-- about: How well the expected share of the pace would have told earlier years: each year against what was known of the years before it.
-- grain: one row per accruing target of a span that is not over and earlier complete year, the latest first
-- uses: measured
-- params: plan_id VARCHAR, data_to DATE, known_at DATE
-- returns: target_code VARCHAR, label VARCHAR, year INTEGER [tested], period_end DATE [same date of that year],
--          share DECIMAL(24,6) [percent of the year's own result reached by then], expected DECIMAL(24,6) [percent; mean of the years before it, else linear by days],
--          basis VARCHAR [history or linear], years INTEGER [earlier complete years behind expected; 0 when linear],
--          error DECIMAL(24,6) [share - expected, in điểm %], mean_error DECIMAL(24,6) [mean size of the target's errors, in điểm %],
--          largest_error DECIMAL(24,6) [largest size of the target's errors, in điểm %], tested INTEGER [years tested of the target]
select
    t.target_code, t.label, year_of(y.win_to)::integer as year, y.period_end, from_ticks(y.share) as share, from_ticks(y.expected) as expected,
    case when y.known > 0 then 'history' else 'linear' end as basis, y.known::integer as years, from_ticks(y.share - y.expected) as error,
    from_ticks(e.mean_error) as mean_error, from_ticks(e.largest_error) as largest_error, e.tested_years::integer as tested
from year_test y
join pace_error e using (no)
join target t on t.rowid = y.no
order by t.position, t.target_code, y.win_to desc
