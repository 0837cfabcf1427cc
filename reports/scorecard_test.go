package reports

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// noChart draws nothing: these tests read tables.
type noChart struct{}

func (noChart) Warm() error { return nil }
func (noChart) SVG([]byte, float64, float64) ([]byte, error) {
	return []byte("<svg/>"), nil
}

func decimal(t *testing.T, text string) quantity.NullDecimal {
	t.Helper()
	d, err := quantity.New(text)
	if err != nil {
		t.Fatal(err)
	}
	return quantity.NullDecimal{Decimal: d, Valid: true}
}

// cards are three communes on two indicators: the revenue, on which B has a
// target of its own, and one of defence that may not be printed.
func cards(t *testing.T) *Scorecards {
	june := time.Date(2022, 6, 30, 0, 0, 0, 0, time.UTC)
	target := func(code, unit, indicator string) queries.TargetResult {
		return queries.TargetResult{TargetCode: code, UnitCode: unit, IndicatorCode: indicator, IndicatorName: "Thu ngân sách", ShortName: "Thu ngân sách", Label: "Thu ngân sách",
			Unit: "tỷ đồng", Bound: string(emulation.BoundAtLeast), Measure: string(emulation.MeasureLevel), Course: string(emulation.CourseAccrues), Direction: string(emulation.DirectionUp)}
	}
	whole := target("t1", "root", "thu")
	whole.Value, whole.LimitValue = decimal(t, "83.4"), decimal(t, "159.9")
	own := target("t1b", "b", "thu")
	own.LimitValue, own.Pace = decimal(t, "20"), string(emulation.PaceBehind)
	secret := target("t2", "root", "quan")
	secret.IndicatorName, secret.Restricted = "Giao quân", true
	secret.Value = decimal(t, "777")
	s := &Scorecards{base: &review{
		Request: Request{PlanID: "p", KnownAt: june.AddDate(0, 0, 12), DataTo: june, PhaseNo: 1, Office: Office{Name: "UBND huyện"}},
		plan:    queries.PlanHeading{PlanID: "p", UnitCode: "root", UnitName: "Huyện", UnitLevel: "district", StartsOn: june.AddDate(0, -6, 1), EndsOn: june.AddDate(0, 6, 1)},
		phase:   queries.Phase{PhaseNo: 1, Name: "Đợt 1", StartsOn: june.AddDate(0, -6, 1), EndsOn: june},
		targets: []queries.TargetResult{whole, own, secret},
	}}
	var values []queries.UnitValue
	for i, u := range []struct{ code, value, secret string }{{"b", "9.5", "776"}, {"c", "8", "775"}, {"a", "7", "774"}} {
		name := "Xã " + strings.ToUpper(u.code)
		s.units = append(s.units, queries.UnitCoverage{UnitCode: u.code, UnitName: name, ShortName: strings.ToUpper(u.code), Level: "commune", Status: "on_time",
			FirstReportedOn: june.AddDate(0, 0, 3), LastReportedOn: june.AddDate(0, 0, 3), IndicatorValues: 1})
		v := queries.UnitValue{IndicatorCode: "thu", UnitCode: u.code, UnitName: name, ShortName: strings.ToUpper(u.code), Value: decimal(t, u.value), Status: "actual", PeriodEnd: june}
		v.Rank.V, v.Rank.Valid = i+1, true
		values = append(values, v)
		v.IndicatorCode, v.Value = "quan", decimal(t, u.secret)
		values = append(values, v)
	}
	s.arrange(values)
	return s
}

func cardText(t *testing.T, s *Scorecards, unit string) string {
	t.Helper()
	built, err := s.Build(context.Background(), noChart{}, func() time.Time { return time.Time{} }, unit, 0)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := document.Text(&b, built.Document); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// B is first of three, 9,5 against its own target of 20, and behind. A has no
// target of its own: its card lacks the two columns.
func TestOwnTarget(t *testing.T) {
	s := cards(t)
	text := cardText(t, s, "b")
	for _, want := range []string{"Thứ hạng: thu ngân sách 1/3.", "Kế hoạch của đơn vị", emulation.PaceBehind.Label()} {
		if !strings.Contains(text, want) {
			t.Errorf("B's card lacks %q:\n%s", want, text)
		}
	}
	row := ""
	for line := range strings.Lines(text) {
		if strings.Contains(line, "| 1  | Thu ngân sách") {
			row = strings.Join(strings.Fields(line), " ")
		}
	}
	if want := "| 1 | Thu ngân sách | tỷ đồng | ... | 9,5 | 1/3 | 83,4 | 20 | " + emulation.PaceBehind.Label(); row != want {
		t.Errorf("B's row is %q, want %q", row, want)
	}
	if other := cardText(t, s, "a"); strings.Contains(other, "Kế hoạch của đơn vị") || !strings.Contains(other, "thu ngân sách 3/3") {
		t.Errorf("A's card:\n%s", other)
	}
}

// Of a restricted indicator neither the units' values nor the whole's are printed.
func TestRestrictedStaysOut(t *testing.T) {
	s := cards(t)
	for _, u := range s.Units() {
		text := cardText(t, s, u.Code)
		for _, secret := range []string{"777", "776", "775", "774", "Giao quân"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s's card prints %q", u.Name, secret)
			}
		}
	}
}

// Of a district's units a meeting gets the communes' cards; of a commune's, which
// has none below itself but villages, not those of its equals or of offices.
func TestLocalUnits(t *testing.T) {
	codes := func(s *Scorecards) (out string) {
		for _, u := range s.Local() {
			out += u.Code
		}
		return out
	}
	s := cards(t)
	s.units[1].Level = "agency"
	if got := codes(s); got != "ba" {
		t.Errorf("in the district %q", got)
	}
	s.base.plan.UnitLevel, s.units[2].Level = "commune", "village"
	if got := codes(s); got != "a" {
		t.Errorf("in the commune %q", got)
	}
}

func TestUnknownUnit(t *testing.T) {
	_, err := cards(t).Find("Xã BB")
	var unknown *UnitError
	if !errors.As(err, &unknown) || !strings.Contains(err.Error(), `no unit "Xã BB" reports on plan p`) {
		t.Errorf("the error is %v", err)
	}
	if u, err := cards(t).Find("xã b"); err != nil || u.Code != "b" {
		t.Errorf("found %v, %v", u, err)
	}
}
