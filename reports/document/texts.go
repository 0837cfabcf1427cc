package document

// Texts lists what a printer shows of the tree, in the order of the text, for
// comparison with a printed file: head, body, signature, annexes; a table's
// title and unit, its header row by row, its cells and notes; a figure's
// caption and notes. Footnotes, alternative texts and empty texts are left out.
func Texts(d Document) []string {
	l := &texts{}
	h := d.Head
	l.add(h.Superior, h.Issuer, h.Number, h.PlaceDate, h.Kind, h.Subject)
	l.add(h.AddressLines()...)
	l.blocks(Ended(d.Body))
	l.signature(d.Signature)
	for _, a := range d.Annexes {
		l.add(a.Label, a.Title, a.Reference)
		l.blocks(a.Body)
	}
	return l.list
}

type texts struct{ list []string }

func (l *texts) add(list ...string) {
	for _, s := range list {
		if s != "" {
			l.list = append(l.list, s)
		}
	}
}

// signature lists the left half before the right: the distribution list, or a
// second signer with the list after both.
func (l *texts) signature(s Signature) {
	if !s.Second.Signs() {
		l.add(s.Distribution()...)
	}
	l.add(s.Second.Authority...)
	l.add(s.Second.Name)
	l.add(s.Authority...)
	l.add(s.Name)
	if s.Second.Signs() {
		l.add(s.Distribution()...)
	}
}

func (l *texts) spans(spans []Span) {
	for _, s := range spans {
		l.add(s.Text)
	}
}

func (l *texts) blocks(blocks []Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case Heading:
			l.add(b.Label())
		case Paragraph:
			l.spans(b.Spans)
		case List:
			for _, it := range b.Items {
				l.spans(it)
			}
		case Box:
			l.add(b.Title)
			for _, it := range b.Items {
				l.spans(it)
			}
		case Table:
			l.add(b.Title, b.Unit)
			for _, r := range b.Header {
				for _, c := range r {
					l.add(c.Text)
				}
			}
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					l.spans(c.Spans)
				}
			}
			l.add(b.Notes...)
		case Figure:
			l.add(b.Caption)
			l.add(b.Notes...)
		}
	}
}
