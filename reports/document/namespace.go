package document

// Namespace returns the document with prefix before every ID of its annexes,
// headings, tables and figures, every link and every key, so that it can stand in one tree
// beside others that use the same names. What is printed stays as it is, and the
// document given is not changed.
func Namespace(d Document, prefix string) Document {
	n := namespace(prefix)
	d.Body = n.blocks(d.Body)
	annexes := make([]Annex, len(d.Annexes))
	for i, a := range d.Annexes {
		a.ID = n.name(a.ID)
		a.Body = n.blocks(a.Body)
		annexes[i] = a
	}
	d.Annexes = annexes
	return d
}

type namespace string

// name leaves an absent name absent.
func (n namespace) name(s string) string {
	if s == "" {
		return ""
	}
	return string(n) + s
}

func (n namespace) blocks(blocks []Block) []Block {
	out := make([]Block, len(blocks))
	for i, b := range blocks {
		switch b := b.(type) {
		case Heading:
			b.ID = n.name(b.ID)
			out[i] = b
		case Paragraph:
			b.Spans = n.spans(b.Spans)
			out[i] = b
		case List:
			b.Items = n.items(b.Items)
			out[i] = b
		case Box:
			b.Items = n.items(b.Items)
			out[i] = b
		case Table:
			b.ID = n.name(b.ID)
			b.Rows = n.rows(b.Rows)
			out[i] = b
		case Figure:
			b.ID = n.name(b.ID)
			out[i] = b
		default:
			out[i] = b
		}
	}
	return out
}

func (n namespace) items(items [][]Span) [][]Span {
	out := make([][]Span, len(items))
	for i, it := range items {
		out[i] = n.spans(it)
	}
	return out
}

func (n namespace) rows(rows []Row) []Row {
	out := make([]Row, len(rows))
	for i, r := range rows {
		cells := make([]Cell, len(r.Cells))
		for j, c := range r.Cells {
			cells[j] = Cell{Spans: n.spans(c.Spans), Key: n.name(c.Key)}
		}
		r.Cells = cells
		out[i] = r
	}
	return out
}

func (n namespace) spans(spans []Span) []Span {
	out := make([]Span, len(spans))
	for i, s := range spans {
		s.Key, s.Link = n.name(s.Key), n.name(s.Link)
		out[i] = s
	}
	return out
}
