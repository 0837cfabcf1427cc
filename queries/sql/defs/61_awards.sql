-- The awards of the years first_year..last_year as known on a day: of each file
-- the latest row. recipient is its id, or the id that the same name has
-- elsewhere in the unit, or the name; NULL for a counted group. net counts for
-- "granted less revoked".
--
-- A named file is one unit, year, phase, honour and recipient. Counted groups
-- have no such name: their decisions add up, and what is under way is what the
-- latest report says of the group.
--
-- Of what was told once there is nothing to choose, and only files that share a
-- number with others, and groups, are compared by what makes them one file (two
-- hashes of 64 bits: no two files share both); rows of one load and state that
-- read the same are two recipients.
--
-- A row is of the unit that held its code on the day it was reported, or at the
-- end of the year it rewards when that is earlier. unit_code is the dated_code at
-- at_day, the end of last_year when left out, as plan_units has it.
create or replace temporary macro award_files(first_year, last_year, known, at_day := null) as table
    with rows_known as not materialized (
        select a.* replace (dated_code(a.unit_code, s.since, s.until, coalesce(at_day, make_date(last_year, 12, 31))) as unit_code),
            name_key(a.recipient_name) as name_key
        from award a
        left join unit_stretches() s on s.unit_code = a.unit_code and least(a.reported_on, make_date(a.for_year, 12, 31)) between s.since and s.until
        where a.for_year between first_year and last_year and a.reported_on <= known
    ), known_id as (
        -- The id that the same name has elsewhere in the unit.
        select unit_code, name_key, any_value(recipient_id) as same_name_id
        from rows_known
        where recipient_id is not null and name_key is not null
        group by unit_code, name_key
        having min(recipient_id) = max(recipient_id)
    ), identified as materialized (
        select r.*, coalesce('id:' || r.recipient_id, 'id:' || k.same_name_id, 'name:' || r.name_key) as recipient,
            hash(r.unit_code, r.for_year, r.for_phase, r.honour_code, r.recipient_kind, recipient) as file_no
        from rows_known r
        left join known_id k on k.unit_code = r.unit_code and k.name_key = r.name_key
    ), contested as materialized (
        select file_no from identified group by file_no having count(*) > 1 or count(recipient) = 0
    ), told_again as materialized (
        select *,
            -- What makes them one file, beside file_no, and which of them is the latest.
            hash(unit_code, class, case when recipient is null then position_group end, case when recipient is null then direct end,
                case when class = 'decided' then decision_no end, case when class = 'decided' then state end) as part_no,
            {reported_on: reported_on, load_no: load_no,
             step: case when class = 'named' then list_position(['registered', 'proposed', 'approved', 'submitted', 'rejected', 'granted', 'revoked'], state) end} as told
        from (
            select *,
                -- A decision about a group is also the latest that is known of it.
                unnest(case when recipient is not null then ['named']
                            when state = 'granted' then ['decided', 'latest']
                            when state = 'revoked' then ['decided']
                            else ['latest'] end) as class
            from identified semi join contested using (file_no))
    ), files as (
        select *, 'named' as class from identified anti join contested using (file_no)
        union all
        select t.* exclude (part_no, told)
        from told_again t
        -- grouped, for a window over so many columns costs four times as much
        join (select file_no, part_no, max(told) as told from told_again group by file_no, part_no) latest
            on latest.file_no = t.file_no and latest.part_no = t.part_no and latest.told = t.told
    )
    select * exclude (file_no, class),
        case when state = 'granted' then quantity when state = 'revoked' and recipient is null then -quantity else 0 end as net
    from files
    where class <> 'latest' or state <> 'granted';

-- The registrations of a year as known on a day; recipient and unit_code as in award_files.
create or replace temporary macro registration_files(the_year, known) as table
    with rows_known as (
        select r.* replace (dated_code(r.unit_code, s.since, s.until, make_date(the_year, 12, 31)) as unit_code), name_key(r.recipient_name) as name_key
        from registration r
        left join unit_stretches() s on s.unit_code = r.unit_code and least(r.registered_on, make_date(the_year, 12, 31)) between s.since and s.until
        where r.for_year = the_year and r.registered_on <= known
    ), identified as materialized (
        select *, coalesce('id:' || recipient_id, 'name:' || name_key) as recipient,
            hash(unit_code, for_phase, honour_code, recipient_kind, recipient, case when recipient is null then position_group end) as file_no
        from rows_known
    ), contested as materialized (
        select file_no from identified group by file_no having count(*) > 1
    )
    select * exclude (file_no) from identified anti join contested using (file_no)
    union all
    select r.* exclude (file_no)
    from identified r
    join (select file_no, max({registered_on: registered_on, load_no: load_no}) as told
          from identified semi join contested using (file_no) group by file_no) latest
        on latest.file_no = r.file_no and latest.told = {registered_on: r.registered_on, load_no: r.load_no};

-- Whether the form of State commendations counts an award. What a ministry grants
-- by itself is of the central level too, and not of the State's.
create or replace temporary macro counts_in_0602(level, honour_code) as
    level = 'central' and honour_code not in ('bang_khen', 'chien_si_thi_dua_cap_bo', 'chien_si_thi_dua_cap_tinh', 'chien_si_thi_dua_co_so', 'co_thi_dua_cap_bo',
        'co_thi_dua_cap_tinh', 'tap_the_lao_dong_xuat_sac', 'tap_the_lao_dong_tien_tien', 'lao_dong_tien_tien', 'chien_si_tien_tien', 'don_vi_quyet_thang',
        'don_vi_tien_tien', 'xa_tieu_bieu', 'thon_van_hoa', 'gia_dinh_van_hoa', 'ky_niem_chuong', 'huy_hieu', 'giay_khen');

-- Whether the form of the commendations of ministries and provinces does. It has no
-- column for Tập thể lao động xuất sắc.
create or replace temporary macro counts_in_0603(level, honour_code) as
    level in ('central', 'province') and honour_code in ('bang_khen', 'chien_si_thi_dua_cap_bo', 'chien_si_thi_dua_cap_tinh', 'co_thi_dua_cap_bo',
        'co_thi_dua_cap_tinh', 'ky_niem_chuong', 'huy_hieu');
