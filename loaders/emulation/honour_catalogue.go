package emulation

type honour struct {
	code  Honour
	label string
	short string
	kind  HonourKind
	to    []RecipientKind
	state bool
	valid Validity
}

var (
	toOne    = []RecipientKind{RecipientIndividual}
	toGroup  = []RecipientKind{RecipientCollective, RecipientEnterprise}
	toBoth   = []RecipientKind{RecipientIndividual, RecipientCollective, RecipientEnterprise}
	toWide   = []RecipientKind{RecipientIndividual, RecipientCollective, RecipientEnterprise, RecipientHousehold, RecipientCommunity}
	toFamily = []RecipientKind{RecipientHousehold}
	toPlace  = []RecipientKind{RecipientCommunity, RecipientCollective}
)

// Titles and their holders after Điều 24, 25, 29 and 30, forms after Điều 9 of
// Luật 06/2022/QH15. Who grants them and on what terms changed several times and
// is data of the rules, not of this list.
var honours = []honour{
	{code: "chien_si_thi_dua_toan_quoc", label: "Chiến sĩ thi đua toàn quốc", short: "CSTĐTQ", kind: HonourEmulationTitle, to: toOne, state: true},
	{code: "chien_si_thi_dua_cap_bo", label: "Chiến sĩ thi đua bộ, ban, ngành", short: "CSTĐ cấp bộ", kind: HonourEmulationTitle, to: toOne},
	{code: "chien_si_thi_dua_cap_tinh", label: "Chiến sĩ thi đua cấp tỉnh", short: "CSTĐ cấp tỉnh", kind: HonourEmulationTitle, to: toOne},
	{code: "chien_si_thi_dua_co_so", label: "Chiến sĩ thi đua cơ sở", short: "CSTĐCS", kind: HonourEmulationTitle, to: toOne},
	{code: "lao_dong_tien_tien", label: "Lao động tiên tiến", short: "LĐTT", kind: HonourEmulationTitle, to: toOne},
	{code: "chien_si_tien_tien", label: "Chiến sĩ tiên tiến", short: "CSTT", kind: HonourEmulationTitle, to: toOne},
	{code: "co_thi_dua_chinh_phu", label: "Cờ thi đua của Chính phủ", short: "Cờ Chính phủ", kind: HonourEmulationTitle, to: toGroup, state: true},
	{code: "co_thi_dua_cap_bo", label: "Cờ thi đua của bộ, ban, ngành", short: "Cờ cấp bộ", kind: HonourEmulationTitle, to: toGroup},
	{code: "co_thi_dua_cap_tinh", label: "Cờ thi đua của Ủy ban nhân dân tỉnh", short: "Cờ cấp tỉnh", kind: HonourEmulationTitle, to: toGroup},
	{code: "tap_the_lao_dong_xuat_sac", label: "Tập thể lao động xuất sắc", short: "TTLĐXS", kind: HonourEmulationTitle, to: toGroup},
	{code: "don_vi_quyet_thang", label: "Đơn vị quyết thắng", short: "ĐVQT", kind: HonourEmulationTitle, to: toGroup},
	{code: "tap_the_lao_dong_tien_tien", label: "Tập thể lao động tiên tiến", short: "TTLĐTT", kind: HonourEmulationTitle, to: toGroup},
	{code: "don_vi_tien_tien", label: "Đơn vị tiên tiến", short: "ĐVTT", kind: HonourEmulationTitle, to: toGroup},
	{code: "xa_tieu_bieu", label: "Xã, phường, thị trấn tiêu biểu", kind: HonourEmulationTitle, to: toGroup, valid: Validity{From: "2024-01-01"}},
	{code: "thon_van_hoa", label: "Thôn, tổ dân phố văn hóa", kind: HonourEmulationTitle, to: toPlace},
	{code: "gia_dinh_van_hoa", label: "Gia đình văn hóa", short: "GĐVH", kind: HonourEmulationTitle, to: toFamily},
	{code: "huan_chuong_sao_vang", label: "Huân chương Sao vàng", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_ho_chi_minh", label: "Huân chương Hồ Chí Minh", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_doc_lap_hang_nhat", label: "Huân chương Độc lập hạng Nhất", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_doc_lap_hang_nhi", label: "Huân chương Độc lập hạng Nhì", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_doc_lap_hang_ba", label: "Huân chương Độc lập hạng Ba", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_quan_cong_hang_nhat", label: "Huân chương Quân công hạng Nhất", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_quan_cong_hang_nhi", label: "Huân chương Quân công hạng Nhì", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_quan_cong_hang_ba", label: "Huân chương Quân công hạng Ba", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_lao_dong_hang_nhat", label: "Huân chương Lao động hạng Nhất", kind: HonourCommendationForm, to: toWide, state: true},
	{code: "huan_chuong_lao_dong_hang_nhi", label: "Huân chương Lao động hạng Nhì", kind: HonourCommendationForm, to: toWide, state: true},
	{code: "huan_chuong_lao_dong_hang_ba", label: "Huân chương Lao động hạng Ba", kind: HonourCommendationForm, to: toWide, state: true},
	{code: "huan_chuong_bao_ve_to_quoc_hang_nhat", label: "Huân chương Bảo vệ Tổ quốc hạng Nhất", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_bao_ve_to_quoc_hang_nhi", label: "Huân chương Bảo vệ Tổ quốc hạng Nhì", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_bao_ve_to_quoc_hang_ba", label: "Huân chương Bảo vệ Tổ quốc hạng Ba", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_chien_cong_hang_nhat", label: "Huân chương Chiến công hạng Nhất", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_chien_cong_hang_nhi", label: "Huân chương Chiến công hạng Nhì", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_chien_cong_hang_ba", label: "Huân chương Chiến công hạng Ba", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huan_chuong_dai_doan_ket_dan_toc", label: "Huân chương Đại đoàn kết dân tộc", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "huan_chuong_dung_cam", label: "Huân chương Dũng cảm", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "huan_chuong_huu_nghi", label: "Huân chương Hữu nghị", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "huy_chuong_quan_ky_quyet_thang", label: "Huy chương Quân kỳ quyết thắng", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "huy_chuong_vi_an_ninh_to_quoc", label: "Huy chương Vì an ninh Tổ quốc", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "huy_chuong_chien_si_ve_vang_hang_nhat", label: "Huy chương Chiến sĩ vẻ vang hạng Nhất", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "huy_chuong_chien_si_ve_vang_hang_nhi", label: "Huy chương Chiến sĩ vẻ vang hạng Nhì", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "huy_chuong_chien_si_ve_vang_hang_ba", label: "Huy chương Chiến sĩ vẻ vang hạng Ba", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "huy_chuong_huu_nghi", label: "Huy chương Hữu nghị", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "tinh_anh_hung", label: "Tỉnh Anh hùng", kind: HonourCommendationForm, to: toGroup, state: true},
	{code: "thanh_pho_anh_hung", label: "Thành phố Anh hùng", kind: HonourCommendationForm, to: toGroup, state: true},
	{code: "ba_me_viet_nam_anh_hung", label: "Bà mẹ Việt Nam anh hùng", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "anh_hung_luc_luong_vu_trang_nhan_dan", label: "Anh hùng Lực lượng vũ trang nhân dân", short: "AHLLVTND", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "anh_hung_lao_dong", label: "Anh hùng Lao động", short: "AHLĐ", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "nha_giao_nhan_dan", label: "Nhà giáo nhân dân", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "nha_giao_uu_tu", label: "Nhà giáo ưu tú", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "thay_thuoc_nhan_dan", label: "Thầy thuốc nhân dân", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "thay_thuoc_uu_tu", label: "Thầy thuốc ưu tú", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "nghe_si_nhan_dan", label: "Nghệ sĩ nhân dân", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "nghe_si_uu_tu", label: "Nghệ sĩ ưu tú", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "nghe_nhan_nhan_dan", label: "Nghệ nhân nhân dân", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "nghe_nhan_uu_tu", label: "Nghệ nhân ưu tú", kind: HonourCommendationForm, to: toOne, state: true},
	{code: "giai_thuong_ho_chi_minh", label: "Giải thưởng Hồ Chí Minh", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "giai_thuong_nha_nuoc", label: "Giải thưởng Nhà nước", kind: HonourCommendationForm, to: toBoth, state: true},
	{code: "ky_niem_chuong", label: "Kỷ niệm chương", kind: HonourCommendationForm, to: toOne},
	{code: "huy_hieu", label: "Huy hiệu", kind: HonourCommendationForm, to: toOne},
	{code: "bang_khen_thu_tuong", label: "Bằng khen của Thủ tướng Chính phủ", short: "BK TTg", kind: HonourCommendationForm, to: toWide, state: true},
	{code: "bang_khen", label: "Bằng khen", short: "BK", kind: HonourCommendationForm, to: toWide},
	{code: "giay_khen", label: "Giấy khen", short: "GK", kind: HonourCommendationForm, to: toWide},
}
