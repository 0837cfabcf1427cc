package reports

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// A cutOff is a day on which the receipt of reports was closed before this
// report's own: what came after it, about periods up to dataTo, is listed.
type cutOff struct {
	on     time.Time
	dataTo time.Time
	name   string // in sentences: "ngày chốt của báo cáo sơ kết đợt 1"
	short  string // in titles: "ngày chốt"
}

// cutOff is the closing of the earlier report that this one is compared with,
// else the day on which the units' reports were due.
func (r *review) cutOff() (cutOff, bool) {
	if r.Since != nil {
		return cutOff{r.Since.KnownAt, r.Since.dataTo, "ngày chốt của " + r.Since.name, "ngày chốt"}, r.KnownAt.After(r.Since.KnownAt)
	}
	due := r.due()
	return cutOff{due, r.DataTo, "hạn gửi báo cáo", "hạn gửi"}, !due.IsZero() && r.KnownAt.After(due)
}

// askLate finds what came or was corrected after the cut-off. Values of
// restricted targets are never listed.
func (r *review) askLate(ctx context.Context, db *sql.DB) error {
	cut, ok := r.cutOff()
	if !ok {
		return nil
	}
	rows, err := queries.ValueChanges(ctx, db, queries.KnownBetween{PlanID: r.PlanID, KnownFrom: cut.on, KnownTo: r.KnownAt, DataTo: cut.dataTo})
	r.afterCut = slices.DeleteFunc(rows, func(v queries.ValueChange) bool { return v.Restricted })
	// Corrections first: a long list is cut at its end.
	slices.SortStableFunc(r.afterCut, func(a, b queries.ValueChange) int { return cmp.Compare(lateKind(a.Change), lateKind(b.Change)) })
	if err != nil {
		return err
	}
	return r.askLateLedgers(ctx, db, cut)
}

// The kinds of late values in the order of print.
var lateKinds = []struct{ code, group, total string }{
	{"corrected", "Số liệu điều chỉnh", "Cộng số liệu điều chỉnh"},
	{"status", "Số liệu đổi loại (ước thành thực hiện, sơ bộ, chính thức)", "Cộng số liệu đổi loại"},
	{"new", "Số liệu bổ sung", "Cộng số liệu bổ sung"},
}

func lateKind(code string) int {
	for i, k := range lateKinds {
		if k.code == code {
			return i
		}
	}
	return len(lateKinds)
}

func (r *review) lateCount(code string) (n int) {
	for _, v := range r.afterCut {
		if v.Change == code {
			n++
		}
	}
	return n
}

// mostLate is how many rows of each kind the annex lists.
const mostLate = 40

// lateTable lists them; the marks lead to the files.
func (r *review) lateTable() document.Table {
	cut, _ := r.cutOff()
	table := document.Table{
		ID: "bieu-sau-chot", Title: "Số liệu bổ sung, điều chỉnh sau " + cut.short,
		Columns: []document.Column{{Width: 9, Align: document.Centre}, {Width: 50}, {Width: 26}, {Width: 20, Align: document.Centre, From: "period_end"}, {Width: 22, Align: document.Decimal, From: "old_value, old_status"},
			{Width: 22, Align: document.Decimal, From: "new_value, new_status"}, {Width: 20, Align: document.Centre, From: "new_reported_on"}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Chỉ tiêu"}, {Text: "Đơn vị"}, {Text: "Số liệu đến ngày"}, {Text: "Trước " + cut.short},
			{Text: "Sau " + cut.short}, {Text: "Ngày báo cáo"}}},
	}
	from := r.lateAsked()
	for _, k := range lateKinds {
		all := r.lateCount(k.code)
		if all == 0 {
			continue
		}
		table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{document.WordCell(k.group)}})
		n := 0
		for _, v := range r.afterCut {
			if v.Change != k.code {
				continue
			}
			if n++; n > mostLate {
				continue
			}
			before, after := missingText, toldText(v.NewValue, v.NewValueHi, v.NewPrecision, v.NewNumerator, v.NewDenominator, v.NewText, v.NewItems)
			if v.Change != "new" {
				before = toldText(v.OldValue, v.OldValueHi, v.OldPrecision, v.OldNumerator, v.OldDenominator, v.OldText, v.OldItems)
			}
			if v.OldStatus != v.NewStatus && v.Change != "new" {
				before += " (" + lower(emulation.Status(v.OldStatus).Label()) + ")"
				after += " (" + lower(emulation.Status(v.NewStatus).Label()) + ")"
			}
			verb := map[string]string{"increase": "tăng ", "decrease": "giảm "}[v.Measure]
			if before != missingText {
				before = verb + before
			}
			unit := v.UnitName
			if !r.Office.inAnnex() {
				unit = notApplicableText
			}
			table.Rows = append(table.Rows, document.Row{Origin: lateRow(from, v), Cells: []document.Cell{document.WordCell(itoa(n)), document.WordCell(v.IndicatorName + " (" + v.Unit + ")"),
				document.WordCell(unit), document.WordCell(day(v.PeriodEnd)), document.WordCell(before), document.WordCell(verb + after),
				document.WordCell(day(v.NewReportedOn))}})
		}
		label := k.total
		if all > mostLate {
			label += " (liệt kê " + itoa(mostLate) + ")"
		}
		table.Rows = append(table.Rows, document.Row{Kind: document.Total, Origin: computed(from, "rows with change "+k.code, pair("change", k.code)), Cells: []document.Cell{document.WordCell(""), document.WordCell(label),
			document.WordCell(""), document.WordCell(""), document.WordCell(""), document.ValueCell("sc."+k.code, whole(all)), document.WordCell("")}})
	}
	return table
}

// toldText prints a reported value as it was told.
func toldText(v, hi quantity.NullDecimal, precision string, num, den quantity.NullDecimal, text string, items []string) string {
	switch {
	case hi.Valid:
		return number(v) + "-" + number(hi)
	case v.Valid:
		return precisionWord(precision) + cellNumber(v)
	case num.Valid:
		return number(num) + "/" + number(den)
	case text != "":
		if runes := []rune(text); len(runes) > 60 {
			return strings.TrimSpace(string(runes[:59])) + "…"
		}
		return text
	}
	return itoa(len(items)) + " nội dung"
}

// lateNote says what came after the cut-off; nil for nothing.
func (r *review) lateNote() *prose {
	cut, ok := r.cutOff()
	if !ok || len(r.afterCut)+len(r.lateEntries) == 0 {
		return nil
	}
	p := (&prose{}).w("Sau " + cut.name + " (" + day(cut.on) + ") đến ngày " + day(r.KnownAt) + " đã nhận thêm ")
	if len(r.afterCut) == 0 {
		r.lateLedgerWords(p)
		return p
	}
	p.w("số liệu các kỳ đến ngày " + day(cut.dataTo) + ": ")
	first := true
	for _, k := range lateKinds {
		if n := r.lateCount(k.code); n > 0 {
			if !first {
				p.w(", ")
			}
			first = false
			p.v("sc."+k.code, count(n)).w(map[string]string{"corrected": " số liệu điều chỉnh", "status": " số liệu đổi loại", "new": " số liệu bổ sung"}[k.code])
		}
	}
	if len(r.lateEntries) > 0 {
		p.w("; ")
		r.lateLedgerWords(p)
	}
	return p
}
