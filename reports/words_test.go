package reports

import (
	"math/big"
	"strings"
	"testing"

	"tdkt/queries"
)

var nbsp = strings.NewReplacer("\u00a0", " ")

func TestLower(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Tỷ lệ hộ nghèo", "tỷ lệ hộ nghèo"}, {"Đàn heo", "đàn heo"}, {"GRDP bình quân", "GRDP bình quân"}, {"6 tháng", "6 tháng"}, {"", ""},
	} {
		if got := lower(c.in); got != c.want {
			t.Errorf("lower(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// An office's words go on after a colon; names of offices and persons stay.
func TestAfterColon(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Mưa lớn tháng 5", "mưa lớn tháng 5"}, {"Ủy ban nhân dân xã chậm báo cáo", "Ủy ban nhân dân xã chậm báo cáo"},
		{"Lê Thị Ví Dụ nghỉ", "Lê Thị Ví Dụ nghỉ"}, {"{{chi-tieu a.b}} thấp", "{{chi-tieu a.b}} thấp"}, {"Chậm", "Chậm"}, {"", ""},
		{"Công khai danh sách trước khi trình", "công khai danh sách trước khi trình"}, {"Công an xã tuần tra", "Công an xã tuần tra"},
		{"Có 17/19 đơn vị", "có 17/19 đơn vị"}, {"Họp Hội đồng 3 kỳ", "họp Hội đồng 3 kỳ"}, {"Ban hành kế hoạch", "ban hành kế hoạch"},
		{"Phòng Nội vụ thiếu người", "Phòng Nội vụ thiếu người"}, {"Nhân rộng 3 mô hình", "nhân rộng 3 mô hình"},
	} {
		if got := afterColon(c.in); got != c.want {
			t.Errorf("afterColon(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// Only a count of one figure gets a zero: no decimal, date or year.
func TestPadded(t *testing.T) {
	for in, want := range map[string]string{
		"2 trường hợp đang chờ quyết định": "02 trường hợp đang chờ quyết định", "nhiều hơn dự kiến 4": "nhiều hơn dự kiến 04",
		"từ 1,5% (năm 2022)": "từ 1,5% (năm 2022)", "12 trường hợp, đến 3/7/2022": "12 trường hợp, đến 3/7/2022",
	} {
		if got := padded(in); got != want {
			t.Errorf("padded(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRoman(t *testing.T) {
	for n, want := range map[int]string{1: "I", 4: "IV", 6: "VI", 9: "IX", 14: "XIV"} {
		if got := roman(n); got != want {
			t.Errorf("roman(%d) = %s, want %s", n, got, want)
		}
	}
}

// "6 tháng đầu năm" has said the word year; a phase of a year is the year.
func TestPeriod(t *testing.T) {
	phase := func(name, kind string) *review {
		return &review{phase: queries.Phase{Name: name, Kind: kind, StartsOn: date(2022, 1, 1), EndsOn: date(2022, 6, 30)}}
	}
	whole := func(last int) *review {
		return &review{Request: Request{Final: true}, plan: queries.PlanHeading{StartsOn: date(2020, 1, 1), EndsOn: date(last, 12, 31)}}
	}
	for _, c := range []struct {
		r    *review
		want string
	}{
		{phase("Đợt 1", "dot"), "đợt 1 năm 2022"}, {phase("6 tháng đầu năm", "reporting"), "6 tháng đầu năm 2022"},
		{phase("Năm 2022", "year"), "năm 2022"}, {whole(2020), "năm 2020"}, {whole(2025), "giai đoạn 2020-2025"},
	} {
		if got := c.r.period(); got != c.want {
			t.Errorf("period() = %q, want %q", got, c.want)
		}
	}
}

// The head leaves open what the clerk fills in, and takes what the office gives.
func TestHeadLeavesOpenWhatTheClerkFillsIn(t *testing.T) {
	r := &review{Request: Request{KnownAt: date(2022, 7, 12), Office: Office{Abbreviation: "UBND", Place: "Phù Ninh"}}}
	if h := r.head(); h.Number != "Số:      /BC-UBND" || h.PlaceDate != "Phù Ninh, ngày      tháng      năm 2022" {
		t.Errorf("%q, %q", h.Number, h.PlaceDate)
	}
	r.Office.Number, r.Office.Date = "05", "2022-01-05"
	if h := r.head(); h.Number != "Số: 05/BC-UBND" || h.PlaceDate != "Phù Ninh, ngày 05 tháng 01 năm 2022" {
		t.Errorf("%q, %q", h.Number, h.PlaceDate)
	}
}

func TestDraftBelowTheCoverageThreshold(t *testing.T) {
	r := &review{Request: Request{Office: Office{Coverage: hundredths(8000)}}}
	for range 4 {
		r.coverage = append(r.coverage, queries.UnitCoverage{Status: "on_time"})
	}
	r.coverage = append(r.coverage, queries.UnitCoverage{Status: "missing"})
	if got := r.draft(); got != "" {
		t.Errorf("4 of 5 units are 80%%: %s", got)
	}
	r.coverage = append(r.coverage, queries.UnitCoverage{Status: "missing"})
	if got, want := r.draft(), "Dự thảo: mới có 04/06 đơn vị báo cáo, thấp hơn ngưỡng 80% của đơn vị chủ trì."; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func hundredths(n int64) *big.Rat { return big.NewRat(n, 100) }
