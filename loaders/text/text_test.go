package text

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters are the 134 letters of Vietnamese that ASCII does not have.
func letters() []string {
	var list []string
	for _, base := range []string{"a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"} {
		for _, tone := range []string{"", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"} {
			if l := norm.NFC.String(base + tone); len(l) > 1 {
				list = append(list, l, strings.ToUpper(l))
			}
		}
	}
	return append(list, "đ", "Đ")
}

func TestEveryLetter(t *testing.T) {
	all := letters()
	if len(all) != 134 {
		t.Fatalf("%d letters", len(all))
	}
	for _, l := range all {
		for _, e := range []Encoding{VNI, TCVN3} {
			if unicode.IsUpper([]rune(l)[0]) && e == TCVN3 && len(toTCVN3[[]rune(l)[0]]) == 0 {
				e = TCVN3Capitals
			}
			code, ok := Encode(e, l)
			if !ok {
				t.Errorf("%s cannot be written in %d", l, e)
				continue
			}
			if back, ok := Decode(e, code); !ok || back != l {
				t.Errorf("%s in %d: %q is read as %q, %v", l, e, code, back, ok)
			}
		}
	}
}

var names = strings.Split(`Nguyễn Thị Minh Khai|Trần Quốc Tuấn|Lê Văn Tám|Phạm Ngũ Lão|Huỳnh Thúc Kháng|Vũ Trọng Phụng|Đặng Thùy Trâm|Bùi Thị Xuân|Đỗ Mười
Hồ Xuân Hương|Ngô Gia Tự|Dương Quảng Hàm|Lý Thường Kiệt|Phan Bội Châu|Hoàng Hoa Thám|Trịnh Công Sơn|Đinh Bộ Lĩnh|Cao Bá Quát|Tạ Uyên|Mai Hắc Đế
xã Phú Lộc|thị trấn Phong Châu|huyện Phù Ninh|xã Lơ Ku|xã Ngọc Phái|xã Quảng Bạch|huyện Chợ Đồn|xã Dào Dương|xã Ngọc Hồi|tỉnh Phú Thọ|Ủy ban nhân dân
Tổng thu ngân sách trên địa bàn|Tỷ lệ hộ nghèo giảm|Sản lượng lương thực có hạt|Giải quyết việc làm mới|Lao động tiên tiến|Chiến sĩ thi đua cơ sở
Cộng hòa xã hội chủ nghĩa Việt Nam|Độc lập - Tự do - Hạnh phúc|khuỷu tay|quạt điện|nghiêng ngả|khuếch trương|ngoằn ngoèo|giặt giũ|gìn giữ|yếu ớt`, "|")

func TestNames(t *testing.T) {
	for _, lines := range names {
		for name := range strings.SplitSeq(lines, "\n") {
			if good, bad := Judge(name); bad > 0 || good == 0 {
				t.Errorf("%s: %d good and %d bad words", name, good, bad)
			}
			for e, want := range map[Encoding]string{VNI: name, TCVN3: strings.ToLower(name), TCVN3Capitals: strings.ToUpper(name)} {
				code, ok := Encode(e, want)
				back, okBack := Decode(e, code)
				if !ok || !okBack || back != want {
					t.Errorf("%s in %s: %q is read as %q", want, e, code, back)
				}
				if back, _ = Decode(VNI, norm.NFC.String(norm.NFD.String(code))); e == VNI && back != want {
					t.Errorf("%s: normalised code reads %q", want, back)
				}
			}
		}
	}
}

// Phrases as the fonts of the time wrote them.
func TestPhrases(t *testing.T) {
	for _, c := range []struct {
		e          Encoding
		code, want string
	}{
		{TCVN3, "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"},
		{TCVN3, "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"},
		{TCVN3, "CéNG HOµ X· HéI", "CỘNG HOÀ XÃ HỘI"},
		{TCVN3Capitals, "ñy ban nh©n d©n", "ỦY BAN NHÂN DÂN"},
		{VNI, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"},
		{VNI, "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"},
		{VNI, "UÛY BAN NHAÂN DAÂN TÆNH", "ỦY BAN NHÂN DÂN TỈNH"},
	} {
		if got, ok := Decode(c.e, c.code); !ok || got != c.want {
			t.Errorf("%q: %q, want %q", c.code, got, c.want)
		}
	}
}

func TestFonts(t *testing.T) {
	for font, want := range map[string]Encoding{".VnTime": TCVN3, ".VnTimeH": TCVN3Capitals, "VNI-Times": VNI, "Times New Roman": Unicode, "": Unicode, ".vnarial": TCVN3} {
		if got := FontEncoding(font); got != want {
			t.Errorf("%s: %v", font, got)
		}
	}
}

// convert reads a column whole, as the rows at hand are read before the first
// is given out; "?" marks what is refused.
func convert(font Encoding, cells ...string) []string {
	table := NewTable()
	for _, c := range cells {
		table.Observe(0, c, font)
	}
	var out []string
	for i, c := range cells {
		got, _, err := table.Convert(0, i+1, c, font)
		if err != nil {
			got = "?"
		}
		out = append(out, got)
	}
	return out
}

func TestColumns(t *testing.T) {
	for name, c := range map[string]struct {
		font        Encoding
		cells, want string
	}{
		"TCVN3":                   {Unicode, "x· Phó Léc|thÞ trÊn|101|Lª V¨n", "xã Phú Lộc|thị trấn|101|Lê Văn"},
		"VNI":                     {Unicode, "xaõ Phuù Loäc|thò traán|Leâ Vaên", "xã Phú Lộc|thị trấn|Lê Văn"},
		"Unicode":                 {Unicode, "xã Phú Lộc|Hà Nam|là", "xã Phú Lộc|Hà Nam|là"},
		"font decides one word":   {TCVN3, "thé", "thộ"},
		"Unicode in an old font":  {TCVN3, "Hà Nội|xã", "Hà Nội|xã"},
		"capitals font":           {TCVN3Capitals, "tæng céng|ma01", "TỔNG CỘNG|ma01"},
		"two readings in a mixed": {Unicode, "x· Phó Léc|thị xã|Lê", "xã Phú Lộc|thị xã|?"},
		"two readings in TCVN3":   {Unicode, "x· Phó Léc|huyÖn|thé", "xã Phú Lộc|huyện|thộ"},
		"one weak word":           {Unicode, "Thaï", "?"},
		"one strong word":         {Unicode, "x·", "xã"},
		"mistyped in TCVN3":       {Unicode, "x· Phó Léc|huyÖÖn", "xã Phú Lộc|?"},
		"names of the highlands":  {Unicode, "x· Phó Léc|huyÖn|x· Kr«ng|x· §¨k Kr«ng", "xã Phú Lộc|huyện|xã Krông|xã Đăk Krông"},
		"a name in an old font":   {VNI, "Kroâng Pa", "Krông Pa"},
		"font and no sense":       {VNI, "x·", "?"},
	} {
		if got := strings.Join(convert(c.font, strings.Split(c.cells, "|")...), "|"); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// What is not Vietnamese stays as it is: no text of these is converted, and
// none is refused.
func TestNoFalseFinds(t *testing.T) {
	for _, column := range []string{
		"plain ASCII|1.234,5|a@b.vn|5\" pipe",
		"Où est la bibliothèque ?|L'été dernier, j'étais à Hué|Société Générale|café|déjà vu|naïve|Noël|août|crème brûlée|où",
		"École française|Élève|Hôpital Saint-Paul|garçon|fenêtre|thé vert|André|René|François|Zoé",
		"für|Köln|schön|Straße|Müller|Grüße aus München|Übung",
		"señor|año|niño|España|corazón",
		"25 °C|5 m²|12 m³|½|« oui »|· mục|© 2022|§ 5|±3|2×3|µm/m|10 µg",
		"Tổng số¹|Số xã²|col·lecció",
		"Société Thaï|hôtel|crèche|théâtre",
	} {
		cells := strings.Split(column, "|")
		if got := strings.Join(convert(Unicode, cells...), "|"); got != column {
			t.Errorf("%s\nbecame %s", column, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("x· héi")
	f.Add("Coäng hoøa")
	f.Add("Hà Nội \u00ad")
	f.Fuzz(func(t *testing.T, s string) {
		table := NewTable()
		table.Observe(0, s, Unicode)
		out, e, err := table.Convert(0, 1, s, Unicode)
		if err == nil && e == Unicode && out != s {
			t.Errorf("%q became %q", s, out)
		}
		if e != Unicode && !norm.NFC.IsNormalString(out) {
			t.Errorf("%q is not NFC", out)
		}
	})
}
