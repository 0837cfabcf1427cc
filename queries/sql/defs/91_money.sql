-- Prize money as data: a multiple of the base salary (lương cơ sở) of the day of
-- the decision. grade as in rules(); C: stated by third parties, the act was not
-- read. Grades U give no amount.
--
--   valid_from | valid_to | grade | đồng a month | article
create or replace temporary macro base_salary_lines() as table
    with lines as (
        select list_transform(string_split(unnest(string_split(trim('
2016-05-01 | 2017-06-30 | B | 1210000 | Nghị định 47/2016/NĐ-CP
2017-07-01 | 2018-06-30 | B | 1300000 | Nghị định 47/2017/NĐ-CP
2018-07-01 | 2019-06-30 | B | 1390000 | Nghị định 72/2018/NĐ-CP
2019-07-01 | 2023-06-30 | B | 1490000 | Nghị định 38/2019/NĐ-CP
2023-07-01 | 2024-06-30 | B | 1800000 | Nghị định 24/2023/NĐ-CP
2024-07-01 | 2026-06-30 | B | 2340000 | Nghị định 73/2024/NĐ-CP
2026-07-01 |  | C | 2530000 | Nghị định 161/2026/NĐ-CP
', chr(10)), chr(10))), '|'), x -> trim(x)) as f
    )
    select f[1]::date as valid_from, nullif(f[2], '')::date as valid_to, f[3] as grade, f[4]::bigint as amount, f[5] as article
    from lines;

-- What a prize is a multiple of the base salary by; a multiple that is not
-- listed is not known. The amount is rounded up to ten thousand đồng.
--
--   valid_from | valid_to | grade | levels; all when blank | honours | individual | collective | article
create or replace temporary macro prize_lines() as table
    with lines as (
        select list_transform(string_split(unnest(string_split(trim('
2017-10-01 | 2023-12-31 | B |  | lao_dong_tien_tien | 0.3 |  | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | C |  | chien_si_tien_tien | 0.3 |  | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | B |  | chien_si_thi_dua_co_so | 1.0 |  | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | C |  | chien_si_thi_dua_cap_tinh chien_si_thi_dua_cap_bo | 3.0 |  | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | C |  | chien_si_thi_dua_toan_quoc | 4.5 |  | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | B |  | tap_the_lao_dong_xuat_sac |  | 1.5 | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | C |  | don_vi_quyet_thang |  | 1.5 | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | B |  | tap_the_lao_dong_tien_tien |  | 0.8 | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | C |  | don_vi_tien_tien |  | 0.8 | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | B |  | co_thi_dua_cap_tinh co_thi_dua_cap_bo |  | 8.0 | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | B |  | co_thi_dua_chinh_phu |  | 12.0 | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | B |  | bang_khen_thu_tuong | 3.5 | 7.0 | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | B | province central | bang_khen | 1.0 | 2.0 | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | C | district agency province central | giay_khen | 0.3 | 0.6 | Nghị định 91/2017/NĐ-CP
2017-10-01 | 2023-12-31 | C | commune | giay_khen | 0.15 | 0.3 | Nghị định 91/2017/NĐ-CP
2024-01-01 | 2025-06-30 | C |  | lao_dong_tien_tien chien_si_tien_tien | 0.3 |  | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C |  | chien_si_thi_dua_co_so | 1.0 |  | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C |  | chien_si_thi_dua_cap_tinh chien_si_thi_dua_cap_bo | 3.0 |  | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C |  | chien_si_thi_dua_toan_quoc | 4.5 |  | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C |  | tap_the_lao_dong_xuat_sac don_vi_quyet_thang |  | 1.5 | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C |  | tap_the_lao_dong_tien_tien don_vi_tien_tien |  | 0.8 | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C |  | co_thi_dua_cap_tinh co_thi_dua_cap_bo |  | 8.0 | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C |  | co_thi_dua_chinh_phu |  | 12.0 | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C |  | bang_khen_thu_tuong | 3.5 | 7.0 | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C | province central | bang_khen | 1.5 | 3.0 | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C | district agency province central | giay_khen | 0.3 | 0.6 | Nghị định 98/2023/NĐ-CP
2024-01-01 | 2025-06-30 | C | commune | giay_khen | 0.15 | 0.3 | Nghị định 98/2023/NĐ-CP
2025-07-01 | 2027-02-28 | B |  | lao_dong_tien_tien | 0.3 |  | Nghị định 152/2025/NĐ-CP
2025-07-01 | 2027-02-28 | B |  | chien_si_thi_dua_cap_tinh chien_si_thi_dua_cap_bo | 3.0 |  | Nghị định 152/2025/NĐ-CP
2025-07-01 | 2027-02-28 | B |  | chien_si_thi_dua_toan_quoc | 4.5 |  | Nghị định 152/2025/NĐ-CP
', chr(10)), chr(10))), '|'), x -> trim(x)) as f
    )
    select unnest(string_split(f[5], ' ')) as honour_code, nullif(f[4], '') as levels, f[1]::date as valid_from, nullif(f[2], '')::date as valid_to,
        f[3] as grade, nullif(f[6], '')::decimal(9,2) as individual, nullif(f[7], '')::decimal(9,2) as collective, f[8] as article
    from lines;

-- A prize in đồng, rounded up to ten thousand, in whole numbers.
create or replace temporary macro prize_amount(multiple, salary) as
    (((multiple * 100)::hugeint * salary + 999999) // 1000000 * 10000)::decimal(24,6);

-- Individuals get one multiple, collectives another; for a household or a
-- community none is listed.
create or replace temporary macro prize_recipient(recipient_kind) as
    case recipient_kind when 'enterprise' then 'collective' else recipient_kind end;

-- The entries of the funds of a plan's units for a year, as known on a day.
create or replace temporary macro known_fund_entries(the_plan, the_year, known) as table
    select e.* replace (u.unit_code as unit_code), u.short_name, u.name as unit_name, u.level as unit_level, u.position as unit_position
    from fund_entry e
    left join unit_stretches() s on s.unit_code = e.unit_code and least(e.entered_on, make_date(the_year, 12, 31)) between s.since and s.until
    join plan_units(the_plan, make_date(the_year, 1, 1), make_date(the_year, 12, 31)) u on u.unit_code = dated_code(e.unit_code, s.since, s.until, make_date(the_year, 12, 31))
    where e.year = the_year and e.reported_on <= known
    qualify rank() over (
        partition by u.unit_code, e.entry_kind, e.entered_on, e.honour_code, e.recipient_kind, e.level, e.decision_no, name_key(e.content)
        order by e.reported_on desc, e.load_no desc) = 1;

-- What was granted and decided in a year by title, level and recipient, with the
-- prize that the law of each decision gives. unpriced: awards without a known
-- multiple.
create or replace temporary macro expected_prizes(the_plan, the_year, known) as table
    select f.honour_code, f.level, prize_recipient(f.recipient_kind) as recipient_kind,
        sum(f.net) as granted,
        sum(f.net) filter (rate is null or b.amount is null) as unpriced,
        sum(f.net * prize_amount(rate, b.amount)) as amount,
        max(greatest(p.grade, b.grade)) as grade,
        min(rate) as lowest_rate, max(rate) as highest_rate, min(b.amount) as lowest_salary, max(b.amount) as highest_salary
    from (
        select a.*, coalesce(a.decided_on, a.reported_on) as decided
        from award_files(the_year - 5, the_year + 1, known, at_day := make_date(the_year, 12, 31)) a
        semi join plan_units(the_plan, make_date(the_year, 1, 1), make_date(the_year, 12, 31)) u using (unit_code)
        where a.net <> 0 and year(coalesce(a.decided_on, a.reported_on)) = the_year
    ) f
    left join base_salary_lines() b on f.decided between b.valid_from and coalesce(b.valid_to, date '9999-12-31') and b.grade <> 'U'
    left join prize_lines() p on p.honour_code = f.honour_code and f.decided between p.valid_from and coalesce(p.valid_to, date '9999-12-31')
        and p.grade <> 'U' and (p.levels is null or list_contains(string_split(p.levels, ' '), f.level))
    cross join lateral (select case prize_recipient(f.recipient_kind) when 'individual' then p.individual when 'collective' then p.collective end as rate) r
    group by all;

-- The levels from the top down; agencies decide below the communes' level.
create or replace temporary macro level_order(level) as
    case level when 'central' then 1 when 'province' then 2 when 'district' then 3 when 'commune' then 4 when 'village' then 5 else 6 end;

-- What the decisions of a year cost by law against what the funds spent.
create or replace temporary macro fund_prize_rows(the_plan, the_year, known) as table
    with root as (
        select u.level from plan p join plan_units(the_plan, make_date(the_year, 1, 1), make_date(the_year, 12, 31)) u on u.unit_code = p.unit_code
        where p.plan_id = the_plan
    ), spent as (
        select e.honour_code, e.level, prize_recipient(e.recipient_kind) as recipient_kind, sum(e.quantity) as paid, sum(e.amount) as amount,
            list(row_place(s.name, e.sheet, e.row_no) order by e.file_id, e.sheet, e.row_no) as places
        from known_fund_entries(the_plan, the_year, known) e
        left join source_file s using (file_id)
        where e.entry_kind = 'prize'
        group by all
    ), both_sides as (
        select coalesce(x.honour_code, s.honour_code) as honour_code, coalesce(x.level, s.level) as level, coalesce(x.recipient_kind, s.recipient_kind) as recipient_kind,
            coalesce(x.granted, 0) as granted, coalesce(x.unpriced, 0) as unpriced, x.amount as expected, x.lowest_rate, x.highest_rate, x.lowest_salary,
            x.highest_salary, x.grade, coalesce(s.paid, 0) as paid, coalesce(s.amount, 0) as spent, coalesce(s.places, []) as places
        from expected_prizes(the_plan, the_year, known) x
        full join spent s on s.honour_code = x.honour_code and s.level = x.level and s.recipient_kind = x.recipient_kind
    ), owned as (
        select *, level_order(level) >= level_order((select level from root)) as own from both_sides
        where granted <> 0 or paid <> 0
    )
    select honour_code, level, recipient_kind, granted::integer as granted, unpriced::integer as unpriced, expected::decimal(24,6) as expected,
        lowest_rate, highest_rate, lowest_salary, highest_salary, case when unpriced < granted then grade end as grade,
        paid::integer as paid, spent::decimal(24,6) as spent, own,
        case when own and unpriced = 0 then spent - coalesce(expected, 0) end::decimal(24,6) as difference, places as rows_behind
    from owned;
