-- name: rule_registered
-- about: Emulation titles held against the registrations that were there before the decision.
-- grain: one row per unit, title, kind of recipient and stretch of law with a decision of the year
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE, verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [granted and registered before the decision], whole INTEGER [granted],
--          other_whole INTEGER [that lists without names, or a name twice, leave open],
--          numbers VARCHAR, reason VARCHAR [NULL on pass], rows_behind VARCHAR[] [file:row of the awards]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), law as (
    select * from rules() where rule_id = 'registered_first'
), files as materialized (
    select f.*, coalesce(f.decided_on, f.reported_on) as law_date, row_place(s.name, f.sheet, f.row_no) as place,
        u.short_name, u.position
    from award_files($year::integer, $year::integer, $known_at::date) f
    join units u using (unit_code)
    left join source_file s using (file_id)
    where f.net <> 0 and f.honour_code in (
        'chien_si_thi_dua_toan_quoc', 'chien_si_thi_dua_cap_bo', 'chien_si_thi_dua_cap_tinh', 'chien_si_thi_dua_co_so',
        'lao_dong_tien_tien', 'chien_si_tien_tien', 'co_thi_dua_chinh_phu', 'co_thi_dua_cap_bo', 'co_thi_dua_cap_tinh',
        'tap_the_lao_dong_xuat_sac', 'don_vi_quyet_thang', 'tap_the_lao_dong_tien_tien', 'don_vi_tien_tien',
        'xa_tieu_bieu', 'thon_van_hoa', 'gia_dinh_van_hoa')
), granted as (
    select f.*, l.valid_from
    from files f
    join law l on f.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
), registered as materialized (
    select r.* from registration_files($year::integer, $known_at::date) r semi join units using (unit_code)
), matched as (
    -- One row per award: registrations before its decision that are surely, or may be, its own.
    select g.unit_code, g.honour_code, g.recipient_kind, g.valid_from, g.file_id, g.sheet, g.row_no, g.name_key, g.recipient, g.net,
        count(*) filter (r.recipient = g.recipient and starts_with(g.recipient, 'id:')) as by_id,
        count(*) filter (r.name_key = g.name_key and not (r.recipient_id is not null and starts_with(g.recipient, 'id:'))) as by_name,
        count(*) filter (r.unit_code is not null and r.recipient is null) as unnamed_lists
    from granted g
    left join registered r on r.unit_code = g.unit_code and r.honour_code = g.honour_code
        and r.recipient_kind = g.recipient_kind and r.registered_on <= g.law_date
    group by all
), settled as (
    select *,
        count(*) over (partition by unit_code, honour_code, recipient_kind, name_key) as namesakes
    from matched
), on_lists as (
    -- All registrations of the unit before its last decision under this law.
    select g.unit_code, g.honour_code, g.recipient_kind, g.valid_from, coalesce(sum(r.quantity), 0) as registered
    from (select unit_code, honour_code, recipient_kind, valid_from, max(law_date) as law_date from granted group by all) g
    left join registered r on r.unit_code = g.unit_code and r.honour_code = g.honour_code
        and r.recipient_kind = g.recipient_kind and r.registered_on <= g.law_date
    group by all
), tallied as (
    select unit_code, honour_code, recipient_kind, valid_from, sum(net) as granted,
        coalesce(sum(net) filter (recipient is not null and (by_id > 0 or by_name = 1 and namesakes = 1)), 0) as sure,
        coalesce(sum(net) filter (recipient is not null and by_id = 0 and by_name = 0 and unnamed_lists = 0), 0) as absent
    from settled
    group by all
), counted as (
    -- More grants than registrations: so many at least were not registered.
    select t.* exclude (absent), o.registered, greatest(t.absent, t.granted - o.registered, 0) as absent,
        s.law_date, s.short_name, s.position, s.places
    from tallied t
    join on_lists o using (unit_code, honour_code, recipient_kind, valid_from)
    join (
        select unit_code, honour_code, recipient_kind, valid_from, max(law_date) as law_date, any_value(short_name) as short_name,
            any_value(position) as position, list(place order by file_id, sheet, row_no) as places
        from granted
        group by all
    ) s using (unit_code, honour_code, recipient_kind, valid_from)
)
select
    l.rule_id, l.rule_text, l.article, l.grade, l.binding, c.short_name as subject, c.unit_code, c.honour_code, $year::integer as for_year,
    c.law_date,
    case when c.granted <= 0 then 'pass' when c.absent > 0 then 'fail' when c.sure >= c.granted then 'pass' else 'unknown' end as verdict,
    c.sure::integer as part, c.granted::integer as whole, greatest(c.granted - c.sure - c.absent, 0)::integer as other_whole,
    concat('được tặng ', vn_count(c.granted), ', trong đó đã đăng ký ', vn_count(c.sure),
        case when c.absent > 0 then concat(', chưa đăng ký ít nhất ', vn_count(c.absent)) end,
        '; danh sách đăng ký có ', vn_count(c.registered)) as numbers,
    case when c.granted <= 0 then null
        when c.absent > 0 then 'được tặng danh hiệu mà không có đăng ký trước ngày quyết định'
        when c.sure < c.granted then 'danh sách chỉ có số lượng hoặc trùng tên, không đối chiếu được từng người' end as reason,
    c.places as rows_behind
from counted c
join law l using (valid_from)
order by c.position, c.unit_code, c.honour_code, c.recipient_kind, l.valid_from
