package loaders

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Doubtful values load, and the warning stands beside them.
func TestDoubtfulValuesLoadWithTheirWarning(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	// Last year: 85,25 tỷ up to June. 852,5 is ten times that; 0,09 a thousandth.
	report := mustLoad(t, j, write(t, j, "data/nghi-ngo.csv", actualsHead+
		"thu_ngan_sach;100;01/01/2021;30/6/2021;có;chính thức;8,1;10/8/2021;\n"+
		"thu_ngan_sach;100;01/01/2022;30/9/2022;có;thực hiện;40;05/10/2022;\n"+
		"trong_rung;101;01/10/2022;31/01/2023;không;ước;5;05/01/2023;\n"))
	equal(t, problemsOf(report), `
warning: data/nghi-ngo.csv:3: the cumulative value 40 is below that of 30/06/2022, 85.25
hint: a value that counts from the start of the year does not fall; check both, or write không under Lũy kế
warning: data/nghi-ngo.csv:4: the period 01/10/2022 - 31/01/2023 runs past the end of the plan on 31/12/2022
hint: check the dates`)
	if report.Totals.New != 3 {
		t.Error(summary(report))
	}
	// 860 beside 81 of the year before.
	report = mustLoad(t, j, write(t, j, "data/gap-muoi.csv", actualsHead+
		"thu_ngan_sach;100;01/01/2022;30/6/2022;có;chính thức;86;05/12/2022;\n"))
	equal(t, problemsOf(report), `
warning: data/gap-muoi.csv:2: 86 is about 10 times last year's 8.1
hint: check the decimal sign and the unit
warning: data/gap-muoi.csv:2: the cumulative value 86 is above that of 30/09/2022, 40
hint: a value that counts from the start of the year does not fall; check both, or write không under Lũy kế`)
	equal(t, ask(t, j, "select concat_ws(' ', w.kind, name, w.row_no, column_name, message_vi) from warning w join source_file using (file_id) order by file_id, row_no, message_vi"), `
actuals data/nghi-ngo.csv 3 value Số lũy kế 40 nhỏ hơn số lũy kế đến 30/06/2022 (85,25).
actuals data/nghi-ngo.csv 4 period_end Kỳ số liệu vượt quá ngày kết thúc của kế hoạch (31/12/2022).
actuals data/gap-muoi.csv 2 value Giá trị 86 gấp khoảng 10 lần cùng kỳ năm trước (8,1): kiểm tra lại dấu thập phân và đơn vị tính.
actuals data/gap-muoi.csv 2 value Số lũy kế 86 lớn hơn số lũy kế đến 30/09/2022 (40).`)
}

// Six communes report alike and one ten times as much; a part is above its
// whole.
func TestDoubtBesideOthers(t *testing.T) {
	j := site(t)
	path := write(t, j, "plans/mau-2022.yaml", strings.Replace(readText(t, j, "plans/mau-2022.yaml"), "indicators:\n", `indicators:
  - {code: rung_go, name: Rừng gỗ lớn, unit: ha, nature: flow, course: accrues, direction: up, decimals: 1, collected_at: commune,
     targets: [{sector: kinh_te, bound: at_least, value: 20, part_of: trong_rung, quote: "20 ha", place: p}]}
`, 1))
	units := "Mã đơn vị;Tên đơn vị;Cấp;Loại;Mã cấp trên;Phải báo cáo;Có hiệu lực từ\n"
	values := actualsHead
	for i, v := range []string{"41", "38", "45", "40", "420", "39"} {
		code := "20" + string(rune('1'+i))
		units += code + ";Xã " + code + ";xã;xã;100;có;01/01/2000\n"
		values += "trong_rung;" + code + ";01/7/2022;30/9/2022;không;thực hiện;" + v + ";05/10/2022;\n"
	}
	values += "rung_go;201;01/7/2022;30/9/2022;không;thực hiện;44;05/10/2022;\n"
	mustLoad(t, j)
	report := mustLoad(t, j, path, write(t, j, "data/don-vi-3.csv", units), write(t, j, "data/quy-3.csv", values))
	equal(t, problemsOf(report), `
warning: data/quy-3.csv:6: 420 is about 10 times the usual value of the other units, 40.5
hint: check the decimal sign and the unit
warning: data/quy-3.csv:8: 44 of the part rung_go is above 41 of its whole trong_rung
hint: check both values`)
}

func readText(t *testing.T, j job, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(j.root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func problemsOf(r Report) string {
	var b strings.Builder
	r.Problems.Print(&b, "", 0)
	return b.String()
}
