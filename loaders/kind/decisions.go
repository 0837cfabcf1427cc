package kind

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tdkt/loaders/emulation"
)

var (
	colPlan     = Column{Name: "plan_id", Label: "Mã kế hoạch", Also: []string{"Kế hoạch", "plan"}, Required: true}
	colReason   = Column{Name: "reason", Label: "Lý do", Required: true}
	assessments = vocabularyOf("assessment", emulation.AllAssessments(),
		word{"exceeded", "vượt kế hoạch|hoàn thành vượt mức"}, word{"met", "đạt kế hoạch|hoàn thành"},
		word{"not_met", "chưa đạt|không hoàn thành"}, word{"by_rule", "theo quy tắc|rút đánh giá"})
	obstacles = vocabularyOf("obstacle", emulation.AllObstacles(),
		word{"coverage", "thiếu báo cáo|thiếu đơn vị"}, word{"difference", "chênh lệch|chênh lệch số liệu"})
)

// A Plan is what the office's own decisions are checked against.
type Plan struct {
	FromYear, ToYear int
	Targets          map[string]bool // by code: it gets a verdict
	Phases           map[int]bool
}

// Assessed verdicts: table assessed_verdict.
var assessedVerdicts = define(Kind{
	Name: "assessments", Table: "assessed_verdict",
	Columns: []Column{
		colPlan,
		{Name: "target_code", Label: "Mã chỉ tiêu", Required: true},
		{Name: "for_year", Label: "Năm đánh giá", Also: []string{"Năm"}, Required: true},
		{Name: "verdict", Label: "Đánh giá", Also: []string{"Mức đánh giá", "Kết quả đánh giá"}, Required: true},
		colReason,
		{Name: "assessed_by", Label: "Người đánh giá", Required: true},
		{Name: "assessed_on", Label: "Ngày đánh giá", Required: true},
		colSource,
	},
	Key:   []string{"plan_id", "target_code", "for_year"},
	Dated: "assessed_on",
	read: func(r *Reading) {
		plan, known := r.plan()
		year, okYear := r.year("for_year")
		if known {
			judged, ok := plan.Targets[r.code("target_code")]
			r.known("target_code", "target of the plan "+r.code("plan_id"), "chỉ tiêu của kế hoạch", ok, func() []string { return keys(plan.Targets) })
			if ok && !judged {
				r.fail("target_code", fmt.Sprintf("%q gets no verdict: it is a part (trong đó) or has no measure", r.code("target_code")),
					"assess the whole that it belongs to", fmt.Sprintf("Chỉ tiêu “%s” không được đánh giá riêng.", r.code("target_code")))
			}
			if okYear && (year < plan.FromYear || year > plan.ToYear) {
				r.fail("for_year", fmt.Sprintf("%d lies outside the plan, %d-%d", year, plan.FromYear, plan.ToYear), "write the year in which the judged span ends",
					fmt.Sprintf("Năm %d nằm ngoài thời gian của kế hoạch.", year))
			}
		}
		r.put(r.text("plan_id"), r.text("target_code"), int64(year), r.word("verdict", assessments, nil), r.text("reason"), r.text("assessed_by"),
			r.reportedOn("assessed_on"), r.text("source"))
	},
})

// Releases: table review_release.
var releases = define(Kind{
	Name: "releases", Table: "review_release",
	Columns: []Column{
		colPlan,
		{Name: "review", Label: "Báo cáo", Required: true},
		{Name: "obstacle", Label: "Vướng mắc", Required: true},
		{Name: "closed_on", Label: "Ngày chốt số liệu", Also: []string{"Chốt nhận báo cáo", "Ngày chốt"}, Required: true},
		{Name: "in_force", Label: "Cho phép", Also: []string{"Cho phép ban hành"}},
		colReason,
		{Name: "released_by", Label: "Người cho phép", Required: true},
		{Name: "released_on", Label: "Ngày cho phép", Required: true},
		colSource,
	},
	Key:   []string{"plan_id", "review", "obstacle", "closed_on"},
	Dated: "released_on",
	read: func(r *Reading) {
		plan, known := r.plan()
		review, phase := reviewOf(r.code("review"))
		switch {
		case r.blank("review"):
		case review == "":
			r.fail("review", fmt.Sprintf("%s: %q is no review", r.label("review"), cut(r.code("review"))), `write "sơ kết 1" or "tổng kết"`,
				`Cột “Báo cáo”: ghi “sơ kết” kèm số của đợt, hoặc “tổng kết”.`)
		case known && phase > 0 && !plan.Phases[phase]:
			r.fail("review", fmt.Sprintf("the plan %s has no phase %d", r.code("plan_id"), phase), "mend the number of the phase", fmt.Sprintf("Kế hoạch không có đợt %d.", phase))
		}
		closed, okClosed := r.day("closed_on")
		released, _ := r.reportedOn("released_on").(time.Time)
		if okClosed && !released.IsZero() && released.Before(closed) {
			r.fail("released_on", fmt.Sprintf("the release of %s is before the day on which the reports were closed, %s", day(released), day(closed)),
				"mend one of the two dates", "Ngày cho phép trước ngày chốt số liệu.")
		}
		r.put(r.text("plan_id"), nilIfEmpty(review), r.word("obstacle", obstacles, nil), orNil(closed, okClosed), r.yesNo("in_force", true),
			r.text("reason"), r.text("released_by"), orNil(released, !released.IsZero()), r.text("source"))
	},
})

// plan finds the plan that a row names.
func (r *Reading) plan() (Plan, bool) {
	p, ok := r.catalogue.Plans[r.code("plan_id")]
	r.known("plan_id", "plan", "kế hoạch", ok, func() []string { return keys(r.catalogue.Plans) })
	return p, ok
}

// reviewOf reads the name of a review, "sơ kết đợt 1" or "so-ket-1"; "" for
// neither. phase is 0 for the final review.
func reviewOf(text string) (name string, phase int) {
	words := strings.Fields(emulation.Fold(text))
	words = slices.DeleteFunc(words, func(w string) bool { return w == "dot" || w == "bao" || w == "cao" })
	switch {
	case slices.Equal(words, []string{"tong", "ket"}):
		return "tong-ket", 0
	case len(words) == 3 && words[0] == "so" && words[1] == "ket":
		if n, err := strconv.Atoi(words[2]); err == nil && n > 0 {
			return "so-ket-" + strconv.Itoa(n), n
		}
	}
	return "", 0
}
