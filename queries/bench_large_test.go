package queries

import (
	"context"
	"database/sql"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// country is a ministry's data: 3,300 communes report 40 indicators every month
// of five years, 7.9 million rows; a fifth is replaced by official values a year
// later, 1.6 million rows. Half of the indicators accrue through the year, half
// are states. A million registrations and as many awards over two years.
const country = `
insert into source_file select i, 'sha' || i, 'data/' || i || '.csv', 'actuals', i from range(1, 80) t(i);
insert into plan values ('p1', '43/KH-UBND', 'Kế hoạch', 'UBND', '2022-01-05', 'Phong trào', 'Chủ đề', 'root',
	'2022-01-01', '2022-12-31', '2023-06-30', null, null, 1);
insert into phase values
	('p1', 1, 'Đợt 1', 'dot', null, '2022-01-01', '2022-06-30', '2022-07-10', '2022-07-01', '2022-07-31', true, null, null),
	('p1', 2, 'Đợt 2', 'dot', null, '2022-07-01', '2022-12-31', '2023-01-10', null, null, true, null, null);
insert into sector select 'p1', 's' || i, 'Lĩnh vực ' || i, i from range(1, 5) t(i);
insert into org_unit values ('root', 'Toàn quốc', 'Toàn quốc', 'central', 'ministry', null, false, 0, '2000-01-01', null, null, 1, '', 1);
insert into org_unit
	select 't' || i, 'Tỉnh ' || i, 'Tỉnh ' || i, 'province', 'province', 'root', false, i, '2000-01-01', null, null, 1, '', i from range(1, 34) t(i);
insert into org_unit
	select printf('%05d', i), 'Xã ' || i, 'Xã ' || i, 'commune', 'commune', 't' || (i % 33 + 1), true, i, '2000-01-01', null, null, 1, '', i from range(0, 3300) t(i);
insert into indicator
	select 'i' || i, 'Chỉ tiêu ' || i, 'CT ' || i, 'tấn', case when i % 2 = 0 then 'flow' else 'stock' end, case when i % 2 = 0 then 'accrues' else 'level' end,
		'up', 2, null, null, null, null, null, 'commune', '1', null, false, null, null from range(1, 41) t(i);
insert into target (plan_id, target_code, version, in_force_from, position, sector_code, indicator_code, label, unit, unit_code, owner,
		span, span_from, span_to, bound, measure, basis, lo, own_grant, counts_as, headline, restricted, print_ratio, quote, place)
	select 'p1', 't' || i, 1, '2022-01-01', i, 's' || (i % 4 + 1), 'i' || i, 'Chỉ tiêu ' || i, 'tấn', 'root', 'Kế hoạch',
		'year', '2022-01-01', '2022-12-31', 'at_least', 'level', 'unit', 1000000, false, 't' || i, false, false, false, '', '' from range(1, 41) t(i);
insert into actual
	select 'i' || i, u.unit_code, u.unit_code, make_date(y, 1, 1), last_day(make_date(y, m, 1)), 'cumulative', 'preliminary', 'level', 'unit',
		m * 100 + (hash(i, u.position, y, m) % 1000) / 100, null, 'exact', null, null, null, null, '1', null, null,
		last_day(make_date(y, m, 1)) + 5 + (u.position % 12)::integer, null, null, y * 12 + m - 24215, 1 + (y * 12 + m) % 60, '', (i * 3300 + u.position)::integer, '9999-12-31'
	from range(2018, 2023) b(y), range(1, 13) c(m), range(1, 41) a(i), org_unit u
	where u.level = 'commune'
	order by y, m, i, u.unit_code;
insert into actual
	select * replace ('official' as status, value + 1 as value, reported_on + 300 as reported_on, load_no + 12 as load_no, row_no + 200000 as row_no)
	from actual where hash(row_no, period_end) % 5 = 0 order by period_end, indicator_code, unit_code;
insert into registration
	select printf('%05d', i % 3300), 2021 + i // 500000, null, 'h' || (i % 5), 'individual', null, 'Người ' || i, 1, null, null,
		make_date(2021 + (i // 500000)::integer, 2, 15), null, 1, 3, '', i
	from range(1000000) t(i);
insert into award
	select printf('%05d', i % 3300), 2021 + i // 500000, null, 'h' || (i % 5), 'individual', null, 'Người ' || (i + 300), 1, 'g' || (i % 4), i % 3 = 0, null,
		'district', case when i % 7 = 0 then 'submitted' else 'granted' end, '5/QĐ', make_date(2021 + (i // 500000)::integer, 12, 1),
		make_date(2021 + (i // 500000)::integer, 12, 5), null, 1, 4, '', i
	from range(1000000) t(i);
checkpoint;
`

// largeBenchmarks tell in which class a query of the country is: what has a
// bound in time, and what is only told.
var largeBenchmarks = []benchmark{
	{"verdict_counts", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-31", "review": "final"}},
	{"target_results", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-31", "review": "final"}},
	{"units_on_indicator", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-31"}},
	{"units_on_indicator", map[string]string{"plan_id": "p1", "indicator_code": "i2", "data_to": "2022-12-31", "known_at": "2023-01-31"}},
	{"registration_awards", inYear},
	{"registration_awards_by_unit", inYear},
	{"coverage", map[string]string{"plan_id": "p1", "data_from": "2022-01-01", "data_to": "2022-12-31", "known_at": "2023-01-31"}},
	{"trend", map[string]string{"plan_id": "p1", "indicator_code": "i2", "known_at": "2023-01-31"}},
	{"value_history", map[string]string{"indicator_code": "i2", "unit_code": "00017"}},
	{"outlier_values", map[string]string{"plan_id": "p1", "data_to": "2022-12-31", "known_at": "2023-01-31"}},
	{"target_results", map[string]string{"plan_id": "p1", "data_to": "2022-06-30", "known_at": "2022-07-31", "review": "interim"}},
}

// everyLarge adds every other query of the catalogue, with the parameters of the
// small benchmarks; a unit is one of the country's communes.
func everyLarge() []benchmark {
	all := slices.Clone(largeBenchmarks)
	for _, c := range benchmarks {
		if slices.ContainsFunc(largeBenchmarks, func(l benchmark) bool { return l.query == c.query }) {
			continue
		}
		params := maps.Clone(c.params)
		if params["unit_code"] == "c1" {
			params["unit_code"] = "00017"
		}
		if _, ok := params["indicator_code"]; ok {
			params["indicator_code"] = "i2"
		}
		all = append(all, benchmark{c.query, params})
	}
	return all
}

// BenchmarkCountry runs them within 2 GB and on two threads, in a database on
// disk, and tells time, processor time and the most memory of the database.
func BenchmarkCountry(b *testing.B) {
	if os.Getenv("TDKT_LONG") == "" {
		b.Skip("set TDKT_LONG=1; it makes 9.5 million rows")
	}
	path := os.Getenv("TDKT_COUNTRY") // a file that is kept for the next run
	if path == "" {
		path = filepath.Join(b.TempDir(), "country.duckdb")
	}
	_, err := os.Stat(path)
	db := openFile(b, path)
	if err != nil {
		makeTables(b, db)
		begun := time.Now()
		if _, err := db.Exec(country); err != nil {
			b.Fatal(err)
		}
		settle(b, db)
		if _, err := db.Exec("checkpoint"); err != nil {
			b.Fatal(err)
		}
		b.Logf("made in %v", time.Since(begun).Round(time.Second))
	}
	for i, c := range everyLarge() {
		b.Run(strconv.Itoa(i+1)+"-"+c.query, func(b *testing.B) {
			rows, before := 0, processorTime()
			for b.Loop() {
				table, err := Run(context.Background(), db, c.query, c.params)
				if err != nil {
					b.Fatal(err)
				}
				rows = len(table.Rows)
			}
			b.ReportMetric((processorTime()-before).Seconds()/float64(b.N), "cpu-s/op")
			b.ReportMetric(float64(rows), "rows")
			b.ReportMetric(float64(peak()), "peak-MB")
		})
	}
}

func openFile(b testing.TB, path string) *sql.DB {
	b.Helper()
	db, err := sql.Open("duckdb", path+"?threads=2&memory_limit=2GB&temp_directory="+filepath.Join(b.TempDir(), "spill"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peak is the most memory that the process held since it was last asked, in MB;
// 0 where the system does not tell.
func peak() int {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
	fields := strings.Fields(string(text))
	n, _ := strconv.Atoi(fields[slices.Index(fields, "VmHWM:")+1])
	return n / 1000
}
