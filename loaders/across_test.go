package loaders

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const smallPlan = `plan: %ID
document: {issuer: Ủy ban nhân dân huyện Mẫu, title: Kế hoạch}
unit: "100"
period: {from: 2022-01-01, to: 2022-12-31}
sectors: [{code: kinh_te, name: Kinh tế}]
indicators:
  - {code: trong_rung, name: Trồng rừng, unit: %UNIT, nature: flow, course: accrues, direction: up, decimals: 1, collected_at: commune,
     targets: [{sector: kinh_te, bound: at_least, value: 350, quote: "350 ha", place: p}]}
`

func small(id, unit string) string {
	return strings.NewReplacer("%ID", id, "%UNIT", unit).Replace(smallPlan)
}

// What two files of one load, or a file and the warehouse, say about the same.
func TestAcrossFiles(t *testing.T) {
	row := func(value string) string {
		return actualsHead + "trong_rung;101;2022-01-01;2022-06-30;không;thực hiện;" + value + ";2022-07-05;\n"
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"equal rows are taken once": {map[string]string{"data/x.csv": row("5"), "data/y.csv": row("5,0")}, `
data/x.csv actuals loaded: 1 rows, 1 new, 0 corrections, 0 identical, 0 replaced
data/y.csv actuals nothing new: 1 rows, 0 new, 0 corrections, 1 identical, 0 replaced`},
		"two values of one day": {map[string]string{"data/x.csv": row("5"), "data/y.csv": row("6")}, `
data/x.csv actuals held back: 1 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/y.csv actuals refused: 1 rows, 0 new, 0 corrections, 0 identical, 0 replaced
error: data/y.csv:2: row 2 of data/x.csv says something else about the same thing on the same day
hint: keep the right one; a later correction has a later day of report`},
		"a month inside another file's half-year": {map[string]string{"data/x.csv": row("5"), "data/y.csv": strings.Replace(row("1"), "2022-06-30", "2022-01-31", 1)}, `
data/x.csv actuals held back: 1 rows, 0 new, 0 corrections, 0 identical, 0 replaced
data/y.csv actuals refused: 1 rows, 0 new, 0 corrections, 0 identical, 0 replaced
error: data/y.csv:2: trùng kỳ: trong_rung of 101 in 01/01/2022 - 31/01/2022 overlaps 01/01/2022 - 30/06/2022 in row 2 of data/x.csv
hint: in-period values of one unit must not overlap; write có under Lũy kế if this value counts from the start of its period`},
		"one plan in two files": {map[string]string{"plans/x.yaml": small("p", "ha"), "plans/y.yaml": "#\n" + small("p", "ha")}, `
plans/x.yaml plan held back: 4 rows, 0 new, 0 corrections, 0 identical, 0 replaced
plans/y.yaml plan refused: 4 rows, 0 new, 0 corrections, 0 identical, 0 replaced
error: plans/y.yaml: the plan "p" stands in plans/x.yaml too
hint: keep one of the two files; a changed plan keeps its file name`},
		"an indicator with two meanings": {map[string]string{"plans/x.yaml": small("p", "ha"), "plans/y.yaml": small("q", "tấn")}, `
plans/x.yaml plan held back: 4 rows, 0 new, 0 corrections, 0 identical, 0 replaced
plans/y.yaml plan refused: 4 rows, 0 new, 0 corrections, 0 identical, 0 replaced
error: plans/y.yaml: the indicator "trong_rung" is defined in another way than by another plan of this load
hint: a code means the same in every plan: make both definitions equal, or give one another code`},
		"units that no list has": {map[string]string{"plans/x.yaml": strings.NewReplacer("unit: \"100\"", "unit: \"00009\"",
			"targets: [{", "targets: [{for_unit: \"00008\", ").Replace(small("p", "ha")) +
			"text_targets:\n  - {code: viec, label: Việc, sector: kinh_te, for_unit: \"00008\", quote: q, place: p}\n" +
			"clusters: [{code: k, name: K, year: 2022, members: [\"00007\"]}]\n"}, `
plans/x.yaml plan refused: 7 rows, 0 new, 0 corrections, 0 identical, 0 replaced
error: plans/x.yaml:3:1: the plan binds the unit "00009", which is in no list of units
hint: load the list of units with it, or mend the code
error: plans/x.yaml:8:17: the target trong_rung binds the unit "00008", which is in no list of units
hint: load the list of units with it, or mend the code
error: plans/x.yaml:10:48: the target viec binds the unit "00008", which is in no list of units
hint: load the list of units with it, or mend the code
error: plans/x.yaml:11:53: the cluster k has the member "00007", which is in no list of units
hint: load the list of units with it, or mend the code`},
	} {
		t.Run(name, func(t *testing.T) {
			j := site(t)
			// The half-year of 101 is free for these cases.
			path := filepath.Join(j.root, "data/ket-qua.csv")
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, j, "data/ket-qua.csv", strings.Replace(string(text), "trong_rung;101;;2022-01-01;2022-06-30", "trong_rung;101;;2021-01-01;2021-06-30", 1))
			mustLoad(t, j)
			var paths []string
			for file, text := range c.files {
				paths = append(paths, write(t, j, file, text))
			}
			report, _ := j.load(context.Background(), paths, "", later)
			equal(t, summary(report), c.want)
		})
	}
}
