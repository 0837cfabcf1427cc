-- name: proof_targets
-- about: Targets whose verdicts, ratios, parts or children do not agree with each other; no row when they do.
-- grain: one row per disagreement
-- uses: outcome
-- params: plan_id VARCHAR, data_to DATE, known_at DATE, review VARCHAR [one of: interim, final],
--         pace_points DECIMAL [optional; as in target_results], level_points DECIMAL [optional], level_percent DECIMAL [optional]
-- returns: proof_id VARCHAR, blocking BOOLEAN, subject VARCHAR, expected DECIMAL(24,6) [NULL: not about numbers, or of a restricted target],
--          found DECIMAL(24,6) [as expected], problem VARCHAR, rows_behind VARCHAR[] [file:row; NULL: computed]
with results as materialized (
    select t.target_code, t.part_of, t.part_kind, t.bound, t.label, t.position, t.counts_as, t.sector_code, t.unit, t.restricted,
        o.verdict, o.fulfilment, coalesce(o.level_v, o.v) as v, o.value_source, o.children_v, o.nature, o.value_to,
        o.v is not null and coalesce(o.value_precision, 'exact') = 'exact' and not coalesce(o.value_is_change, false) as is_exact,
        o.value_is_change and o.level_v is null as only_change,
        case when o.value_source = 'own' and a.row_no is not null then [row_place(s.name, a.sheet, a.row_no)] end as places
    from outcome o
    join target t on t.rowid = o.no
    -- few rows: joined as they are, the whole table would be put in memory
    left join (select p.row_id, a.file_id, a.sheet, a.row_no from actual a join (select row_id from target_point group by row_id) p on p.row_id = a.rowid) a on a.row_id = o.row_id
    left join source_file s on s.file_id = a.file_id
    where o.is_current
), keys as (
    -- Every chỉ tiêu that the plan's text counts, whatever became of it.
    select coalesce(w.counts_as, r.counts_as) as key, arg_min(r.sector_code, r.position) as sector_code,
        bool_and(coalesce(r.verdict in ('exceeded', 'met', 'not_met', 'not_due', 'no_data', 'to_verify'), false)) as is_judged
    from results r
    left join results w on w.target_code = r.part_of
    where r.bound <> 'text' and coalesce(r.part_kind, '') not in ('of_which', 'member')
        and coalesce(w.bound, '') not in ('all_of', 'structure')
    group by coalesce(w.counts_as, r.counts_as)
), parts as (
    select w.target_code as whole_code, w.label as whole_label, w.v as whole_v, w.places as whole_places,
        p.* replace (p.restricted or w.restricted as restricted)
    from results p
    join results w on w.target_code = p.part_of
    where p.part_kind in ('of_which', 'component') and w.bound not in ('all_of', 'structure')
        and p.nature in ('count', 'flow', 'stock') and w.nature in ('count', 'flow', 'stock')
        and p.unit = w.unit and p.value_to = w.value_to and p.is_exact and w.is_exact
), components as (
    select whole_code, any_value(whole_label) as label, any_value(whole_v) as whole_v, any_value(whole_places) as whole_places,
        sum(v) as v, count(*) as known, bool_or(restricted) as restricted, flatten(list(places order by position) filter (places is not null)) as places
    from parts
    where part_kind = 'component'
    group by whole_code
), structures as (
    select w.target_code, w.label, sum(p.v) as v, count(*) as n, bool_and(p.is_exact) as is_exact, bool_or(p.restricted or w.restricted) as restricted,
        max(length(rtrim(split_part(from_ticks(p.v)::varchar, '.', 2), '0'))) as digits,
        flatten(list(p.places order by p.position) filter (p.places is not null)) as places
    from results w
    join results p on p.part_of = w.target_code and p.part_kind <> 'of_which'
    where w.bound = 'structure'
    group by w.target_code, w.label
    having count(p.v) = count(*) and min(p.value_to) = max(p.value_to)
), problems(no, position, proof_id, blocking, subject, expected, found, problem, rows_behind) as (
    select 1, 0, 'verdict_counts', true, coalesce(any_value(s.name), k.sector_code), count(*)::decimal(24,6),
        count(*) filter (k.is_judged)::decimal(24,6), 'số chỉ tiêu có mức đánh giá khác số chỉ tiêu của kế hoạch', null::varchar[]
    from keys k
    left join sector s on s.plan_id = $plan_id and s.sector_code = k.sector_code
    group by k.sector_code
    having count(*) <> count(*) filter (k.is_judged)
    union all
    select 2, position, 'ratio_verdict', true, label, 100, case when not restricted then from_ticks(fulfilment) end,
        case verdict when 'not_met' then 'tỷ lệ từ 100% trở lên bên cạnh "Không đạt"' else 'tỷ lệ trên 100% bên cạnh "Đạt"' end, places
    from results
    where verdict = 'not_met' and fulfilment >= hundred() or verdict = 'met' and fulfilment > hundred()
    union all
    select 3, position, 'parts', true, label, case when not restricted then from_ticks(whole_v) end, case when not restricted then from_ticks(v) end,
        concat('phần lớn hơn tổng "', whole_label, '"'), list_concat(coalesce(places, []), coalesce(whole_places, []))
    from parts
    where v > whole_v and v >= 0 and whole_v >= 0
    union all
    select 4, 0, 'parts', c.v > c.whole_v, c.label, case when not c.restricted then from_ticks(c.whole_v) end,
        case when not c.restricted then from_ticks(c.v) end, 'các thành phần không cộng bằng tổng',
        list_concat(coalesce(c.places, []), coalesce(c.whole_places, []))
    from components c
    where c.v <> c.whole_v
        and c.known = (select count(*) from results r where r.part_of = c.whole_code and r.part_kind = 'component')
    union all
    -- Every component may be rounded at its last digit.
    select 5, 0, 'structure', true, label, 100, case when not restricted then from_ticks(v) end, 'cơ cấu không cộng bằng 100', places
    from structures
    where is_exact and 2 * abs(v - hundred()) > n * one() // pow(10, digits)::hugeint
    union all
    select 6, position, 'children', false, label, case when not restricted then from_ticks(v) end,
        case when not restricted then from_ticks(children_v) end,
        'số đơn vị tự báo cáo khác tổng hợp từ cấp dưới', places
    from results
    where value_source = 'own' and children_v <> v and not coalesce(only_change, false)
)
select proof_id, blocking, subject, expected::decimal(24,6) as expected, found::decimal(24,6) as found, problem, rows_behind
from problems
order by no, position, subject
