package reports

import (
	"strings"
	"testing"

	"tdkt/queries"
	"tdkt/reports/document"
)

// From an interim review to the final one: a likely target was met, one at risk
// failed as foreseen, one without figures has some, one that was likely failed,
// and one that nobody could judge failed. The restricted one prints no value. Two
// targets that count as one are one row, reached when both are; what was at risk
// and cannot be judged now is a change although no value of it is printed.
func TestChangesSinceTheEarlierReport(t *testing.T) {
	r := &review{Request: Request{Final: true, DataTo: date(2022, 12, 31), Since: &Earlier{PhaseNo: 1, KnownAt: date(2022, 7, 12)}},
		phases: []queries.Phase{{PhaseNo: 1, Name: "Đợt 1", StartsOn: date(2022, 1, 1), EndsOn: date(2022, 6, 30)}}}
	if err := r.settle(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ code, standing, was, verdict, is string }{
		{"a", "likely", "80", "met", "160"}, {"b", "at_risk", "40", "not_met", "150"}, {"c", "missing", "", "to_verify", "159"},
		{"d", "likely", "79", "not_met", "158"}, {"e", "unassessed", "", "not_met", "7"}, {"f", "missing", "", "met", "8"},
	} {
		then := target(func(t *queries.TargetResult) {
			t.TargetCode, t.CountsAs, t.Label = c.code, c.code, "Chỉ tiêu "+c.code
		})
		now := then
		then.Standing, now.Verdict, now.Value = c.standing, c.verdict, some(c.is)
		if c.was != "" {
			then.Value = some(c.was)
		}
		now.Restricted = c.code == "f"
		r.before, r.targets = append(r.before, then), append(r.targets, now)
	}
	for _, c := range []struct{ code, standing, verdict, counts string }{
		{"g", "reached", "exceeded", "gh"}, {"h", "likely", "met", "gh"}, {"i", "at_risk", "to_verify", "i"}, {"k", "likely", "not_due", "kl"}, {"l", "likely", "to_verify", "kl"},
	} {
		then := target(func(t *queries.TargetResult) {
			t.TargetCode, t.CountsAs, t.Label, t.Bound, t.Standing = c.code, c.counts, "Chỉ tiêu "+c.code, "all_of", c.standing
		})
		now := then
		now.Verdict = c.verdict
		r.before, r.targets = append(r.before, then), append(r.targets, now)
	}
	got := document.Join(r.sinceSentence().spans)
	want := "So với báo cáo sơ kết đợt 1 năm 2022 (số liệu đến hết ngày 30/6/2022): thêm 03 chỉ tiêu đạt kế hoạch, " +
		"thêm 01 chỉ tiêu không đạt (chỉ tiêu e), 01 chỉ tiêu kém hơn (chỉ tiêu d), 02 chỉ tiêu chưa kết luận (chỉ tiêu i; chỉ tiêu k; chỉ tiêu l) (Phụ lục)."
	got = strings.Replace(strings.Replace(got, "(Phụ lục I)", "(Phụ lục)", 1), "(Phụ lục II)", "(Phụ lục)", 1)
	if got != want {
		t.Errorf("says %q\nwant %q", got, want)
	}
	var rows []string
	for _, row := range r.changesTable().Rows {
		var cells []string
		for _, c := range row.Cells[1:] {
			cells = append(cells, c.Plain())
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	if got, want := strings.Join(rows, "\n"), `Chỉ tiêu a (tỷ đồng)|80|Có khả năng đạt|160|Đạt|Mới đạt
Chỉ tiêu b (tỷ đồng)|40|Khó đạt|150|Không đạt|-
Chỉ tiêu c (tỷ đồng)|...|Chưa có số liệu|159|Cần xác minh|-
Chỉ tiêu d (tỷ đồng)|79|Có khả năng đạt|158|Không đạt|Kém hơn
Chỉ tiêu e (tỷ đồng)|...|Chưa đánh giá|7|Không đạt|Không đạt
Chỉ tiêu f (tỷ đồng)|×|Chưa có số liệu|×|Đạt|Mới đạt
Chỉ tiêu g; chỉ tiêu h|×|Có khả năng đạt|×|Đạt|Mới đạt
Chỉ tiêu i (tỷ đồng)|×|Khó đạt|×|Cần xác minh|Chưa kết luận
Chỉ tiêu k; chỉ tiêu l|×|Có khả năng đạt|×|Cần xác minh|Chưa kết luận
Mới đạt (chỉ tiêu)|||||3
Không đạt (chỉ tiêu)|||||1
Kém hơn (chỉ tiêu)|||||1
Chưa kết luận (chỉ tiêu)|||||2`; got != want {
		t.Errorf("the table reads\n%s\nwant\n%s", got, want)
	}
	r.Since = &Earlier{PhaseNo: 7}
	if err := r.settle(); err == nil || !strings.Contains(err.Error(), "no phase 7") {
		t.Errorf("error %v", err)
	}
}
