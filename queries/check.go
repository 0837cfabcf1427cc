package queries

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"tdkt/loaders/emulation"
)

// The kinds of a finding.
const (
	FindingProof    = "proof"    // two figures that must agree
	FindingRule     = "rule"     // an award held against the law of its day
	FindingQuestion = "question" // a value that may be wrong
)

// A Finding is one line of the check of a plan.
type Finding struct {
	Kind       string // proof, rule, question
	ID         string // of the proof, the rule, or the kind of question
	Text       string // what is held to be true, Vietnamese
	Article    string // of a rule
	Grade      string // of a rule: A, B; U not known
	Verdict    string // pass, fail, unknown; of a question always unknown
	Blocking   bool   // a failure keeps the final report a draft
	ForYear    int    // 0: the whole plan
	Subject    string // Vietnamese
	Numbers    string // Vietnamese
	Reason     string // Vietnamese; "" on pass
	RowsBehind []string
}

// Blocks reports whether the finding keeps the final report a draft.
func (f Finding) Blocks() bool { return f.Blocking && f.Verdict == RuleFail }

// proofs are the proofs by id, in the order of print, with what each holds true.
var proofs = []struct{ id, text string }{
	{"verdict_counts", "Tổng các mức đánh giá bằng số chỉ tiêu"},
	{"ratio_verdict", "Không có tỷ lệ từ 100% bên cạnh Không đạt, trên 100% bên cạnh Đạt"},
	{"parts", "Các phần không lớn hơn tổng, các thành phần cộng bằng tổng"},
	{"structure", "Cơ cấu cộng bằng 100"},
	{"decisions", "Số được tặng khớp với các quyết định"},
	{"conversion", "Số đối chiếu giữa đăng ký và khen thưởng cộng bằng tổng"},
	{"scores", "Điểm thi đua thuộc bảng tiêu chí, không vượt điểm tối đa"},
	{"children", "Số đơn vị tự báo cáo khớp với tổng hợp từ cấp dưới"},
	{"ledger", "Số đơn vị báo cáo khớp với sổ khen thưởng"},
	{"fund", "Quỹ thi đua, khen thưởng không chi vượt số có"},
	{"fund_prizes", "Tiền thưởng đã chi khớp với mức thưởng theo quyết định"},
	{"phases_year", "Tổng các đợt khớp với cả năm, lũy kế không giảm"},
	{"phase_dates", "Các đợt nằm trong kế hoạch và không chồng nhau"},
}

// CheckPlan runs every proof, every rule and every question on a plan as it was
// known on a day. Values count to the plan's end or that day, whichever is
// first, awards by each year of the plan that has begun. A proof that holds is
// one finding with the verdict pass.
func CheckPlan(ctx context.Context, db *sql.DB, plan Plan, asOf time.Time) ([]Finding, error) {
	review := ReviewDate{PlanID: plan.PlanID, DataTo: plan.EndsOn, KnownAt: asOf, Review: "final"}
	if asOf.Before(plan.EndsOn) {
		review.DataTo, review.Review = asOf, "interim"
	}
	var years []AwardYear
	for y := plan.StartsOn.Year(); y <= review.DataTo.Year(); y++ {
		years = append(years, AwardYear{plan.PlanID, y, asOf})
	}
	found, err := checkProofs(ctx, db, review, years)
	if err != nil {
		return nil, err
	}
	for _, y := range years {
		for _, rule := range []func(context.Context, *sql.DB, AwardYear) ([]RuleFinding, error){
			RuleQuota, RulePrerequisites, RuleCollectives, RuleDirect, RuleAuthority, RuleRegistered,
			RuleFlags, RuleInitiatives, RuleState, RuleArmy, RuleVotes,
		} {
			rows, err := rule(ctx, db, y)
			if err != nil {
				return nil, err
			}
			for _, r := range rows {
				found = append(found, r.finding())
			}
		}
	}
	for _, ask := range []func(context.Context, *sql.DB, ValuesAt) ([]Outlier, error){OutlierValues, OutlierImplied} {
		rows, err := ask(ctx, db, ValuesAt{plan.PlanID, review.DataTo, asOf})
		if err != nil {
			return nil, err
		}
		for _, o := range rows {
			found = append(found, Finding{
				Kind: FindingQuestion, ID: o.Kind, Text: "Câu hỏi gửi đơn vị", Verdict: RuleUnknown,
				Subject: o.ShortName, Numbers: o.Question, RowsBehind: o.RowsBehind,
			})
		}
	}
	return found, nil
}

func checkProofs(ctx context.Context, db *sql.DB, review ReviewDate, years []AwardYear) ([]Finding, error) {
	type dated struct {
		ProofRow
		year int
	}
	var all []dated
	add := func(year int, rows []ProofRow, err error) error {
		for _, r := range rows {
			all = append(all, dated{r, year})
		}
		return err
	}
	rows, err := ProofTargets(ctx, db, review)
	if err := add(0, rows, err); err != nil {
		return nil, err
	}
	for _, prove := range []func(context.Context, *sql.DB, PlanState) ([]ProofRow, error){ProofPhases, ProofScores} {
		rows, err := prove(ctx, db, PlanState{review.PlanID, review.KnownAt})
		if err := add(0, rows, err); err != nil {
			return nil, err
		}
	}
	for _, y := range years {
		rows, err := ProofAwards(ctx, db, y)
		if err := add(y.Year, rows, err); err != nil {
			return nil, err
		}
		rows, err = ProofFund(ctx, db, y)
		if err := add(y.Year, rows, err); err != nil {
			return nil, err
		}
	}
	var found []Finding
	for _, p := range proofs {
		holds := true
		for _, r := range all {
			if r.ProofID != p.id {
				continue
			}
			holds = false
			found = append(found, r.finding(r.year))
		}
		if holds {
			found = append(found, Finding{Kind: FindingProof, ID: p.id, Text: p.text, Verdict: RulePass})
		}
	}
	for _, r := range all {
		if !slices.ContainsFunc(proofs, func(p struct{ id, text string }) bool { return p.id == r.ProofID }) {
			return nil, fmt.Errorf("proof %s is not on the list of proofs", r.ProofID)
		}
	}
	return found, nil
}

func (r ProofRow) finding(year int) Finding {
	f := Finding{
		Kind: FindingProof, ID: r.ProofID, Verdict: RuleFail, Blocking: r.Blocking,
		ForYear: year, Subject: r.Subject, Reason: r.Problem, RowsBehind: r.RowsBehind,
	}
	for _, p := range proofs {
		if p.id == r.ProofID {
			f.Text = p.text
		}
	}
	if r.Expected.Valid && r.Found.Valid {
		f.Numbers = fmt.Sprintf("%s và %s", vietnamese(r.Expected.Decimal.String()), vietnamese(r.Found.Decimal.String()))
	}
	return f
}

func (r RuleFinding) finding() Finding {
	subject := r.Subject
	if r.HonourCode != "" {
		subject = emulation.Honour(r.HonourCode).Label() + ": " + subject
	}
	return Finding{
		Kind: FindingRule, ID: r.RuleID, Text: r.RuleText, Article: r.Article, Grade: r.Grade, Verdict: r.Verdict,
		Blocking: r.Binding, ForYear: r.ForYear, Subject: subject, Numbers: r.Numbers, Reason: r.Reason, RowsBehind: r.RowsBehind,
	}
}

// vietnamese writes a plain number with a decimal comma.
func vietnamese(plain string) string { return strings.Replace(plain, ".", ",", 1) }

// FindingsTable gives findings as rows for people and programs.
func FindingsTable(planID string, found []Finding) Table {
	t := Table{Columns: []Column{
		{Name: "plan_id", Type: "VARCHAR"}, {Name: "kind", Type: "VARCHAR"}, {Name: "id", Type: "VARCHAR"},
		{Name: "verdict", Type: "VARCHAR"}, {Name: "blocking", Type: "BOOLEAN"}, {Name: "text", Type: "VARCHAR"},
		{Name: "article", Type: "VARCHAR"}, {Name: "grade", Type: "VARCHAR"}, {Name: "for_year", Type: "INTEGER"},
		{Name: "subject", Type: "VARCHAR"}, {Name: "numbers", Type: "VARCHAR"}, {Name: "reason", Type: "VARCHAR"},
		{Name: "rows_behind", Type: "VARCHAR[]"},
	}, Rows: [][]any{}}
	text := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	for _, f := range found {
		var year any
		if f.ForYear != 0 {
			year = Number(fmt.Sprint(f.ForYear))
		}
		behind := make([]any, len(f.RowsBehind))
		for i, r := range f.RowsBehind {
			behind[i] = r
		}
		t.Rows = append(t.Rows, []any{
			planID, f.Kind, f.ID, f.Verdict, f.Blocking, f.Text, text(f.Article), text(f.Grade), year,
			text(f.Subject), text(f.Numbers), text(f.Reason), behind,
		})
	}
	return t
}
