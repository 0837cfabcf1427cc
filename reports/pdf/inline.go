package pdf

import (
	"strings"
	"unicode"

	"tdkt/charts/font"
	"tdkt/reports/document"
)

// A style is how letters are set.
type style struct {
	bold, italic bool
	size         float64
}

func (s style) face() font.Face { return serif(s.bold, s.italic) }

// A frag is a piece of a word in one style.
type frag struct {
	s     string
	face  font.Face
	size  float64
	raise float64 // above the baseline
	w     float64
	link  string
}

// A word is what a line never breaks: frags without a breakable space.
type word struct {
	frags []frag
	w     float64
	space float64 // width of the space before it, 0 for the first
	split bool    // no space before it: the rest of a word cut in an emergency
	force bool    // begins a new line
	glued bool    // stays on the line of the word before it: "6 tháng"
	notes []note
}

// A note is a footnote with its number.
type note struct {
	mark string
	text string
}

const markSize, markRaise = 0.62, 0.36 // of the text's size

// words cuts spans into words. A single space or a tab may break; a run of
// spaces is a blank that a clerk fills in and stays whole, as does U+00A0; a
// line feed breaks always.
func (l *layout) words(spans []document.Span, base style) ([]word, error) {
	var (
		out   []word
		cur   word
		space float64
		force bool
	)
	flush := func() {
		if len(cur.frags) > 0 {
			out = append(out, cur)
		}
		cur = word{}
	}
	add := func(s string, face font.Face, size, raise float64, link string) error {
		w, err := l.measure(face, s, size)
		if err != nil {
			return err
		}
		if len(cur.frags) == 0 {
			cur.space, cur.force = space, force
			if len(out) == 0 {
				cur.space = 0
			}
			space, force = 0, false
		}
		cur.w += w
		if n := len(cur.frags); n > 0 {
			if p := &cur.frags[n-1]; p.face == face && p.size == size && p.raise == raise && p.link == link {
				p.s += s
				p.w += w
				return nil
			}
		}
		cur.frags = append(cur.frags, frag{s: s, face: face, size: size, raise: raise, w: w, link: link})
		return nil
	}
	for _, sp := range spans {
		face := style{bold: base.bold || sp.Bold, italic: base.italic || sp.Italic}.face()
		blank, _ := l.widths.of(face, " ", base.size)
		text := strings.ReplaceAll(sp.Text, "\t", " ")
		for text != "" {
			i := strings.IndexAny(text, " \n")
			switch {
			case i < 0:
				if err := add(text, face, base.size, 0, sp.Link); err != nil {
					return nil, err
				}
				text = ""
			case i > 0:
				if err := add(text[:i], face, base.size, 0, sp.Link); err != nil {
					return nil, err
				}
				text = text[i:]
			case text[0] == '\n':
				flush()
				force, text = true, text[1:]
			default:
				n := len(text) - len(strings.TrimLeft(text, " "))
				if n >= 2 {
					if err := add(text[:n], face, base.size, 0, sp.Link); err != nil {
						return nil, err
					}
				} else {
					flush()
					space = blank
				}
				text = text[n:]
			}
		}
		for _, n := range sp.Notes {
			nt := l.number(n)
			if len(cur.frags) == 0 && len(out) > 0 { // the mark clings to the word before
				cur, out = out[len(out)-1], out[:len(out)-1]
				space = 0
			}
			mark := nt.mark
			if k := len(cur.frags); k > 0 && cur.frags[k-1].raise > 0 {
				mark = "," + mark // two marks in a row are no number of two digits
			}
			if err := add(mark, serif(false, false), markPoints(base.size), markRaise*base.size, ""); err != nil {
				return nil, err
			}
			cur.notes = append(cur.notes, nt)
		}
	}
	flush()
	for i := 1; i < len(out); i++ {
		out[i].glued = !out[i].force && figureOnly(out[i-1]) && lowerCase(out[i])
	}
	return out, nil
}

// figureOnly and lowerCase find a number and the unit after it, which a line
// break would tear apart.
func figureOnly(w word) bool {
	for _, f := range w.frags {
		for _, r := range f.s {
			if f.raise == 0 && !unicode.IsDigit(r) && r != '.' && r != ',' {
				return false
			}
		}
	}
	last := w.frags[len(w.frags)-1].s
	return !strings.HasSuffix(last, ".") && !strings.HasSuffix(last, ",")
}

func lowerCase(w word) bool {
	for _, r := range w.frags[0].s {
		return unicode.IsLower(r)
	}
	return false
}

// markPoints is the size of footnote marks beside text of a size. It stays
// under every other size of figures, so that a reader of the file can tell
// marks from digits.
func markPoints(size float64) float64 { return min(markSize*size, LargestMark) }

// LargestMark is the size in points that footnote marks do not exceed; all other
// figures outside drawings are larger.
const LargestMark = 8.4

// A line is a row of words on one baseline.
type line struct {
	words []word
	w     float64 // natural width
	end   bool    // last of its paragraph, or before a forced break: never justified
}

// breakLines fills lines greedily. A word wider than its line is cut after a
// hyphen or slash between letters, else between letters; a number is never cut
// and reports that the line is too narrow by ok == false.
func breakLines(words []word, first, width float64, ws *widths) (lines []line, ok bool) {
	ok = true
	var cur line
	avail := first
	push := func(end bool) {
		if len(cur.words) > 0 {
			cur.end = end
			lines = append(lines, cur)
			avail = width
		}
		cur = line{}
	}
	for i := 0; i < len(words); i++ {
		w := words[i]
		if w.force {
			push(true)
		}
		need := w.w
		if len(cur.words) > 0 {
			need += w.space
		}
		if len(cur.words) > 0 && cur.w+need > avail+0.01 {
			if n := len(cur.words) - 1; w.glued && n > 0 && !cur.words[n].glued {
				// The number goes down with its unit.
				cur.w -= cur.words[n].w + cur.words[n].space
				cur.words = cur.words[:n]
				push(false)
				i -= 2
				continue
			}
			push(false)
			need = w.w
		}
		if len(cur.words) == 0 {
			w.space = 0
			if w.w > avail+0.01 {
				head, tail, cut := cutWord(w, avail, ws)
				if cut {
					cur.words, cur.w = []word{head}, head.w
					push(false)
					words = append(append(append([]word(nil), words[:i+1]...), tail), words[i+1:]...)
					continue
				}
				ok = false
			}
		}
		cur.words = append(cur.words, w)
		cur.w += need
	}
	push(true)
	return lines, ok
}

// cutWord splits a word so that its head fits into avail.
func cutWord(w word, avail float64, ws *widths) (head, tail word, ok bool) {
	var all []rune
	for _, f := range w.frags {
		all = append(all, []rune(f.s)...)
	}
	cut, soft := -1, -1
	sum, n := 0.0, 0
	for _, f := range w.frags {
		for _, r := range f.s {
			rw, _ := ws.of(f.face, string(r), f.size)
			sum += rw
			n++
			if n == len(all) || sum > avail {
				break
			}
			if partOfNumber(all, n) {
				continue
			}
			cut = n
			if strings.ContainsRune("-/–", r) && n > 1 {
				soft = n
			}
		}
		if sum > avail {
			break
		}
	}
	if soft > 0 {
		cut = soft
	}
	if cut <= 0 {
		return w, word{}, false
	}
	head, tail = word{space: w.space, force: w.force}, word{split: true, notes: w.notes}
	n = 0
	for _, f := range w.frags {
		rs := []rune(f.s)
		k := min(max(cut-n, 0), len(rs))
		n += len(rs)
		for _, part := range []struct {
			to *word
			s  string
		}{{&head, string(rs[:k])}, {&tail, string(rs[k:])}} {
			if part.s == "" {
				continue
			}
			g := f
			g.s = part.s
			g.w, _ = ws.of(f.face, g.s, f.size)
			part.to.frags = append(part.to.frags, g)
			part.to.w += g.w
		}
	}
	return head, tail, true
}

// partOfNumber reports whether a cut before rune i would divide a number: the
// digits of "1.234,5", a range "83-86%", a date "30/6/2022".
func partOfNumber(rs []rune, i int) bool {
	figure := func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(".,-–/%+−×", r) }
	if !figure(rs[i-1]) || !figure(rs[i]) {
		return false
	}
	for j := i - 1; j >= 0 && figure(rs[j]); j-- {
		if unicode.IsDigit(rs[j]) {
			return true
		}
	}
	for j := i; j < len(rs) && figure(rs[j]); j++ {
		if unicode.IsDigit(rs[j]) {
			return true
		}
	}
	return false
}
