-- name: form_0603
-- about: Biểu 0603.N/BNV-TĐKT (from 2023) or 0703.N (2018 to 2022), commendations of ministries and provinces, with row codes and column checks.
--   Rows and columns are grade C; no source gives those of 0703.N, which are here those of 0603.N: hold them against the act.
-- grain: one row per row of the form, and one more per heading that holds awards which the ledger does not say enough of
-- params: plan_id VARCHAR, year INTEGER [of the decisions], known_at DATE [rows reported up to this day]
-- returns: form VARCHAR, position INTEGER, heading VARCHAR [NULL for the total], row_code VARCHAR [NULL: not a row of the form],
--          label VARCHAR, total INTEGER [awards less revoked; column 1],
--          diplomas INTEGER [Bằng khen; column 2], fighters INTEGER [Chiến sĩ thi đua cấp bộ, cấp tỉnh; column 3],
--          flags INTEGER [Cờ thi đua cấp bộ, cấp tỉnh; column 4], badges INTEGER [huy hiệu, kỷ niệm chương; column 5],
--          columns_agree BOOLEAN [column 1 is the sum of the others],
--          rows_agree BOOLEAN [the rows of the heading add up to row 01, those of posts to the individuals; NULL outside a heading]
with units as (
    from plan_units($plan_id, make_date($year::integer, 1, 1), make_date($year::integer, 12, 31))
), files as materialized (
    -- What was decided in the year, whatever year it rewards.
    select f.recipient_kind, f.position_group, f.kind_of_commendation, f.net,
        case
            when f.honour_code = 'bang_khen' then 'diplomas'
            when f.honour_code in ('chien_si_thi_dua_cap_bo', 'chien_si_thi_dua_cap_tinh') then 'fighters'
            when f.honour_code in ('co_thi_dua_cap_bo', 'co_thi_dua_cap_tinh') then 'flags'
            else 'badges' end as col
    from award_files(1900, 9999, $known_at::date, at_day := make_date($year::integer, 12, 31)) f
    semi join units using (unit_code)
    where f.net <> 0 and coalesce(f.decided_on, f.reported_on) between make_date($year::integer, 1, 1) and make_date($year::integer, 12, 31)
        and counts_in_0603(f.level, f.honour_code)
), in_rows(heading_no, row_code, col, net) as (
    select 0, '01', col, net from files
    union all
    select 2, case recipient_kind when 'collective' then '02' when 'enterprise' then '02' when 'household' then '04'
        when 'individual' then '05' end, col, net from files
    union all
    -- Of which; these rows add up to no total of their own.
    select 3, '03', col, net from files where recipient_kind = 'enterprise'
    union all
    select 4, case position_group when 'province_leader' then '06' when 'department_leader' then '07' when 'entrepreneur' then '08'
        when 'other_leader' then '09' when 'direct' then '10' end, col, net
    from files where recipient_kind = 'individual'
    union all
    select 5, case kind_of_commendation when 'merit' then '11' when 'movement' then '12' when 'sudden' then '13'
        when 'foreign' then '14' when 'service' then '15' when 'tenure' then '16' end, col, net from files
), form_rows(heading_no, heading, row_code, label) as (
    -- Grade C: read from a product's templates, not from the circulars. Of 0703 no source gives rows or columns: those
    -- of 0603 are taken for the years before 2023, so it must be held against the circular of 2018 before it is sent.
    values
    (0, null, '01', 'Tổng số'),
    (2, 'Đối tượng', '02', 'Tập thể'), (2, 'Đối tượng', '04', 'Hộ gia đình'), (2, 'Đối tượng', '05', 'Cá nhân'),
    (3, 'Trong tập thể', '03', 'Doanh nghiệp'),
    (4, 'Trong cá nhân', '06', 'Lãnh đạo cấp bộ, cấp tỉnh trở lên'), (4, 'Trong cá nhân', '07', 'Lãnh đạo cấp vụ, cấp sở'),
    (4, 'Trong cá nhân', '08', 'Doanh nhân'), (4, 'Trong cá nhân', '09', 'Lãnh đạo khác từ phó phòng'),
    (4, 'Trong cá nhân', '10', 'Người trực tiếp công tác, lao động, học tập, chiến đấu'),
    (5, 'Phương thức', '11', 'Thường xuyên'), (5, 'Phương thức', '12', 'Chuyên đề'), (5, 'Phương thức', '13', 'Đột xuất'),
    (5, 'Phương thức', '14', 'Đối ngoại'), (5, 'Phương thức', '15', 'Cống hiến'), (5, 'Phương thức', '16', 'Niên hạn'),
    (5, 'Phương thức', '17', 'Kháng chiến')
), lines as (
    select * from form_rows
    union all
    select distinct i.heading_no, h.heading, null, 'Chưa đủ thông tin để phân loại'
    from in_rows i
    join (select distinct heading_no, heading from form_rows) h using (heading_no)
    where i.row_code is null
), counted as (
    select l.heading_no, l.heading, l.row_code, l.label, coalesce(sum(i.net), 0) as total,
        coalesce(sum(i.net) filter (i.col = 'diplomas'), 0) as diplomas,
        coalesce(sum(i.net) filter (i.col = 'fighters'), 0) as fighters,
        coalesce(sum(i.net) filter (i.col = 'flags'), 0) as flags,
        coalesce(sum(i.net) filter (i.col = 'badges'), 0) as badges
    from lines l
    left join in_rows i on i.heading_no = l.heading_no and i.row_code is not distinct from l.row_code
    group by l.heading_no, l.heading, l.row_code, l.label
), of_individuals as (
    select coalesce(sum(net), 0) as n from files where recipient_kind = 'individual'
)
select
    case when $year::integer >= 2023 then '0603' else '0703' end as form,
    (row_number() over (order by heading_no, row_code nulls last))::integer as position,
    heading, row_code, label, total::integer as total,
    diplomas::integer as diplomas,
    fighters::integer as fighters,
    flags::integer as flags,
    badges::integer as badges,
    total = diplomas + fighters + flags + badges as columns_agree,
    case heading_no when 0 then null when 3 then null
        when 4 then sum(total) over (partition by heading_no) = (select n from of_individuals)
        else sum(total) over (partition by heading_no) = (select coalesce(sum(net), 0) from files) end as rows_agree
from counted
order by position
