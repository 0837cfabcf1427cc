package reports

import (
	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// leadership is part I: what was directed, held, inspected and written, and how
// the units registered and pledged.
func (r *review) leadership() []document.Block {
	blocks := []document.Block{
		document.Heading{Level: 1, Number: "I", Text: "Công tác lãnh đạo, chỉ đạo, tuyên truyền và tổ chức phong trào thi đua", ID: "phan-1"},
		document.Heading{Level: 2, Number: "1", Text: "Lãnh đạo, chỉ đạo, tuyên truyền"},
	}
	blocks = append(blocks, r.activities()...)
	blocks = append(blocks, document.Heading{Level: 2, Number: "2", Text: "Phát động, đăng ký và ký kết giao ước thi đua"})
	return append(blocks, r.launching()...)
}

func (r *review) activities() []document.Block {
	var total []queries.ActivityCount
	for _, a := range r.acts {
		if a.Level == "*" {
			total = append(total, a)
		}
	}
	if len(total) == 0 {
		return []document.Block{(&prose{}).w("Chưa có đơn vị báo cáo hoạt động lãnh đạo, chỉ đạo, tuyên truyền trong kỳ.").paragraph()}
	}
	p := (&prose{}).w("Trong kỳ, các cơ quan, đơn vị, địa phương đã tổ chức thực hiện: ")
	table := document.Table{
		ID: "bang-hoat-dong", Title: "Hoạt động lãnh đạo, chỉ đạo, tuyên truyền " + r.period(),
		Columns: []document.Column{{Width: 8, Align: document.Centre}, {Width: 60}, {Width: 18, Align: document.Decimal},
			{Width: 22, Align: document.Decimal}, {Width: 26, Align: document.Centre}, {Width: 26, Align: document.Centre}},
		Header: [][]document.HeaderCell{{{Text: "TT"}, {Text: "Loại hoạt động"}, {Text: "Số lượng"},
			{Text: "Số đơn vị thực hiện"}, {Text: "Lần đầu"}, {Text: "Lần gần nhất"}}},
	}
	for i, a := range total {
		kind := emulation.ActivityKind(a.ActivityKind)
		k := "hd." + a.ActivityKind
		if i > 0 {
			p.w(", ")
		}
		p.v(k, count(a.Quantity)).w(" " + kind.CountingWord())
		table.Rows = append(table.Rows, document.Row{Cells: []document.Cell{
			document.WordCell(itoa(i + 1)), document.WordCell(capital(kind.Label())),
			document.ValueCell(k, whole(a.Quantity)), document.ValueCell(k+".don-vi", whole(a.Units)),
			document.WordCell(day(a.FirstOn)), document.WordCell(day(a.LastOn))}})
	}
	p.w(" (").see("bảng dưới đây", table.ID).w(").")
	return []document.Block{p.paragraph(), table}
}

// launching says how units joined, registered and pledged, over all movements.
func (r *review) launching() []document.Block {
	var out []document.Block
	for _, t := range r.targets {
		if t.CountedFrom == "units_registered" {
			out = append(out, document.P(r.sentence(t).spans...))
		}
	}
	if len(r.moves) == 0 {
		return append(out, (&prose{}).w("Kế hoạch không nêu phong trào thi đua cụ thể nào đang thực hiện trong kỳ.").paragraph())
	}
	var joined, pledged int
	for _, m := range r.moves {
		joined += m.JoinedUnits
		pledged += m.PledgedUnits
	}
	p := (&prose{}).w("Trong kỳ có ").v("pt.so", count(len(r.moves))).w(" phong trào thi đua, cuộc vận động được triển khai; ")
	if joined == 0 {
		p.w("chưa có đơn vị báo cáo việc tham gia.")
	} else {
		p.v("pt.luot", count(joined)).w(" lượt đơn vị tham gia, ").v("pt.giao-uoc", count(pledged)).
			w(" lượt đơn vị ký kết giao ước thi đua (").see("bảng tại phần II", "bang-phong-trao").w(").")
	}
	return append(out, p.paragraph())
}
