-- part: tree
-- about: Everyone below the units of the windows, by the tree of the window's own time, and whom a window expects.
--   Reads asked_window.
asked_root as (
    -- an earlier year is summed over the tree of its own time
    select distinct unit_code as root_code, least(at_date, win_to) as on_day from asked_window
), asked_tree as materialized (
    with recursive below as (
        select root_code, on_day, root_code as unit_code from asked_root
        union
        select b.root_code, b.on_day, u.unit_code
        from below b
        join org_unit u on u.parent_code = b.unit_code
                       and b.on_day >= u.valid_from and (u.valid_to is null or b.on_day <= u.valid_to)
    )
    select b.root_code, b.on_day, b.unit_code, u.level, u.short_name, u.position, coalesce(u.reports, false) as reports
    from below b
    left join org_unit u on u.unit_code = b.unit_code
                        and b.on_day >= u.valid_from and (u.valid_to is null or b.on_day <= u.valid_to)
), asked_expected as materialized (
    -- Units of the collecting level that have to report. None when the unit
    -- itself is of that level.
    select distinct a.indicator_code, a.unit_code as root_code, a.win_from, a.win_to, t.unit_code, t.short_name, t.position
    from asked_window a
    join asked_tree r on r.root_code = a.unit_code and r.unit_code = a.unit_code and r.on_day = least(a.at_date, a.win_to)
    join asked_tree t on t.root_code = a.unit_code and t.on_day = r.on_day
               and t.level = a.collected_at and t.reports and t.unit_code <> a.unit_code
    where r.level is distinct from a.collected_at
)
