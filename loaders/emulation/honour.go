package emulation

// An Honour is one emulation title (danh hiệu thi đua) or form of commendation
// (hình thức khen thưởng). Codes are unaccented Vietnamese.
type Honour string

// The honours that rules and reports name; AllHonours has the whole catalogue.
const (
	LaoDongTienTien       Honour = "lao_dong_tien_tien"
	ChienSiTienTien       Honour = "chien_si_tien_tien"
	ChienSiThiDuaCoSo     Honour = "chien_si_thi_dua_co_so"
	ChienSiThiDuaCapTinh  Honour = "chien_si_thi_dua_cap_tinh"
	ChienSiThiDuaToanQuoc Honour = "chien_si_thi_dua_toan_quoc"
	TapTheLaoDongTienTien Honour = "tap_the_lao_dong_tien_tien"
	TapTheLaoDongXuatSac  Honour = "tap_the_lao_dong_xuat_sac"
	CoThiDuaCapTinh       Honour = "co_thi_dua_cap_tinh"
	CoThiDuaChinhPhu      Honour = "co_thi_dua_chinh_phu"
	XaTieuBieu            Honour = "xa_tieu_bieu"
	ThonVanHoa            Honour = "thon_van_hoa"
	GiaDinhVanHoa         Honour = "gia_dinh_van_hoa"
	BangKhenThuTuong      Honour = "bang_khen_thu_tuong"
	BangKhen              Honour = "bang_khen"
	GiayKhen              Honour = "giay_khen"
)

// HonourKind tells titles from forms.
type HonourKind string

const (
	HonourEmulationTitle   HonourKind = "emulation_title"
	HonourCommendationForm HonourKind = "commendation_form"
)

var honourKinds = set[HonourKind]{
	{HonourEmulationTitle, "danh hiệu thi đua"},
	{HonourCommendationForm, "hình thức khen thưởng"},
}

// AllHonourKinds gives every code in its fixed order.
func AllHonourKinds() []HonourKind { return honourKinds.codes() }

// Valid reports whether h is one of the codes.
func (h HonourKind) Valid() bool { return honourKinds.has(h) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (h HonourKind) Label() string { return honourKinds.label(h) }

// AllHonours gives the catalogue in the order of print: titles first, each
// kind from the highest to the lowest.
func AllHonours() []Honour {
	out := make([]Honour, len(honours))
	for i, h := range honours {
		out[i] = h.code
	}
	return out
}

// Valid reports whether h is in the catalogue.
func (h Honour) Valid() bool { return h.Rank() > 0 }

// Rank is the place in the order of print, from 1; 0 for an unknown code.
func (h Honour) Rank() int {
	for i := range honours {
		if honours[i].code == h {
			return i + 1
		}
	}
	return 0
}

func (h Honour) entry() honour {
	if r := h.Rank(); r > 0 {
		return honours[r-1]
	}
	return honour{code: h, label: string(h)}
}

// Label is the full Vietnamese name; for an unknown code the code itself.
func (h Honour) Label() string { return h.entry().label }

// Short is the abbreviation in tables ("CSTĐCS"); the full name where there is
// no usual one.
func (h Honour) Short() string {
	if e := h.entry(); e.short != "" {
		return e.short
	}
	return h.Label()
}

// Kind tells a title from a form; "" for an unknown code.
func (h Honour) Kind() HonourKind { return h.entry().kind }

// Recipients are the kinds of recipient that may hold it, in fixed order.
func (h Honour) Recipients() []RecipientKind {
	return append([]RecipientKind(nil), h.entry().to...)
}

// For reports whether a recipient of kind k may hold it.
func (h Honour) For(k RecipientKind) bool {
	for _, r := range h.entry().to {
		if r == k {
			return true
		}
	}
	return false
}

// State reports whether the State grants it (khen thưởng cấp Nhà nước: Điều 3
// of Nghị định 98/2023/NĐ-CP).
func (h Honour) State() bool { return h.entry().state }

// Validity is the span of decision days on which it can be granted.
func (h Honour) Validity() Validity { return h.entry().valid }
