package kind

import (
	"strings"
	"testing"

	"tdkt/loaders/table"
)

func rows(lines ...string) []table.Row {
	var out []table.Row
	for i, l := range lines {
		r := table.Row{Line: i + 1}
		for j, c := range strings.Split(l, ";") {
			r.Cells = append(r.Cells, table.Cell{Text: c, Line: i + 1, Column: j + 1})
		}
		out = append(out, r)
	}
	return out
}

// Every kind is recognised by its own header, in Vietnamese, in English, and
// typed without accents in another case.
func TestEveryHeaderIsRecognised(t *testing.T) {
	for _, k := range All() {
		var labels, names, plain []string
		for _, c := range k.Columns {
			labels = append(labels, c.Label)
			names = append(names, c.Name)
			plain = append(plain, strings.ToUpper(headerKey(c.Label)))
		}
		for _, header := range [][]string{labels, names, plain} {
			h, _, findings, ok := Recognise(rows(strings.Join(header, ";")), nil, nil)
			if !ok || len(findings) > 0 || h.Kind != k {
				t.Errorf("%s: %v: recognised %v, findings %v", k.Name, header, ok, findings)
				continue
			}
			for i, c := range k.Columns {
				if h.Column(c.Name) != i {
					t.Errorf("%s: %s at %d, want %d", k.Name, c.Name, h.Column(c.Name), i)
				}
			}
		}
	}
}

func TestHeaderBelowATitle(t *testing.T) {
	h, at, findings, ok := Recognise(rows("BÁO CÁO", "Năm;2022", "Mã phong trào;Mã đơn vị;Ngày tham gia;Ngày báo cáo", "ntm;101;;"), nil, nil)
	if !ok || len(findings) > 0 || at != 2 || h.Kind.Name != "participations" || h.Line != 3 {
		t.Errorf("%v at %d, %v, %v", h, at, findings, ok)
	}
}

func TestNoHeader(t *testing.T) {
	for _, line := range []string{"", "Mã đơn vị", "a;b;c;d;Mã đơn vị;Năm", "1;2;3"} {
		if h, _, _, ok := Recognise(rows(line), nil, nil); ok {
			t.Errorf("%q is taken for a header of %v", line, h)
		}
	}
}

// The override wins over a better match, and what is missing is said.
func TestKindOverride(t *testing.T) {
	k, _ := Named("activities")
	_, _, findings, ok := Recognise(rows("Mã đơn vị;Nội dung;Số lượng;Ngày báo cáo"), k, nil)
	if !ok || len(findings) != 2 || !strings.Contains(findings[0].Message, `"Loại hoạt động"`) || !strings.Contains(findings[1].Message, `"Ngày"`) {
		t.Errorf("%v %v", ok, findings)
	}
}

// The words of an office find their codes.
func TestVocabulary(t *testing.T) {
	for text, c := range map[string]struct {
		v    *vocabulary
		want string
	}{
		"Thực hiện": {statuses, "actual"}, "UOC": {statuses, "estimate"}, "xã": {levels, "commune"}, "CẤP HUYỆN": {levels, "district"},
		"CSTĐCS": {honours, "chien_si_thi_dua_co_so"}, "bang_khen": {honours, "bang_khen"}, "Giấy khen": {honours, "giay_khen"},
		"hộ": {recipients, "household"}, "Đang trình": {awardStates, "submitted"}, "chuyên đề": {commendations, "movement"},
		"thị trấn": {unitKinds, "township"}, "Trường THCS": {unitKinds, "school"}, "tập huấn": {activityKinds, "training"},
		"không": {accumulations, "in_period"}, "Khó đạt": {outlooks, "at_risk"}, "Chưa đạt": {assessments, "not_met"},
		"theo quy tắc": {assessments, "by_rule"}, "Thiếu báo cáo": {obstacles, "coverage"},
	} {
		if got, ok := c.v.find(text); !ok || got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.v.what, text, got, c.want)
		}
	}
}

func TestReviewNames(t *testing.T) {
	for text, want := range map[string]string{
		"sơ kết 1": "so-ket-1", "Báo cáo sơ kết đợt 02": "so-ket-2", "so-ket-3": "so-ket-3", "Tổng kết": "tong-ket", "tong-ket": "tong-ket",
		"sơ kết": "", "sơ kết 0": "", "tổng kết 1": "", "sơ kết một": "",
	} {
		if got, _ := reviewOf(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Quotation marks tell words from a mistyped number.
func TestQuoted(t *testing.T) {
	for text, want := range map[string]string{
		"“Xuất siêu”": "Xuất siêu", `"xuất siêu"`: "xuất siêu", "“ chưa đo ”": "chưa đo",
		"xuất siêu": "", "“12”": "", "“12 tỷ”": "", "“”": "", "“a” và “b”": "", "“": "",
	} {
		got, ok := quoted(text)
		if got != want && ok || ok != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", text, got, ok, want)
		}
	}
}
