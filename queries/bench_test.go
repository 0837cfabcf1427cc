package queries

import (
	"context"
	"testing"
)

// A benchmark runs a query on the data of fillOffice.
type benchmark struct {
	query  string
	params map[string]string
}

var (
	atPlan   = map[string]string{"plan_id": "p1"}
	atState  = map[string]string{"plan_id": "p1", "known_at": "2023-01-31"}
	inYear   = map[string]string{"plan_id": "p1", "year": "2022", "known_at": "2023-01-31"}
	inWindow = map[string]string{"plan_id": "p1", "data_from": "2022-01-01", "data_to": "2022-06-30", "known_at": "2022-07-12"}
)

var benchmarks = []benchmark{
	{"activities", inWindow},
	{"activity_list", inWindow},
	{"authorities", nil},
	{"award_list", inYear},
	{"award_persons", inYear},
	{"award_structure", inYear},
	{"base_salaries", nil},
	{"cluster_ranking", atState},
	{"cluster_scores", atState},
	{"coverage", inWindow},
	{"coverage_by_kind", inWindow},
	{"exemplar_list", inWindow},
	{"exemplars", inWindow},
	{"follow_up_list", inWindow},
	{"follow_ups", inWindow},
	{"form_0601", map[string]string{"plan_id": "p1", "year": "2023"}},
	{"form_0602", inYear},
	{"form_0603", inYear},
	{"fund_balance", inYear},
	{"fund_prizes", inYear},
	{"index_ranks", atState},
	{"indicator_reports", inWindow},
	{"movement_structure", inWindow},
	{"movements", inWindow},
	{"outlier_implied", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-15"}},
	{"outlier_values", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-15"}},
	{"pace_backtest", map[string]string{"plan_id": "p1", "data_to": "2022-06-30", "known_at": "2022-07-12"}},
	{"participation_list", inWindow},
	{"phase_values", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-15"}},
	{"plan_head", atPlan},
	{"plan_phases", atPlan},
	{"plans", nil},
	{"prize_rates", nil},
	{"proof_awards", inYear},
	{"proof_fund", inYear},
	{"proof_phases", atState},
	{"proof_scores", atState},
	{"proof_targets", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-15", "review": "final"}},
	{"registration_awards", inYear},
	{"registration_awards_by_unit", inYear},
	{"releases", map[string]string{"plan_id": "p1", "review": "so-ket-1", "known_at": "2022-07-12"}},
	{"rule_authority", inYear},
	{"rule_collectives", inYear},
	{"rule_direct", inYear},
	{"rule_prerequisites", inYear},
	{"rule_quota", inYear},
	{"rule_registered", inYear},
	{"rules", nil},
	{"sources", nil},
	{"target_results", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-15", "review": "final"}},
	{"unit_series", map[string]string{"indicator_code": "i2", "unit_code": "root", "changed_on": "2022-01-01", "year_from": "2021", "year_to": "2022", "known_at": "2023-01-15"}},
	{"target_versions", atState},
	{"trace_form", map[string]string{"plan_id": "p1", "year": "2022", "known_at": "2023-01-31", "form": "0603", "row_code": "01"}},
	{"trace_rows", map[string]string{"plan_id": "p1", "kind": "awards", "year": "2022", "known_at": "2023-01-31"}},
	{"trace_target", map[string]string{"plan_id": "p1", "target_code": "t2", "data_to": "2022-12-31", "known_at": "2023-01-15"}},
	{"trace_unit", map[string]string{"plan_id": "p1", "indicator_code": "i2", "unit_code": "c1", "data_to": "2022-06-30", "known_at": "2022-07-12"}},
	{"trend", map[string]string{"plan_id": "p1", "indicator_code": "i2", "known_at": "2022-07-12"}},
	{"units_on_indicator", map[string]string{"plan_id": "p1", "indicator_code": "i2", "data_to": "2022-06-30", "known_at": "2022-07-12"}},
	{"value_changes", map[string]string{"plan_id": "p1", "known_from": "2022-07-12", "known_to": "2023-01-15"}},
	{"ledger_changes", map[string]string{"plan_id": "p1", "known_from": "2022-07-12", "known_to": "2023-01-15"}},
	{"value_history", map[string]string{"indicator_code": "i2", "unit_code": "c1"}},
	{"initiatives", inYear},
	{"rule_army", inYear},
	{"rule_flags", inYear},
	{"rule_initiatives", inYear},
	{"rule_state", inYear},
	{"rule_votes", inYear},
	{"vote_list", inYear},
	{"verdict_counts", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-15", "review": "final"}},
	{"verdict_groups", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-15", "review": "final"}},
	{"year_projection", map[string]string{"plan_id": "p1", "data_to": "2022-06-30", "known_at": "2022-07-12"}},
}

// BenchmarkQueries runs every query, rows and all, on an office of demo size.
func BenchmarkQueries(b *testing.B) {
	db := openEmpty(b)
	fillOffice(b, db)
	for _, c := range benchmarks {
		b.Run(c.query, func(b *testing.B) {
			for b.Loop() {
				if _, err := Run(context.Background(), db, c.query, c.params); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
