package reports

import (
	"cmp"
	"slices"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// lists are the annexes: the plan's award targets, and who was granted, is
// proposed or was refused.
func (a *awardReport) lists() []document.Annex {
	var out []document.Annex
	add := func(title string, landscape bool, body ...document.Block) {
		out = append(out, document.Annex{Title: title, Reference: a.annexReference(), Landscape: landscape, Body: body})
	}
	if len(a.targets) > 0 {
		add("BIỂU KẾT QUẢ CHỈ TIÊU THI ĐUA, KHEN THƯỞNG NĂM "+itoa(a.year), true, a.datesNote(), a.indicatorTable())
	}
	for _, l := range []struct {
		id, title string
		states    []emulation.AwardState
	}{
		{"danh-sach-khen", "DANH SÁCH TẬP THỂ, CÁ NHÂN, HỘ GIA ĐÌNH ĐƯỢC KHEN THƯỞNG NĂM ", []emulation.AwardState{emulation.AwardGranted}},
		{"danh-sach-trinh", "DANH SÁCH ĐANG ĐỀ NGHỊ, TRÌNH KHEN THƯỞNG NĂM ", []emulation.AwardState{emulation.AwardProposed, emulation.AwardApproved, emulation.AwardSubmitted}},
		{"danh-sach-khong-duyet", "DANH SÁCH KHÔNG ĐƯỢC DUYỆT, BỊ THU HỒI QUYẾT ĐỊNH NĂM ", []emulation.AwardState{emulation.AwardRejected, emulation.AwardRevoked}},
	} {
		files := a.of(l.states)
		if len(files) > 0 {
			add(l.title+itoa(a.year), false, a.list(l.id, files))
		}
	}
	return out
}

// of gives the files in some states in the order of print: by title or form and
// recipient, then as the query orders them. Counted groups of one unit, state and
// decision are one line.
func (a *awardReport) of(states []emulation.AwardState) []queries.AwardFile {
	var out []queries.AwardFile
	for _, f := range a.files {
		if !slices.Contains(states, emulation.AwardState(f.State)) {
			continue
		}
		if n := len(out) - 1; n >= 0 && !f.Named && !out[n].Named {
			same := out[n]
			same.Quantity, same.PositionGroup, same.ReportedOn = f.Quantity, f.PositionGroup, f.ReportedOn
			if same == f {
				out[n].Quantity += f.Quantity
				continue
			}
		}
		out = append(out, f)
	}
	kinds := emulation.AllRecipientKinds()
	slices.SortStableFunc(out, func(f, g queries.AwardFile) int {
		return cmp.Or(cmp.Compare(emulation.Honour(f.HonourCode).Rank(), emulation.Honour(g.HonourCode).Rank()), cmp.Compare(f.HonourCode, g.HonourCode),
			cmp.Compare(slices.Index(kinds, emulation.RecipientKind(f.RecipientKind)), slices.Index(kinds, emulation.RecipientKind(g.RecipientKind))))
	})
	return out
}

// list prints files under a head for each title or form and kind of recipient.
func (a *awardReport) list(id string, files []queries.AwardFile) document.Table {
	decided := emulation.AwardState(files[0].State) == emulation.AwardGranted
	last := "Tình trạng hồ sơ"
	if decided {
		last = "Số, ngày quyết định"
	}
	table := document.Table{ID: id,
		Columns: []document.Column{{Width: 11, Align: document.Centre}, {Width: 58, From: "recipient_name, quantity"}, {Width: 50, From: "unit_name"}, {Width: 48, From: "state, decision_no, decided_on"}},
		Header:  [][]document.HeaderCell{{{Text: "TT"}, {Text: "Họ và tên, tên tập thể"}, {Text: "Đơn vị"}, {Text: last}}}}
	sum, n, from := 0, 0, a.yearAsked("award_list", a.year)
	for i, f := range files {
		if i == 0 || f.HonourCode != files[i-1].HonourCode || f.RecipientKind != files[i-1].RecipientKind {
			n = 0
			table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{
				document.WordCell(honourName(f.HonourCode) + " - " + emulation.RecipientKind(f.RecipientKind).Label() + " (" + whole(groupSize(files[i:])) + ")")}})
		}
		n++
		sum += f.Quantity
		name := f.RecipientName
		switch {
		case !f.Named:
			name = count(f.Quantity) + " " + emulation.RecipientKind(f.RecipientKind).CountingWord() + " (không nêu tên)"
		case name == "":
			name = missingText
		case f.Quantity > 1:
			name += " (" + count(f.Quantity) + ")"
		}
		table.Rows = append(table.Rows, document.Row{Origin: fileRow(from, f), Cells: []document.Cell{document.WordCell(itoa(n)), document.WordCell(name),
			document.WordCell(f.UnitName), document.WordCell(fileState(f, decided))}})
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Origin: computed(from, "sum of quantity over the files of this list"), Cells: []document.Cell{document.WordCell(""),
		document.WordCell("Cộng: " + whole(sum) + " lượt"), document.WordCell(""), document.WordCell("")}})
	return table
}

// fileRow is the origin of a file's row; of a counted group, of all its files.
func fileRow(from document.Origin, f queries.AwardFile) *document.Origin {
	pick := []document.Pair{pair("unit_code", f.UnitCode), pair("honour_code", f.HonourCode), pair("recipient_kind", f.RecipientKind), pair("state", f.State)}
	if f.DecisionNo != "" {
		pick = append(pick, pair("decision_no", f.DecisionNo))
	}
	if !f.Named {
		return computed(from, "sum of quantity over the files without a name", append(pick, pair("named", "false"))...)
	}
	return picked(from, append(pick, pair("recipient_name", f.RecipientName))...)
}

// groupSize counts the recipients of the title and kind that files begin with.
func groupSize(files []queries.AwardFile) int {
	sum := 0
	for _, f := range files {
		if f.HonourCode != files[0].HonourCode || f.RecipientKind != files[0].RecipientKind {
			break
		}
		sum += f.Quantity
	}
	return sum
}

func fileState(f queries.AwardFile, decided bool) string {
	text := ""
	if !decided {
		text = capital(emulation.AwardState(f.State).Label())
	}
	if f.DecisionNo == "" {
		return orElse(text, missingText)
	}
	if text != "" {
		text += ", "
	}
	text += f.DecisionNo
	if !f.DecidedOn.IsZero() {
		text += ", " + day(f.DecidedOn)
	}
	return text
}
