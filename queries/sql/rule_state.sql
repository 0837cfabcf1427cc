-- name: rule_state
-- about: What persons proposed for or granted honours of the State hold: one proposal a year, and the titles before a diploma of the Prime Minister.
-- grain: one row per person and rule
-- params: plan_id VARCHAR, year INTEGER [that awards count for], known_at DATE [rows reported up to this day]
-- returns: rule_id VARCHAR, rule_text VARCHAR, article VARCHAR, grade VARCHAR [A, B, C, U], binding BOOLEAN [a failure blocks],
--          subject VARCHAR, unit_code VARCHAR [NULL: the plan's whole tree], honour_code VARCHAR [NULL: several], for_year INTEGER,
--          law_date DATE [of the decision; known_at for a file under way], verdict VARCHAR [pass, fail, unknown],
--          part INTEGER [proposals of the year; times Chiến sĩ thi đua cơ sở], whole INTEGER [most proposals; times asked for], other_whole INTEGER [NULL, or years that the ledger leaves open],
--          numbers VARCHAR, reason VARCHAR [NULL on pass], rows_behind VARCHAR[] [file:row]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), files as materialized (
    select f.*, row_place(s.name, f.sheet, f.row_no) as place,
        case when f.state = 'granted' then coalesce(f.decided_on, f.reported_on) else $known_at::date end as law_date
    from award_files($year::integer - 6, $year::integer, $known_at::date) f
    semi join units using (unit_code)
    left join source_file s using (file_id)
    where f.recipient_kind = 'individual' and f.state in ('granted', 'proposed', 'approved', 'submitted') and f.quantity > 0
), state_files as (
    select * from files
    where for_year = $year::integer and (starts_with(honour_code, 'huan_chuong') or starts_with(honour_code, 'huy_chuong')
        or honour_code in ('bang_khen_thu_tuong', 'chien_si_thi_dua_toan_quoc', 'anh_hung_lao_dong', 'anh_hung_luc_luong_vu_trang_nhan_dan',
            'giai_thuong_ho_chi_minh', 'giai_thuong_nha_nuoc') or honour_code like 'nha_giao%' or honour_code like 'thay_thuoc%'
            or honour_code like 'nghe_si%' or honour_code like 'nghe_nhan%')
), proposals as (
    select 'one_state_proposal' as rule_id, unit_code, any_value(recipient_name) as recipient_name, recipient, count(*) as n, max(law_date) as law_date,
        case when count(distinct honour_code) = 1 then any_value(honour_code) end as honour_code, bool_and(state = 'granted') as is_granted,
        list(place order by file_id, sheet, row_no) as places
    from state_files
    where recipient is not null
    group by unit_code, recipient
), diplomas as (
    select f.*,
        -- Five years that end with the year of the diploma, or with the one before.
        greatest(
            (select count(distinct e.for_year) from files e where e.honour_code = 'chien_si_thi_dua_co_so' and e.state = 'granted'
                and e.unit_code = f.unit_code and e.recipient = f.recipient and e.for_year between f.for_year - 4 and f.for_year),
            (select count(distinct e.for_year) from files e where e.honour_code = 'chien_si_thi_dua_co_so' and e.state = 'granted'
                and e.unit_code = f.unit_code and e.recipient = f.recipient and e.for_year between f.for_year - 5 and f.for_year - 1)) as fighter_years,
        (select bool_or(true) from files e where e.honour_code = 'bang_khen' and e.state = 'granted' and e.unit_code = f.unit_code and e.recipient = f.recipient
            and (e.for_year < f.for_year or e.law_date < f.law_date)) as has_diploma,
        (select count(distinct e.for_year) from files e where e.honour_code = 'chien_si_thi_dua_co_so' and e.state = 'granted'
            and e.unit_code = f.unit_code and e.recipient is not null and e.for_year between f.for_year - 5 and f.for_year) as years_known
    from state_files f
    where f.honour_code = 'bang_khen_thu_tuong' and f.kind_of_commendation = 'merit'
), findings as (
    select l.*, p.unit_code, p.recipient_name, p.honour_code, p.law_date, p.is_granted, p.n as part, l.times as whole, null::bigint as other_whole,
        case when l.grade = 'U' then 'unknown' when p.n > l.times then 'fail' else 'pass' end as verdict,
        concat(vn_count(p.n), ' hồ sơ khen thưởng cấp Nhà nước trong năm') as numbers,
        case when l.grade = 'U' then 'chưa có căn cứ pháp lý cho thời điểm này' when p.n > l.times then 'nhiều hơn một hồ sơ' end as reason, p.places
    from proposals p
    join rules() l on l.rule_id = p.rule_id and p.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
    where l.grade <> 'U' or p.n > 1
    union all
    select l.*, d.unit_code, d.recipient_name, d.honour_code, d.law_date, d.state = 'granted', d.fighter_years, l.times, 6 - d.years_known,
        case when l.grade = 'U' or d.recipient is null then 'unknown' when d.fighter_years >= l.times and d.has_diploma then 'pass'
            when d.fighter_years + (6 - d.years_known) < l.times then 'fail' else 'unknown' end,
        concat('CSTĐ cơ sở ', vn_count(d.fighter_years), ' lần trong 05 năm gần nhất; Bằng khen cấp bộ, cấp tỉnh: ',
            case when d.has_diploma then 'đã có' else 'sổ chưa ghi' end),
        case when l.grade = 'U' then 'chưa đọc được quy định đang có hiệu lực' when d.recipient is null then 'danh sách không ghi tên'
            when d.fighter_years >= l.times and d.has_diploma then null
            when d.fighter_years + (6 - d.years_known) < l.times then concat('chưa đủ ', l.times, ' lần Chiến sĩ thi đua cơ sở') else 'sổ khen thưởng các năm trước chưa đủ' end, [d.place]
    from diplomas d
    join rules() l on l.rule_id = 'pm_diploma_prior' and d.law_date between l.valid_from and coalesce(l.valid_to, date '9999-12-31')
)
select rule_id, rule_text, article, grade, binding and is_granted as binding,
    concat(coalesce(recipient_name, 'không ghi tên'), ' (', unit_code, ')', case when not is_granted then ', hồ sơ đang trình' end) as subject,
    unit_code, honour_code, $year::integer as for_year, law_date, verdict, part::integer as part, whole::integer as whole, other_whole::integer as other_whole,
    numbers, reason, places as rows_behind
from findings
order by rule_id, unit_code, recipient_name, places
