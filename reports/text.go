package reports

import (
	"strings"

	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// yearText is the year, or the years, that the plan covers.
func (r *review) yearText() string {
	first, last := r.plan.StartsOn.Year(), r.plan.EndsOn.Year()
	if first == last {
		return itoa(first)
	}
	return itoa(first) + "-" + itoa(last)
}

// period is the span that the report speaks of: "đợt 1 năm 2022".
func (r *review) period() string {
	switch {
	case r.Final && r.plan.StartsOn.Year() == r.plan.EndsOn.Year():
		return "năm " + r.yearText()
	case r.Final:
		return "giai đoạn " + r.yearText()
	case r.phase.StartsOn.Year() == r.phase.EndsOn.Year() && r.phase.Kind != "year":
		// "6 tháng đầu năm" has said the word.
		return strings.TrimSuffix(lower(r.phase.Name), " năm") + " năm " + itoa(r.phase.EndsOn.Year())
	}
	return lower(r.phase.Name)
}

// reviewName is "sơ kết" or "tổng kết".
func (r *review) reviewName() string {
	if r.Final {
		return "tổng kết"
	}
	return "sơ kết"
}

// head is the first page's head; number and date stay open for the clerk
// unless the office gives them.
func (r *review) head() document.Head { return r.headOf("BC", "BÁO CÁO") }

// headOf is the head of a kind of document with its abbreviation (Nghị định
// 30/2020/NĐ-CP, Phụ lục III).
func (r *review) headOf(abbreviation, kind string) document.Head {
	o := r.Office
	number := o.Number
	if number == "" {
		number = "     "
	}
	date := "ngày      tháng      năm " + itoa(r.KnownAt.Year())
	if t, err := quantity.ParseISODate(o.Date); o.Date != "" && err == nil {
		date = quantity.LongDate(t)
	}
	return document.Head{
		Superior:   o.Superior,
		Issuer:     o.Issuer,
		Number:     "Số: " + number + "/" + abbreviation + "-" + o.Abbreviation,
		PlaceDate:  o.Place + ", " + date,
		Kind:       kind,
		Subject:    r.subject(),
		Addressees: o.Addressees,
	}
}

func (r *review) subject() string {
	return capital(r.reviewName()) + " phong trào thi đua và công tác khen thưởng " + r.period()
}

// opening names the plan that is reviewed, and the two dates of every figure.
func (r *review) opening() []document.Block { return r.openingOn("kết quả " + r.period()) }

// openingOn is the opening of a report on something in a period: "tình hình gửi báo
// cáo đợt 1 năm 2022".
func (r *review) openingOn(what string) []document.Block {
	plan := r.plan.DocKind
	if r.plan.DocNo != "" {
		plan += " số " + r.plan.DocNo
	}
	if r.plan.DocNo == "" {
		plan += " số      /KH-" + r.Office.Abbreviation
	}
	if !r.plan.IssuedOn.IsZero() {
		plan += " ngày " + day(r.plan.IssuedOn)
	}
	plan += " của " + r.plan.Issuer + " “" + r.plan.Title + "”"
	first := (&prose{}).w("Thực hiện " + plan + ", " + r.Office.Name + " báo cáo " + what)
	if !r.Final {
		first.w(" (từ ngày " + day(r.phase.StartsOn) + " đến ngày " + day(r.phase.EndsOn) + ")")
		if r.phase.Theme != "" {
			first.w(" với chủ đề “" + r.phase.Theme + "”")
		}
	} else if r.plan.Theme != "" {
		first.w(" với chủ đề “" + r.plan.Theme + "”")
	}
	first.w(" như sau:")
	return []document.Block{first.paragraph()}
}

// dates states what the values cover and which reports are in (semantics.md 1).
func (r *review) dates() string {
	return "Số liệu đến hết ngày " + day(r.DataTo) + ", tổng hợp từ báo cáo nhận đến ngày " + day(r.KnownAt) + "."
}

// received counts the units that have reported and those expected.
func (r *review) received() (received, expected int, missing []queries.UnitCoverage) {
	for _, c := range r.coverage {
		expected++
		if c.Status == "missing" {
			missing = append(missing, c)
		} else {
			received++
		}
	}
	return received, expected, missing
}

func shortNames(units []queries.UnitCoverage) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u.ShortName
	}
	return out
}

func (r *review) late() []queries.UnitCoverage {
	var out []queries.UnitCoverage
	for _, c := range r.coverage {
		if c.Status == "late" {
			out = append(out, c)
		}
	}
	return out
}
