-- name: proof_fund
-- about: Where the emulation fund does not agree with itself or with the decisions; no row when it does.
-- grain: one row per disagreement
-- params: plan_id VARCHAR, year INTEGER [of the fund], known_at DATE [rows reported up to this day]
-- returns: proof_id VARCHAR, blocking BOOLEAN, subject VARCHAR, expected DECIMAL(24,6) [đồng; NULL: not about numbers], found DECIMAL(24,6) [đồng; NULL: not about numbers],
--          problem VARCHAR, rows_behind VARCHAR[] [file:row]
with has_fund as (
    select count(*) > 0 as yes from known_fund_entries($plan_id, $year::integer, $known_at::date) where entry_kind = 'prize'
), problems(no, proof_id, subject, expected, found, problem, rows_behind) as (
    select 1, 'fund', concat(e.short_name, ': quỹ thi đua, khen thưởng'), sum(case when entry_kind in ('opening', 'allocated', 'contributed') then amount else 0 end),
        sum(case when entry_kind in ('opening', 'allocated', 'contributed') then 0 else amount end), 'chi vượt số dư đầu năm và số được cấp',
        list(row_place(s.name, e.sheet, e.row_no) order by e.file_id, e.sheet, e.row_no)
    from known_fund_entries($plan_id, $year::integer, $known_at::date) e
    left join source_file s using (file_id)
    group by e.unit_code, e.short_name
    having sum(case when entry_kind in ('opening', 'allocated', 'contributed') then amount else -amount end) < 0
    union all
    select 2, 'fund_prizes', concat(p.honour_code, ', ', level_label(p.level), ', ', p.recipient_kind), coalesce(p.expected, 0), p.spent,
        concat('tiền thưởng theo quyết định ', vn_number(coalesce(p.expected, 0)), ' đồng (', vn_count(p.granted), '), quỹ đã chi ', vn_number(p.spent), ' đồng (', vn_count(p.paid), ')'),
        p.rows_behind
    from (
        select x.honour_code, x.level, x.recipient_kind, x.granted, x.expected, x.paid, x.spent, x.difference, x.rows_behind
        from fund_prize_rows($plan_id, $year::integer, $known_at::date) x
    ) p, has_fund
    where p.difference <> 0 and has_fund.yes
)
select proof_id, false as blocking, subject, expected::decimal(24,6) as expected, found::decimal(24,6) as found, problem, rows_behind
from problems
order by no, subject
