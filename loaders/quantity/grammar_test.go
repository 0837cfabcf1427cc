package quantity

import (
	"errors"
	"maps"
	"math/big"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tdkt/loaders/emulation"
)

// A second grammar, slow and written from the rules alone: one regular
// expression for a phrase and one for each number format. It must agree with
// Parse on every generated text.

var (
	slowLeads = map[string]emulation.Bound{"": "", "trên ": emulation.BoundMoreThan, "> ": emulation.BoundMoreThan, "<": emulation.BoundLessThan,
		"dưới ": emulation.BoundLessThan, "gần ": emulation.BoundAbout, "khoảng ": emulation.BoundAbout, "không quá ": emulation.BoundCap,
		"ít nhất ": emulation.BoundAtLeast, "đạt ": "", "đạt trên ": emulation.BoundMoreThan, "còn dưới ": emulation.BoundLessThan,
		"ước ": "", "ước đạt ": "", "giảm ": "", "tăng thêm ": "", "giảm trên ": emulation.BoundMoreThan}
	slowUnits = map[string]struct {
		unit  Unit
		whole bool
	}{"": {}, " tỷ": {"tỷ đồng", false}, " triệu đồng": {"triệu đồng", false}, "%": {"%", false}, " %": {"%", false}, "‰": {"‰", false},
		" xã": {"xã", true}, " tấn": {"tấn", false}, " ha": {"ha", false}, " tạ/ha": {"tạ/ha", false}, " người": {"người", true},
		" điểm %": {"điểm %", false}, " kg/người/năm": {"kg/người/năm", false}, "đ": {"đồng", false}, " tiêu chí": {"tiêu chí", true}}
	slowTails = map[string]emulation.Bound{"": "", " trở lên": emulation.BoundAtLeast, " trở xuống": emulation.BoundAtMost}

	slowVi     = regexp.MustCompile(`^(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,(\d+))?$`)
	slowEn     = regexp.MustCompile(`^(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.(\d+))?$`)
	slowPhrase = regexp.MustCompile(`^((?:trên|>|<|dưới|gần|khoảng|không quá|ít nhất|đạt|đạt trên|còn dưới|ước|ước đạt|giảm|tăng thêm|giảm trên) ?)?` +
		`(-?)(\d[\d.,]*\d|\d)(?:(-)(\d[\d.,]*\d|\d))?((?: ?%|‰|đ| [^\d]+?)??)( trở lên| trở xuống)?$`)
)

// slowResult is what the second grammar makes of a text.
type slowResult struct {
	outcome   string // "value", "ambiguous", "error"
	low, high string
	unit      Unit
	bound     emulation.Bound
}

func slowNumber(text string, f NumberFormat) (*big.Rat, bool) {
	re, group, point := slowVi, ".", ","
	if f == FormatEn {
		re, group, point = slowEn, ",", "."
	}
	if !re.MatchString(text) {
		return nil, false
	}
	return new(big.Rat).SetString(strings.Replace(strings.ReplaceAll(text, group, ""), point, ".", 1))
}

func slowParse(text string, declared NumberFormat) slowResult {
	m := slowPhrase.FindStringSubmatch(text)
	if m == nil {
		return slowResult{outcome: "error"}
	}
	bound, knownLead := slowLeads[m[1]]
	unit, knownUnit := slowUnits[m[6]]
	tail, numbers := slowTails[m[7]], []string{m[3]}
	if m[4] == "-" {
		numbers = append(numbers, m[5])
	}
	change := strings.HasPrefix(m[1], "giảm") || strings.HasPrefix(m[1], "tăng")
	if !knownLead || !knownUnit || bound != "" && tail != "" || len(numbers) == 2 && (bound != "" || tail != "") || m[2] == "-" && change {
		return slowResult{outcome: "error"}
	}
	var read [][]*big.Rat
	for _, f := range []NumberFormat{FormatVi, FormatEn} {
		var ns []*big.Rat
		for _, n := range numbers {
			if r, ok := slowNumber(n, f); ok {
				ns = append(ns, r)
			}
		}
		if len(ns) == len(numbers) && (declared == FormatUnknown || declared == f) {
			read = append(read, ns)
		}
	}
	if len(read) == 2 && unit.whole {
		if a, b := allWhole(read[0]), allWhole(read[1]); a != b {
			if b {
				read[0] = read[1]
			}
			read = read[:1]
		}
	}
	switch {
	case len(read) == 0:
		return slowResult{outcome: "error"}
	case len(read) == 2 && !sameRats(read[0], read[1]):
		return slowResult{outcome: "ambiguous"}
	}
	ns := read[0]
	for _, n := range ns {
		if new(big.Int).Rem(new(big.Int).SetInt64(1_000_000), n.Denom()).Sign() != 0 || n.Cmp(big.NewRat(1_000_000_000_000_000_000, 1)) >= 0 {
			return slowResult{outcome: "error"}
		}
	}
	if m[2] == "-" {
		ns[0].Neg(ns[0])
	}
	out := slowResult{outcome: "value", low: ns[0].RatString(), unit: unit.unit, bound: bound}
	if tail != "" {
		out.bound = tail
	}
	if len(ns) == 2 {
		if ns[1].Cmp(ns[0]) < 0 {
			return slowResult{outcome: "error"}
		}
		out.high, out.bound = ns[1].RatString(), emulation.BoundRange
	}
	return out
}

func allWhole(ns []*big.Rat) bool {
	for _, n := range ns {
		if !n.IsInt() {
			return false
		}
	}
	return true
}

func sameRats(a, b []*big.Rat) bool {
	for i := range a {
		if a[i].Cmp(b[i]) != 0 {
			return false
		}
	}
	return true
}

func TestSlowGrammarAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	count := map[string]int{}
	for range 60_000 {
		text := phrase(r)
		declared := []NumberFormat{FormatUnknown, FormatVi, FormatEn}[r.IntN(3)]
		want := slowParse(text, declared)
		v, err := Parse(text, Context{Format: declared})
		var got slowResult
		var amb *AmbiguousError
		switch {
		case errors.As(err, &amb):
			got.outcome = "ambiguous"
		case err != nil:
			got.outcome = "error"
		default:
			got = slowResult{outcome: "value", low: v.Number.rat().RatString(), unit: v.Unit, bound: v.Bound}
			if v.High.Valid {
				got.high = v.High.Decimal.rat().RatString()
			}
		}
		if got != want {
			t.Fatalf("%q as %q: %+v (%v), the slow grammar says %+v", text, declared, got, err, want)
		}
		count[got.outcome]++
	}
	for _, outcome := range []string{"value", "ambiguous", "error"} {
		if count[outcome] < 1000 {
			t.Errorf("the generator made only %d texts with outcome %q", count[outcome], outcome)
		}
	}
}

// phrase makes a text from the parts above, right or wrong.
func phrase(r *rand.Rand) string {
	text := pick(r, sortedKeys(slowLeads))
	if r.IntN(10) == 0 {
		text += "-"
	}
	text += digits(r)
	if r.IntN(5) == 0 {
		text += "-" + digits(r)
	}
	text += pick(r, sortedKeys(slowUnits))
	if r.IntN(5) == 0 {
		text += pick(r, sortedKeys(slowTails))
	}
	return text
}

// digits makes numbers of both formats, whole ones, and broken ones.
func digits(r *rand.Rand) string {
	var b strings.Builder
	for i, n := 0, 1+r.IntN(4); i < n; i++ {
		if i > 0 {
			b.WriteByte(".,"[r.IntN(2)])
		}
		size := 3
		if i == 0 || r.IntN(3) == 0 {
			size = 1 + r.IntN(4)
		}
		for range size {
			b.WriteByte(byte('0' + r.IntN(10)))
		}
	}
	return b.String()
}

func pick(r *rand.Rand, all []string) string { return all[r.IntN(len(all))] }

// sortedKeys keeps the generator the same from run to run.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
