package queries

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A judgement that reads the few days of part day says the same as one that
// reads every day, and so do a list of units with part unit_day and phases with phase_day: for plans of
// random targets and units, most of them with plain series, at random days of
// knowledge.
func TestFewDaysJudgeAsAll(t *testing.T) {
	parts, err := loadParts()
	if err != nil {
		t.Fatal(err)
	}
	every := maps.Clone(parts)
	every["day"] = part{name: "day", uses: []string{"window"}, sql: parts["every_day"].sql}
	units, _, _ := strings.Cut(parts["unit_day"].sql, "told_day as")
	every["unit_day"] = part{name: "unit_day", uses: []string{"line_window"}, sql: units + parts["every_day"].sql}
	every["phase_day"] = part{name: "phase_day", uses: []string{"line_window"}, sql: parts["every_day"].sql}
	var few, all []Contract
	for _, name := range []string{"target_results", "units_on_indicator", "phase_values"} {
		text, err := files.ReadFile("sql/" + name + ".sql")
		if err != nil {
			t.Fatal(err)
		}
		c, err := parseContract("sql/"+name+".sql", string(text))
		if err != nil {
			t.Fatal(err)
		}
		own := c.SQL
		if c.SQL, err = compose(parts, c.uses, c.binds, own); err != nil {
			t.Fatal(err)
		}
		few = append(few, c)
		if c.SQL, err = compose(every, c.uses, c.binds, own); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	judged, rows := map[string]int{}, make([]int, len(few))
	for seed := range uint64(2) {
		db := openEmpty(t)
		random := rand.New(rand.NewPCG(seed, 7))
		randomPlan(t, db, random)
		if _, err := db.Exec(`insert into phase select 'p', i, 'Đợt ' || i, 'dot', null, make_date(2022, 3 * i - 2, 1), last_day(make_date(2022, 3 * i, 1)),
			null, null, null, true, null, null from range(1, 5) t(i)`); err != nil {
			t.Fatal(err)
		}
		for range 4 {
			month, later := 1+random.IntN(12), random.IntN(200)
			params := map[string]string{"plan_id": "p", "data_to": monthEnd(2022, month).Format(time.DateOnly),
				"known_at": monthEnd(2022, month).AddDate(0, 0, later).Format(time.DateOnly)}
			for i := range few {
				if delete(params, "review"); i == 0 {
					params["review"] = []string{"interim", "final"}[random.IntN(2)]
				}
				want, got := answer(t, db, all[i], params), answer(t, db, few[i], params)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%s, seed %d, %v (-every day +few days)\n%s", few[i].Name, seed, params, diff)
				}
				rows[i] += len(got)
				for _, row := range got {
					judged[row]++
				}
			}
		}
	}
	if len(judged) < 200 || slices.Min(rows) < 20 {
		t.Errorf("only %d different answers, of the queries %v", len(judged), rows)
	}
}

// answer gives the rows as text.
func answer(t *testing.T, db *sql.DB, c Contract, params map[string]string) []string {
	t.Helper()
	text, err := c.statement(params)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.QueryContext(context.Background(), text)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	table, err := ReadTable(rows)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range table.Rows {
		out = append(out, fmt.Sprint(row...))
	}
	return out
}

func monthEnd(year, month int) time.Time {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
}

// randomPlan fills a district of five communes and one commune outside it with
// 30 indicators over four years. Three of four series are plain.
func randomPlan(t *testing.T, db *sql.DB, random *rand.Rand) {
	t.Helper()
	exec := executor(t, db)
	pick := func(words ...string) string { return words[random.IntN(len(words))] }
	exec(`insert into source_file values (1, 'sha', 'data/x.csv', 'actuals', 1);
		insert into plan values ('p', '1/KH', 'Kế hoạch', 'UBND', '2022-01-05', 'Phong trào', null, 'root', '2022-01-01', '2022-12-31', '2023-06-30', null, null, 1);
		insert into sector values ('p', 's', 'Lĩnh vực', 1);
		insert into org_unit values ('root', 'Huyện', 'Huyện', 'district', 'district', null, false, 0, '2000-01-01', null, null, 1, '', 1);
		insert into org_unit select 'c' || i, 'Xã ' || i, 'Xã ' || i, 'commune', 'commune', case when i < 6 then 'root' end, true, i, '2000-01-01',
			case when i = 5 then date '2021-12-31' end, null, 1, '', i from range(1, 7) t(i);`)
	exec("begin")
	row := 0
	for i := range 30 {
		code, nature, course := fmt.Sprintf("i%d", i), pick("count", "flow", "stock", "ratio", "structure", "growth", "index"), pick("accrues", "accrues", "level", "level", "once")
		plain, shifted, reporter := random.IntN(4) > 0, random.IntN(5) == 0, pick("commune", "commune", "commune", "district")
		exec(`insert into indicator values ($1, 'Chỉ tiêu', 'CT', 'tấn', $2, $3, 'up', 2, null, null, null, null, null, $4, '1', null, false, null, null)`, code, nature, course, reporter)
		span, from, to := "year", "2022-01-01", "2022-12-31"
		if random.IntN(4) == 0 {
			span, from, to = pick("each_year", "term_total", "final_year"), "2021-01-01", "2023-12-31"
		}
		exec(`insert into target (plan_id, target_code, version, in_force_from, position, sector_code, indicator_code, label, unit, unit_code, owner,
				span, span_from, span_to, bound, measure, basis, lo, own_grant, counts_as, headline, restricted, print_ratio, quote, place)
			values ('p', $1, 1, '2022-01-01', $2, 's', $1, 'CT', 'tấn', $3, 'Kế hoạch', $4, $5, $6, 'at_least', $7, 'unit', $8, false, $1, false, false, true, '', '')`,
			code, i, pick("root", "root", "c1"), span, from, to, pick("level", "level", "increase"), random.IntN(600))
		last := 6 + random.IntN(7)
		for _, unit := range []string{"root", "c1", "c2", "c3", "c4", "c5", "c6"} {
			if unit == "root" && reporter == "commune" && random.IntN(4) > 0 {
				continue
			}
			for year := 2019; year <= 2022; year++ {
				for month := 1; month <= 12; month++ {
					if random.IntN(4) == 0 || year == 2022 && month > last || unit == "c6" && random.IntN(2) == 0 {
						continue
					}
					end := monthEnd(year, month)
					start := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
					if shifted {
						start = start.AddDate(0, 0, -17)
					}
					value, text, accumulation, measure := any(random.IntN(60)*month), any(nil), "cumulative", "level"
					var num, den any
					if nature == "ratio" || nature == "structure" || nature == "growth" {
						if num, den = 1+random.IntN(50)*month, 40+random.IntN(100); !plain && random.IntN(3) == 0 {
							den = nil
						}
					}
					if !plain {
						switch random.IntN(8) {
						case 0:
							value, text = nil, "Đạt"
						case 1:
							measure = "increase"
						case 2:
							accumulation, start = "in_period", time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
						case 3:
							value = nil
						}
					}
					for _, status := range []string{pick("actual", "estimate", "preliminary"), "official"}[:1+random.IntN(5)/4] {
						row++
						exec(`insert into actual values ($1, $2, $2, $3, $4, $5, $6, $7, 'unit', $8, null, 'exact', $10, $11, $9, null, $12, null, null, $13, null, null, 1, 1, '', $14, '9999-12-31')`,
							code, unit, start, end, accumulation, status, measure, value, text, num, den, pick("1", "1", "1", "1", "1", "1", "1", "1", "1", "2"),
							end.AddDate(0, 0, 1+random.IntN(40)), row)
					}
				}
			}
		}
	}
	exec("commit")
	settle(t, db)
}
