// Package generate makes workspaces of any size for tests and benchmarks: a
// plan, a list of units and a file of reported values as offices write them,
// with Vietnamese numbers, quoted line breaks, blank lines and wrong rows. The
// same seed gives the same bytes.
//
// In: a number of rows and a seed. Out: text. It must not know how a load reads
// them.
package generate

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"
)

// Indicators and Units are the sizes of what the rows refer to.
const (
	Indicators = 20
	Units      = 500
)

// Plan is the plan file.
func Plan() string {
	var b strings.Builder
	b.WriteString(`plan: sinh-2022
document: {issuer: Ủy ban nhân dân huyện Mẫu, title: Kế hoạch mẫu}
unit: "100"
period: {from: 2022-01-01, to: 2022-12-31}
phases:
  - {no: 1, name: Đợt 1, kind: dot, from: 2022-01-01, to: 2022-06-30, quote: q, place: p}
sectors:
  - {code: kinh_te, name: Kinh tế}
indicators:
`)
	for i := range Indicators {
		fmt.Fprintf(&b, `  - {code: %s, name: "Chỉ tiêu số %d", unit: %s, nature: flow, course: accrues, direction: up, decimals: 2, collected_at: commune,
     targets: [{sector: kinh_te, bound: at_least, value: %d, quote: q, place: p}]}
`, indicator(i), i+1, measure(i), 1000*(i+1))
	}
	return b.String()
}

func indicator(i int) string { return fmt.Sprintf("chi_tieu_%02d", i+1) }

func measure(i int) string { return []string{"ha", "tấn", "triệu đồng", "người"}[i%4] }

// List is the list of units: a district and its communes.
func List() string {
	var b strings.Builder
	b.WriteString("Mã đơn vị;Tên đơn vị;Cấp;Loại;Mã cấp trên;Phải báo cáo;Có hiệu lực từ\n100;Huyện Mẫu;huyện;huyện;;không;01/01/1975\n")
	for u := range Units {
		fmt.Fprintf(&b, "%s;Xã %d;xã;xã;100;có;01/01/1975\n", unit(u), u+1)
	}
	return b.String()
}

func unit(u int) string { return fmt.Sprintf("%05d", 10001+u) }

// Columns is the number of columns of a file of values.
const Columns = 12

// Values writes a file of rows, one value of each indicator and unit for each
// month, going back from December 2022. It gives the number of wrong rows.
func Values(w io.Writer, rows int, seed uint64) (wrong int, err error) {
	out := bufio.NewWriterSize(w, 1<<20)
	random := rand.New(rand.NewPCG(seed, 7))
	out.WriteString("Mã chỉ tiêu;Mã đơn vị;Từ ngày;Đến ngày;Lũy kế;Loại số liệu;Giá trị;Khả năng hoàn thành;Lý do;Ngày báo cáo;Nguồn;Ghi chú\n")
	for n := range rows {
		i, u := n%Indicators, n/Indicators%Units
		from := time.Date(2022, time.Month(12-n/(Indicators*Units)), 1, 0, 0, 0, 0, time.UTC)
		r := row{
			indicator: indicator(i), unit: unit(u),
			from: day(from), to: day(from.AddDate(0, 1, -1)), reported: day(from.AddDate(0, 1, 4)),
			value: value(random, i), outlook: []string{"", "có khả năng đạt", "khó đạt"}[random.IntN(3)], source: "Báo cáo của xã",
		}
		switch random.IntN(50) {
		case 0:
			r.reason = "\"Thiếu giống;\nđang bổ sung\""
		case 1:
			r.reason = "Mưa lũ kéo dài"
		}
		if random.IntN(100) == 0 {
			wrong++
			r.spoil(random.IntN(6))
		}
		r.write(out)
		if random.IntN(100) == 0 {
			out.WriteString("\n")
		}
	}
	return wrong, out.Flush()
}

type row struct{ indicator, unit, from, to, reported, value, outlook, reason, source string }

func (r row) write(w *bufio.Writer) {
	for i, cell := range [Columns]string{r.indicator, r.unit, r.from, r.to, "không", "thực hiện", r.value, r.outlook, r.reason, r.reported, r.source, ""} {
		if i > 0 {
			w.WriteByte(';')
		}
		w.WriteString(cell)
	}
	w.WriteByte('\n')
}

// spoil makes a row wrong in one of the usual ways.
func (r *row) spoil(how int) {
	switch how {
	case 0:
		r.unit = "9" + r.unit[1:]
	case 1:
		r.indicator += "x"
	case 2:
		r.value = "mười hai"
	case 3:
		r.to = "31/02/2022"
	case 4:
		r.from, r.to = r.to, r.from
	case 5:
		r.value = "12.5.3"
	}
}

// value is a number around the indicator's usual one, as people write it.
func value(random *rand.Rand, i int) string {
	cents := 100*400*(i+1) + random.IntN(100*100*(i+1))
	text := grouped(cents / 100)
	switch random.IntN(10) {
	case 0:
		return text
	case 1:
		return text + "," + fmt.Sprintf("%02d", cents%100) + " " + measure(i)
	}
	return text + "," + fmt.Sprintf("%02d", cents%100)
}

func grouped(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "." + text[i:]
	}
	return text
}

func day(t time.Time) string { return t.Format("02/01/2006") }
