package reports

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
)

// What a table prints where there is no number, after the statistical
// yearbooks' convention (semantics.md 1).
const (
	missingText       = "..."
	zeroText          = "-"
	notApplicableText = "×"
)

// number prints v in Vietnamese with the digits that it carries: reported
// values keep the digits of the report and computed ones were rounded once, so
// it always shows on which side of a bound the value lies.
func number(v quantity.NullDecimal) string {
	if !v.Valid {
		return missingText
	}
	return quantity.FormatMin(v.Decimal)
}

// cellNumber is number with the table's sign for a reported zero.
func cellNumber(v quantity.NullDecimal) string {
	if v.Valid && v.Decimal.IsZero() {
		return zeroText
	}
	return number(v)
}

// percent prints a share with its two decimals, without the sign.
func percent(v quantity.NullDecimal) string {
	if !v.Valid {
		return missingText
	}
	return quantity.Format(v.Decimal, 2)
}

// unsigned prints the size of a difference.
func unsigned(v quantity.NullDecimal) string {
	v.Decimal = v.Decimal.Abs()
	return number(v)
}

// precisionWord stands before a value that its reporter did not give exactly.
func precisionWord(precision string) string {
	switch emulation.Precision(precision) {
	case emulation.PrecisionAbove:
		return "trên "
	case emulation.PrecisionBelow:
		return "gần "
	case emulation.PrecisionAbout:
		return "khoảng "
	}
	return ""
}

// valueText is the value as a table cell prints it, without its unit.
func valueText(t queries.TargetResult) string {
	switch {
	case isItems(t) && t.ItemsDone != nil:
		return itemsText(t)
	case t.ValueText != "" && !t.Value.Valid:
		return t.ValueText
	case !t.Value.Valid:
		return missingText
	case t.ValueIsChange:
		verb := "giảm "
		if emulation.Measure(t.Measure) == emulation.MeasureIncrease {
			verb = "tăng "
		}
		return verb + precisionWord(t.ValuePrecision) + unsigned(t.Value)
	case t.ValueHi.Valid:
		return number(t.Value) + "-" + number(t.ValueHi)
	case emulation.Bound(t.Bound) == emulation.BoundXOfY:
		return number(t.Value) + "/" + itoa(t.SetSize)
	case isRank(t) && t.Denominator.Valid:
		return number(t.Value) + "/" + number(t.Denominator)
	}
	return precisionWord(t.ValuePrecision) + cellNumber(t.Value)
}

// valueWords is valueText with the verb of a reported change apart from the
// figure that a key binds.
func valueWords(t queries.TargetResult) (verb, figure string) {
	figure = valueText(t)
	for _, verb := range []string{"giảm ", "tăng "} {
		if rest, ok := strings.CutPrefix(figure, verb); ok && t.ValueIsChange {
			return verb, rest
		}
	}
	return "", figure
}

// isRank tells a place among others: lower is better.
func isRank(t queries.TargetResult) bool { return emulation.Nature(t.Nature) == emulation.NatureRank }

// isItems tells the targets whose result is a list of done items.
func isItems(t queries.TargetResult) bool {
	switch emulation.Bound(t.Bound) {
	case emulation.BoundNamed, emulation.BoundMaintain, emulation.BoundEachOf:
		return len(t.ItemsDone)+len(t.ItemsMissing) > 0
	}
	return false
}

func itemsText(t queries.TargetResult) string {
	return itoa(len(t.ItemsDone)) + "/" + itoa(len(t.ItemsDone)+len(t.ItemsMissing))
}

// A planned target in print: words around the number that a key binds.
type planned struct {
	sign   string // before the number in a table: "> "
	word   string // before it in a sentence: "trên "
	number string // what the key binds; words where the plan has no number
	suffix string // after it, "%" of a change
}

// plan is the target as it is printed, without its unit.
func plan(t queries.TargetResult) planned {
	switch emulation.Bound(t.Bound) {
	case emulation.BoundText:
		return planned{}
	case emulation.BoundAllOf:
		return planned{number: "đạt tất cả"}
	case emulation.BoundMaintain:
		if !t.LimitValue.Valid {
			return planned{number: "duy trì"}
		}
	case emulation.BoundNamed, emulation.BoundEachOf:
		if n := len(t.ItemsDone) + len(t.ItemsMissing); n > 0 && !t.LimitValue.Valid {
			return planned{number: itoa(n) + "/" + itoa(n)}
		}
	case emulation.BoundGrade:
		if t.Grade != "" {
			return planned{number: t.Grade}
		}
		return planned{number: strings.TrimSpace("cao hơn " + t.BaseText)}
	case emulation.BoundNone:
		return planned{number: "không để xảy ra"}
	case emulation.BoundRank:
		if !t.LimitValue.Valid && t.BaseYear > 0 {
			return planned{number: "cao hơn năm " + itoa(t.BaseYear)}
		}
	}
	if !t.LimitValue.Valid {
		return planned{number: missingText}
	}
	x := planned{number: number(t.LimitValue)}
	switch emulation.Bound(t.Bound) {
	case emulation.BoundCap:
		x.sign, x.word = "≤ ", "không quá "
	case emulation.BoundMoreThan:
		x.sign, x.word = "> ", "trên "
	case emulation.BoundLessThan:
		x.sign, x.word = "< ", "dưới "
	case emulation.BoundAbout:
		x.sign, x.word = "khoảng ", "khoảng "
	case emulation.BoundRange:
		x.number += "-" + number(t.LimitHi)
	case emulation.BoundXOfY:
		x.number += "/" + itoa(t.SetSize)
	case emulation.BoundRank:
		x.sign, x.word = "hạng ", "hạng "
	case emulation.BoundEachOf:
		x.sign, x.word = "mỗi đơn vị ", "mỗi đơn vị "
	case emulation.BoundMaintain:
		x.sign, x.word = "duy trì ", "duy trì "
	}
	verb := map[emulation.Measure]string{emulation.MeasureIncrease: "tăng", emulation.MeasureDecrease: "giảm"}[emulation.Measure(t.Measure)]
	switch {
	case verb == "":
	case t.LimitValue.Decimal.IsZero():
		return planned{number: verb}
	default:
		x.sign, x.word, x.suffix = verb+" "+x.sign, verb+" "+x.word, basisSuffix(t)
	}
	return x
}

// table is the plan as a cell prints it.
func (p planned) table() string { return p.sign + p.number + p.suffix }

// basisSuffix follows a change whose unit is not the column's.
func basisSuffix(t queries.TargetResult) string {
	switch emulation.Basis(t.Basis) {
	case emulation.BasisPercent:
		return "%"
	case emulation.BasisTimes:
		return " lần"
	}
	return ""
}

// verdictLabel is the verdict in the words of the review.
func verdictLabel(t queries.TargetResult) string {
	v := emulation.Verdict(t.Verdict)
	switch {
	case t.Verdict == "":
		return ""
	case t.VerdictEstimated:
		return v.EstimateLabel()
	}
	return v.Label()
}

// capital writes the first letter of a sentence.
func capital(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// lower writes a label inside a sentence; a proper name or an acronym at its
// beginning ("GRDP", "BHYT") stays as it is.
func lower(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(next) || unicode.IsDigit(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// bodies begin the names of offices, which keep their capital inside a sentence
// although their second syllable has none.
var bodies = []string{"Ủy ban", "Hội đồng", "Hội nông", "Hội phụ", "Hội cựu", "Hội liên", "Đảng bộ", "Đảng ủy", "Đảng viên", "Đoàn thanh",
	"Chủ tịch", "Ban chỉ", "Ban chấp", "Ban thường", "Ban dân", "Ban quản", "Ban tổ", "Phòng nội", "Phòng giáo", "Phòng tài", "Phòng văn",
	"Chính phủ", "Quốc hội", "Thủ tướng", "Nhà nước", "Mặt trận", "Trung ương", "Trung tâm", "Công an", "Công đoàn", "Liên đoàn", "Nhân dân"}

// openers begin a sentence and no name, whatever follows.
var openers = []string{"Có", "Đã", "Do", "Họp", "Mở", "Theo", "Tại", "Từ", "Trình", "Giao", "Được"}

// afterColon takes the capital from an office's own words that go on a sentence; a
// name keeps it.
func afterColon(s string) string {
	words := strings.Fields(s)
	if len(words) < 2 || slices.Contains(bodies, words[0]+" "+strings.TrimRight(words[1], ",;:")) {
		return s
	}
	next, _ := utf8.DecodeRuneInString(words[1])
	if !unicode.IsLower(next) && !unicode.IsDigit(next) && next != '{' && !slices.Contains(openers, words[0]) { // a field is no name
		return s
	}
	return lower(s)
}

// loneDigit is a count of one figure, which a sentence writes with a zero before it.
var loneDigit = regexp.MustCompile(`(^|[ (])([1-9])( |$|\))`)

// padded writes the counts of a reason as sentences do.
func padded(reason string) string { return loneDigit.ReplaceAllString(reason, "${1}0${2}${3}") }

// day writes a date as running text does: 30/6/2022 (semantics.md 1).
func day(t time.Time) string { return quantity.ShortDate(t) }

// enumerate joins names with commas.
func enumerate(names []string) string { return strings.Join(names, ", ") }

// direction picks the word for a sign; zero takes the first.
func direction(sign int, up, down string) string {
	if sign < 0 {
		return down
	}
	return up
}

func absolute(v quantity.NullDecimal) quantity.NullDecimal {
	v.Decimal = v.Decimal.Abs()
	return v
}

// count prints a whole number with its thousands apart, and one below ten with
// its leading zero, as administrative texts do ("02 xã").
func count(n int) string { return quantity.Count(int64(n)) }

// dayMonth is a date on the axis of one year: 30/6.
func dayMonth(t time.Time) string { return itoa(t.Day()) + "/" + itoa(int(t.Month())) }

// whole prints a count in a table, with its thousands apart.
func whole(n int) string { return quantity.FormatMin(quantity.FromInt(int64(n))) }
