package kind

import (
	"strings"
	"testing"

	"tdkt/loaders/table"
)

const actualsHead = "STT;Mã chỉ tiêu;Mã đơn vị;Từ ngày;Đến ngày;Lũy kế;Loại số liệu;Giá trị;Ngày báo cáo;Ghi chú"

// Rows of a table by what they are.
func TestSort(t *testing.T) {
	h, _, findings, ok := Recognise(rows(actualsHead), nil, nil)
	if !ok || len(findings) > 0 {
		t.Fatal(findings)
	}
	s := NewSorter(h)
	for _, c := range []struct {
		line string
		want RowKind
	}{
		{"A;B;C;1;2;3;4;5=3+4;6;7", Ruler},
		{"I;KINH TẾ", Note},
		{"1;thu;101;01/01/2022;30/6/2022;có;thực hiện;85;05/7/2022", Data},
		{"2;cong;102;01/01/2022;30/6/2022;có;thực hiện;15;05/7/2022", Total}, // no code is spelt so
		{"3;thu;103;01/01/2022;30/6/2022;có;thực hiện;15;05/7/2022;Tổng cộng cả quý", Data},
		{"4;thu;;01/01/2022;;có;thực hiện;15;05/7/2022", Data}, // refused, not lost
		{";thu", Data},
		{";;101;;;;;7", Data},
		{"STT;Mã chỉ tiêu;Mã đơn vị;Từ ngày;Đến ngày;Lũy kế;Loại số liệu;Giá trị;Ngày báo cáo", Repeat},
		{"5", Note}, // a line that nobody filled in
		{";Cộng nhóm I;;;;;;100", Total},
		{"TỔNG CỘNG;;;;;;;100", Total},
		{";Tổng số:;;;;;;1.234,5", Total},
		{";Công ty cổ phần giấy", Note},
		{"Ghi chú: số liệu ước", Note},
		{";;;;;;;;Phù Ninh, ngày 30 tháng 6 năm 2022", Note},
		{";NGƯỜI LẬP BIỂU;;;;;KT. CHỦ TỊCH", Note},
		{";Nguyễn Văn A;;;;;Trần Thị B", Note},
		{"6;thu;104;01/01/2022;30/6/2022;có;thực hiện;85;05/7/2022", Data},
	} {
		if got := s.Sort(rows(c.line)[0]); got != c.want {
			t.Errorf("%s: %s, want %s", c.line, got, c.want)
		}
	}
}

// A bold row with numbers and no codes is a total without the word.
func TestBoldTotal(t *testing.T) {
	h, _, _, _ := Recognise(rows(actualsHead), nil, nil)
	for bold, want := range map[bool]RowKind{true: Total, false: Data} {
		s := NewSorter(h)
		s.Sort(rows("1;thu;101;01/01/2022;30/6/2022;có;thực hiện;85;05/7/2022")[0])
		row := rows(";Phù Ninh;;;;;;85")[0]
		for i := range row.Cells {
			row.Cells[i].Bold = bold
		}
		if got := s.Sort(row); got != want {
			t.Errorf("bold %v: %s", bold, got)
		}
	}
}

// Headers in two rows: merged cells as a workbook has them, blanks as in CSV.
func TestTwoRowHeaders(t *testing.T) {
	csv := rows("BIỂU 01;;;;;;;", "Mã chỉ tiêu;Mã đơn vị;Kỳ báo cáo;;Số liệu báo cáo;;;Ngày báo cáo", ";;Từ ngày;Đến ngày;Lũy kế;Loại số liệu;Giá trị;", "thu;101;01/01/2022;30/6/2022;có;ước;1;05/7/2022")
	book := rows("Mã chỉ tiêu;Mã đơn vị;Kỳ;;Lũy kế;Loại số liệu;Kết quả;Ngày báo cáo", "Mã chỉ tiêu;Mã đơn vị;Từ;Đến;Lũy kế;Loại số liệu;Thực hiện;Ngày báo cáo", "thu;101;01/01/2022;30/6/2022;có;ước;1;05/7/2022")
	book[0].Spans = []table.Span{{First: 3, Last: 4, Text: "Kỳ", Top: true}}
	for _, i := range []int{0, 1, 4, 5, 7} {
		book[1].Cells[i].Merged = true
	}
	for name, c := range map[string]struct {
		rows []table.Row
		last int
	}{"csv": {csv, 2}, "workbook": {book, 1}} {
		h, last, findings, ok := Recognise(c.rows, nil, nil)
		if !ok || len(findings) > 0 || last != c.last || h.Line != c.last+1 || h.Kind.Name != "actuals" {
			t.Errorf("%s: %+v, %d, %v", name, h, last, findings)
			continue
		}
		for i, column := range []string{"indicator_code", "unit_code", "period_start", "period_end", "accumulation", "status", "value", "reported_on"} {
			if h.Column(column) != i {
				t.Errorf("%s: %s at %d", name, column, h.Column(column))
			}
		}
	}
}

// An office's own names are found, proposed and left out as declared.
func TestHeadings(t *testing.T) {
	n := &Headings{}
	if !n.Add("actuals", "value", "Số đạt") || !n.Add("actuals", "", "Màu") || n.Add("actuals", "gia_tri", "x") || n.Add("actual", "value", "x") {
		t.Error("Add")
	}
	head := strings.Replace(actualsHead, "Giá trị", "SO DAT", 1)
	if h, _, findings, _ := Recognise(rows(head+";Màu"), nil, n); len(findings) > 0 || h.Column("value") != 7 {
		t.Error(findings)
	}
	_, _, findings, _ := Recognise(rows(strings.Replace(head, "SO DAT", "Số đạtt", 1)), nil, n)
	if len(findings) != 1 || findings[0].Hint != `did you mean "Số đạt"? otherwise delete the column` {
		t.Error(findings)
	}
}

// Whatever the header and the rows, recognising and sorting come to an end, and
// a row with all its codes is never left out but for the words of a total.
func FuzzSort(f *testing.F) {
	f.Add(actualsHead, "1;thu;101;01/01/2022;30/6/2022;có;thực hiện;85;05/7/2022")
	f.Add("Mã đơn vị;Năm\n;;", ";;Tổng cộng")
	f.Fuzz(func(t *testing.T, head, line string) {
		h, _, _, ok := Recognise(rows(strings.Split(head, "\n")...), nil, nil)
		if !ok || h == nil {
			return
		}
		s := NewSorter(h)
		s.rows = 1
		row := rows(line)[0]
		full := true
		for i, c := range h.Kind.Columns {
			at := h.at[i]
			full = full && (!c.Required || at < 0 || at < len(row.Cells) && row.Cells[at].Text != "" && !totalWord(row.Cells[at].Text))
		}
		if got := s.Sort(row); full && len(s.required) > 2 && got != Data && got != Repeat {
			t.Errorf("%q is %s", line, got)
		}
	})
}
