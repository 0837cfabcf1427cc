package reports

import (
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/queries"
)

// unitOf is the unit of measure as it follows a number in a sentence: "%" sits
// on the number, other units follow a space that never breaks.
func unitOf(t queries.TargetResult) string {
	// "Số bác sĩ/1 vạn dân đạt 7 bác sĩ": the label has said per what.
	if of, per, ok := strings.Cut(t.Unit, "/"); ok && strings.Contains(t.Label, "/"+per) {
		return after(of)
	}
	return after(t.Unit)
}

func after(unit string) string {
	switch unit {
	case "":
		return ""
	case "%", "‰":
		return unit
	}
	return "\u00a0" + unit
}

// isRate tells the measures whose differences are điểm %.
func isRate(t queries.TargetResult) bool { return t.Unit == "%" || t.Unit == "‰" }

// differenceUnit is the unit of a difference of two values, in a sentence.
func differenceUnit(t queries.TargetResult) string {
	switch t.Unit {
	case "%":
		return "\u00a0điểm phần trăm"
	case "‰":
		return "\u00a0điểm phần nghìn"
	}
	return unitOf(t)
}

// changeUnit is the unit that a change is stated in.
func changeUnit(t queries.TargetResult) string {
	switch emulation.Basis(t.Basis) {
	case emulation.BasisPercent:
		return "%"
	case emulation.BasisPoint:
		return "\u00a0điểm phần trăm"
	case emulation.BasisTimes:
		return "\u00a0lần"
	}
	return unitOf(t)
}
