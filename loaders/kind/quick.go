package kind

import (
	"strings"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/loaders/table"
)

// A quick reader types the rows of actuals that hold nothing unusual: known
// codes, days and words that were read before, a plain number. It gives what
// readActual would, in a fraction of the time and without memory of its own,
// and leaves every other row to it: it never finds anything wrong.
type quick struct {
	at        [quickColumns]int // places in a row; -1: not in the file
	on        bool
	days      [3]lastDay // of period_start, period_end, reported_on
	words     [3]lastWord
	indicator lastIndicator
	unit      lastUnit
	period    lastPeriod
	rests     map[quickRest]bool
}

// The columns of actuals by their order.
const (
	quickIndicator = iota
	quickUnit
	quickReporter
	quickStart
	quickEnd
	quickAccumulation
	quickStatus
	quickValue
	quickNumerator
	quickDenominator
	quickItems
	quickOutlook
	quickReason
	quickDefinition
	quickReported
	quickSource
	quickNote
	quickColumns
)

// What the row before had: most cells of a column repeat.
type (
	lastDay struct {
		text  string
		day   time.Time
		value Value
	}
	lastWord struct {
		text  string
		value Value
	}
	lastIndicator struct {
		text       string
		unit       quantity.Unit
		lo, hi     int64 // limits as millionths
		hasLo      bool
		hasHi      bool
		definition Value
	}
	lastUnit struct {
		text     string
		from, to time.Time
	}
	lastPeriod struct {
		start, end, reported time.Time
		status               string
	}
	// A quickRest is what may stand behind a number without changing it: the
	// indicator's own unit. Whether there are decimals may matter to it.
	quickRest struct {
		indicator, rest string
		whole           bool
	}
)

func (r *Reading) newQuick() {
	h := r.header
	if h.Kind != actuals || len(h.Kind.Columns) != quickColumns {
		return
	}
	r.quick.on = true
	copy(r.quick.at[:], h.at)
	r.quick.rests = map[quickRest]bool{}
}

// quickly types the row if it can.
func (r *Reading) quickly() bool {
	q := &r.quick
	cells := r.row.Cells
	for i := r.header.Width; i < len(cells); i++ {
		if cells[i].Text != "" || cells[i].Type == table.Failed {
			return false
		}
	}
	var text [quickColumns]string
	for i, at := range q.at {
		if at < 0 || at >= len(cells) {
			continue
		}
		switch c := &cells[at]; {
		case c.Type == table.Text:
			text[i] = c.Text
		case c.Type == table.Number && i == quickValue, c.Type == table.Date && (i == quickStart || i == quickEnd || i == quickReported):
			text[i] = c.Text
		default:
			return false
		}
	}
	if text[quickNumerator] != "" || text[quickDenominator] != "" || text[quickItems] != "" || text[quickUnit] == "" {
		return false
	}
	if !r.quickDay(0, text[quickStart]) || !r.quickDay(1, text[quickEnd]) || !r.quickDay(2, text[quickReported]) ||
		!r.quickWord(0, accumulations, text[quickAccumulation]) || !r.quickWord(1, statuses, text[quickStatus]) ||
		text[quickOutlook] != "" && !r.quickWord(2, outlooks, text[quickOutlook]) ||
		!r.quickIndicator(text[quickIndicator]) || !r.quickPeriod() || !r.quickUnit(text[quickUnit]) {
		return false
	}
	start, end := q.period.start, q.period.end
	if reporter := text[quickReporter]; reporter != "" {
		if _, exists := r.catalogue.unit(reporter, start, maxDay(end, q.period.reported)); !exists {
			return false
		}
	}
	number, ok := r.quickNumber(text[quickValue], text[quickIndicator])
	if !ok {
		return false
	}
	reporter := text[quickReporter]
	if reporter == "" {
		reporter = text[quickUnit]
	}
	definition, outlook := q.indicator.definition, Value{}
	if text[quickDefinition] != "" {
		definition = textOrNull(text[quickDefinition])
	}
	if text[quickOutlook] != "" {
		outlook = q.words[2].value
	}
	r.out = append(r.out,
		Value{Sort: Text, Text: text[quickIndicator]}, Value{Sort: Text, Text: text[quickUnit]}, Value{Sort: Text, Text: reporter},
		q.days[0].value, q.days[1].value, q.words[0].value, q.words[1].value,
		Value{Sort: Text, Text: string(emulation.MeasureLevel)}, Value{Sort: Text, Text: string(emulation.BasisUnit)},
		number, Value{}, Value{Sort: Text, Text: string(emulation.PrecisionExact)}, Value{}, Value{}, Value{}, Value{},
		definition, outlook, textOrNull(text[quickReason]), q.days[2].value, textOrNull(text[quickSource]), textOrNull(text[quickNote]))
	return true
}

func textOrNull(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{Sort: Text, Text: oneLine(s)}
}

func (r *Reading) quickDay(i int, text string) bool {
	last := &r.quick.days[i]
	if text == last.text && text != "" {
		return true
	}
	day, ok := r.days[text]
	if !ok {
		return false
	}
	*last = lastDay{text, day, Value{Sort: Day, Number: days(day)}}
	return true
}

func (r *Reading) quickWord(i int, v *vocabulary, text string) bool {
	last := &r.quick.words[i]
	if text == last.text && text != "" {
		return true
	}
	code, ok := r.words[heard{v, text}]
	if !ok {
		return false
	}
	*last = lastWord{text, Value{Sort: Text, Text: code}}
	return true
}

func (r *Reading) quickIndicator(text string) bool {
	last := &r.quick.indicator
	if text == last.text && text != "" {
		return true
	}
	ind, ok := r.catalogue.Indicators[text]
	if !ok || text == "" || ind.Nature == string(emulation.NatureGrade) {
		return false
	}
	now := lastIndicator{text: text, unit: ind.Unit, definition: textOrNull(ind.Definition)}
	if now.lo, now.hasLo, ok = millionths(ind.LimitLo); !ok {
		return false
	}
	if now.hi, now.hasHi, ok = millionths(ind.LimitHi); !ok {
		return false
	}
	*last = now
	return true
}

// millionths gives a limit as a number of millionths; ok is false if it is too
// large for that.
func millionths(d quantity.NullDecimal) (n int64, has, ok bool) {
	if !d.Valid {
		return 0, false, true
	}
	n, ok = d.Decimal.Millionths()
	return n, true, ok
}

// quickPeriod checks what checkPeriod checks.
func (r *Reading) quickPeriod() bool {
	q := &r.quick
	now := lastPeriod{q.days[0].day, q.days[1].day, q.days[2].day, q.words[1].value.Text}
	if now == q.period {
		return true
	}
	switch {
	case now.end.Before(now.start), now.end.After(now.start.AddDate(longestPeriod, 0, 0)),
		now.status != string(emulation.StatusEstimate) && now.reported.Before(now.end), now.reported.Before(now.start),
		!r.settings.Today.IsZero() && now.reported.After(r.settings.Today):
		return false
	}
	q.period = now
	return true
}

func (r *Reading) quickUnit(text string) bool {
	q := &r.quick
	now := lastUnit{text, q.period.start, q.period.end}
	if now == q.unit {
		return true
	}
	if _, exists := r.catalogue.unit(text, now.from, now.to); !exists {
		return false
	}
	q.unit = now
	return true
}

// quickNumber reads a plain number of the indicator's unit inside its limits.
func (r *Reading) quickNumber(text, indicator string) (Value, bool) {
	if text == "" {
		return Value{}, true
	}
	format, number := r.settings.Format, r.row.Cells[r.quick.at[quickValue]].Type == table.Number
	if number {
		format = quantity.FormatEn
	}
	n, decimals, rest, ok := quantity.Plain(text, format)
	if !ok || number && (rest != "" || strings.Contains(text, ",")) || rest != "" && !r.quick.rests[quickRest{indicator, rest, decimals == 0}] {
		return Value{}, false
	}
	for ; decimals < quantity.MaxDecimals; decimals++ {
		n *= 10
	}
	if i := &r.quick.indicator; i.hasLo && n < i.lo || i.hasHi && i.hi < n {
		return Value{}, false
	}
	return Value{Sort: Millionths, Number: n}, true
}

// rest remembers what stands behind a number and did not change it.
func (r *Reading) rest(c table.Cell, ind Indicator, v quantity.Value) {
	if !r.quick.on || c.Type != table.Text || v.Unit != ind.Unit || !simple(v) || v.Estimate || len(r.quick.rests) >= remembered {
		return
	}
	n, decimals, rest, ok := quantity.Plain(c.Text, r.settings.Format)
	if !ok || rest == "" || n == 0 {
		return
	}
	for range decimals {
		v.Number = v.Number.Mul(quantity.FromInt(10))
	}
	if v.Number.Equal(quantity.FromInt(n)) {
		r.quick.rests[quickRest{ind.Code, rest, decimals == 0}] = true
	}
}
