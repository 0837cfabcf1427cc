package pdf

import (
	"strings"
	"testing"

	"tdkt/reports/document"
)

// Heads and titles as offices break them: worked by eye, at widths of the head's
// left column and of the title.
func TestBalance(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  string
	}{
		{"ỦY BAN NHÂN DÂN XÃ LƠ KU", 160, "ỦY BAN NHÂN DÂN|XÃ LƠ KU"},
		{"ỦY BAN NHÂN DÂN HUYỆN NGỌC HỒI", 160, "ỦY BAN NHÂN DÂN|HUYỆN NGỌC HỒI"},
		{"HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ BUÔN MA THUỘT", 205, "HỘI ĐỒNG NHÂN DÂN|THÀNH PHỐ BUÔN MA THUỘT"},
		{"KHỐI THI ĐUA CÁC NGÀNH, ĐOÀN THỂ, TRƯỜNG HỌC", 160, "KHỐI THI ĐUA CÁC|NGÀNH, ĐOÀN THỂ,|TRƯỜNG HỌC"},
		{"Tổng kết phong trào thi đua và công tác khen thưởng giai đoạn 2020-2025", 380,
			"Tổng kết phong trào thi đua|và công tác khen thưởng giai đoạn 2020-2025"},
		{"Sơ kết phong trào thi đua yêu nước và công tác khen thưởng 6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2022", 420,
			"Sơ kết phong trào thi đua yêu nước và công tác khen thưởng|6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2022"},
		{"(Kèm theo Báo cáo số      /BC-UBND ngày      tháng      năm 2025 của Ủy ban nhân dân huyện Ngọc Hồi)", 440,
			"(Kèm theo Báo cáo số      /BC-UBND ngày      tháng      năm 2025|của Ủy ban nhân dân huyện Ngọc Hồi)"},
		{"dài dài dài dài dài dài năm 2022", 110, "dài dài dài dài|dài dài năm 2022"},
	} {
		l := newLayout()
		words, err := l.words(document.Spans(c.text), style{size: 13, bold: true})
		if err != nil {
			t.Fatal(err)
		}
		lines, _ := breakLines(words, c.width, c.width, l.widths)
		var got []string
		for _, ln := range balance(words, len(lines), c.width) {
			if ln.w > c.width+0.02 {
				t.Errorf("%q is %.1f of %.0f pt wide", lineText(ln), ln.w, c.width)
			}
			got = append(got, lineText(ln))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q, want %q", s, c.want)
		}
	}
}
