-- name: year_projection
-- about: Where an accruing target would end if the rest of the span went like earlier years. For analysts only: no report prints it.
-- grain: one row per accruing target, not restricted, of a span that is not over with an exact value of all units above 0
-- uses: measured
-- params: plan_id VARCHAR, data_to DATE, known_at DATE
-- returns: label VARCHAR [what the figures are: dự báo của phần mềm], target_code VARCHAR, indicator VARCHAR, unit VARCHAR, value DECIMAL(24,6), value_to DATE,
--          limit_value DECIMAL(24,6) [X as written; NULL without a number], share DECIMAL(24,6) [percent of the span expected by now],
--          basis VARCHAR [history or linear], years INTEGER [earlier complete years; 0 when linear],
--          projected DECIMAL(24,6) [value / share], projected_lo DECIMAL(24,6) [value / the largest share of an earlier year; NULL with fewer than 3 years],
--          projected_hi DECIMAL(24,6) [value / the smallest share; NULL with fewer than 3 years, or when one of them is 0]
with shares as (
    select no, count(*) as years, to_step(round_div(sum(share), count(*)::hugeint), percent_step()) as share,
        -- as pace_backtest prints them
        to_step(min(share), percent_step()) as least, to_step(max(share), percent_step()) as most
    from year_share
    group by no
), valued as (
    select j.no, j.decimals, n.v, n.value_to, coalesce(s.years, 0) as years, s.least, s.most,
        coalesce(s.share, percent_ticks((n.value_to - j.win_from + 1)::hugeint, (j.win_to - j.win_from + 1)::hugeint)) as share
    from asked_target j
    join now_value n using (no)
    left join shares s using (no)
    where j.is_current and j.adds and j.nature <> 'ratio' and j.unfinished and not j.by_years and j.measure = 'level'
        and n.v > 0 and n.v_lo = n.v and n.v_hi = n.v and not n.is_partial and not n.has_gap and not n.other_definition
)
select
    'dự báo của phần mềm' as label, t.target_code, t.label as indicator, t.unit, from_ticks(v.v) as value, v.value_to,
    case when t.ref_owner is null then t.lo end as limit_value, from_ticks(v.share) as share,
    case when v.years > 0 then 'history' else 'linear' end as basis, v.years::integer as years,
    from_ticks(times_quotient(v.v, hundred(), v.share, v.decimals)) as projected,
    case when v.years >= 3 then from_ticks(times_quotient(v.v, hundred(), v.most, v.decimals)) end as projected_lo,
    case when v.years >= 3 then from_ticks(times_quotient(v.v, hundred(), v.least, v.decimals)) end as projected_hi
from valued v
join target t on t.rowid = v.no
where not t.restricted
order by t.position, t.target_code
