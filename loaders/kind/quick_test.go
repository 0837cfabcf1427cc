package kind

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/quantity"
	"tdkt/loaders/table"
)

const quickHead = "STT;Mã chỉ tiêu;Mã đơn vị;Đơn vị báo cáo;Từ ngày;Đến ngày;Lũy kế;Loại số liệu;Giá trị;Tử số;Mẫu số;Danh mục đạt;Khả năng hoàn thành;Lý do;Phiên bản định nghĩa;Ngày báo cáo;Nguồn;Ghi chú"

// quickCells are what may stand under each header: usual cells, and wrong ones.
var quickCells = [][]string{
	{"1", "", "2"},
	{"ha", "ty_le", "nguoi", "tang", "xep_loai", "tieu_chi", "gi", "", "la"},
	{"101", "101", "102", "103", "", "10"},
	{"", "", "100", "102", "9"},
	{"01/01/2022", "1/1/2022", "2022-01-01", "01/01/2021", "31/02/2022", "", "01/01/2012", "2022"},
	{"31/01/2022", "30/6/2022", "31/12/2021", "", "31/01/22"},
	{"không", "có", "Có", "", "kho"},
	{"thực hiện", "ước", "chính thức", "", "thuc hien", "sai"},
	{"1.234,5", "12", "0", "", "1.234", "12,50", "0,1234567", "12345678901234", "5 ha", "0 ha", "12,5 ha", "5 kg", "0 kg", "83%", "12,5%", "101%", "-5", "tăng 5", "trên 500",
		"5 người", "1,5 người", "0,5 nghìn người", "13/19", "13/19 tiêu chí", "61-62", "không phát sinh", "12.5.3", "1,234.5", "007", "0.123", "12.", ",5", "1 234", "5 tấn", "16 tỷ 434 triệu", "Tốt",
		"5 ha (xã A, xã B)", "5ha", "ước 5", "5 ha trở lên", "5 nghìn", "giảm 2,3%", "2,3 %", "1150.5", "=1+1"},
	{"", "", "", "5"}, {"", "", "", "10"}, {"", "", "1|2"},
	{"", "có khả năng đạt", "khó đạt", "?"},
	{"", "Mưa lũ", "Mưa  lũ\nlớn"}, {"", "", "2", "2 \t a"},
	{"05/02/2022", "05/7/2022", "01/01/2022", "05/02/2032", ""},
	{"", "Báo  cáo"}, {"", "chú\tthích"}, {"", "", "", "", "", "", "", "thừa"},
}

func quickCatalogue() *Catalogue {
	none, some := quantity.NullDecimal{}, func(s string) quantity.NullDecimal { return quantity.Some(quantity.Must(s)) }
	c := &Catalogue{Indicators: map[string]Indicator{}}
	for _, i := range []Indicator{
		{Code: "ha", Unit: "ha", Nature: "flow", Decimals: 2, Definition: "1"},
		{Code: "ty_le", Unit: "%", Nature: "ratio", Decimals: 2, Scale: some("100"), LimitLo: some("0"), LimitHi: some("100"), Definition: "1"},
		{Code: "nguoi", Unit: "người", Nature: "count", Definition: "1", LimitLo: some("0")},
		{Code: "tang", Unit: "%", Nature: "growth", Decimals: 1},
		{Code: "xep_loai", Nature: "grade", Grades: []string{"Khá", "Tốt"}},
		{Code: "tieu_chi", Unit: "tiêu chí", Nature: "count", SetSizes: []int{19}, LimitHi: none},
		{Code: "gi", Unit: "", Nature: "index", LimitHi: some("999999999999999999")},
	} {
		c.Indicators[i.Code] = i
	}
	day := func(y, m int) time.Time { return time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC) }
	c.AddUnit("100", day(2000, 1), time.Time{})
	c.AddUnit("101", day(2000, 1), time.Time{})
	c.AddUnit("102", day(2022, 1), day(2022, 2))
	c.AddUnit("103", day(2000, 1), day(2020, 1))
	return c
}

// What is read quickly is what would be read carefully, over rows in which the
// usual and the wrong follow each other in any order.
func TestQuickly(t *testing.T) {
	h, _, findings, ok := Recognise(rows(quickHead), nil, nil)
	if !ok || len(findings) > 0 {
		t.Fatal(findings)
	}
	for seed := range uint64(30) {
		random := rand.New(rand.NewPCG(seed, 1))
		settings := Settings{Format: []quantity.NumberFormat{quantity.FormatVi, quantity.FormatEn, quantity.FormatUnknown}[seed%3], Today: time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)}
		quick, careful := NewReading(h, quickCatalogue(), settings), NewReading(h, quickCatalogue(), settings)
		careful.quick.on = false
		done := 0
		for n := range 3000 {
			var cells []string
			for i, choices := range quickCells {
				// Most cells are the first ones, or no row would be without a fault.
				pick := random.IntN(min(3, len(choices)))
				if choices := len(choices); random.IntN(12) == 0 || i == 8 {
					pick = random.IntN(choices)
				}
				cells = append(cells, choices[pick])
			}
			row := rows(strings.Join(cells, ";"))[0]
			if random.IntN(20) == 0 {
				row.Cells[random.IntN(len(row.Cells))].Type = table.Type(random.IntN(int(table.Failed) + 1))
			}
			want, wantFindings := careful.Read(row)
			got, gotFindings := quick.Read(row)
			if d := cmp.Diff(show(want, wantFindings), show(got, gotFindings)); d != "" {
				t.Fatalf("seed %d, row %d, %q: -careful +quick\n%s", seed, n, cells, d)
			}
			quick.row, quick.out = row, nil
			if quick.quickly() {
				done++
			}
		}
		if done < 30 {
			t.Errorf("seed %d: only %d rows were read quickly", seed, done)
		}
	}
}

// show gives values as the database will hold them; those of a refused row are
// of no use.
func show(values []Value, findings []Finding) string {
	text := fmt.Sprintf("%+v", findings)
	for _, f := range findings {
		if !f.Warning {
			return text
		}
	}
	for _, v := range values {
		shown := v.String()
		if d, err := quantity.New(shown); err == nil && (v.Sort == Millionths || v.Sort == Text) {
			shown = d.String()
		}
		if v.Sort == Null {
			shown = "NULL"
		}
		text += ";" + shown
	}
	return text
}
