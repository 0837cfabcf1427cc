-- name: rule_flags
-- about: Emulation flags and leading communes held against the clusters' minutes and the quota of flags of the Government.
-- grain: one row per flag or title granted or under way, and one for the quota of the year
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, C, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE [of the decision; known_at for a file under way], verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [of the quota: flags of the Government; else NULL], whole INTEGER [of the quota: collectives that the minutes name as leaders; else NULL], other_whole INTEGER [of the quota: flags of ministry or province; else NULL],
--          numbers VARCHAR, reason VARCHAR [NULL on pass], rows_behind VARCHAR[] [file:row]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), files as materialized (
    select f.*, u.short_name, u.position, row_place(s.name, f.sheet, f.row_no) as place,
        case when f.state = 'granted' then coalesce(f.decided_on, f.reported_on) else $known_at::date end as law_date,
        case f.honour_code when 'co_thi_dua_chinh_phu' then 'government_flag_leader' when 'xa_tieu_bieu' then 'leading_commune' else 'flag_leader' end as rule_id
    from award_files($year::integer, $year::integer, $known_at::date) f
    join units u using (unit_code)
    left join source_file s using (file_id)
    where f.honour_code in ('co_thi_dua_chinh_phu', 'co_thi_dua_cap_bo', 'co_thi_dua_cap_tinh', 'xa_tieu_bieu')
        and f.state in ('granted', 'proposed', 'approved', 'submitted') and f.quantity > 0
), memberships as (
    -- A unit may stand in several clusters of a year; leading one is enough.
    select m.unit_code, bool_or(coalesce(c.leader = m.unit_code, false)) as leads, bool_or(c.leader is null) as is_open,
        string_agg(concat(c.name, case when c.leader is null then ': chưa có biên bản' when c.leader = m.unit_code then ': dẫn đầu'
            else concat(': dẫn đầu là ', coalesce(u.short_name, c.leader)) end), '; ' order by c.cluster_code) as words
    from cluster_member m
    join cluster c on c.plan_id = m.plan_id and c.cluster_code = m.cluster_code and c.year = $year::integer
    left join units u on u.unit_code = c.leader
    where m.plan_id = $plan_id
    group by m.unit_code
), leaders as (
    select l.*, f.* exclude (rule_id), m.leads, m.is_open, m.words,
        -- A flag of the Government may also reward a movement of the Prime Minister, and
        -- nothing says yet who leads a district's or province's movement of communes.
        case when l.grade = 'U' then 'unknown' when m.leads then 'pass'
            when m.unit_code is null or m.is_open or f.rule_id = 'leading_commune' then 'unknown'
            when f.rule_id = 'government_flag_leader' and f.law_date >= date '2024-01-01' then 'unknown'
            else 'fail' end as verdict
    from files f
    join rules() l on l.rule_id = f.rule_id and f.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
    left join memberships m using (unit_code)
), flags as (
    select max(law_date) as law_date, bool_or(state <> 'granted') as has_pending,
        coalesce(sum(quantity) filter (honour_code = 'co_thi_dua_chinh_phu'), 0) as government,
        coalesce(sum(quantity) filter (honour_code in ('co_thi_dua_cap_bo', 'co_thi_dua_cap_tinh')), 0) as flags,
        list(place order by file_id, sheet, row_no) filter (honour_code = 'co_thi_dua_chinh_phu') as places
    from files
    where honour_code <> 'xa_tieu_bieu'
), scope as (
    select u.level from plan p join units u on u.unit_code = p.unit_code where p.plan_id = $plan_id
), quota as (
    select f.*, l.*, s.level in ('central', 'province') as is_scope,
        (select count(*) from cluster c where c.plan_id = $plan_id and c.year = $year::integer and c.leader is not null) as leader_count,
        100 * f.government <= l.limit_percent * (select count(*) from cluster c where c.plan_id = $plan_id and c.year = $year::integer and c.leader is not null) as holds
    from flags f
    cross join scope s
    join rules() l on l.rule_id = 'flag_quota' and f.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
    where f.government > 0
), findings as (
    select rule_id, rule_text, article, grade, binding and state = 'granted' as binding,
        concat(short_name, case when recipient_name is not null and name_key(recipient_name) <> name_key(short_name) then concat(', ', recipient_name) end,
            case when state <> 'granted' then ' (hồ sơ đang trình)' end) as subject,
        unit_code, honour_code, law_date, verdict, null::integer as part, null::integer as whole, null::integer as other_whole,
        coalesce(words, 'không thuộc cụm, khối nào của kế hoạch') as numbers,
        case when verdict = 'pass' then null when grade = 'U' then 'chưa đọc được quy định đang có hiệu lực'
            when verdict = 'fail' then 'không phải đơn vị dẫn đầu cụm, khối' when leads is null then 'kế hoạch không ghi cụm, khối của đơn vị'
            when is_open then 'chưa có biên bản bình xét' else 'còn được xét theo phong trào, danh sách khác' end as reason,
        [place] as rows_behind, 1 as no, position
    from leaders
    union all
    select rule_id, rule_text, article, grade, binding and not has_pending and is_scope, 'toàn tỉnh, ngành', null, 'co_thi_dua_chinh_phu', law_date,
        case when grade = 'U' or not is_scope or leader_count = 0 then 'unknown' when holds then 'pass' else 'fail' end,
        government::integer, leader_count::integer, flags::integer,
        concat('Cờ thi đua của Chính phủ ', vn_count(government), case when leader_count > 0 then concat('; trên ', vn_count(leader_count), ' tập thể dẫn đầu là ', vn_percent(count_percent(government, leader_count))) end,
            case when flags > 0 then concat('; trên ', vn_count(flags), ' Cờ cấp bộ, cấp tỉnh là ', vn_percent(count_percent(government, flags))) end),
        case when grade = 'U' then 'chưa có căn cứ pháp lý về tỷ lệ cho thời điểm này' when not is_scope then 'tỷ lệ tính trên toàn tỉnh, bộ, không tính ở cấp này'
            when leader_count = 0 then 'chưa có biên bản của cụm, khối nào' when not holds then concat('vượt mức ', limit_percent::integer, '%') end,
        places, 2, null
    from quota
)
select rule_id, rule_text, article, grade, binding, subject, unit_code, honour_code, $year::integer as for_year, law_date, verdict, part, whole, other_whole,
    numbers, reason, rows_behind
from findings
order by no, honour_code, position, unit_code, rows_behind
