package plan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/problem"
)

// head is a plan without phases, sectors and targets; %s is put behind it.
const head = `plan: p
document: {issuer: Ủy ban nhân dân huyện, title: Kế hoạch}
unit: "06"
period: {from: 2022-01-01, to: 2022-12-31}
sectors: [{code: s, name: Chung}]
`

// oneTarget is an indicator with one target; the arguments are lines of the
// indicator and of the target.
func oneTarget(indicator, target string) string {
	return head + fmt.Sprintf(`indicators:
  - {code: i, name: Chỉ tiêu, unit: "%%", nature: ratio, course: level, direction: up, numerator: a, denominator: b, collected_at: district,
     %s
     targets: [{sector: s, quote: q, place: p, %s}]}
`, indicator, target)
}

func TestDefaults(t *testing.T) {
	p, problems := Read("p.yaml", []byte(oneTarget("", "bound: about, value: 12.50")))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if p.ClosesOn != "2023-06-30" || p.Document.Kind != "Kế hoạch" {
		t.Errorf("closes_on %q, kind %q", p.ClosesOn, p.Document.Kind)
	}
	got := p.Targets[0]
	got.src = nil
	want := Target{
		Code: "i", Version: 1, InForceFrom: "2022-01-01", Sector: "s", Indicator: "i", Label: "Chỉ tiêu", Unit: "%",
		UnitCode: "06", Owner: "Kế hoạch", Span: "year", From: "2022-01-01", To: "2022-12-31", Bound: "about",
		Measure: "level", Basis: "unit", Lo: "12.50", LastDigit: "0.01", CountsAs: "i", Quote: "q", Place: "p",
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(Target{})); d != "" {
		t.Error(d)
	}
	in := p.Indicators[0]
	// A percent rate gets two digits, a share scales by 100.
	if in.Decimals != 2 || in.Scale != "100" || in.ShortName != "Chỉ tiêu" {
		t.Errorf("decimals %d, scale %s, short name %q", in.Decimals, in.Scale, in.ShortName)
	}
}

func TestSpans(t *testing.T) {
	const text = `plan: p
document: {issuer: i, title: t}
unit: "1"
period: {from: 2020-07-01, to: 2025-12-31}
phases: [{no: 2, name: Đợt 2, from: 2021-01-01, to: 2021-06-30, quote: q, place: p}]
sectors: [{code: s, name: S}]
indicators:
  - {code: d, name: d, unit: "%", nature: ratio, course: level, direction: down, numerator: n, denominator: n, collected_at: district, targets: [
      {sector: s, bound: at_most, value: 4.5, span: final_year, quote: đến năm 2025, place: p},
      {code: e, sector: s, bound: at_most, value: 4.5, span: final_year, span_from: 2025-01-01, quote: trong năm 2025, place: p}]}
text_targets:
  - {code: a, label: a, sector: s, quote: q, place: p, span: final_year}
  - {code: b, label: b, sector: s, quote: q, place: p, span: phase, phase: 2}
  - {code: c, label: c, sector: s, quote: q, place: p, span: season, span_from: 2021-10-01, span_to: 2022-04-30}
`
	p, problems := Read("p.yaml", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []string{"d 2020-01-01 2025-12-31", "e 2025-01-01 2025-12-31", "a 2025-01-01 2025-12-31", "b 2021-01-01 2021-06-30", "c 2021-10-01 2022-04-30"}
	for i, v := range p.Targets {
		if got := v.Code + " " + v.From + " " + v.To; got != want[i] {
			t.Errorf("got %s, want %s", got, want[i])
		}
	}
}

// "Mỗi xã 2 ha" is a value for every unit that reports; objects with targets of
// their own are the members of a composite, which meets its own when all do.
func TestEachOf(t *testing.T) {
	p, problems := Read("p.yaml", []byte(oneTarget("", "bound: each_of, value: 2")+
		"composites: [{code: c, label: l, sector: s, bound: each_of, quote: q, place: p}]\n"+
		"award_targets: [{code: m, label: l, sector: s, unit: u, from_ledger: awards, titles: [giay_khen], bound: at_least, value: 1, part_of: c, part_kind: member, quote: q, place: p}]\n"))
	if len(problems.Errors()) > 0 {
		t.Fatal(problems)
	}
	for _, v := range p.Targets {
		if v.Code == "c" && v.Bound != "all_of" || v.Code != "c" && v.Code != "m" && (v.Bound != "each_of" || v.Lo != "2") {
			t.Errorf("%s: %s %s", v.Code, v.Bound, v.Lo)
		}
	}
	if len(p.Targets) != 3 {
		t.Errorf("%d targets", len(p.Targets))
	}
}

// A change of each year is held against the year before it: only another base
// than that of the first year is asked about.
func TestQuestionsOfEachYear(t *testing.T) {
	const each = "span: each_year, bound: at_least, measure: decrease, basis: point, value: 1"
	for _, c := range []struct{ base, want string }{
		{"", ""}, {", base: {year: 2021, value: 10}", ""}, {", base: {year: 2019, value: 10}", "every year is held against 2019"},
	} {
		_, problems := Read("p.yaml", []byte(oneTarget("", each+c.base)))
		var asked []string
		for _, p := range problems {
			asked = append(asked, p.Error())
		}
		if got := strings.Join(asked, "; "); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%q: %q, want %q", c.base, got, c.want)
		}
	}
}

// A later version takes over what it does not change.
func TestVersions(t *testing.T) {
	p, problems := Read("p.yaml", []byte(oneTarget("", `bound: at_least, value: 90, versions: [
        {version: 2, document: 12/NQ-HĐND, date: 2022-07-20, in_force_from: 2022-07-21, value: 92.5, quote: "điều chỉnh 92,5%"}]`)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(p.Targets) != 2 {
		t.Fatalf("%d targets", len(p.Targets))
	}
	v := p.Targets[1]
	if v.Version != 2 || v.Lo != "92.5" || v.Bound != "at_least" || v.Place != "p" || v.Quote != "điều chỉnh 92,5%" || v.InForceFrom != "2022-07-21" {
		t.Errorf("%+v", v)
	}
	rows := p.targetTable()
	for _, row := range rows.Rows {
		if row[6] != 1 {
			t.Errorf("version %v has position %v", row[2], row[6])
		}
	}
}

// A number of another paper names it; words about a demand without a measure
// need someone who reports them.
func TestOtherPaper(t *testing.T) {
	p, problems := Read("p.yaml", []byte(oneTarget("", `owner: tỉnh giao, bound: at_least, value: 90, document: 12/QĐ-UBND, date: 2021-12-08`)+
		`text_targets:
  - {code: words, label: Tuyên truyền, sector: s, collected_at: district, quote: q, place: p}
  - {code: none, label: Vận động, sector: s, quote: q, place: p}
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if v := p.Targets[0]; v.Version != 1 || v.VersionDoc != "12/QĐ-UBND" || v.VersionDate != "2021-12-08" {
		t.Errorf("%+v", v)
	}
	if p.Targets[1].Indicator != "words" || p.Targets[2].Indicator != "" {
		t.Errorf("indicators %q and %q", p.Targets[1].Indicator, p.Targets[2].Indicator)
	}
	if in := p.Indicators[1]; len(p.Indicators) != 2 || in.Code != "words" || in.Nature != "grade" || in.CollectedAt != "district" {
		t.Errorf("%+v", p.Indicators)
	}
}

// A composite stands where its first member does, a part behind its whole.
func TestOrder(t *testing.T) {
	text := head + `indicators:
  - {code: x, name: X, unit: vụ, nature: count, course: accrues, direction: down, collected_at: district, targets: [
      {sector: s, bound: at_most, value: 1, part_of: all, part_kind: member, quote: q, place: p}]}
  - {code: y, name: Y, unit: con, nature: stock, course: level, direction: up, collected_at: district, targets: [
      {code: y1, sector: s, bound: at_least, value: 5, part_of: z, quote: q, place: p}]}
  - {code: z, name: Z, unit: con, nature: stock, course: level, direction: up, collected_at: district, targets: [
      {sector: s, bound: at_least, value: 9, quote: q, place: p}]}
composites: [{code: all, label: Cả hai, sector: s, bound: all_of, quote: q, place: p}]
`
	p, problems := Read("p.yaml", []byte(text))
	if p == nil {
		t.Fatal(problems)
	}
	var got []string
	for _, v := range p.Targets {
		got = append(got, v.Code+"/"+v.CountsAs+"/"+v.PartKind)
	}
	want := "all/all/ x/all/member z/z/ y1/z/of_which"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, text, want, hint string }{
		{"unknown key", oneTarget("", "bound: at_least, value: 1, vaule: 1"), `p.yaml:9:75: target has no key "vaule"`, `did you mean "value"?`},
		{"range reversed", oneTarget("", "bound: range, from: 86, to: 83"), "to 83 is below from 86", "low to high"},
		{"range half", oneTarget("", "bound: range, from: 86"), "a range needs from and to", ""},
		{"no number", oneTarget("", "bound: at_least"), "at_least needs its value", "than"},
		{"comma", oneTarget("", `bound: at_least, value: "159,9"`), `value "159,9" is not a number`, "159.9"},
		{"digits", oneTarget("", `bound: at_least, value: 1.2345678`), "is not a number", "at most 6"},
		{"exponent", oneTarget("", `bound: at_least, value: 1e3`), "is not a number", ""},
		{"bound", oneTarget("", "bound: atleast, value: 1"), `bound "atleast" is not known`, `"at_least"`},
		{"sector", oneTarget("", "bound: at_least, value: 1, sectr: s"), `target has no key "sectr"`, `"sector"`},
		{"whole", oneTarget("", "bound: at_least, value: 1, part_of: j"), `part_of "j" is no target`, ""},
		{"limits", oneTarget("limits: {from: 0, to: 100},", "bound: at_least, value: 101"), "outside the limits", ""},
		{"set", oneTarget("", "bound: x_of_y, value: 13"), "x_of_y needs value and set", "size"},
		{"set too small", oneTarget("", "bound: x_of_y, value: 20, set: {name: n, size: 19}"), "not a number of items", ""},
		{"exceeded", oneTarget("", "bound: more_than, value: 50, exceeded_at: 49"), "does not lie beyond 50", ""},
		{"named", oneTarget("", "bound: named"), "needs its items", ""},
		{"grade", oneTarget("", "bound: grade, grade: Tốt"), "needs an indicator of grades", ""},
		{"all_of", head + "composites: [{code: c, label: l, sector: s, bound: all_of, quote: q, place: p}]", "needs its members", ""},
		{"each_of without a value", oneTarget("", "bound: each_of"), "each_of needs its value", "every unit"},
		{"each_of with both", oneTarget("", "bound: each_of, value: 3, items: [{code: a, name: A}]"), "value stands beside items", ""},
		{"no quote", head + "text_targets: [{code: c, label: l, sector: s, place: p}]", "text target has no quote", ""},
		{"title", head + "award_targets: [{code: c, label: l, sector: s, unit: u, from_ledger: awards, titles: [lao_dong_tien_tin], bound: at_least, value: 1, quote: q, place: p}]",
			`titles "lao_dong_tien_tin" is not known`, `"lao_dong_tien_tien"`},
		{"day", head + "closes_on: 30/6/2023", `closes_on "30/6/2023" is not a day`, "2023-06-30"},
		{"outside", head + "phases: [{no: 1, name: n, from: 2021-12-31, to: 2022-06-30, quote: q, place: p}]", "is not inside the plan", ""},
		{"overlap", head + `phases:
  - {no: 1, name: Đợt 1, from: 2022-01-01, to: 2022-06-30, quote: q, place: p}
  - {no: 2, name: Đợt 2, from: 2022-06-30, to: 2022-12-31, quote: q, place: p}
`, "Đợt 2 overlaps Đợt 1", ""},
		{"twice", head + "unit: \"1\"\n", `key "unit" stands here twice`, "line 3"},
		{"anchor", head + "closes_on: &a 2023-06-30\n", "not an anchor", ""},
		{"syntax", "plan: [", "not YAML", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, problems := Read("p.yaml", []byte(c.text))
			if p != nil {
				t.Error("a plan in spite of the error")
			}
			errors := problems.Errors()
			for _, got := range errors {
				if strings.Contains(got.Error(), c.want) && strings.Contains(got.Hint, c.hint) && got.Line > 0 && got.Column > 0 {
					return
				}
			}
			t.Errorf("no %q with hint %q in %+v", c.want, c.hint, errors)
		})
	}
}

// Every problem of a file is reported at once, at its own place.
func TestAllProblems(t *testing.T) {
	const text = `plan: P 1
document: {issuer: i, titel: t}
unit: "1"
period: {from: 2022-13-01, to: 2022-12-31}
`
	_, problems := Read("p.yaml", []byte(text))
	var b strings.Builder
	if err := problems.Print(&b, "", 0); err != nil {
		t.Fatal(err)
	}
	want := `error: p.yaml:1:1: plan "P 1" is not a code
hint: a code has small letters without accents, digits and "_": thu_ngan_sach
error: p.yaml:2:12: document has no title
hint: add "title: ..."
error: p.yaml:2:23: document has no key "titel"
hint: did you mean "title"?
error: p.yaml:4:10: from "2022-13-01" is not a day
hint: write year-month-day: 2022-06-30
`
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
}

func TestQuestions(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"strict", oneTarget("", "bound: more_than, value: 50"), "nothing says where Vượt begins"},
		{"change", oneTarget("", "bound: at_least, value: 2, measure: decrease, basis: point"), "a change names no base"},
		{"base", oneTarget("", "bound: at_least, value: 2, base: {year: 2021, value: 2}"), "already satisfies the target"},
		{"direction", oneTarget("", "bound: at_most, value: 2"), "good when it is high"},
		{"sum", head + `indicators:
  - {code: i, name: I, unit: ha, nature: flow, course: accrues, direction: up, collected_at: commune, targets: [
      {sector: s, bound: at_least, value: 100, quote: q, place: p},
      {code: i1, for_unit: a, sector: s, bound: at_least, value: 40, quote: q, place: p},
      {code: i2, for_unit: b, sector: s, bound: at_least, value: 50.5, quote: q, place: p}]}
`, "the 2 units' targets add up to 90.50, not to 100"},
		{"parts", head + `indicators:
  - {code: i, name: I, unit: con, nature: stock, course: level, direction: up, collected_at: village, targets: [
      {sector: s, bound: at_least, value: 3027, quote: q, place: p},
      {code: a, sector: s, bound: at_least, value: 2110, part_of: i, quote: q, place: p},
      {code: b, sector: s, bound: at_least, value: 918, part_of: i, quote: q, place: p}]}
`, "its parts add up to 3028, more than the whole (3027)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, problems := Read("p.yaml", []byte(c.text))
			if p == nil || len(problems) != 1 {
				t.Fatal(problems)
			}
			if q := problems[0]; q.Severity != problem.Question || !strings.Contains(q.Message, c.want) {
				t.Errorf("got %v", problems)
			}
		})
	}
	for _, answered := range []string{
		oneTarget("", "bound: more_than, value: 50, exceeded_at: never"),
		oneTarget("", "bound: more_than, value: 50, exceeded_at: 60"),
		oneTarget("", "bound: at_least, value: 2, measure: decrease, basis: point, base: {year: 2021}"),
	} {
		if _, problems := Read("p.yaml", []byte(answered)); len(problems) > 0 {
			t.Errorf("asked again: %v", problems)
		}
	}
}
