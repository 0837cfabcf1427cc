-- name: form_0602
-- about: Biểu 0602.N/BNV-TĐKT (from 2023) or 0702.N (2018 to 2022), commendations of state level, with row codes and column checks.
--   Rows and columns are grade C; no source gives those of 0702.N, which are here those of 0602.N: hold them against the act.
-- grain: one row per row of the form, and one more per heading that holds awards which the ledger does not say enough of
-- params: plan_id VARCHAR, year INTEGER [of the decisions], known_at DATE [rows reported up to this day]
-- returns: form VARCHAR, position INTEGER, heading VARCHAR [NULL for the total], row_code VARCHAR [NULL: not a row of the form],
--          label VARCHAR, total INTEGER [awards less revoked; column 1],
--          orders_collective INTEGER [huân chương, tập thể], orders_individual INTEGER [huân chương, cá nhân],
--          medals_collective INTEGER [huy chương, tập thể], medals_individual INTEGER [huy chương, cá nhân],
--          ho_chi_minh_prize INTEGER [Giải thưởng Hồ Chí Minh], state_prize INTEGER [Giải thưởng Nhà nước],
--          honorary_titles INTEGER [danh hiệu vinh dự nhà nước], government_flag INTEGER [Cờ thi đua của Chính phủ],
--          pm_diploma_collective INTEGER [Bằng khen của Thủ tướng, tập thể],
--          pm_diploma_individual INTEGER [Bằng khen của Thủ tướng, cá nhân],
--          national_fighter INTEGER [Chiến sĩ thi đua toàn quốc], other INTEGER [khác],
--          columns_agree BOOLEAN [column 1 is the sum of the others],
--          rows_agree BOOLEAN [the rows of the heading add up to row 01, those of posts to the individuals; NULL outside a heading]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), root_level as (
    select coalesce((select u.level from units u join plan p using (unit_code) where p.plan_id = $plan_id), 'district') as level
), files as materialized (
    -- What was decided in the year, whatever year it rewards.
    select f.recipient_kind, f.position_group, f.kind_of_commendation, f.net,
        case
            -- The form has two columns of recipients: whoever is no individual stands among the collectives.
            when starts_with(f.honour_code, 'huan_chuong_') then case f.recipient_kind when 'individual' then 'orders_individual' else 'orders_collective' end
            when starts_with(f.honour_code, 'huy_chuong_') then case f.recipient_kind when 'individual' then 'medals_individual' else 'medals_collective' end
            when f.honour_code = 'giai_thuong_ho_chi_minh' then 'ho_chi_minh_prize'
            when f.honour_code = 'giai_thuong_nha_nuoc' then 'state_prize'
            when f.honour_code in ('tinh_anh_hung', 'thanh_pho_anh_hung', 'ba_me_viet_nam_anh_hung', 'anh_hung_luc_luong_vu_trang_nhan_dan',
                'anh_hung_lao_dong', 'nha_giao_nhan_dan', 'nha_giao_uu_tu', 'thay_thuoc_nhan_dan', 'thay_thuoc_uu_tu',
                'nghe_si_nhan_dan', 'nghe_si_uu_tu', 'nghe_nhan_nhan_dan', 'nghe_nhan_uu_tu') then 'honorary_titles'
            when f.honour_code = 'co_thi_dua_chinh_phu' then 'government_flag'
            when f.honour_code = 'bang_khen_thu_tuong' then case f.recipient_kind when 'individual' then 'pm_diploma_individual' else 'pm_diploma_collective' end
            when f.honour_code = 'chien_si_thi_dua_toan_quoc' then 'national_fighter'
            else 'other' end as col
    from award_files(1900, 9999, $known_at::date, at_day := make_date($year::integer, 12, 31)) f
    semi join units using (unit_code)
    where f.net <> 0 and coalesce(f.decided_on, f.reported_on) between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 31)
        and counts_in_0602(f.level, f.honour_code)
), in_rows(heading_no, row_code, col, net) as (
    select 0, '01', col, net from files
    union all
    -- A place's files go up through its province.
    select 1, case (select level from root_level) when 'central' then '02' else '03' end, col, net from files
    union all
    select 2, case recipient_kind when 'collective' then '06' when 'enterprise' then '06' when 'household' then '08'
        when 'individual' then '09' end, col, net from files
    union all
    -- Of which; these rows add up to no total of their own.
    select 3, '07', col, net from files where recipient_kind = 'enterprise'
    union all
    select 4, case position_group when 'province_leader' then '10' when 'department_leader' then '11' when 'entrepreneur' then '12'
        when 'other_leader' then '13' when 'direct' then '14' end, col, net
    from files where recipient_kind = 'individual'
    union all
    select 5, case kind_of_commendation when 'merit' then '15' when 'movement' then '16' when 'sudden' then '17'
        when 'foreign' then '18' when 'service' then '19' when 'tenure' then '20' end, col, net from files
), form_rows(heading_no, heading, row_code, label) as (
    -- Grade C: read from a product's templates, not from the circulars. Of 0702 no source gives rows or columns: those
    -- of 0602 are taken for the years before 2023, so it must be held against the circular of 2018 before it is sent.
    values
    (0, null, '01', 'Tổng số'),
    (1, 'Bộ, ngành, địa phương trình', '02', 'Bộ, ban, ngành'), (1, 'Bộ, ngành, địa phương trình', '03', 'Tỉnh, thành phố'),
    (2, 'Đối tượng', '06', 'Tập thể'), (2, 'Đối tượng', '08', 'Hộ gia đình'), (2, 'Đối tượng', '09', 'Cá nhân'),
    (3, 'Trong tập thể', '07', 'Doanh nghiệp'),
    (4, 'Trong cá nhân', '10', 'Lãnh đạo cấp bộ, cấp tỉnh trở lên'), (4, 'Trong cá nhân', '11', 'Lãnh đạo cấp vụ, cấp sở'),
    (4, 'Trong cá nhân', '12', 'Doanh nhân'), (4, 'Trong cá nhân', '13', 'Lãnh đạo khác từ phó phòng'),
    (4, 'Trong cá nhân', '14', 'Người trực tiếp công tác, lao động, học tập, chiến đấu'),
    (5, 'Phương thức', '15', 'Thường xuyên'), (5, 'Phương thức', '16', 'Chuyên đề'), (5, 'Phương thức', '17', 'Đột xuất'),
    (5, 'Phương thức', '18', 'Đối ngoại'), (5, 'Phương thức', '19', 'Cống hiến'), (5, 'Phương thức', '20', 'Niên hạn'),
    (5, 'Phương thức', '21', 'Kháng chiến')
), lines as (
    select * from form_rows
    union all
    select distinct i.heading_no, h.heading, null, 'Chưa đủ thông tin để phân loại'
    from in_rows i
    join (select distinct heading_no, heading from form_rows) h using (heading_no)
    where i.row_code is null
), counted as (
    select l.heading_no, l.heading, l.row_code, l.label, coalesce(sum(i.net), 0) as total,
        coalesce(sum(i.net) filter (i.col = 'orders_collective'), 0) as orders_collective,
        coalesce(sum(i.net) filter (i.col = 'orders_individual'), 0) as orders_individual,
        coalesce(sum(i.net) filter (i.col = 'medals_collective'), 0) as medals_collective,
        coalesce(sum(i.net) filter (i.col = 'medals_individual'), 0) as medals_individual,
        coalesce(sum(i.net) filter (i.col = 'ho_chi_minh_prize'), 0) as ho_chi_minh_prize,
        coalesce(sum(i.net) filter (i.col = 'state_prize'), 0) as state_prize,
        coalesce(sum(i.net) filter (i.col = 'honorary_titles'), 0) as honorary_titles,
        coalesce(sum(i.net) filter (i.col = 'government_flag'), 0) as government_flag,
        coalesce(sum(i.net) filter (i.col = 'pm_diploma_collective'), 0) as pm_diploma_collective,
        coalesce(sum(i.net) filter (i.col = 'pm_diploma_individual'), 0) as pm_diploma_individual,
        coalesce(sum(i.net) filter (i.col = 'national_fighter'), 0) as national_fighter,
        coalesce(sum(i.net) filter (i.col = 'other'), 0) as other
    from lines l
    left join in_rows i on i.heading_no = l.heading_no and i.row_code is not distinct from l.row_code
    group by l.heading_no, l.heading, l.row_code, l.label
), of_individuals as (
    select coalesce(sum(net), 0) as n from files where recipient_kind = 'individual'
)
select
    case when $year::integer >= 2023 then '0602' else '0702' end as form,
    (row_number() over (order by heading_no, row_code nulls last))::integer as position,
    heading, row_code, label, total::integer as total,
    orders_collective::integer as orders_collective,
    orders_individual::integer as orders_individual,
    medals_collective::integer as medals_collective,
    medals_individual::integer as medals_individual,
    ho_chi_minh_prize::integer as ho_chi_minh_prize,
    state_prize::integer as state_prize,
    honorary_titles::integer as honorary_titles,
    government_flag::integer as government_flag,
    pm_diploma_collective::integer as pm_diploma_collective,
    pm_diploma_individual::integer as pm_diploma_individual,
    national_fighter::integer as national_fighter,
    other::integer as other,
    total = orders_collective + orders_individual + medals_collective + medals_individual + ho_chi_minh_prize + state_prize + honorary_titles + government_flag + pm_diploma_collective + pm_diploma_individual + national_fighter + other as columns_agree,
    case heading_no when 0 then null when 3 then null
        when 4 then sum(total) over (partition by heading_no) = (select n from of_individuals)
        else sum(total) over (partition by heading_no) = (select coalesce(sum(net), 0) from files) end as rows_agree
from counted
order by position
