-- name: proof_scores
-- about: Points that leave the table of criteria or its limits, or belong to no member of the cluster; no row when all agree.
-- grain: one row per disagreement
-- params: plan_id VARCHAR, known_at DATE [rows reported up to this day]
-- returns: proof_id VARCHAR, blocking BOOLEAN, subject VARCHAR [cluster: unit, criterion], expected DECIMAL(24,6) [most points; NULL: not about numbers],
--          found DECIMAL(24,6) [points; NULL: none], problem VARCHAR, rows_behind VARCHAR[] [file:row]
with scores as (
    from known_scores($plan_id, $known_at::date)
), judged as (
    select s.*, k.name as cluster_name, coalesce(u.short_name, s.unit_code) as short_name, u.unit_code is not null as is_member,
        coalesce(c.name, s.criterion_code) as criterion_name, c.criterion_code is not null as is_listed, c.max_points,
        [row_place(f.name, s.sheet, s.row_no)] as places
    from scores s
    join cluster k on k.plan_id = $plan_id and k.cluster_code = s.cluster_code
    left join cluster_units($plan_id) u on u.cluster_code = s.cluster_code and u.unit_code = s.unit_code
    left join criterion c on c.plan_id = $plan_id and c.cluster_code = s.cluster_code and c.criterion_code = s.criterion_code
    left join source_file f using (file_id)
), problems(no, blocking, subject, expected, found, problem, rows_behind) as (
    -- The total of the ranking has them, no row of the table does.
    select 1, true, concat(cluster_name, ': ', short_name, ', tiêu chí ', criterion_code), null::decimal(24,6), verified_score,
        'tiêu chí không có trong bảng tiêu chí của cụm, khối', places
    from judged
    where is_member and not is_listed and criterion_code <> '*'
    union all
    select 2, true, concat(cluster_name, ': ', short_name, ', ', criterion_name), max_points, verified_score,
        concat('điểm thẩm định ', vn_number(verified_score), ' ngoài khoảng từ 0 đến ', vn_number(max_points)), places
    from judged
    where is_member and is_listed and (verified_score > max_points or verified_score < 0)
    union all
    select 3, true, concat(cluster_name, ': ', short_name, ', ', criterion_name), max_points, self_score,
        concat('điểm tự chấm ', vn_number(self_score), ' ngoài khoảng từ 0 đến ', vn_number(max_points)), places
    from judged
    where is_member and is_listed and (self_score > max_points or self_score < 0)
    union all
    -- Printed nowhere.
    select 4, false, concat(cluster_name, ': ', short_name), null, any_value(verified_score order by row_no), 'có điểm nhưng không phải thành viên của cụm, khối',
        list(places[1] order by file_id, sheet, row_no)
    from judged
    where not is_member
    group by cluster_code, cluster_name, unit_code, short_name
)
select 'scores' as proof_id, blocking, subject, expected::decimal(24,6) as expected, found::decimal(24,6) as found, problem, rows_behind
from problems
order by no, subject, rows_behind
