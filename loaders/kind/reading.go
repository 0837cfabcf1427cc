package kind

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/loaders/table"
	"tdkt/loaders/text"
)

// A Finding is one thing wrong with a cell, a row or a header.
type Finding struct {
	Line, Column int    // as in table.Cell; Column 0: the whole row
	Text         string // what stands there
	Message      string // English, without the place
	Hint         string
	Vi           string // Vietnamese, for the sender; a whole sentence
	Warning      bool   // loaded all the same
}

// Settings are what a workspace says about its sources.
type Settings struct {
	Format      quantity.NumberFormat // how text cells write numbers; FormatUnknown: ambiguous ones are refused
	Serials1904 bool                  // of the workbook
	Today       time.Time             // midnight UTC; what is reported later is refused
	// Pattern is how most cells at a place of the row write numbers, as far as
	// it can be told; nil: it cannot.
	Pattern func(place int) quantity.NumberFormat
}

// A Reading turns the rows of one table into typed rows.
type Reading struct {
	header    *Header
	catalogue *Catalogue
	settings  Settings

	row      table.Row
	out      []Value
	findings []Finding
	lastYear func() quantity.NullDecimal // of the row's value; nil: not asked for

	// Days and words repeat in a column; a million rows hold a few hundred.
	days  map[string]time.Time
	words map[heard]string
	hints map[string]string // for unknown codes
	quick quick
}

// A heard word is a cell read with a vocabulary.
type heard struct {
	v    *vocabulary
	text string
}

// remembered bounds the maps above against a column of ever new texts.
const remembered = 5000

// NewReading starts reading below a header. The catalogue may be empty for org
// units, which refer to nothing but each other.
func NewReading(h *Header, c *Catalogue, s Settings) *Reading {
	r := &Reading{header: h, catalogue: c, settings: s, days: map[string]time.Time{}, words: map[heard]string{}, hints: map[string]string{}}
	r.newQuick()
	return r
}

// Read gives one value for each column of the warehouse's table, provenance
// apart, and what is wrong with the row. The values are of no use when a
// finding is not a warning. Both are valid until the next call.
func (r *Reading) Read(row table.Row) ([]Value, []Finding) {
	r.row, r.out, r.findings, r.lastYear = row, r.out[:0], r.findings[:0], nil
	if r.quick.on && r.quickly() {
		return r.out, nil
	}
	for i := r.header.Width; i < len(row.Cells); i++ {
		if c := row.Cells[i]; c.Text != "" || c.Type == table.Failed {
			r.add(c, "a value to the right of the last named column", "name the column in the header, or delete the value; is a delimiter inside a cell without quotes?",
				"Có dữ liệu nằm ngoài các cột của biểu.")
			break
		}
	}
	for i, c := range r.header.Kind.Columns {
		cell := r.at(i)
		switch {
		case cell.Undecided:
			readings := text.Readings(cell.Text)
			r.add(cell, fmt.Sprintf("%s: %q may be %s", c.Label, cut(cell.Text), strings.Join(readings, " or ")), "write the cell in Unicode (a font such as Times New Roman)",
				fmt.Sprintf("Cột “%s”: không xác định được bảng mã của “%s”; đề nghị gõ lại bằng Unicode.", c.Label, cut(cell.Text)))
		case cell.Type == table.Failed:
			r.add(cell, fmt.Sprintf("%s: the formula has no result (%s)", c.Label, cell.Text),
				"open the file in Excel, mend the formula, save it; or paste values", fmt.Sprintf("Cột “%s”: công thức lỗi, chưa có kết quả.", c.Label))
		case cell.Text == "" && c.Required:
			r.add(cell, fmt.Sprintf("%s is blank", c.Label), "every row needs it", fmt.Sprintf("Cột “%s” để trống.", c.Label))
		}
	}
	r.header.Kind.read(r)
	return r.out, r.findings
}

// ListMark joins the elements of a list.
const ListMark = "\x1f"

func (r *Reading) at(i int) table.Cell {
	pos := r.header.at[i]
	if pos < 0 || pos >= len(r.row.Cells) {
		return table.Cell{Line: r.row.Line, Column: r.columnOf(pos)}
	}
	return r.row.Cells[pos]
}

// columnOf guesses the place of a cell that is not there: after the last one.
func (r *Reading) columnOf(pos int) int {
	if pos < 0 || len(r.row.Cells) == 0 {
		return 0
	}
	return r.row.Cells[len(r.row.Cells)-1].Column
}

func (r *Reading) cell(name string) table.Cell { return r.at(r.header.Kind.index[name]) }
func (r *Reading) label(name string) string {
	return r.header.Kind.Columns[r.header.Kind.index[name]].Label
}

func (r *Reading) add(c table.Cell, message, hint, vi string) {
	r.findings = append(r.findings, Finding{Line: c.Line, Column: c.Column, Text: strings.Clone(c.Text), Message: message, Hint: hint, Vi: vi})
}

// fail reports a cell by its column's name.
func (r *Reading) fail(name, message, hint, vi string) { r.add(r.cell(name), message, hint, vi) }

func (r *Reading) warn(name, message, hint, vi string) {
	r.add(r.cell(name), message, hint, vi)
	r.findings[len(r.findings)-1].Warning = true
}

func (r *Reading) put(values ...any) {
	for _, v := range values {
		r.out = append(r.out, valueOf(v))
	}
}

// blank reports whether a column is empty in this row.
func (r *Reading) blank(name string) bool { return r.cell(name).Text == "" }

// text gives the cell as one line of words, or nil for a blank one.
func (r *Reading) text(name string) any {
	if c := r.cell(name); c.Text != "" {
		return oneLine(c.Text)
	}
	return nil
}

// code gives the text of a cell that names something.
func (r *Reading) code(name string) string { return oneLine(r.cell(name).Text) }

// oneLine puts one space between the words of a cell: a break that somebody typed,
// a tab or a second space would be another name, and no paper could print it.
func oneLine(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == ' ' && i+1 < len(s) && s[i+1] == ' ' || c >= '\t' && c <= '\r' {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// date reads 30/6/2022, 2022-06-30, a date cell or a workbook's day number; nil
// for a blank cell or a wrong one.
func (r *Reading) date(name string) any {
	if day, ok := r.day(name); ok {
		return day
	}
	return nil
}

func (r *Reading) day(name string) (time.Time, bool) {
	c := r.cell(name)
	if c.Text == "" || c.Type == table.Failed {
		return time.Time{}, false
	}
	day, ok := r.days[c.Text]
	if ok && c.Type != table.Number {
		return day, true
	}
	if c.Type == table.Number {
		day, ok = table.SerialDate(c.Text, r.settings.Serials1904)
	} else {
		read, found, err := quantity.ParseDate(c.Text)
		day, ok = read, found && err == nil && plausible(read)
		if ok && len(r.days) < remembered {
			r.days[strings.Clone(c.Text)] = day
		}
	}
	if !ok {
		r.add(c, fmt.Sprintf("%s: %q is not a date", r.label(name), cut(c.Text)), "write it as 30/6/2022 or 2022-06-30",
			fmt.Sprintf("Cột “%s”: “%s” không phải ngày, tháng; ghi theo dạng 30/6/2022.", r.label(name), cut(c.Text)))
	}
	return day, ok
}

// plausible keeps mistyped years out: no document of this field is older than
// the republic.
func plausible(day time.Time) bool { return day.Year() >= 1945 && day.Year() < 2200 }

// whole reads a whole number from low up; absent is what a blank cell means.
func (r *Reading) whole(name string, low int64, absent any) any {
	c := r.cell(name)
	if c.Text == "" || c.Type == table.Failed {
		return absent
	}
	v, err := r.parse(c, quantity.Context{Decimals: new(int)})
	if err != nil || !v.OK || !simple(v) || !v.Number.IsWhole() || v.Number.Less(quantity.FromInt(low)) {
		r.add(c, fmt.Sprintf("%s: %q is not a whole number from %d up", r.label(name), cut(c.Text), low), "write digits only",
			fmt.Sprintf("Cột “%s”: “%s” không phải số nguyên từ %d trở lên.", r.label(name), cut(c.Text), low))
		return absent
	}
	n, err := strconv.ParseInt(v.Number.String(), 10, 32)
	if err != nil {
		r.add(c, fmt.Sprintf("%s: %q is too large", r.label(name), cut(c.Text)), "check the digits",
			fmt.Sprintf("Cột “%s”: số “%s” quá lớn.", r.label(name), cut(c.Text)))
		return absent
	}
	return n
}

// year reads a calendar year.
func (r *Reading) year(name string) (int, bool) {
	c := r.cell(name)
	if c.Text == "" || c.Type == table.Failed {
		return 0, false
	}
	n, err := strconv.Atoi(c.Text)
	if err != nil || n < 1945 || n > 2199 {
		r.add(c, fmt.Sprintf("%s: %q is not a year", r.label(name), cut(c.Text)), "write four digits, such as 2022",
			fmt.Sprintf("Cột “%s”: “%s” không phải năm.", r.label(name), cut(c.Text)))
		return 0, false
	}
	return n, true
}

var (
	yes = []string{"co", "x", "yes", "true", "1", "dung"}
	no  = []string{"khong", "no", "false", "0", "sai"}
)

// yesNo reads có or không; absent is what a blank cell means.
func (r *Reading) yesNo(name string, absent any) any {
	c := r.cell(name)
	switch c.Text {
	case "có":
		return true
	case "không":
		return false
	}
	switch key := headerKey(c.Text); {
	case c.Text == "" || c.Type == table.Failed:
		return absent
	case slices.Contains(yes, key):
		return true
	case slices.Contains(no, key):
		return false
	}
	r.add(c, fmt.Sprintf("%s: %q is neither có nor không", r.label(name), cut(c.Text)), "write có or không",
		fmt.Sprintf("Cột “%s”: ghi “có” hoặc “không”.", r.label(name)))
	return absent
}

// word reads a code of a vocabulary; absent is what a blank cell means.
func (r *Reading) word(name string, v *vocabulary, absent any) any {
	c := r.cell(name)
	if c.Text == "" || c.Type == table.Failed {
		return absent
	}
	if code, ok := r.words[heard{v, c.Text}]; ok {
		return code
	}
	code, ok := v.find(c.Text)
	if ok && len(r.words) < remembered {
		r.words[heard{v, strings.Clone(c.Text)}] = code
	}
	if !ok {
		r.add(c, fmt.Sprintf("%s: unknown %s %q", r.label(name), v.what, cut(c.Text)), v.hint(c.Text),
			fmt.Sprintf("Cột “%s”: không có “%s” trong danh mục.", r.label(name), cut(c.Text)))
		return absent
	}
	return code
}

// parse reads a cell's quantity. What has two readings is settled in this
// order: the declared format, the number type of the cell, the indicator's unit
// and decimals with last year's value, how the other cells of the column are
// written.
func (r *Reading) parse(c table.Cell, ctx quantity.Context) (quantity.Value, error) {
	ctx.Format = r.settings.Format
	ctx.Cell = c.Type == table.Number || c.Type == table.Percent
	ctx.PercentCell = c.Type == table.Percent
	v, err := quantity.Parse(c.Text, ctx)
	var two *quantity.AmbiguousError
	if !errors.As(err, &two) || ctx.Format != quantity.FormatUnknown {
		return v, err
	}
	if r.lastYear != nil && !ctx.LastYear.Valid {
		if ctx.LastYear = r.lastYear(); ctx.LastYear.Valid {
			if v, settled := quantity.Parse(c.Text, ctx); settled == nil {
				return v, nil
			}
		}
	}
	if r.settings.Pattern == nil {
		return v, err
	}
	if ctx.Format = r.settings.Pattern(r.place(c)); ctx.Format == quantity.FormatUnknown {
		return v, err
	}
	if v, settled := quantity.Parse(c.Text, ctx); settled == nil {
		return v, nil
	}
	return v, err
}

// place finds a cell of the row.
func (r *Reading) place(c table.Cell) int {
	return slices.IndexFunc(r.row.Cells, func(o table.Cell) bool { return o.Line == c.Line && o.Column == c.Column })
}

// decimal reads a plain number without a unit; nil for a blank cell.
func (r *Reading) decimal(name string) quantity.NullDecimal {
	c := r.cell(name)
	if c.Text == "" || c.Type == table.Failed {
		return quantity.NullDecimal{}
	}
	v, err := r.parse(c, quantity.Context{})
	switch {
	case err != nil:
		r.badNumber(c, name, err)
		return quantity.NullDecimal{}
	case !v.OK:
		return quantity.NullDecimal{}
	case !simple(v), c.Type == table.Percent:
		r.add(c, fmt.Sprintf("%s: %q is not a plain number", r.label(name), cut(c.Text)), "write one number, without words or a range",
			fmt.Sprintf("Cột “%s”: “%s” không phải một số.", r.label(name), cut(c.Text)))
		return quantity.NullDecimal{}
	}
	return quantity.Some(v.Number)
}

// simple reports whether a value is one exact level without words. "không" is
// a reported zero and simple.
func simple(v quantity.Value) bool {
	return (v.Bound == "" || v.Nil) && !v.High.Valid && !v.Of.Valid && !v.Plan.Valid && v.Change == nil &&
		v.Measure == emulation.MeasureLevel && v.Precision == emulation.PrecisionExact
}

// badNumber reports what package quantity refused, its remedy apart.
func (r *Reading) badNumber(c table.Cell, name string, err error) {
	message, hint := err.Error(), "write the number and its unit"
	var parse *quantity.ParseError
	var two *quantity.AmbiguousError
	switch {
	case errors.As(err, &parse):
		hint = parse.Hint
	case errors.As(err, &two):
		hint = two.Hint
	}
	message = strings.TrimSuffix(message, " ("+hint+")")
	r.add(c, fmt.Sprintf("%s: %s", r.label(name), message), hint, fmt.Sprintf("Cột “%s”: %s.", r.label(name), quantity.Vietnamese(err)))
}

// known checks a code against a list of the catalogue.
func (r *Reading) known(name, what, whatVi string, ok bool, candidates func() []string) {
	c := r.cell(name)
	if ok || c.Text == "" {
		return
	}
	// Wrong codes repeat as right ones do.
	about := what + ListMark + c.Text
	hint, known := r.hints[about]
	if !known || what != "unit" && what != "indicator" { // other lists depend on the row
		hint = "load the plan or the list that defines it, or mend the code"
		if n, found := emulation.Nearest(c.Text, candidates()); found {
			hint = fmt.Sprintf("did you mean %q?", n)
		}
		if len(r.hints) < remembered {
			r.hints[about] = hint
		}
	}
	r.add(c, fmt.Sprintf("%s: unknown %s %q", r.label(name), what, cut(c.Text)), hint,
		fmt.Sprintf("Cột “%s”: không có %s “%s”.", r.label(name), whatVi, cut(c.Text)))
}

// unit checks that a unit exists on some day of a stretch.
func (r *Reading) unit(name string, from, to time.Time) {
	c := r.cell(name)
	if c.Text == "" {
		return
	}
	known, exists := r.catalogue.unit(c.Text, from, to)
	if !known {
		r.known(name, "unit", "đơn vị", false, func() []string { return keys(r.catalogue.units) })
		return
	}
	if !exists && !from.IsZero() {
		when := from.Format("02/01/2006")
		if to != from {
			when += " - " + to.Format("02/01/2006")
		}
		r.add(c, fmt.Sprintf("%s: the unit %q does not exist on %s", r.label(name), c.Text, when),
			"use the unit of that time, or mend its dates in the list of units",
			fmt.Sprintf("Cột “%s”: đơn vị “%s” không tồn tại trong thời gian %s.", r.label(name), c.Text, when))
	}
}

// reportedOn reads the day of the report, which is not after today.
func (r *Reading) reportedOn(name string) any {
	day, ok := r.day(name)
	if !ok {
		return nil
	}
	if !r.settings.Today.IsZero() && day.After(r.settings.Today) {
		r.fail(name, fmt.Sprintf("%s: %s is in the future", r.label(name), day.Format("02/01/2006")), "mend the date",
			fmt.Sprintf("Cột “%s”: ngày %s chưa đến.", r.label(name), day.Format("02/01/2006")))
	}
	return day
}

// cut shortens a cell for a message.
func cut(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return text
}
