-- part: tree
-- about: Everyone below the units of the windows, by the tree of the window's own time, and whom a window expects.
--   Reads asked_window.
asked_root as (
    -- an earlier year is summed over the tree of its own time
    select distinct unit_code as root_code, least(at_date, win_to) as on_day from asked_window
), asked_tree as materialized (
    select r.root_code, r.on_day, coalesce(c.unit_code, r.root_code) as unit_code, u.level, u.short_name, u.position, coalesce(u.reports, false) as reports
    from asked_root r
    left join unit_below c on c.root_code = r.root_code and r.on_day between c.since and c.until
    left join org_unit u on u.unit_code = c.unit_code and u.valid_from = c.valid_from
), asked_team as materialized (
    -- Who may speak for a unit: itself, and the units of each level below it that
    -- have to report. A unit of the collecting level has none below it.
    select t.root_code, t.on_day, t.unit_code, t.level, t.short_name, t.position, t.unit_code = t.root_code as is_self
    from asked_tree t
    join asked_tree r on r.root_code = t.root_code and r.unit_code = t.root_code and r.on_day = t.on_day
    where t.unit_code = t.root_code or t.reports and t.level is distinct from r.level
), asked_call as materialized (
    -- Of whom a window asks what: its unit, the level that reports, and the day of its tree.
    select distinct indicator_code, unit_code as root_code, win_from, win_to, collected_at as level, least(at_date, win_to) as on_day
    from asked_window where indicator_code is not null
), asked_expected as not materialized (
    select c.indicator_code, c.root_code, c.win_from, c.win_to, t.unit_code, t.short_name, t.position
    from asked_call c
    join asked_team t on t.root_code = c.root_code and t.on_day = c.on_day and t.level = c.level and not t.is_self
)
