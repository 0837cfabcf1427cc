package reports

import (
	"fmt"
	"strings"
	"testing"

	"tdkt/queries"
	"tdkt/reports/document"
)

// codeOf finds a code with which turn gives a way.
func codeOf(n, way uint32) string {
	for i := 0; ; i++ {
		if code := fmt.Sprintf("ct_%d", i); turn(queries.TargetResult{TargetCode: code}, n) == way {
			return code
		}
	}
}

// Every way of a sentence says the same figures under the same keys.
func TestWaysOfASentence(t *testing.T) {
	money := func(t *queries.TargetResult) {
		t.Value, t.Fulfilment, t.Growth, t.Verdict = some("171.2"), some("107.07"), some("5"), "to_verify"
	}
	rate := func(t *queries.TargetResult) {
		t.Label, t.Unit, t.Nature, t.Course, t.Direction, t.Bound = "Tỷ lệ hộ nghèo", "%", "ratio", "level", "down", "at_most"
		t.LimitValue, t.Value, t.GrowthDifference, t.Verdict = some("1.7"), some("1.65"), some("-0.3"), "to_verify"
	}
	for _, c := range []struct {
		ways uint32
		of   func(*queries.TargetResult)
		want []string
	}{
		{shareWays, money, []string{
			"Thu ngân sách đạt 171,2 tỷ đồng, bằng 107,07% kế hoạch năm, tăng 5,00% so với năm trước; cần xác minh.",
			"Thu ngân sách đạt 171,2 tỷ đồng, hoàn thành 107,07% kế hoạch năm và tăng 5,00% so với năm trước; cần xác minh.",
			"Thu ngân sách đạt 171,2 tỷ đồng, tăng 5,00% so với năm trước, bằng 107,07% kế hoạch năm; cần xác minh."}},
		{planWays, rate, []string{
			"Tỷ lệ hộ nghèo còn 1,65% (kế hoạch năm: 1,7%), giảm 0,3 điểm phần trăm so với năm trước; cần xác minh.",
			"Tỷ lệ hộ nghèo còn 1,65%, giảm 0,3 điểm phần trăm so với năm trước (kế hoạch năm: 1,7%); cần xác minh.",
			"Tỷ lệ hộ nghèo còn 1,65%, kế hoạch năm là 1,7%, giảm 0,3 điểm phần trăm so với năm trước; cần xác minh."}},
	} {
		for way, want := range c.want {
			one := target(c.of)
			one.TargetCode = codeOf(c.ways, uint32(way))
			r := &review{Request: Request{Final: true}}
			if got := nbsp.Replace(document.Join(r.sentence(one).spans)); got != want {
				t.Errorf("way %d:\n got %s\nwant %s", way, got, want)
			}
		}
	}
}

// The codes of a plan come out in every way, and a code always in the same one.
func TestWaysAreSpread(t *testing.T) {
	seen := map[uint32]int{}
	for _, code := range strings.Fields("von_dau_tu thu_ngan_sach gia_tri_tren_ha ho_ngheo ho_can_ngheo bao_hiem_y_te bac_si giuong_benh xa_nong_thon_moi nuoc_sach_nong_thon nuoc_sach_thanh_thi thu_gom_rac") {
		way := turn(queries.TargetResult{TargetCode: code}, 3)
		if again := turn(queries.TargetResult{TargetCode: code}, 3); again != way {
			t.Errorf("%s: way %d, then %d", code, way, again)
		}
		seen[way]++
	}
	for way := range uint32(3) {
		if seen[way] < 2 || seen[way] > 7 {
			t.Errorf("%d of 12 targets in way %d", seen[way], way)
		}
	}
}

// Each failed target names its gap, in the words of its shape.
func TestWeaknesses(t *testing.T) {
	for _, c := range []struct {
		name  string
		final bool
		t     queries.TargetResult
		want  string
		task  string
	}{
		{"a flow that failed", true, target(func(t *queries.TargetResult) {
			t.TargetCode = codeOf(2, 0)
			t.Value, t.Fulfilment, t.Difference, t.Verdict = some("150"), some("93.81"), some("-9.9"), "not_met"
		}), "Thu ngân sách: không đạt kế hoạch; thực hiện 150 tỷ đồng so với kế hoạch năm 159,9 tỷ đồng, bằng 93,81%, còn thiếu 9,9 tỷ đồng.",
			"khắc phục phần còn thiếu 9,9 tỷ đồng của năm 2022"},
		{"a rate that should have fallen", true, target(func(t *queries.TargetResult) {
			t.TargetCode = codeOf(2, 1)
			t.Label, t.Unit, t.Nature, t.Course, t.Direction, t.Bound = "Tỷ lệ hộ cận nghèo", "%", "ratio", "level", "down", "at_most"
			t.LimitValue, t.Value, t.Difference, t.Verdict = some("1.35"), some("1.42"), some("0.07"), "not_met"
		}), "Tỷ lệ hộ cận nghèo: không đạt kế hoạch, còn 1,42% so với kế hoạch năm 1,35%, cao hơn 0,07 điểm phần trăm.",
			"tiếp tục giảm ít nhất 0,07 điểm phần trăm so với kết quả năm 2022"},
		{"a flow behind", false, target(func(t *queries.TargetResult) {
			t.TargetCode = codeOf(6, 1)
			t.Value, t.Fulfilment, t.Difference, t.Remaining, t.RemainingPerMonth, t.RemainingMonths = some("60"), some("37.52"), some("-99.9"), some("99.9"), some("16.65"), 6
			t.Verdict, t.Pace, t.PaceExpected = "not_due", "behind", some("49.59")
		}), "Thu ngân sách: chậm tiến độ, mới đạt 60 tỷ đồng so với kế hoạch năm 159,9 tỷ đồng, bằng 37,52% (mức tham chiếu 49,59%), còn thiếu 99,9 tỷ đồng.",
			"Thu ngân sách: phấn đấu thực hiện tiếp 99,9 tỷ đồng, bình quân mỗi tháng 16,65 tỷ đồng."},
		{"two left for six months: not one a month", false, target(func(t *queries.TargetResult) {
			t.TargetCode = codeOf(6, 1)
			t.Label, t.Unit, t.Nature = "Số xã đạt chuẩn", "xã", "count"
			t.LimitValue, t.Value, t.Fulfilment, t.Difference = some("4"), some("2"), some("50"), some("-2")
			t.Remaining, t.RemainingPerMonth, t.RemainingMonths = some("2"), some("1"), 6
			t.Verdict, t.Pace = "not_due", "behind"
		}), "Số xã đạt chuẩn: chậm tiến độ, mới đạt 02 xã so với kế hoạch năm 04 xã, bằng 50,00%, còn thiếu 02 xã.",
			"Số xã đạt chuẩn: phấn đấu thực hiện tiếp 02 xã."},
		{"a rate behind", false, target(func(t *queries.TargetResult) {
			t.TargetCode = codeOf(2, 0)
			t.Label, t.Unit, t.Nature, t.Course, t.Bound = "Tỷ lệ lao động qua đào tạo", "%", "ratio", "level", "at_least"
			t.LimitValue, t.Value, t.ValuePrecision, t.Difference = some("75"), some("73.4"), "above", some("-1.6")
			t.Verdict, t.Pace, t.Outlook, t.OutlookStated = "not_due", "behind", "at_risk", true
		}), "Tỷ lệ lao động qua đào tạo: chậm tiến độ; thực hiện trên 73,4% so với kế hoạch năm 75%, thấp hơn 1,6 điểm phần trăm; đơn vị đánh giá khó đạt.",
			"Tỷ lệ lao động qua đào tạo: nâng thêm 1,6 điểm phần trăm để đạt kế hoạch năm (75%)."},
	} {
		r := &review{Request: Request{Final: c.final, DataTo: date(2022, 12, 31)}}
		if got := nbsp.Replace(document.Join(r.weakness(c.t).spans)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
		if c.final {
			p := &prose{}
			if r.makeUp(p, c.t); nbsp.Replace(document.Join(p.spans)) != c.task {
				t.Errorf("%s:\n got %s\nwant %s", c.name, document.Join(p.spans), c.task)
			}
			continue
		}
		if p := r.task(c.t); c.task != "" && nbsp.Replace(document.Join(p.spans)) != c.task {
			t.Errorf("%s:\n got %s\nwant %s", c.name, document.Join(p.spans), c.task)
		}
	}
}
