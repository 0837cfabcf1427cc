package kind

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/loaders/table"
)

// A RowKind says what a row below a header is.
type RowKind int

// What rows are. All but Data are left out of the load.
const (
	Data   RowKind = iota
	Ruler          // the numbers of the columns right below the header
	Repeat         // the header again, on every printed page
	Total          // sums of the rows above
	Note           // remarks, headings of sections, the signature
)

// String is the word in messages.
func (k RowKind) String() string {
	return [...]string{"data", "numbers of the columns", "the header again", "a total", "a note or heading"}[k]
}

// A Sorter tells the data rows of one table from what stands among and under
// them. A row that might be data is data: it is then checked, and refused if it
// is not.
type Sorter struct {
	header   *Header
	required []int // places of the columns that every row needs
	codes    []int // those of them that hold codes
	read     map[int]bool
	rows     int
	words    map[string]bool // codes repeat; whether they are words of totals
	under    bool            // in the remarks under the table
}

// NewSorter starts below a header.
func NewSorter(h *Header) *Sorter {
	s := &Sorter{header: h, read: map[int]bool{}, words: map[string]bool{}}
	for i, c := range h.Kind.Columns {
		s.read[h.at[i]] = true
		if c.Required && h.at[i] >= 0 {
			s.required = append(s.required, h.at[i])
			if strings.HasSuffix(c.Name, "_code") {
				s.codes = append(s.codes, h.at[i])
			}
		}
	}
	return s
}

// Sort says what the next row is.
func (s *Sorter) Sort(row table.Row) RowKind {
	s.rows++
	filled := 0
	for _, at := range s.required {
		if at < len(row.Cells) && holds(row.Cells[at]) {
			filled++
		}
	}
	// A full row is data: most rows end here.
	if filled == len(s.required) && !s.suspicious(row) {
		s.under = false
		return Data
	}
	cells, first, bold := 0, -1, true
	for i, c := range row.Cells {
		if !holds(c) {
			continue
		}
		bold = bold && c.Bold
		if !s.read[i] {
			continue // the number of the line says nothing
		}
		if cells++; first < 0 {
			first = i
		}
	}
	switch {
	case s.rows == 1 && ruler(row):
		return Ruler
	case s.repeats(row):
		return Repeat
	case s.total(row, filled, bold):
		return Total
	case s.note(row, cells, first, filled):
		return Note
	}
	s.under = false
	return Data
}

func holds(c table.Cell) bool { return c.Text != "" && !c.Merged || c.Type == table.Failed }

// suspicious: a full row can still be a ruler, the header again, or a total
// with its word in the place of a code.
func (s *Sorter) suspicious(row table.Row) bool {
	if s.rows == 1 {
		return true
	}
	for _, at := range s.codes {
		c := row.Cells[at]
		if s.totalWord(c.Text) || c.Text == s.header.titles[at] {
			return true
		}
	}
	return false
}

var rulerCell = regexp.MustCompile(`^\(?([A-Za-z]|\d{1,2})\)?(\s*=.*)?$`)

// ruler recognises "A B 1 2 3", "(1) (2) (3=1+2)" under a header.
func ruler(row table.Row) bool {
	n, last := 0, 0
	for _, c := range row.Cells {
		if c.Text == "" {
			continue
		}
		m := rulerCell.FindStringSubmatch(c.Text)
		if m == nil {
			return false
		}
		k, err := strconv.Atoi(m[1])
		switch {
		case err != nil && last > 0, err == nil && last > 0 && k != last+1, err == nil && last == 0 && k > 2:
			return false
		case err == nil:
			last = k
		}
		n++
	}
	return n >= 3 && last >= 2
}

func (s *Sorter) repeats(row table.Row) bool {
	same, n := 0, 0
	for i, c := range row.Cells {
		if c.Text == "" {
			continue
		}
		n++
		if i < len(s.header.titles) && headerKey(c.Text) == headerKey(s.header.titles[i]) {
			same++
		}
	}
	return same >= 2 && same*10 >= n*7
}

var totalWords = map[string]bool{"cong": true, "tong": true, "tong cong": true, "tong so": true, "cong chung": true, "tong chung": true,
	"toan tinh": true, "toan huyen": true, "toan xa": true, "total": true, "sum": true, "grand total": true}

func totalWord(text string) bool {
	if len(text) > 80 || text == "" {
		return false
	}
	if c := text[0]; c != 'T' && c != 't' && c != 'C' && c != 'c' && c != 'S' && c != 's' && c != 'G' && c != 'g' {
		return false
	}
	f := emulation.Fold(text)
	return totalWords[f] || strings.HasPrefix(f, "tong cong ") || strings.HasPrefix(f, "cong nhom ") || strings.HasPrefix(f, "cong muc ")
}

func (s *Sorter) totalWord(text string) bool {
	known, ok := s.words[text]
	if !ok {
		known = totalWord(text)
		if len(s.words) < remembered {
			s.words[strings.Clone(text)] = known
		}
	}
	return known
}

// total: the word stands in place of a code, or codes are missing beside it; or
// a bold row has numbers and no codes.
func (s *Sorter) total(row table.Row, filled int, bold bool) bool {
	for i, c := range row.Cells {
		if c.Type != table.Text || !totalWord(c.Text) {
			continue
		}
		if slices.Contains(s.codes, i) {
			return true
		}
		return filled < len(s.required)
	}
	if !bold || filled > len(s.required)/3 || s.rows == 1 {
		return false
	}
	for _, at := range s.summed() {
		if at < len(row.Cells) && numeric(row.Cells[at]) {
			return true
		}
	}
	return false
}

func numeric(c table.Cell) bool {
	return c.Type == table.Number || c.Type == table.Text && strings.IndexFunc(c.Text, unicode.IsDigit) == 0
}

var noteWords = []string{"ghi chu", "luu y", "chu thich", "nguon", "nguoi lap", "nguoi bao cao", "lap bieu", "thu truong", "ky ten", "ky, ", "noi nhan",
	"tm", "kt", "tl", "ngay", "chu tich", "pho chu tich", "truong phong", "giam doc", "ke toan", "don vi tinh", "dvt", "note", "source"}

// note: few cells, no codes but perhaps the text itself in the first column,
// no numbers to add up.
func (s *Sorter) note(row table.Row, cells, first, filled int) bool {
	if cells == 0 { // nothing but the number of the line, or a text in its place
		return true
	}
	if cells > 3 || filled > 2 || filled*2 > len(s.required) {
		return false
	}
	for i, c := range row.Cells {
		if s.read[i] && i != first && (numeric(c) || c.Type == table.Date) {
			return false
		}
	}
	c := row.Cells[first]
	if c.Type != table.Text {
		return false
	}
	for _, span := range row.Spans {
		if cells == 1 && span.Top && span.First == first+1 {
			return true
		}
	}
	folded := emulation.Fold(c.Text)
	for _, w := range noteWords {
		if folded == w || strings.HasPrefix(folded, w+" ") {
			s.under = s.rows > 1
			return true
		}
	}
	if dated(folded) || strings.HasPrefix(c.Text, "*") || strings.HasPrefix(c.Text, "(*") {
		s.under = s.rows > 1
		return true
	}
	several := strings.Contains(strings.TrimSpace(c.Text), " ") && strings.IndexFunc(c.Text, unicode.IsLetter) >= 0
	return s.under || cells == 1 && several && (first <= 1 || c.Bold)
}

// dated: "Phù Ninh, ngày 30 tháng 6 năm 2022".
func dated(folded string) bool {
	return strings.Contains(folded, "ngay") && strings.Contains(folded, "thang") && strings.Contains(folded, "nam")
}

// addedUp are the columns of which a total row holds sums.
var addedUp = []string{"value", "numerator", "denominator", "quantity", "participants", "self_score", "verified_score", "bonus", "deduction"}

func (s *Sorter) summed() []int {
	var list []int
	for _, name := range addedUp {
		if at := s.header.Column(name); at >= 0 {
			list = append(list, at)
		}
	}
	return list
}

// An Amount is the number of a cell that a total may add up.
type Amount struct {
	Column string // its name
	Label  string // as the header has it
	Cell   table.Cell
	Number quantity.Decimal
	Unit   quantity.Unit // "" if the cell names none
}

// Amounts gives the plain numbers of a row that a total adds up, and the columns
// whose cell is something else, so that their sum cannot be told.
func (r *Reading) Amounts(row table.Row) (list []Amount, unsummed []string) {
	r.row = row
	for _, name := range addedUp {
		at := r.header.Column(name)
		if at < 0 || at >= len(row.Cells) {
			continue
		}
		c := row.Cells[at]
		if c.Text == "" {
			continue
		}
		v, err := r.parse(c, quantity.Context{})
		if err != nil || !v.OK || !simple(v) || c.Type == table.Percent {
			unsummed = append(unsummed, name)
			continue
		}
		list = append(list, Amount{Column: name, Label: r.header.titles[at], Cell: c, Number: v.Number, Unit: v.Unit})
	}
	return list, unsummed
}

// Group is what rows must share to be added up: the indicator of a value.
func (r *Reading) Group(row table.Row) string {
	at := r.header.Column("indicator_code")
	if at < 0 || at >= len(row.Cells) || totalWord(row.Cells[at].Text) {
		return ""
	}
	return row.Cells[at].Text
}
