package reports

import (
	"slices"

	"tdkt/queries"
	"tdkt/reports/document"
)

// A formLine is one fixed line of a form, in the words of its act.
type formLine struct {
	kind        document.RowKind
	label, code string
	unit        string
}

// The lines of 0601.N (Thông tư 02/2023/TT-BNV) and 0701.N (Thông tư
// 03/2018/TT-BNV).
var (
	lines0601 = []formLine{
		{document.Total, "Tổng số", "01", ""},
		{document.Group, "1. Chia theo phạm vi tổ chức thi đua", "", ""},
		{document.Plain, "- Toàn quốc", "02", ""},
		{document.Plain, "- Bộ, ban, ngành, đoàn thể, địa phương", "03", ""},
		{document.Plain, "- Cụm, khối thi đua do Hội đồng Thi đua - Khen thưởng các cấp tổ chức", "04", ""},
		{document.Plain, "- Cơ quan, tổ chức, đơn vị", "05", ""},
		{document.Group, "2. Chia theo thời hạn thi đua", "", ""},
		{document.Plain, "- Dưới 1 năm", "06", ""},
		{document.Plain, "- 1 năm", "07", ""},
		{document.Plain, "- Từ 1 năm đến dưới 3 năm", "08", ""},
		{document.Plain, "- Từ 3 năm đến dưới 5 năm", "09", ""},
		{document.Plain, "- Từ 5 năm trở lên", "10", ""},
		{document.Group, "3. Chia theo phương thức tổ chức phong trào thi đua", "", ""},
		{document.Plain, "- Thi đua theo chuyên đề", "11", ""},
		{document.Plain, "- Thi đua thường xuyên hằng năm", "12", ""},
	}
	lines0701 = []formLine{
		{document.Total, "Tổng số", "01", ""},
		{document.Group, "1. Chia theo phạm vi đối tượng thi đua", "", ""},
		{document.Plain, "- Toàn quốc", "02", ""},
		{document.Plain, "- Bộ, ban, ngành, đoàn thể Trung ương, tỉnh, thành phố trực thuộc Trung ương", "03", ""},
		{document.Group, "2. Chia theo thời hạn thi đua", "", ""},
		{document.Plain, "- Dưới 1 năm", "06", ""},
		{document.Plain, "- 1 năm", "07", ""},
		{document.Plain, "- Từ 1 năm đến dưới 3 năm", "08", ""},
		{document.Plain, "- Từ 3 năm trở lên", "09", ""},
		{document.Group, "3. Chia theo phương thức tổ chức phong trào thi đua", "", ""},
		{document.Plain, "- Thi đua theo chuyên đề", "10", ""},
		{document.Plain, "- Thi đua thường xuyên hằng năm", "11", ""},
	}
	lines0602 = append([]formLine{
		{document.Total, "Tổng số", "01", ""},
		{document.Group, "1. Chia theo đơn vị ban hành tờ trình Thủ tướng Chính phủ về khen thưởng", "", ""},
		{document.Plain, "- Bộ, ban, ngành, đoàn thể Trung ương", "02", "Bộ, ngành"},
		{document.Plain, "- Tỉnh, thành phố trực thuộc Trung ương", "03", "Tỉnh, TP"},
	}, honoured("2", "3", []string{"06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21"})...)
	lines0603 = append([]formLine{{document.Total, "Tổng số", "01", ""}},
		honoured("1", "2", []string{"02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17"})...)
)

// honoured are the lines by recipient and by method, which 0602 and 0603 share
// but for their codes.
func honoured(by, method string, codes []string) []formLine {
	lines := []formLine{
		{document.Group, by + ". Chia theo đối tượng khen thưởng", "", ""},
		{document.Plain, "- Tập thể", "", "Tập thể"},
		{document.Part, "Trong đó: Doanh nghiệp", "", "Doanh nghiệp"},
		{document.Plain, "- Hộ gia đình", "", "Hộ"},
		{document.Plain, "- Cá nhân", "", "Người"},
		{document.Part, "+ Lãnh đạo cấp bộ, cấp tỉnh và tương đương trở lên", "", "Người"},
		{document.Part, "+ Lãnh đạo cấp vụ, sở, ngành và tương đương", "", "Người"},
		{document.Part, "+ Doanh nhân", "", "Người"},
		{document.Part, "+ Các cấp lãnh đạo khác từ phó phòng trở lên", "", "Người"},
		{document.Part, "+ Người trực tiếp công tác, lao động, học tập, chiến đấu và phục vụ chiến đấu (công nhân, nông dân,...)", "", "Người"},
		{document.Group, method + ". Chia theo phương thức khen thưởng", "", ""},
		{document.Plain, "- Thường xuyên", "", ""}, {document.Plain, "- Chuyên đề", "", ""}, {document.Plain, "- Đột xuất", "", ""},
		{document.Plain, "- Đối ngoại", "", ""}, {document.Plain, "- Cống hiến", "", ""}, {document.Plain, "- Niên hạn", "", ""},
		{document.Plain, "- Kháng chiến", "", ""},
	}
	n := 0
	for i := range lines {
		if lines[i].kind != document.Group {
			lines[i].code = codes[n]
			n++
		}
	}
	return lines
}

// fill puts the values of the queries into the lines. Rows of the query without
// a line are for the caller.
func fill(f *document.Form, from document.Origin, lines []formLine, values map[string][]int) {
	for _, l := range lines {
		row := document.FormRow{Kind: l.kind, Label: l.label, Code: l.code, Unit: l.unit}
		if l.kind != document.Group {
			row.Values = values[l.code]
			row.Origin = picked(from, pair("row_code", l.code))
		}
		f.Rows = append(f.Rows, row)
	}
}

// printFrom names the query's columns that the form's columns of values print.
func printFrom(f *document.Form, names ...string) {
	for i, name := range names {
		if at := f.First() + i; at < len(f.Columns) {
			f.Columns[at].From = name
		}
	}
}

// movementForm is 0601.N, or 0701.N without the column and the rows of clusters
// and units.
func movementForm(from document.Origin, rows []queries.MovementFormRow) document.Form {
	f := newForm(rows[0].Form)
	f.Title, f.Unit = "Số phong trào thi đua", "Đơn vị tính: Phong trào"
	lines, head := lines0601, "Số phong trào thi đua chia theo cấp chủ trì phát động thi đua"
	older := rows[0].Form == "0701"
	launchers := []document.HeaderCell{{Text: "Cấp Trung ương (Hội đồng Thi đua - Khen thưởng Trung ương)"},
		{Text: "Cấp bộ, ban, ngành, đoàn thể Trung ương, tỉnh, thành phố trực thuộc Trung ương"}}
	f.Numbers = []string{"A", "B", "1=(2+3)", "2", "3"}
	f.Columns = []document.Column{{Width: 70}, {Width: 14, Align: document.Centre}, {Width: 22, Align: document.Decimal},
		{Width: 30, Align: document.Decimal}, {Width: 34, Align: document.Decimal}}
	if older {
		lines = lines0701
	} else {
		launchers = append(launchers, document.HeaderCell{Text: "Cơ quan, tổ chức, đơn vị"})
		f.Numbers = []string{"A", "B", "1=(2+3+4)", "2", "3", "4"}
		f.Columns = append(f.Columns, document.Column{Width: 24, Align: document.Decimal})
	}
	f.Header = [][]document.HeaderCell{{{Text: "", RowSpan: 2}, {Text: "Mã số", RowSpan: 2}, {Text: "Tổng số", RowSpan: 2}, {Text: head, ColSpan: len(launchers)}}, launchers}
	values, other := map[string][]int{}, map[string]int{}
	for _, r := range rows {
		v := []int{r.Total, r.Central, r.Province}
		if !older {
			v = append(v, r.Unit.V)
		}
		known := slices.ContainsFunc(lines, func(l formLine) bool { return l.code == r.RowCode && r.RowCode != "" })
		switch {
		case known:
			values[r.RowCode] = v
		case r.Heading != "":
			other[r.Heading] += r.Total
		}
	}
	printFrom(&f, "total", "central", "province", "unit")
	fill(&f, from, lines, values)
	sums := []struct {
		heading, text string
		parts         []string
	}{{"Phạm vi", "Chia theo phạm vi", []string{"02", "03", "04", "05"}}, {"Thời hạn", "Chia theo thời hạn", []string{"06", "07", "08", "09", "10"}},
		{"Phương thức", "Chia theo phương thức", []string{"11", "12"}}}
	if older {
		sums[0].parts, sums[1].parts, sums[2].parts = []string{"02", "03"}, []string{"06", "07", "08", "09"}, []string{"10", "11"}
	}
	for _, s := range sums {
		f.Checks = append(f.Checks, document.FormCheck{Text: sumText(s.text, "01", s.parts), Whole: "01", Parts: s.parts, Other: other[s.heading]})
		unclassified(&f, s.text, other[s.heading])
	}
	return f
}

// stateForm is 0602.N or 0702.N.
func stateForm(from document.Origin, rows []queries.StateFormRow) document.Form {
	f := newForm(rows[0].Form)
	f.Title, f.Units, f.Landscape = "Số lượng khen thưởng cấp Nhà nước", true, true
	f.Columns = []document.Column{{Width: 58}, {Width: 11, Align: document.Centre}, {Width: 18, Align: document.Centre}}
	for range 13 {
		f.Columns = append(f.Columns, document.Column{Width: 14.5, Align: document.Decimal})
	}
	two := []document.HeaderCell{{Text: "Tập thể"}, {Text: "Cá nhân"}}
	f.Header = [][]document.HeaderCell{
		{{Text: "", RowSpan: 4}, {Text: "Mã số", RowSpan: 4}, {Text: "Đơn vị tính", RowSpan: 4}, {Text: "Tổng số", RowSpan: 4}, {Text: "Chia ra", ColSpan: 12}},
		{{Text: "Các loại huân chương, huy chương", ColSpan: 4}, {Text: "Giải thưởng Hồ Chí Minh", RowSpan: 3}, {Text: "Giải thưởng Nhà nước", RowSpan: 3},
			{Text: "Danh hiệu vinh dự nhà nước", RowSpan: 3}, {Text: "Cờ thi đua của Chính phủ", RowSpan: 3},
			{Text: "Bằng khen của Thủ tướng Chính phủ", ColSpan: 2, RowSpan: 2}, {Text: "Chiến sĩ thi đua toàn quốc", RowSpan: 3},
			{Text: "Các hình thức khen thưởng khác", RowSpan: 3}},
		{{Text: "Huân chương", ColSpan: 2}, {Text: "Huy chương", ColSpan: 2}},
		append(append(slices.Clone(two), two...), two...),
	}
	f.Numbers = []string{"A", "B", "C", "1", "2", "2", "2", "2", "3", "4", "5", "6", "7", "7", "8", "9"}
	values, other := map[string][]int{}, map[string]int{}
	for _, r := range rows {
		if r.RowCode == "" {
			other[r.Heading] += r.Total
			continue
		}
		values[r.RowCode] = []int{r.Total, r.OrdersCollective, r.OrdersIndividual, r.MedalsCollective, r.MedalsIndividual, r.HoChiMinhPrize, r.StatePrize,
			r.HonoraryTitles, r.GovernmentFlag, r.PMDiplomaCollective, r.PMDiplomaIndividual, r.NationalFighter, r.Other}
	}
	printFrom(&f, "total", "orders_collective", "orders_individual", "medals_collective", "medals_individual", "ho_chi_minh_prize", "state_prize",
		"honorary_titles", "government_flag", "pm_diploma_collective", "pm_diploma_individual", "national_fighter", "other")
	fill(&f, from, lines0602, values)
	f.Checks = []document.FormCheck{{Text: sumText("Chia theo đơn vị trình", "01", []string{"02", "03"}), Whole: "01", Parts: []string{"02", "03"},
		Other: other["Bộ, ngành, địa phương trình"]}}
	unclassified(&f, "Chia theo đơn vị trình", other["Bộ, ngành, địa phương trình"])
	honouredChecks(&f, other, []string{"06", "08", "09"}, "09", []string{"10", "11", "12", "13", "14"}, []string{"15", "16", "17", "18", "19", "20", "21"})
	return f
}

// provinceForm is 0603.N or 0703.N.
func provinceForm(from document.Origin, rows []queries.ProvinceFormRow) document.Form {
	f := newForm(rows[0].Form)
	f.Title, f.Units = "Số lượng khen thưởng cấp bộ, ban, ngành, đoàn thể Trung ương và tỉnh, thành phố trực thuộc Trung ương", true
	f.Columns = []document.Column{{Width: 58}, {Width: 12, Align: document.Centre}, {Width: 20, Align: document.Centre}, {Width: 16, Align: document.Decimal},
		{Width: 16, Align: document.Decimal}, {Width: 20, Align: document.Decimal}, {Width: 24, Align: document.Decimal}, {Width: 24, Align: document.Decimal}}
	f.Header = [][]document.HeaderCell{
		{{Text: "", RowSpan: 2}, {Text: "Mã số", RowSpan: 2}, {Text: "Đơn vị tính", RowSpan: 2}, {Text: "Tổng số", RowSpan: 2}, {Text: "Chia ra", ColSpan: 4}},
		{{Text: "Bằng khen"}, {Text: "Chiến sĩ thi đua cấp bộ, cấp tỉnh"}, {Text: "Cờ thi đua của bộ, ban, ngành, đoàn thể Trung ương, tỉnh, thành phố"},
			{Text: "Huy hiệu (kỷ niệm chương) của bộ, ban, ngành, đoàn thể Trung ương, tỉnh, thành phố"}},
	}
	f.Numbers = []string{"A", "B", "C", "1", "2", "3", "4", "5"}
	values, other := map[string][]int{}, map[string]int{}
	for _, r := range rows {
		if r.RowCode == "" {
			other[r.Heading] += r.Total
			continue
		}
		values[r.RowCode] = []int{r.Total, r.Diplomas, r.Fighters, r.Flags, r.Badges}
	}
	printFrom(&f, "total", "diplomas", "fighters", "flags", "badges")
	fill(&f, from, lines0603, values)
	honouredChecks(&f, other, []string{"02", "04", "05"}, "05", []string{"06", "07", "08", "09", "10"}, []string{"11", "12", "13", "14", "15", "16", "17"})
	f.Notes = append(f.Notes, "Danh hiệu Tập thể lao động xuất sắc, Đơn vị quyết thắng không có cột trong biểu này.")
	return f
}

// honouredChecks are the sums by recipient, post and method.
func honouredChecks(f *document.Form, other map[string]int, recipients []string, individuals string, posts, methods []string) {
	for _, c := range []struct {
		heading, text, whole string
		parts                []string
	}{
		{"Đối tượng", "Chia theo đối tượng", "01", recipients},
		{"Trong cá nhân", "Cá nhân theo chức vụ", individuals, posts},
		{"Phương thức", "Chia theo phương thức", "01", methods},
	} {
		f.Checks = append(f.Checks, document.FormCheck{Text: sumText(c.text, c.whole, c.parts), Whole: c.whole, Parts: c.parts, Other: other[c.heading]})
		unclassified(f, c.text, other[c.heading])
	}
}
