package reports

import (
	"cmp"
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// movements is part II: the movements by who launched them, the exemplars, and
// the work of the clusters.
func (r *review) movements() []document.Block {
	blocks := []document.Block{document.Heading{Level: 1, Number: "II", Text: "Kết quả thực hiện các phong trào thi đua", ID: "phan-2"}}
	n := 0
	section := func(text string) document.Heading {
		n++
		return document.Heading{Level: 2, Number: itoa(n), Text: text}
	}
	above, own := r.byLauncher()
	if len(above) > 0 {
		blocks = append(blocks, section("Phong trào do Trung ương và cấp trên phát động"))
		blocks = append(blocks, r.movementList("pt.tren", above)...)
	}
	if len(own) > 0 {
		blocks = append(blocks, section("Phong trào chuyên đề, đặc thù của địa phương"))
		blocks = append(blocks, r.movementList("pt.rieng", own)...)
	}
	if len(r.moves) > 0 {
		blocks = append(blocks, r.movementTable())
		if table, ok := r.movementStructure(); ok {
			blocks = append(blocks, table)
		}
	}
	if texts := r.textTargets(); len(texts) > 0 {
		blocks = append(blocks, section("Các nội dung thi đua không có chỉ tiêu định lượng"))
		blocks = append(blocks, texts...)
	}
	blocks = append(blocks, section("Mô hình, điển hình tiên tiến"))
	blocks = append(blocks, r.exemplars()...)
	if len(r.ranks) > 0 {
		blocks = append(blocks, section("Hoạt động cụm, khối thi đua"))
		blocks = append(blocks, r.clusters()...)
	}
	return blocks
}

// byLauncher parts the movements launched above the plan's own unit from its own.
func (r *review) byLauncher() (above, own []queries.Movement) {
	self := emulation.Level(r.plan.UnitLevel).Rank()
	for _, m := range r.moves {
		if rank := emulation.Level(m.LaunchedBy).Rank(); rank > 0 && self > 0 && rank < self {
			above = append(above, m)
		} else {
			own = append(own, m)
		}
	}
	return above, own
}

// mostListed are as many movements as get a line of their own; of more the table
// alone has the numbers, and the text says which stand out.
const mostListed = 3

// movementList says how the units took part in the movements of a group; k is the
// group's key in the table.
func (r *review) movementList(k string, moves []queries.Movement) []document.Block {
	if len(moves) > mostListed {
		return r.movementDigest(k, moves)
	}
	var list document.List
	for _, m := range moves {
		p := (&prose{}).w(movementName(m))
		k := "pt." + m.MovementCode
		switch {
		case m.JoinedUnits == 0:
			p.w(": chưa có đơn vị báo cáo kết quả tham gia")
		case m.ExpectedUnits > 0:
			p.w(": ").v(k+".tham-gia", count(m.JoinedUnits)).w("/").v(k+".don-vi", count(m.ExpectedUnits)).w(" đơn vị tham gia")
			if m.PledgedUnits > 0 {
				p.w(", ").v(k+".giao-uoc", count(m.PledgedUnits)).w(" đơn vị ký kết giao ước thi đua")
			}
			if m.Participants.Valid && m.Participants.V > 0 {
				p.w(", ").v(k+".nguoi", count(m.Participants.V)).w(" người tham gia")
			}
		}
		list.Items = append(list.Items, p.w(".").spans)
	}
	return []document.Block{list}
}

// movementDigest names the movements that most units took part in, and those that
// nobody reported on.
func (r *review) movementDigest(k string, moves []queries.Movement) []document.Block {
	if above, own := r.byLauncher(); len(above) == 0 || len(own) == 0 {
		k = "pt.so" // one group is the whole
	}
	p := (&prose{}).w("Có ").v(k, count(len(moves))).w(" phong trào thi đua, cuộc vận động được triển khai (").see("bảng dưới đây", "bang-phong-trao").w(")")
	byUnits := slices.Clone(moves)
	slices.SortStableFunc(byUnits, func(a, b queries.Movement) int { return cmp.Compare(b.JoinedUnits, a.JoinedUnits) })
	var silent []string
	for _, m := range byUnits {
		if m.JoinedUnits == 0 {
			silent = append(silent, "“"+m.Name+"”")
		}
	}
	told := byUnits[:len(byUnits)-len(silent)]
	for i, m := range told[:min(len(told), mostListed)] {
		lead := "; "
		if i == 0 {
			lead = ". Nhiều đơn vị tham gia nhất là "
			if len(told) == 1 {
				lead = ". Đã có đơn vị tham gia "
			}
		}
		key := "pt." + m.MovementCode
		p.w(lead+"“"+m.Name+"” (").v(key+".tham-gia", count(m.JoinedUnits))
		if m.ExpectedUnits > 0 {
			p.w("/").v(key+".don-vi", count(m.ExpectedUnits))
		}
		p.w(" đơn vị")
		if m.Participants.Valid && m.Participants.V > 0 {
			p.w(", ").v(key+".nguoi", count(m.Participants.V)).w(" người")
		}
		p.w(")")
	}
	if len(told) > mostListed {
		rest := told[mostListed:]
		first, last := rest[0], rest[len(rest)-1]
		switch {
		case len(rest) == 1 || first.JoinedUnits == last.JoinedUnits:
			lead := "; các phong trào còn lại có "
			if len(rest) == 1 {
				lead = "; phong trào còn lại có "
			}
			p.w(lead).v("pt."+last.MovementCode+".tham-gia", count(last.JoinedUnits)).w(" đơn vị tham gia")
		default:
			p.w("; các phong trào còn lại có từ ").v("pt."+last.MovementCode+".tham-gia", count(last.JoinedUnits)).w(" đến ").
				v("pt."+first.MovementCode+".tham-gia", count(first.JoinedUnits)).w(" đơn vị tham gia")
		}
	}
	p.w(".")
	if len(silent) > 0 {
		p.w(" Chưa có đơn vị báo cáo kết quả tham gia: " + strings.Join(silent, "; ") + ".")
	}
	return []document.Block{p.paragraph()}
}

func movementName(m queries.Movement) string {
	kind := "Phong trào thi đua"
	if emulation.MovementKind(m.Kind) == emulation.MovementCampaign {
		kind = "Cuộc vận động"
	}
	return kind + " “" + m.Name + "”"
}

func (r *review) movementTable() document.Table {
	table := document.Table{
		ID: "bang-phong-trao", Title: "Tham gia, ký kết giao ước các phong trào thi đua",
		Columns: []document.Column{{Width: 8, Align: document.Centre}, {Width: 70}, {Width: 24, Align: document.Centre},
			{Width: 18, Align: document.Decimal}, {Width: 18, Align: document.Decimal}, {Width: 18, Align: document.Decimal}, {Width: 18, Align: document.Decimal}},
		Header: [][]document.HeaderCell{
			{{Text: "TT", RowSpan: 2}, {Text: "Phong trào thi đua", RowSpan: 2}, {Text: "Cấp phát động", RowSpan: 2},
				{Text: "Số đơn vị", ColSpan: 3}, {Text: "Số người tham gia", RowSpan: 2}},
			{{Text: "phải báo cáo"}, {Text: "tham gia"}, {Text: "ký giao ước"}},
		},
	}
	var joined, pledged int
	above, own := r.byLauncher()
	grouped := len(above) > 0 && len(own) > 0
	for i, m := range append(slices.Clone(above), own...) {
		if grouped && (i == 0 || i == len(above)) {
			head, k, n := "Do Trung ương và cấp trên phát động (", "pt.tren", len(above)
			if i > 0 {
				head, k, n = "Chuyên đề, đặc thù của địa phương (", "pt.rieng", len(own)
			}
			table.Rows = append(table.Rows, document.Row{Kind: document.Group, Cells: []document.Cell{{Spans: []document.Span{{Text: head},
				document.Value(k, whole(n)), {Text: " phong trào)"}}}}})
		}
		k := "pt." + m.MovementCode
		people := document.WordCell(missingText)
		if m.Participants.Valid {
			people = document.ValueCell(k+".nguoi", whole(m.Participants.V))
			note := &people.Spans[0].Notes
			if m.UncountedUnits > 0 {
				*note = append(*note, itoa(m.UncountedUnits)+" đơn vị tham gia chưa báo cáo số người.")
			}
			if m.OtherUnits > 0 {
				*note = append(*note, "Kể cả người tham gia ở "+itoa(m.OtherUnits)+" đơn vị không thuộc diện báo cáo.")
			}
		}
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{
			document.WordCell(itoa(i + 1)), document.WordCell(m.Name), document.WordCell(capital(emulation.Level(m.LaunchedBy).Label())),
			document.ValueCell(k+".don-vi", whole(m.ExpectedUnits)), document.ValueCell(k+".tham-gia", whole(m.JoinedUnits)),
			document.ValueCell(k+".giao-uoc", whole(m.PledgedUnits)), people}})
		joined += m.JoinedUnits
		pledged += m.PledgedUnits
	}
	table.Rows = append(table.Rows, document.Row{Kind: document.Total, Cells: []document.Cell{
		document.WordCell(""), {Spans: []document.Span{{Text: "Cộng ("}, document.Value("pt.so", whole(len(r.moves))), {Text: " phong trào, lượt đơn vị)"}}},
		document.WordCell(""), document.WordCell(""), document.ValueCell("pt.luot", whole(joined)),
		document.ValueCell("pt.giao-uoc", whole(pledged)), document.WordCell("")}})
	return telling(table, 3, silent)
}

// textTargets are the demands without a measure; the reporter's words stand
// beside them, and nothing is judged.
func (r *review) textTargets() []document.Block {
	var list document.List
	var silent []string
	for _, t := range r.targets {
		switch {
		case emulation.Bound(t.Bound) != emulation.BoundText, t.Restricted:
		case t.ValueText != "":
			list.Items = append(list.Items, (&prose{}).w(t.Label+": "+afterColon(sentenceEnd(t.ValueText))+".").spans)
		default:
			silent = append(silent, lower(t.Label))
		}
	}
	var out []document.Block
	if len(list.Items) > 0 {
		out = append(out, list)
	}
	if len(silent) > 0 {
		out = append(out, (&prose{}).w("Chưa có đơn vị báo cáo kết quả các nội dung: "+strings.Join(silent, "; ")+".").paragraph())
	}
	return out
}

func (r *review) exemplars() []document.Block {
	var out []document.Block
	for _, t := range r.targets {
		if t.CountedFrom == "exemplars" {
			out = append(out, r.sentence(t).paragraph())
		}
	}
	var total *queries.SectorExemplars
	for i := range r.exempl {
		if r.exempl[i].SectorCode == "*" {
			total = &r.exempl[i]
		}
	}
	if total == nil || total.Discovered+total.Nurtured+total.WrittenUp+total.Replicated == 0 {
		return append(out, (&prose{}).w("Trong kỳ chưa có đơn vị báo cáo điển hình tiên tiến mới.").paragraph())
	}
	p := (&prose{}).w("Trong kỳ đã ")
	for i, stage := range []struct {
		verb string
		n    int
	}{{"phát hiện ", total.Discovered}, {"bồi dưỡng ", total.Nurtured}, {"tổng kết ", total.WrittenUp}, {"nhân rộng ", total.Replicated}} {
		if stage.n == 0 {
			continue
		}
		if len(p.spans) > 1 {
			p.w(", ")
		}
		p.w(stage.verb).v("dh.*."+itoa(i+1), count(stage.n))
	}
	p.w(" điển hình tiên tiến")
	if total.DirectShare.Valid && total.DirectUnknown == 0 && total.Individuals > 0 {
		p.w("; trong số ").v("dh.*.ca-nhan", count(total.Individuals)).w(" cá nhân có ").v("dh.*.truc-tiep", count(total.Direct)).
			w(" người trực tiếp lao động, công tác (").v("dh.*.ty-le", percent(total.DirectShare)).w("%)")
	}
	out = append(out, p.w(".").paragraph())
	table := document.Table{
		ID: "bang-dien-hinh", Title: "Điển hình tiên tiến theo bốn khâu",
		Columns: []document.Column{{Width: 50}, {Width: 17, Align: document.Decimal}, {Width: 17, Align: document.Decimal}, {Width: 17, Align: document.Decimal},
			{Width: 17, Align: document.Decimal}, {Width: 17, Align: document.Decimal}, {Width: 19, Align: document.Decimal}, {Width: 19, Align: document.Decimal}},
		Header: [][]document.HeaderCell{{{Text: "Lĩnh vực"}, {Text: "Phát hiện"}, {Text: "Bồi dưỡng"}, {Text: "Tổng kết"}, {Text: "Nhân rộng"},
			{Text: "Cá nhân"}, {Text: "Lao động trực tiếp"}, {Text: "Tỷ lệ (%)"}}},
	}
	for _, s := range r.exempl {
		if len(r.exempl) == 2 && s.SectorCode != "*" {
			continue // one sector is the whole
		}
		name, kind := s.SectorName, document.Plain
		switch {
		case s.SectorCode == "*":
			name, kind = "Cộng", document.Total
			if len(r.exempl) == 2 {
				name = r.exempl[0].SectorName + r.exempl[1].SectorName // the other's; the sum has none
			}
		case name == "":
			name = "Chưa phân lĩnh vực"
		}
		k := "dh." + s.SectorCode + "."
		share := document.WordCell(notApplicableText)
		if s.DirectShare.Valid {
			share = document.ValueCell(k+"ty-le", percent(s.DirectShare))
			if s.DirectUnknown > 0 {
				share = document.ValueCell(k+"ty-le", percent(s.DirectShare)+"-"+percent(s.DirectShareHi))
				share.Spans[0].Notes = []string{"Chưa rõ vị trí của " + count(s.DirectUnknown) + " cá nhân."}
			}
		}
		table.Rows = append(table.Rows, document.Row{Kind: kind, Cells: []document.Cell{document.WordCell(name),
			document.ValueCell(k+"1", whole(s.Discovered)), document.ValueCell(k+"2", whole(s.Nurtured)), document.ValueCell(k+"3", whole(s.WrittenUp)),
			document.ValueCell(k+"4", whole(s.Replicated)), document.ValueCell(k+"ca-nhan", whole(s.Individuals)), document.ValueCell(k+"truc-tiep", whole(s.Direct)), share}})
	}
	return append(out, telling(table, 1, silentOrZero))
}
