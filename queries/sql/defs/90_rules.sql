-- The rules that awards are held against, as data (semantics 7). A rule has one
-- line for each stretch of law; the one of the decision's day applies.
--
--   rule_id | valid_from | valid_to | grade | binding | limit in percent | times | article | text
--
-- grade says how well the text is sourced: A the act itself was read, B a portal
-- or law library that reproduces it, C a third party's public data states it (it
-- never binds), U not known: such a line gives "unknown" and never a verdict. binding: a failure blocks the final report; else it informs (a
-- plan's number missed is no breach of law).
-- One text instead of a list of values: every connection reads these definitions.
create or replace temporary macro rules() as table
    with lines as (
        select list_transform(string_split(unnest(string_split(trim('
cstdcs_quota | 2015-01-01 | 2017-09-30 | B | true | 15 |  | Nghị định 65/2014/NĐ-CP; Thông tư 07/2014/TT-BNV | Chiến sĩ thi đua cơ sở không quá 15% số cá nhân đạt Lao động tiên tiến, Chiến sĩ tiên tiến
cstdcs_quota | 2017-10-01 | 2023-12-31 | B | true | 15 |  | Nghị định 91/2017/NĐ-CP, Điều 9 khoản 3 | Chiến sĩ thi đua cơ sở không quá 15% số cá nhân đạt Lao động tiên tiến, Chiến sĩ tiên tiến
cstdcs_quota | 2024-01-01 |  | U | false | 15 |  | Luật 06/2022/QH15 | Tỷ lệ Chiến sĩ thi đua cơ sở (từ 01/01/2024 chưa có căn cứ về mức 15%)
cstd_tinh_prior | 2004-07-01 | 2023-12-31 | B | true |  | 3 | Luật 15/2003/QH11, tiêu chuẩn Chiến sĩ thi đua cấp bộ, cấp tỉnh | Chiến sĩ thi đua cấp bộ, cấp tỉnh chọn trong người có 03 lần liên tục đạt Chiến sĩ thi đua cơ sở
cstd_tinh_prior | 2024-01-01 | 2026-09-30 | B | true |  | 3 | Luật 06/2022/QH15, tiêu chuẩn Chiến sĩ thi đua cấp bộ, cấp tỉnh | Chiến sĩ thi đua cấp bộ, cấp tỉnh chọn trong người có 03 lần liên tục đạt Chiến sĩ thi đua cơ sở
cstd_tinh_prior | 2026-10-01 |  | U | false |  | 3 | Luật 06/2026/QH16 | Chiến sĩ thi đua cấp bộ, cấp tỉnh: số lần đạt Chiến sĩ thi đua cơ sở
cstd_toan_quoc_prior | 2004-07-01 | 2023-12-31 | B | true |  | 2 | Luật 15/2003/QH11; Nghị định 65/2014/NĐ-CP | Chiến sĩ thi đua toàn quốc có 02 lần liên tục đạt Chiến sĩ thi đua cấp bộ, cấp tỉnh
cstd_toan_quoc_prior | 2024-01-01 | 2026-09-30 | B | true |  | 2 | Luật 06/2022/QH15, tiêu chuẩn Chiến sĩ thi đua toàn quốc | Chiến sĩ thi đua toàn quốc có 02 lần liên tục đạt Chiến sĩ thi đua cấp bộ, cấp tỉnh
cstd_toan_quoc_prior | 2026-10-01 |  | U | false |  | 2 | Luật 06/2026/QH16 | Chiến sĩ thi đua toàn quốc: số lần đạt Chiến sĩ thi đua cấp bộ, cấp tỉnh
ttldxs_members | 2004-07-01 | 2023-12-31 | B | true | 70 | 1 | Luật 15/2003/QH11, tiêu chuẩn Tập thể lao động xuất sắc | Tập thể lao động xuất sắc: 100% cá nhân hoàn thành nhiệm vụ, ít nhất 70% đạt Lao động tiên tiến, có Chiến sĩ thi đua cơ sở
ttldxs_members | 2024-01-01 | 2026-09-30 | B | true | 70 | 1 | Luật 06/2022/QH15, tiêu chuẩn Tập thể lao động xuất sắc | Tập thể lao động xuất sắc: 100% cá nhân hoàn thành nhiệm vụ, ít nhất 70% đạt Lao động tiên tiến, có Chiến sĩ thi đua cơ sở
ttldxs_members | 2026-10-01 |  | U | false | 70 | 1 | Luật 06/2026/QH16 | Tập thể lao động xuất sắc: tỷ lệ cá nhân
ttldtt_members | 2004-07-01 | 2023-12-31 | B | true | 50 | 0 | Luật 15/2003/QH11, Điều 28 | Tập thể lao động tiên tiến: trên 50% cá nhân đạt Lao động tiên tiến
ttldtt_members | 2024-01-01 |  | U | false | 50 | 0 | Luật 06/2022/QH15 | Tập thể lao động tiên tiến: tỷ lệ cá nhân đạt Lao động tiên tiến
collective_discipline | 2004-07-01 | 2023-12-31 | B | true |  |  | Luật 15/2003/QH11, Điều 28 và tiêu chuẩn Tập thể lao động xuất sắc | Tập thể lao động xuất sắc, Tập thể lao động tiên tiến: không có cá nhân bị kỷ luật từ cảnh cáo trở lên
collective_discipline | 2024-01-01 |  | U | false |  |  | Luật 06/2022/QH15 | Tập thể lao động xuất sắc, Tập thể lao động tiên tiến: cá nhân bị kỷ luật
army_advanced | 2019-01-01 | 2023-12-31 | B | true | 70 |  | Thông tư 151/2018/TT-BQP | Đơn vị quân đội: Lao động tiên tiến, Chiến sĩ tiên tiến không quá 70% quân số
army_advanced | 2024-01-01 |  | U | false | 70 |  | Luật 06/2022/QH15 | Đơn vị quân đội: tỷ lệ Lao động tiên tiến, Chiến sĩ tiên tiến
army_fighters | 2019-01-01 | 2023-12-31 | B | true | 10 |  | Thông tư 151/2018/TT-BQP | Đơn vị quân đội: Chiến sĩ thi đua cơ sở không quá 10% quân số
army_fighters | 2024-01-01 |  | U | false | 10 |  | Luật 06/2022/QH15 | Đơn vị quân đội: tỷ lệ Chiến sĩ thi đua cơ sở
flag_quota | 2017-10-01 | 2023-12-31 | B | true | 20 |  | Nghị định 91/2017/NĐ-CP, Điều 11; Công văn 5007/BNV-TĐKT | Cờ thi đua của Chính phủ không quá 20% số tập thể được bầu dẫn đầu cụm, khối thi đua
flag_quota | 2024-01-01 |  | U | false | 20 |  | Luật 06/2022/QH15, Điều 25 | Tỷ lệ Cờ thi đua của Chính phủ (từ 01/01/2024 chưa có căn cứ về mức 20%)
flag_leader | 2017-10-01 | 2023-12-31 | B | true |  |  | Nghị định 91/2017/NĐ-CP, Điều 12 | Cờ thi đua cấp bộ, cấp tỉnh tặng tập thể dẫn đầu cụm, khối thi đua
flag_leader | 2024-01-01 |  | U | false |  |  | Luật 06/2022/QH15 | Cờ thi đua cấp bộ, cấp tỉnh: tập thể dẫn đầu cụm, khối thi đua
government_flag_leader | 2017-10-01 | 2023-12-31 | B | true |  |  | Nghị định 91/2017/NĐ-CP, Điều 11; Công văn 5007/BNV-TĐKT | Cờ thi đua của Chính phủ tặng tập thể được bầu dẫn đầu cụm, khối thi đua
government_flag_leader | 2024-01-01 | 2026-09-30 | B | false |  |  | Luật 06/2022/QH15, Điều 25 | Cờ thi đua của Chính phủ tặng tập thể tiêu biểu trong số dẫn đầu cụm, khối thi đua, hoặc dẫn đầu phong trào do Thủ tướng phát động từ 05 năm
government_flag_leader | 2026-10-01 |  | U | false |  |  | Luật 06/2026/QH16 | Cờ thi đua của Chính phủ: tập thể dẫn đầu
leading_commune | 2024-01-01 | 2025-06-30 | B | false |  |  | Luật 06/2022/QH15, Điều 29 | Xã, phường, thị trấn tiêu biểu là đơn vị dẫn đầu phong trào thi đua trong huyện
leading_commune | 2025-07-01 |  | U | false |  |  | Luật 06/2022/QH15, Điều 29 | Xã, phường tiêu biểu: đơn vị dẫn đầu phong trào thi đua
cstdcs_initiative | 2017-10-01 | 2023-12-31 | B | false |  | 1 | Nghị định 91/2017/NĐ-CP, Điều 9 | Chiến sĩ thi đua cơ sở có sáng kiến hoặc đề tài được cơ sở công nhận
cstdcs_initiative | 2024-01-01 | 2026-09-30 | B | false |  | 1 | Luật 06/2022/QH15, Điều 23 | Chiến sĩ thi đua cơ sở có sáng kiến hoặc đề tài được cơ sở công nhận
cstdcs_initiative | 2026-10-01 |  | U | false |  | 1 | Luật 06/2026/QH16 | Chiến sĩ thi đua cơ sở: sáng kiến, đề tài
cstd_tinh_initiative | 2017-10-01 | 2023-12-31 | B | false |  | 1 | Luật 15/2003/QH11, tiêu chuẩn Chiến sĩ thi đua cấp bộ, cấp tỉnh | Chiến sĩ thi đua cấp bộ, cấp tỉnh có sáng kiến có phạm vi ảnh hưởng trong bộ, tỉnh
cstd_tinh_initiative | 2024-01-01 | 2026-09-30 | B | false |  | 1 | Luật 06/2022/QH15, tiêu chuẩn Chiến sĩ thi đua cấp bộ, cấp tỉnh | Chiến sĩ thi đua cấp bộ, cấp tỉnh có sáng kiến có phạm vi ảnh hưởng trong bộ, tỉnh
cstd_tinh_initiative | 2026-10-01 |  | U | false |  | 1 | Luật 06/2026/QH16 | Chiến sĩ thi đua cấp bộ, cấp tỉnh: sáng kiến
one_state_proposal | 2015-01-01 | 2017-09-30 | B | true |  | 1 | Thông tư 07/2014/TT-BNV | Mỗi cá nhân một năm chỉ đề nghị một danh hiệu hoặc hình thức khen thưởng cấp Nhà nước
one_state_proposal | 2017-10-01 |  | U | false |  | 1 | Nghị định 91/2017/NĐ-CP và văn bản thay thế | Số danh hiệu, hình thức khen thưởng cấp Nhà nước đề nghị cho một cá nhân trong năm
pm_diploma_prior | 2015-01-01 | 2023-12-31 | U | false |  | 3 | Nghị định 65/2014/NĐ-CP, Điều 23; Nghị định 91/2017/NĐ-CP | Bằng khen của Thủ tướng Chính phủ (công trạng): Bằng khen cấp bộ, cấp tỉnh và 05 năm liên tục
pm_diploma_prior | 2024-01-01 | 2026-09-30 | B | false |  | 3 | Luật 06/2022/QH15, tiêu chuẩn Bằng khen của Thủ tướng Chính phủ | Bằng khen của Thủ tướng Chính phủ (công trạng): đã có Bằng khen cấp bộ, cấp tỉnh và 03 lần Chiến sĩ thi đua cơ sở trong 05 năm
pm_diploma_prior | 2026-10-01 |  | U | false |  | 3 | Luật 06/2026/QH16 | Bằng khen của Thủ tướng Chính phủ: thành tích các năm trước
vote_share | 2017-10-01 | 2025-06-30 | U | false |  |  | Nghị định 91/2017/NĐ-CP; Nghị định 98/2023/NĐ-CP | Tỷ lệ phiếu đồng ý của Hội đồng theo quy định
vote_share | 2025-07-01 |  | C | false |  |  | Nghị định 152/2025/NĐ-CP, Điều 33, 45 | Tỷ lệ phiếu đồng ý tính trên tổng số thành viên Hội đồng đạt mức quy định
vote_own_rules | 1900-01-01 |  | A | false |  |  | Quy chế của Hội đồng | Tỷ lệ phiếu đồng ý đạt mức mà quy chế của Hội đồng, hội nghị quy định
direct_workers | 1900-01-01 |  | A | false |  |  | Kế hoạch phát động | Tỷ lệ người trực tiếp công tác, lao động trong số cá nhân được khen theo mức của kế hoạch
authority | 1900-01-01 |  | A | true |  |  | theo bảng thẩm quyền | Danh hiệu thi đua, hình thức khen thưởng do đúng cấp có thẩm quyền quyết định
registered_first | 2004-07-01 | 2023-12-31 | B | true |  |  | Luật 15/2003/QH11; Nghị định 91/2017/NĐ-CP | Danh hiệu thi đua chỉ xét cho người, tập thể đã đăng ký thi đua
registered_first | 2024-01-01 |  | B | false |  |  | Luật 06/2022/QH15, Điều 7 | Đăng ký thi đua không còn là căn cứ xét danh hiệu (thông tin)
', chr(10)), chr(10))), '|'), x -> trim(x)) as f
    )
    select f[1] as rule_id, f[2]::date as valid_from, nullif(f[3], '')::date as valid_to, f[4] as grade, f[5] = 'true' as binding,
        nullif(f[6], '')::decimal(9,2) as limit_percent, nullif(f[7], '')::integer as times, f[8] as article, f[9] as rule_text
    from lines;

-- The share of a council's members that must agree, where an act sets one.
--
--   valid_from | valid_to | grade | percent | honours | article
create or replace temporary macro vote_shares() as table
    with lines as (
        select list_transform(string_split(unnest(string_split(trim('
2025-07-01 |  | C | 80 | co_thi_dua_chinh_phu | Nghị định 152/2025/NĐ-CP, Điều 33 khoản 5
2025-07-01 |  | C | 90 | chien_si_thi_dua_toan_quoc anh_hung_lao_dong anh_hung_luc_luong_vu_trang_nhan_dan | Nghị định 152/2025/NĐ-CP, Điều 45
', chr(10)), chr(10))), '|'), x -> trim(x)) as f
    )
    select unnest(string_split(f[5], ' ')) as honour_code, f[1]::date as valid_from, nullif(f[2], '')::date as valid_to, f[3] as grade,
        f[4]::decimal(9,2) as percent, f[6] as article
    from lines;

-- Who may grant what and when, as data. Ministries stand at the central level,
-- beside the Prime Minister. What no line of a day names is not judged.
--
--   level | valid_from | valid_to | grade | honours | article | proviso: what the ledger cannot say of the one who grants
create or replace temporary macro award_authorities() as table
    with lines as (
        select list_transform(string_split(unnest(string_split(trim('
commune | 2017-10-01 | 2023-12-31 | B | lao_dong_tien_tien chien_si_tien_tien | Nghị định 91/2017/NĐ-CP, Điều 43
commune | 2019-01-01 | 2023-12-31 | B | gia_dinh_van_hoa | Nghị định 122/2018/NĐ-CP
commune | 2017-10-01 | 2023-12-31 | U | giay_khen | Luật 15/2003/QH11
district | 2017-10-01 | 2023-12-31 | B | chien_si_thi_dua_co_so | Nghị định 91/2017/NĐ-CP, Điều 43
district | 2017-10-01 | 2023-12-31 | U | lao_dong_tien_tien chien_si_tien_tien tap_the_lao_dong_tien_tien don_vi_tien_tien giay_khen | Luật 15/2003/QH11
district | 2019-01-01 | 2023-12-31 | B | thon_van_hoa | Nghị định 122/2018/NĐ-CP
agency | 2017-10-01 | 2023-12-31 | U | lao_dong_tien_tien chien_si_tien_tien chien_si_thi_dua_co_so tap_the_lao_dong_tien_tien don_vi_tien_tien giay_khen | Luật 15/2003/QH11
province | 2017-10-01 | 2023-12-31 | U | chien_si_thi_dua_co_so lao_dong_tien_tien tap_the_lao_dong_tien_tien giay_khen | Luật 15/2003/QH11
commune | 2024-01-01 | 2025-06-30 | A | lao_dong_tien_tien giay_khen gia_dinh_van_hoa | Luật 06/2022/QH15, Điều 80
commune | 2024-01-01 | 2025-06-30 | U | chien_si_tien_tien | Luật 06/2022/QH15, Điều 80
district | 2024-01-01 | 2025-06-30 | A | thon_van_hoa tap_the_lao_dong_tien_tien chien_si_thi_dua_co_so lao_dong_tien_tien giay_khen | Luật 06/2022/QH15, Điều 80
district | 2024-01-01 | 2025-06-30 | U | chien_si_tien_tien don_vi_tien_tien | Luật 06/2022/QH15, Điều 80
agency | 2024-01-01 | 2025-06-30 | A | tap_the_lao_dong_tien_tien chien_si_thi_dua_co_so lao_dong_tien_tien giay_khen | Luật 06/2022/QH15, Điều 80 | chỉ thủ trưởng đơn vị có tư cách pháp nhân thuộc bộ, tỉnh, sở, ngành và doanh nghiệp, hợp tác xã
province | 2024-01-01 | 2026-09-30 | U | chien_si_thi_dua_co_so lao_dong_tien_tien tap_the_lao_dong_tien_tien giay_khen | Luật 06/2022/QH15, Điều 80
agency | 2024-01-01 | 2025-06-30 | U | chien_si_tien_tien don_vi_tien_tien | Luật 06/2022/QH15, Điều 80
commune | 2025-07-01 | 2026-09-30 | A | lao_dong_tien_tien giay_khen gia_dinh_van_hoa | Luật 06/2022/QH15, Điều 80
commune | 2025-07-01 | 2026-09-30 | U | chien_si_thi_dua_co_so chien_si_tien_tien tap_the_lao_dong_tien_tien don_vi_tien_tien thon_van_hoa | Nghị định 152/2025/NĐ-CP
agency | 2025-07-01 | 2026-09-30 | A | tap_the_lao_dong_tien_tien chien_si_thi_dua_co_so lao_dong_tien_tien giay_khen | Luật 06/2022/QH15, Điều 80 | chỉ thủ trưởng đơn vị có tư cách pháp nhân thuộc bộ, tỉnh, sở, ngành và doanh nghiệp, hợp tác xã
agency | 2025-07-01 | 2026-09-30 | U | chien_si_tien_tien don_vi_tien_tien | Nghị định 152/2025/NĐ-CP
commune | 2026-10-01 |  | U | chien_si_thi_dua_co_so lao_dong_tien_tien chien_si_tien_tien tap_the_lao_dong_tien_tien don_vi_tien_tien thon_van_hoa gia_dinh_van_hoa giay_khen | Luật 06/2026/QH16
agency | 2026-10-01 |  | U | chien_si_thi_dua_co_so lao_dong_tien_tien chien_si_tien_tien tap_the_lao_dong_tien_tien don_vi_tien_tien giay_khen | Luật 06/2026/QH16
province | 2017-10-01 | 2023-12-31 | B | chien_si_thi_dua_cap_tinh co_thi_dua_cap_tinh tap_the_lao_dong_xuat_sac don_vi_quyet_thang bang_khen | Luật 15/2003/QH11; Nghị định 91/2017/NĐ-CP
central | 2017-10-01 | 2023-12-31 | B | chien_si_thi_dua_cap_bo co_thi_dua_cap_bo tap_the_lao_dong_xuat_sac don_vi_quyet_thang bang_khen chien_si_thi_dua_toan_quoc co_thi_dua_chinh_phu bang_khen_thu_tuong | Luật 15/2003/QH11; Nghị định 91/2017/NĐ-CP
province | 2024-01-01 | 2025-06-30 | B | chien_si_thi_dua_cap_tinh co_thi_dua_cap_tinh tap_the_lao_dong_xuat_sac don_vi_quyet_thang bang_khen | Luật 06/2022/QH15
central | 2024-01-01 | 2025-06-30 | B | chien_si_thi_dua_cap_bo co_thi_dua_cap_bo tap_the_lao_dong_xuat_sac don_vi_quyet_thang bang_khen chien_si_thi_dua_toan_quoc co_thi_dua_chinh_phu bang_khen_thu_tuong | Luật 06/2022/QH15
province | 2025-07-01 | 2026-09-30 | B | chien_si_thi_dua_cap_tinh co_thi_dua_cap_tinh tap_the_lao_dong_xuat_sac don_vi_quyet_thang bang_khen | Luật 06/2022/QH15; Nghị định 152/2025/NĐ-CP
central | 2025-07-01 | 2026-09-30 | B | chien_si_thi_dua_cap_bo co_thi_dua_cap_bo tap_the_lao_dong_xuat_sac don_vi_quyet_thang bang_khen chien_si_thi_dua_toan_quoc co_thi_dua_chinh_phu bang_khen_thu_tuong | Luật 06/2022/QH15; Nghị định 152/2025/NĐ-CP
province | 2026-10-01 |  | U | chien_si_thi_dua_cap_tinh co_thi_dua_cap_tinh tap_the_lao_dong_xuat_sac don_vi_quyet_thang bang_khen | Luật 06/2026/QH16
central | 2026-10-01 |  | U | chien_si_thi_dua_cap_bo co_thi_dua_cap_bo tap_the_lao_dong_xuat_sac don_vi_quyet_thang bang_khen chien_si_thi_dua_toan_quoc co_thi_dua_chinh_phu bang_khen_thu_tuong | Luật 06/2026/QH16
', chr(10)), chr(10))), '|'), x -> trim(x)) as f
    )
    select unnest(string_split(f[5], ' ')) as honour_code, f[1] as level, f[2]::date as valid_from, nullif(f[3], '')::date as valid_to,
        f[4] as grade, f[6] as article, nullif(f[7], '') as proviso
    from lines;

-- The row of a source as a person finds it.
create or replace temporary macro row_place(file_name, sheet, row_no) as
    concat(file_name, case when sheet <> '' then concat(' [', sheet, ']') end, ':', row_no);

-- A count, a percentage and a value as Vietnamese texts write them.
create or replace temporary macro vn_count(n) as replace(format('{:,}', n::bigint), ',', '.');
create or replace temporary macro vn_percent(p) as concat(replace(p::varchar, '.', ','), '%');
create or replace temporary macro vn_number(x) as
    concat(case when x < 0 then '-' else '' end, vn_count(trunc(abs(x))),
        case when x <> trunc(x) then ',' || rtrim(split_part(x::decimal(24,6)::varchar, '.', 2), '0') else '' end);

-- The levels of the vocabulary as a sentence names them.
create or replace temporary macro level_label(level) as
    case level when 'central' then 'Trung ương' when 'province' then 'cấp tỉnh' when 'district' then 'cấp huyện'
        when 'commune' then 'cấp xã' when 'village' then 'thôn, tổ dân phố' when 'agency' then 'cơ quan, đơn vị' else level end;
