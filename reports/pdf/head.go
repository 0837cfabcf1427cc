package pdf

import (
	"strings"

	"tdkt/reports/document"
)

// centred sets a text as centred lines between left and left+width, the first
// baseline below y, and returns the ops, the y under the last line and the
// width of the widest line.
func (l *layout) centred(text string, st style, left, y, width float64) (ops []op, below, widest float64, err error) {
	words, err := l.words(document.Spans(text), st)
	if err != nil {
		return nil, 0, 0, err
	}
	lines, _ := breakLines(words, width, width, l.widths)
	if len(lines) > 1 { // lines of about equal length look better than a full one and a rest
		if even := balance(words, len(lines), width); even != nil {
			lines = even
		}
	}
	lead := st.size * single
	for _, ln := range lines {
		ops = lineOps(ops, ln, left, y+baseline(st.size, lead), width, alignCentre)
		y += lead
		widest = max(widest, ln.w)
	}
	return ops, y, widest, nil
}

// under is a centred rule of a length.
func under(left, width, y, length float64) op {
	return hline(left+(width-length)/2, y, length)
}

// Quốc hiệu and tiêu ngữ are the same in every document.
const (
	nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	motto  = "Độc lập - Tự do - Hạnh phúc"
)

// shortRule is the length of the rules under the office's name and the subject
// as a share of the text's: the decree allows 1/3 to 1/2.
const shortRule = 0.4

// head sets the first page's head: two columns, then kind, subject and
// addressees.
func (l *layout) head(h document.Head) ([]slice, error) {
	var out []slice
	err := l.in("head", func() error {
		top, err := l.columns(h)
		if err != nil {
			return err
		}
		title, err := l.title(h)
		if err != nil {
			return err
		}
		to, err := l.addressees(h)
		if err != nil {
			return err
		}
		out = append(append(append(out, top), title...), to...)
		for i := range out {
			out[i].keep = true
		}
		return nil
	})
	return out, err
}

func (l *layout) columns(h document.Head) (slice, error) {
	s := slice{place: l.place()}
	wide, err := l.measure(serif(true, false), nation, sizeNation)
	if err != nil {
		return s, err
	}
	w := wide + 4
	date, err := l.measure(serif(false, true), h.PlaceDate, sizeMotto)
	if err != nil {
		return s, err
	}
	w = min(max(w, date+2), l.width*0.68)
	right, left := l.width-w, l.width-w-8
	add := func(text string, st style, x, y, width float64) (float64, float64, error) {
		if text == "" {
			return y, 0, nil
		}
		ops, below, widest, err := l.centred(text, st, x, y, width)
		s.ops = append(s.ops, ops...)
		return below, widest, err
	}
	bold := style{size: sizeNation, bold: true}
	y, _, err := add(h.Superior, style{size: sizeNation}, 0, 0, left)
	if err != nil {
		return s, err
	}
	y, widest, err := add(h.Issuer, bold, 0, y, left)
	if err != nil {
		return s, err
	}
	if widest > 0 {
		s.ops = append(s.ops, under(0, left, y+2.5, widest*shortRule))
	}
	z, _, err := add(nation, bold, right, 0, w)
	if err != nil {
		return s, err
	}
	z, widest, err = add(motto, style{size: sizeMotto, bold: true}, right, z, w)
	if err != nil {
		return s, err
	}
	s.ops = append(s.ops, under(right, w, z+2, widest))
	// Number and date stand on one line under the longer column.
	base := max(y, z) + 8
	lead := sizeMotto * single
	y, _, err = add(h.Number, style{size: sizeNation}, 0, base+baseline(sizeMotto, lead)-baseline(sizeNation, sizeNation*single), left)
	if err != nil {
		return s, err
	}
	z, _, err = add(h.PlaceDate, style{size: sizeMotto, italic: true}, right, base, w)
	s.height = max(y, z)
	return s, err
}

func (l *layout) title(h document.Head) ([]slice, error) {
	s := slice{gap: 18, place: l.place()}
	st := style{size: sizeTitle, bold: true}
	y, last := 0.0, 0.0
	for _, text := range []string{h.Kind, h.Subject} {
		if text == "" {
			continue
		}
		ops, below, widest, err := l.centred(text, st, 20, y, l.width-40)
		if err != nil {
			return nil, err
		}
		s.ops = append(s.ops, ops...)
		y, last = below, widest
	}
	if y == 0 {
		return nil, nil
	}
	s.ops = append(s.ops, under(0, l.width, y+3.5, last*shortRule))
	s.height = y + 8
	return []slice{s}, nil
}

// addressees sets "Kính gửi:" with one office on its line, or several below,
// each with a dash under the first letter of the office's column.
func (l *layout) addressees(h document.Head) ([]slice, error) {
	lines := h.AddressLines()
	if len(lines) == 0 {
		return nil, nil
	}
	const intro = "Kính gửi:"
	st := l.body()
	if len(lines) == 1 {
		ops, y, _, err := l.centred(intro+" "+lines[0], st, 0, 0, l.width)
		return []slice{{gap: 8, height: y, ops: ops, place: l.place()}}, err
	}
	w, err := l.measure(st.face(), intro+" ", st.size)
	if err != nil {
		return nil, err
	}
	left := 30 * mm
	out, err := l.paragraph(document.Spans(intro), paragraphStyle{style: st, left: left, gap: 8})
	if err != nil {
		return nil, err
	}
	for _, s := range lines {
		s = strings.Replace(s, dash, "-\u00a0", 1)
		ss, err := l.paragraph(document.Spans(s), paragraphStyle{style: st, left: left + w, gap: 2, whole: true})
		if err != nil {
			return nil, err
		}
		out = append(out, ss...)
	}
	return out, nil
}

// signature sets the distribution list on the left and the signer on the
// right half, with free height for the seal between office and name. A second
// signer takes the left half, and the list follows below.
func (l *layout) signature(sg document.Signature) ([]slice, error) {
	if len(sg.Authority) == 0 && sg.Name == "" && len(sg.Recipients) == 0 && !sg.Second.Signs() {
		return nil, nil
	}
	s, err := l.signed(sg, l.opts.SealSpace)
	if err != nil {
		return nil, err
	}
	if l.opts.SealSpace > leastSeal {
		lower, err := l.signed(sg, leastSeal)
		if err != nil {
			return nil, err
		}
		s.lower = &lower
	}
	return []slice{s}, nil
}

// leastSeal is the free height in mm that seal and signature still have where the
// block would otherwise leave a page for a few millimetres.
const leastSeal = 20

// signed sets the signature with a free height in mm for seal and signature.
func (l *layout) signed(sg document.Signature, seal float64) (slice, error) {
	s := slice{gap: 14, place: signaturePlace}
	err := l.in("signature", func() error {
		half := l.width / 2
		y, err := l.signer(&s, document.Signer{Authority: sg.Authority, Name: sg.Name}, half, seal)
		if err != nil {
			return err
		}
		top := 0.0
		if sg.Second.Signs() {
			second, err := l.signer(&s, sg.Second, 0, seal)
			if err != nil {
				return err
			}
			y = max(y, second)
			if len(sg.Recipients) > 0 {
				top = y + 14
			}
		}
		z, err := l.distribution(&s, sg, top)
		s.height = max(y, z)
		return err
	})
	return s, err
}

// signer sets one who signs in the half of the page that begins at x, with a free
// height in mm above the name, and returns where the block ends.
func (l *layout) signer(s *slice, sg document.Signer, x, seal float64) (float64, error) {
	half := l.width / 2
	y := 0.0
	bold := style{size: l.opts.BodySize, bold: true}
	for _, a := range sg.Authority {
		ops, below, _, err := l.centred(a, bold, x, y, half)
		if err != nil {
			return 0, err
		}
		s.ops = append(s.ops, ops...)
		y = below
	}
	if sg.Name == "" {
		return y, nil
	}
	ops, below, _, err := l.centred(sg.Name, bold, x, y+seal*mm, half)
	s.ops = append(s.ops, ops...)
	return below, err
}

// distribution sets "Nơi nhận" from top on; with top 0 it stands level with the
// signer's line.
func (l *layout) distribution(s *slice, sg document.Signature, top float64) (float64, error) {
	if len(sg.Recipients) == 0 {
		return top, nil
	}
	half := l.width / 2
	lead := 12 * single
	words, err := l.words(document.Spans("Nơi nhận:"), style{size: 12, bold: true, italic: true})
	if err != nil {
		return 0, err
	}
	lines, _ := breakLines(words, half, half, l.widths)
	base := top + baseline(l.opts.BodySize, l.opts.BodySize*single)
	s.ops = lineOps(s.ops, lines[0], 0, base, half, alignLeft)
	z := base - baseline(12, lead) + lead
	small := style{size: sizeRecipients}
	for _, r := range sg.Distribution() {
		words, err := l.words(document.Spans(strings.Replace(r, dash, "-\u00a0", 1)), small)
		if err != nil {
			return 0, err
		}
		lead := float64(sizeRecipients) * single
		lines, _ := breakLines(words, half-10, half-10, l.widths)
		for _, ln := range lines {
			s.ops = lineOps(s.ops, ln, 0, z+baseline(sizeRecipients, lead), half, alignLeft)
			z += lead
		}
	}
	return z, nil
}

// annexHead sets label, title and reference of an annex.
func (l *layout) annexHead(a document.Annex) ([]slice, error) {
	s := slice{keep: true, place: l.place()}
	y := 0.0
	for _, t := range []struct {
		text string
		st   style
	}{
		{a.Label, style{size: sizeTitle, bold: true}},
		{a.Title, style{size: sizeTitle, bold: true}},
		{a.Reference, style{size: sizeMotto, italic: true}},
	} {
		if t.text == "" {
			continue
		}
		ops, below, _, err := l.centred(t.text, t.st, 0, y, l.width)
		if err != nil {
			return nil, err
		}
		s.ops = append(s.ops, ops...)
		y = below + 1
	}
	label := a.Label
	if a.Title != "" {
		label += ". " + a.Title
	}
	s.ops = append(s.ops, op{kind: opMark, mark: &mark{id: a.ID, label: label}})
	s.height = y + 4
	return []slice{s}, nil
}
