package queries

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestWrappers runs every wrapper and the generic way side by side: the same
// number of rows, at least one, and every column has its field.
func TestWrappers(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	fillOffice(t, db)
	window := Window{"p1", day("2022-01-01"), day("2022-06-30"), day("2022-07-12")}
	reports := ReportWindow{PlanID: "p1", DataFrom: window.DataFrom, DataTo: window.DataTo, KnownAt: window.KnownAt}
	year := AwardYear{"p1", 2022, day("2023-01-31")}
	state := PlanState{"p1", day("2023-01-31")}
	typed := map[string]func() (int, error){
		"activities":                  count(func() ([]ActivityCount, error) { return Activities(ctx, db, window) }),
		"activity_list":               count(func() ([]Activity, error) { return ActivityList(ctx, db, window) }),
		"award_structure":             count(func() ([]AwardShare, error) { return AwardStructure(ctx, db, year) }),
		"cluster_ranking":             count(func() ([]ClusterRank, error) { return ClusterRanking(ctx, db, state) }),
		"cluster_scores":              count(func() ([]CriterionScore, error) { return ClusterScores(ctx, db, state) }),
		"coverage":                    count(func() ([]UnitCoverage, error) { return Coverage(ctx, db, reports) }),
		"coverage_by_kind":            count(func() ([]KindCoverage, error) { return CoverageByKind(ctx, db, reports) }),
		"exemplar_list":               count(func() ([]Exemplar, error) { return ExemplarList(ctx, db, window) }),
		"exemplars":                   count(func() ([]SectorExemplars, error) { return Exemplars(ctx, db, window) }),
		"base_salaries":               count(func() ([]BaseSalary, error) { return BaseSalaries(ctx, db, OnDate{}) }),
		"follow_up_list":              count(func() ([]FollowUp, error) { return FollowUpList(ctx, db, window) }),
		"follow_ups":                  count(func() ([]FollowUpCount, error) { return FollowUps(ctx, db, window) }),
		"fund_balance":                count(func() ([]FundBalance, error) { return FundBalances(ctx, db, year) }),
		"fund_prizes":                 count(func() ([]PrizeLine, error) { return FundPrizes(ctx, db, year) }),
		"initiatives":                 count(func() ([]InitiativeCount, error) { return Initiatives(ctx, db, year) }),
		"movement_structure":          count(func() ([]MovementShare, error) { return MovementStructure(ctx, db, window) }),
		"prize_rates":                 count(func() ([]PrizeRate, error) { return PrizeRates(ctx, db, OnDate{}) }),
		"rule_votes":                  count(func() ([]RuleFinding, error) { return RuleVotes(ctx, db, year) }),
		"vote_list":                   count(func() ([]Vote, error) { return VoteList(ctx, db, year) }),
		"movements":                   count(func() ([]Movement, error) { return Movements(ctx, db, window) }),
		"plan_phases":                 count(func() ([]Phase, error) { return PlanPhases(ctx, db, "p1") }),
		"plans":                       count(func() ([]Plan, error) { return Plans(ctx, db) }),
		"registration_awards":         count(func() ([]Conversion, error) { return RegistrationAwards(ctx, db, year) }),
		"registration_awards_by_unit": count(func() ([]UnitConversion, error) { return RegistrationAwardsByUnit(ctx, db, year) }),
		"sources":                     count(func() ([]Source, error) { return Sources(ctx, db) }),
		"trend": count(func() ([]TrendPoint, error) {
			return Trend(ctx, db, IndicatorState{PlanID: "p1", IndicatorCode: "i2", KnownAt: day("2022-07-12")})
		}),
		"units_on_indicator": count(func() ([]UnitValue, error) {
			return UnitsOnIndicator(ctx, db, IndicatorDate{"p1", "i2", day("2022-06-30"), day("2022-07-12")})
		}),
		"value_history": count(func() ([]ReportedValue, error) {
			return ValueHistory(ctx, db, ValueQuestion{IndicatorCode: "i2", UnitCode: "c1"})
		}),
	}
	for _, b := range benchmarks {
		run, ok := typed[b.query]
		if !ok {
			continue
		}
		t.Run(b.query, func(t *testing.T) {
			n, err := run()
			if err != nil {
				t.Fatal(err)
			}
			table, err := Run(ctx, db, b.query, b.params)
			if err != nil {
				t.Fatal(err)
			}
			if n != len(table.Rows) || n == 0 {
				t.Errorf("%d typed rows, %d generic ones", n, len(table.Rows))
			}
		})
		delete(typed, b.query)
	}
	for name := range typed {
		t.Errorf("%s is no benchmark case", name)
	}
}

func count[R any](f func() ([]R, error)) func() (int, error) {
	return func() (int, error) {
		rows, err := f()
		return len(rows), err
	}
}

func TestPlanHead(t *testing.T) {
	db := openEmpty(t)
	fillOffice(t, db)
	head, err := PlanHead(context.Background(), db, "p1")
	if err != nil || head.UnitName != "Huyện" || !head.FinalReviewFrom.IsZero() || !head.StartsOn.Equal(day("2022-01-01")) {
		t.Errorf("head %+v, error %v", head, err)
	}
	_, err = PlanHead(context.Background(), db, "p7")
	unknown, ok := errors.AsType[*UnknownPlanError](err)
	if !ok || !cmp.Equal(unknown.Known, []string{"p1"}) {
		t.Errorf("unknown plan: %v", err)
	}
}

func TestColumnName(t *testing.T) {
	for field, want := range map[string]string{
		"PlanID": "plan_id", "UnitCode": "unit_code", "Sha256": "sha256", "ValueHi": "value_hi", "FileID": "file_id", "IDCard": "id_card",
	} {
		if got := columnName(field); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
}

func TestNullNeedsRoom(t *testing.T) {
	type counts struct {
		Zero  int `null:"zero"`
		Count int
	}
	type row struct {
		Text   string
		Day    time.Time
		List   []string
		Number sql.Null[int]
		counts
	}
	columns := []string{"text", "day", "list", "number", "zero", "count"}
	fields, err := fieldsFor[row](columns)
	if err != nil {
		t.Fatal(err)
	}
	var at [][]int
	for _, f := range fields {
		at = append(at, f.Index)
	}
	if !cmp.Equal(at, [][]int{{0}, {1}, {2}, {3}, {4, 0}, {4, 1}}) {
		t.Errorf("fields %v", at)
	}
	if _, err := fieldsFor[row](columns[1:]); err == nil || !strings.Contains(err.Error(), "row.Text has no column text") {
		t.Errorf("a field too many: %v", err)
	}
	if _, err := fieldsFor[row](append(columns, "more")); err == nil || !strings.Contains(err.Error(), "no field for the column more") {
		t.Errorf("a column too many: %v", err)
	}
}
