package text

import (
	"fmt"
	"strings"
)

// A Table collects what the columns of one table say about their encoding.
type Table struct {
	columns []*column
	whole   evidence
	known   map[string]reading // of texts seen before; bounded
}

type column struct {
	evidence
	converted [VNI + 1]int
	first     [VNI + 1]int // row of the first conversion
}

// evidence counts different texts.
type evidence struct {
	legacy  [VNI + 1]int // readable in this encoding only
	strong  [VNI + 1]bool
	unicode int // Vietnamese as it stands, and in no other encoding
	foreign int // in no encoding at all: other languages
	seen    map[string]bool
}

// A reading is in which encodings a text makes Vietnamese.
type reading struct {
	plain       bool // no letter that a legacy encoding could mean
	sure        bool // letters that only Unicode has
	unicode     bool
	tcvn3, vni  bool
	strong      bool // signs inside words: no language writes so
	words       int
	isCandidate bool
	// loose are the encodings that have all its characters; half those in which
	// every second word, or a sign inside a word, speaks for them besides.
	loose, half [VNI + 1]bool
}

// in reports whether the text makes sense in a legacy encoding.
func (r reading) in(e Encoding) bool { return e == VNI && r.vni || small(e) == TCVN3 && r.tcvn3 }

// NewTable starts a table.
func NewTable() *Table { return &Table{known: map[string]reading{}} }

const remembered = 20000

// read says in which encodings a text makes sense.
func (t *Table) read(s string) reading {
	plain, sure := true, false
	for _, r := range s {
		if r < 0xa1 {
			continue
		}
		plain = plain && neutral(r)
		if r >= 0x100 && !neutral(r) {
			sure = true
			break
		}
	}
	if plain && !sure {
		return reading{plain: true}
	}
	if sure {
		return reading{sure: true, unicode: true}
	}
	if r, ok := t.known[s]; ok {
		return r
	}
	var r reading
	good, bad := Judge(s)
	r.words = good + bad
	r.unicode = good > 0 && bad == 0 || good >= 8*bad && bad > 0
	if out, ok := Decode(TCVN3, s); ok {
		r.tcvn3 = fits(out)
		r.strong = r.tcvn3 && signed(s)
		good, bad := Judge(out)
		r.loose[TCVN3], r.half[TCVN3] = true, good > 0 && good >= bad || signed(s)
	}
	if out, ok := Decode(VNI, s); ok {
		r.vni = fits(out)
		good, bad := Judge(out)
		r.loose[VNI], r.half[VNI] = true, good > 0 && good >= bad
	}
	r.isCandidate = r.tcvn3 || r.vni
	if len(t.known) < remembered {
		t.known[strings.Clone(s)] = r
	}
	return r
}

func fits(decoded string) bool {
	good, bad := Judge(decoded)
	return good > 0 && good >= 8*bad
}

// signed reports a sign beyond ASCII behind a letter of the same word.
func signed(s string) bool {
	for _, w := range words(s) {
		for i, r := range []rune(w) {
			if i > 0 && r >= 0xa1 && r <= 0xbe && r != 0xb2 && r != 0xb3 && r != 0xb9 {
				return true
			}
		}
	}
	return false
}

// Observe takes a text of a column (from 0) into account. All rows at hand are
// observed before the first is converted.
func (t *Table) Observe(at int, s string, font Encoding) {
	if ascii(s) {
		return
	}
	r := t.read(s)
	if r.plain {
		return
	}
	for len(t.columns) <= at {
		t.columns = append(t.columns, &column{})
	}
	t.columns[at].count(s, r, font)
	t.whole.count(s, r, font)
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

const mostSeen = 1000

func (e *evidence) count(s string, r reading, font Encoding) {
	if e.seen == nil {
		e.seen = map[string]bool{}
	}
	if len(e.seen) >= mostSeen || e.seen[s] {
		return
	}
	e.seen[strings.Clone(s)] = true
	switch {
	case r.sure, r.unicode && !r.isCandidate:
		e.unicode++
	case r.unicode:
	case font != Unicode && r.in(font):
		e.legacy[small(font)] += 2
	case r.tcvn3 && !r.vni:
		e.legacy[TCVN3] += min(r.words, 2)
		e.strong[TCVN3] = e.strong[TCVN3] || r.strong
	case r.vni && !r.tcvn3:
		e.legacy[VNI] += min(r.words, 2)
	case !r.isCandidate:
		e.foreign++
	}
}

func small(e Encoding) Encoding {
	if e == TCVN3Capitals {
		return TCVN3
	}
	return e
}

// decided gives the one legacy encoding that the evidence shows.
func (e *evidence) decided() Encoding {
	t, v := e.legacy[TCVN3] >= 2 || e.strong[TCVN3], e.legacy[VNI] >= 2
	switch {
	case t && !v && e.foreign <= e.legacy[TCVN3]:
		return TCVN3
	case v && !t && e.foreign <= e.legacy[VNI]:
		return VNI
	}
	return Unicode
}

// An UndecidedError is a text that may be in two encodings.
type UndecidedError struct {
	Text string
}

func (e *UndecidedError) Error() string {
	return fmt.Sprintf("%q may be %s", e.Text, strings.Join(Readings(e.Text), " or "))
}

// Convert gives the text in NFC and the encoding it was in. The error is an
// *UndecidedError; the text must then not be used.
func (t *Table) Convert(at, row int, s string, font Encoding) (string, Encoding, error) {
	if ascii(s) {
		return s, Unicode, nil
	}
	r := t.read(s)
	if r.plain || r.sure {
		return s, Unicode, nil
	}
	if r.unicode && font == Unicode && t.whole.none() {
		return s, Unicode, nil // the usual case, a million times over
	}
	t.Observe(at, s, font)
	e, undecided := t.decide(t.columns[at], r, font)
	if undecided {
		return s, Unicode, &UndecidedError{Text: s}
	}
	if e == Unicode {
		return s, Unicode, nil
	}
	out, _ := Decode(e, s)
	c := t.columns[at]
	if c.converted[e]++; c.converted[e] == 1 {
		c.first[e] = row
	}
	return out, e, nil
}

// decide chooses between the readings of one text: the font first, then the
// column, then the table.
func (t *Table) decide(c *column, r reading, font Encoding) (e Encoding, undecided bool) {
	can := r.in
	if font != Unicode {
		switch {
		case can(font) && r.unicode && c.unicode > 0:
			// People type Unicode in the old fonts too.
			return Unicode, c.legacy[small(font)] > 0
		case can(font):
			return font, false
		case r.unicode:
			return Unicode, false
		case r.loose[small(font)] && c.unicode == 0:
			return font, false // names of other languages: "Krông"
		}
		return Unicode, true
	}
	legacy := c.decided()
	if legacy == Unicode && c.unicode == 0 {
		legacy = t.whole.decided()
	}
	switch {
	case r.unicode && !r.isCandidate:
		return Unicode, false
	case !r.unicode && !r.isCandidate:
		// Other languages stay; in a legacy column it is a name ("Krông") or a
		// mistyped word.
		if legacy != Unicode && c.legacy[legacy] > 0 && r.half[legacy] {
			return legacy, false
		}
		return Unicode, legacy != Unicode && c.legacy[legacy] > 0
	case r.unicode && legacy == Unicode:
		return Unicode, c.unicode == 0 && t.whole.mixed()
	case r.unicode && c.unicode > 0 && can(legacy):
		return Unicode, true
	case r.unicode && !can(legacy):
		return Unicode, false
	case legacy != Unicode && can(legacy):
		return legacy, false
	case c.foreign > 0 && c.legacy[TCVN3]+c.legacy[VNI] <= c.foreign:
		return Unicode, false // a word of another language among its like
	}
	return Unicode, true
}

// none: nothing speaks for a legacy encoding.
func (e *evidence) none() bool { return e.legacy == [VNI + 1]int{} }

// mixed: the table has Vietnamese in Unicode and in a legacy encoding.
func (e *evidence) mixed() bool { return e.unicode > 0 && e.decided() != Unicode }

// Readings lists what an undecided text may be, each with its encoding.
func Readings(s string) []string {
	r := NewTable().read(s)
	var list []string
	if r.unicode || !r.isCandidate {
		list = append(list, fmt.Sprintf("“%s” as it stands", s))
	}
	for _, e := range []Encoding{TCVN3, VNI} {
		if out, ok := Decode(e, s); ok && r.in(e) {
			list = append(list, fmt.Sprintf("“%s” (%s)", out, e))
		}
	}
	switch {
	case len(list) > 1:
	case r.isCandidate && !r.unicode:
		list = append(list, "a text of another language")
	default:
		list = append(list, "a text in an old font with a mistyped letter")
	}
	return list
}

// A Conversion says what became of a column's texts.
type Conversion struct {
	Column   int // from 0
	From     Encoding
	Cells    int
	FirstRow int
}

// Conversions lists what was converted so far, by column.
func (t *Table) Conversions() []Conversion {
	var list []Conversion
	for i, c := range t.columns {
		for _, e := range []Encoding{TCVN3, TCVN3Capitals, VNI} {
			if c.converted[e] > 0 {
				list = append(list, Conversion{Column: i, From: e, Cells: c.converted[e], FirstRow: c.first[e]})
			}
		}
	}
	return list
}
