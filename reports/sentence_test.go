package reports

import (
	"testing"
	"time"

	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

func some(text string) quantity.NullDecimal { return quantity.Some(quantity.Must(text)) }

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// target is an accruing target of 159,9 tỷ đồng; cases change what they are about.
func target(change func(*queries.TargetResult)) queries.TargetResult {
	t := queries.TargetResult{
		TargetCode: "thu", CountsAs: "thu", Label: "Thu ngân sách", Unit: "tỷ đồng", Owner: "Kế hoạch",
		SpanFrom: date(2022, 1, 1), SpanTo: date(2022, 12, 31), IndicatorCode: "thu",
		Bound: "at_least", Measure: "level", Basis: "unit", Nature: "flow", Course: "accrues", Direction: "up",
		LimitValue: some("159.9"), Decimals: 2,
	}
	change(&t)
	return t
}

// The sentences of the shapes of targets, as an official would read them.
func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name  string
		final bool
		t     queries.TargetResult
		want  string
	}{
		{"a flow on the way", false, target(func(t *queries.TargetResult) {
			t.Value, t.ValueStatus, t.Fulfilment, t.Growth = some("96.5"), "estimate", some("60.35"), some("17.11")
			t.Verdict, t.Pace = "not_due", "on_pace"
		}), "Thu ngân sách ước đạt 96,5 tỷ đồng, hoàn thành 60,35% kế hoạch năm và tăng 17,11% so với cùng kỳ năm trước; đúng tiến độ."},
		{"a flow behind names its yardstick", false, target(func(t *queries.TargetResult) {
			t.Value, t.Fulfilment, t.Growth = some("60"), some("37.52"), some("-3.1")
			t.Verdict, t.Pace, t.PaceExpected = "not_due", "behind", some("49.59")
		}), "Thu ngân sách đạt 60 tỷ đồng, hoàn thành 37,52% kế hoạch năm, giảm 3,10% so với cùng kỳ năm trước; chậm tiến độ (mức tham chiếu 49,59%)."},
		{"a flow at the year's end", true, target(func(t *queries.TargetResult) {
			t.Value, t.Fulfilment, t.Growth, t.Verdict = some("171.2"), some("107.07"), some("0"), "exceeded"
		}), "Thu ngân sách đạt 171,2 tỷ đồng, bằng 107,07% kế hoạch năm, bằng năm trước; vượt kế hoạch."},
		{"an estimate says so in its verdict", true, target(func(t *queries.TargetResult) {
			t.Value, t.ValueStatus, t.Fulfilment, t.Verdict, t.VerdictEstimated = some("150"), "estimate", some("93.81"), "not_met", true
		}), "Thu ngân sách ước đạt 150 tỷ đồng, bằng 93,81% kế hoạch năm; ước không đạt kế hoạch."},
		{"another owner's plan is named", true, target(func(t *queries.TargetResult) {
			t.Owner, t.Value, t.Fulfilment, t.Verdict = "tỉnh giao", some("171.2"), some("107.07"), "exceeded"
		}), "Thu ngân sách đạt 171,2 tỷ đồng, bằng 107,07% kế hoạch tỉnh giao; vượt kế hoạch."},
		{"a share that shall fall has points, not percent", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Course, t.Direction, t.Bound = "Tỷ lệ hộ nghèo", "%", "ratio", "level", "down", "less_than"
			t.LimitValue, t.Value, t.GrowthDifference, t.Verdict = some("27"), some("26.97"), some("-1.5"), "met"
		}), "Tỷ lệ hộ nghèo còn 26,97%, giảm 1,5 điểm phần trăm so với năm trước (kế hoạch năm: dưới 27%); đạt kế hoạch."},
		{"a missed rate names its gap", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Course, t.Direction, t.Bound = "Tỷ lệ hộ cận nghèo", "%", "ratio", "level", "down", "at_most"
			t.LimitValue, t.Value, t.Difference, t.Verdict = some("1.35"), some("1.42"), some("0.07"), "not_met"
		}), "Tỷ lệ hộ cận nghèo còn 1,42% (kế hoạch năm: 1,35%); không đạt kế hoạch, cao hơn kế hoạch 0,07 điểm phần trăm."},
		{"a range", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Course, t.Bound = "Tỷ lệ thu gom rác", "%", "ratio", "level", "range"
			t.LimitValue, t.LimitHi, t.Value, t.Verdict = some("83"), some("86"), some("84.61"), "met"
		}), "Tỷ lệ thu gom rác đạt 84,61% (kế hoạch năm: 83-86%); đạt kế hoạch."},
		{"a fall in points from its base", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Course, t.Direction = "Tỷ lệ hộ nghèo", "%", "ratio", "level", "down"
			t.Measure, t.Basis, t.LimitValue, t.BaseYear, t.BaseValue = "decrease", "point", some("2"), 2021, some("17.91")
			t.Value, t.Change, t.Difference, t.Verdict = some("15.92"), some("1.99"), some("-0.01"), "not_met"
		}), "Tỷ lệ hộ nghèo giảm 1,99 điểm phần trăm (từ 17,91% năm 2021 xuống 15,92%); kế hoạch giảm 2 điểm phần trăm; không đạt kế hoạch, mức giảm thấp hơn kế hoạch 0,01 điểm phần trăm."},
		{"a rank in its field, better when lower", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Course, t.Direction, t.Bound = "Thứ hạng PCI", "hạng", "rank", "once", "down", "rank"
			t.LimitValue, t.BaseYear = quantity.NullDecimal{}, 2021
			t.Value, t.Denominator, t.GrowthDifference, t.Verdict = some("20"), some("63"), some("-5"), "met"
		}), "Thứ hạng PCI: hạng 20/63, tăng 5 bậc so với năm trước (kế hoạch năm: cao hơn năm 2021); đạt kế hoạch."},
		{"a level to be kept", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Course, t.Bound = "Tỷ lệ dùng nước sạch", "%", "ratio", "level", "maintain"
			t.LimitValue, t.Value, t.Verdict = some("95"), some("95.2"), "met"
		}), "Tỷ lệ dùng nước sạch đạt 95,2% (kế hoạch năm: duy trì 95%); đạt kế hoạch."},
		{"what every unit has to reach", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Bound = "Đường hoa", "km", "each_of"
			t.LimitValue, t.Value, t.Verdict, t.VerdictReason = some("10"), some("51"), "not_met", "đơn vị thấp nhất 9"
		}), "Đường hoa đạt 51 km (kế hoạch năm: mỗi đơn vị 10 km); không đạt kế hoạch."},
		{"a count that was nil and is nil", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Direction, t.Bound = "Số vụ cháy", "vụ", "count", "down", "more_than"
			t.Measure, t.Basis, t.LimitValue, t.BaseYear, t.BaseValue = "decrease", "percent", some("0"), 2021, some("0")
			t.Value, t.Verdict, t.VerdictReason = some("0"), "met", "không phát sinh cả hai năm"
		}), "Số vụ cháy: không phát sinh; kế hoạch giảm; đạt kế hoạch."},
		{"a fall in percent of a count", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Direction = "Số vụ phạm pháp", "vụ", "count", "down"
			t.Measure, t.Basis, t.LimitValue, t.BaseYear, t.BaseValue = "decrease", "percent", some("5"), 2021, some("100")
			t.Value, t.Change, t.Difference, t.Verdict = some("95"), some("5"), some("0"), "met"
		}), "Số vụ phạm pháp giảm 5% (từ 100 vụ năm 2021 xuống 95 vụ); kế hoạch giảm 5%; đạt kế hoạch."},
		{"a mean of the years says so", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Course, t.Direction, t.Span = "Tỷ lệ hộ nghèo", "%", "ratio", "level", "down", "yearly_average"
			t.Measure, t.Basis, t.LimitValue, t.BaseYear, t.BaseValue = "decrease", "point", some("1"), 2019, some("10")
			t.Value, t.Change, t.Difference, t.Verdict = some("4"), some("1"), some("0"), "met"
		}), "Tỷ lệ hộ nghèo bình quân mỗi năm giảm 1 điểm phần trăm (từ 10% năm 2019 xuống 4%); kế hoạch giảm 1 điểm phần trăm; đạt kế hoạch."},
		{"an increase counted in communes", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Course = "Số xã đạt chuẩn nông thôn mới", "xã", "count", "level"
			t.Measure, t.LimitValue, t.BaseYear, t.BaseValue = "increase", some("2"), 2021, some("4")
			t.Value, t.Change, t.Fulfilment, t.Verdict = some("6"), some("2"), some("100"), "met"
			t.ItemsDone = []string{"Ngọc Phái", "Quảng Bạch"}
		}), "Số xã đạt chuẩn nông thôn mới tăng thêm 02 xã (từ 4 xã năm 2021 lên 6 xã), gồm Ngọc Phái, Quảng Bạch; kế hoạch tăng 02 xã, đạt 100,00% kế hoạch; đạt kế hoạch."},
		{"criteria of a set", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Course, t.Bound, t.SetSize = "Số tiêu chí nông thôn mới", "tiêu chí", "count", "level", "x_of_y", 19
			t.LimitValue, t.Value, t.Verdict = some("13"), some("12"), "not_met"
			t.FulfilmentReason = "12/19, còn thiếu 1 so với chỉ tiêu"
		}), "Số tiêu chí nông thôn mới đạt 12/19 tiêu chí (kế hoạch năm: 13/19 tiêu chí); không đạt kế hoạch."},
		{"what is to be kept up", true, target(func(t *queries.TargetResult) {
			t.Label, t.Bound, t.LimitValue = "Cơ sở đạt chuẩn", "maintain", quantity.NullDecimal{}
			t.ItemsDone, t.ItemsMissing, t.Verdict = []string{"Trạm y tế"}, []string{"Trường Mẫu giáo"}, "not_met"
		}), "Cơ sở đạt chuẩn: duy trì được 1/2 nội dung (Trạm y tế); chưa duy trì được Trường Mẫu giáo; không đạt kế hoạch."},
		{"nothing is no zero", false, target(func(t *queries.TargetResult) { t.Verdict = "not_due" }),
			"Thu ngân sách: chưa có số liệu; kế hoạch 159,9 tỷ đồng."},
		{"not yet measured", false, target(func(t *queries.TargetResult) { t.Verdict, t.Course, t.DueOn = "not_due", "once", date(2023, 4, 30) }),
			"Thu ngân sách: chưa đến kỳ đánh giá (dự kiến 30/4/2023); kế hoạch 159,9 tỷ đồng."},
		{"a reported zero", false, target(func(t *queries.TargetResult) {
			t.Value, t.Fulfilment, t.Verdict = some("0"), some("0"), "not_due"
		}), "Thu ngân sách: chưa phát sinh kết quả (kế hoạch năm: 159,9 tỷ đồng)."},
		{"what may not be told", true, target(func(t *queries.TargetResult) {
			t.Restricted, t.Value, t.Verdict = true, some("8"), "met"
		}), "Thu ngân sách: đạt kế hoạch."},
		{"a word of precision stays", true, target(func(t *queries.TargetResult) {
			t.Value, t.ValuePrecision, t.Verdict, t.VerdictReason = some("160"), "about", "to_verify", "cần số chính xác"
		}), "Thu ngân sách đạt khoảng 160 tỷ đồng (kế hoạch năm: 159,9 tỷ đồng); cần xác minh (cần số chính xác)."},
		{"a unit that the label has said", true, target(func(t *queries.TargetResult) {
			t.Label, t.Unit, t.Nature, t.Course = "Số bác sĩ/1 vạn dân", "bác sĩ/1 vạn dân", "ratio", "level"
			t.LimitValue, t.Value, t.Fulfilment, t.Verdict = some("7"), some("6.8"), some("97.14"), "not_met"
		}), "Số bác sĩ/1 vạn dân đạt 6,8 bác sĩ, bằng 97,14% kế hoạch năm; không đạt kế hoạch."},
	} {
		r := &review{Request: Request{Final: c.final}}
		got := nbsp.Replace(document.Join(r.sentence(c.t).spans))
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Members and parts are said in their whole's sentence.
func TestSentencesOfWholes(t *testing.T) {
	whole := target(func(t *queries.TargetResult) {
		t.TargetCode, t.Label, t.Bound, t.LimitValue, t.Verdict = "tngt", "Tai nạn giao thông giảm cả 3 tiêu chí", "all_of", quantity.NullDecimal{}, "not_met"
	})
	member := func(code, label, value, change, verdict string) queries.TargetResult {
		return target(func(t *queries.TargetResult) {
			t.TargetCode, t.Label, t.Unit, t.PartOf, t.PartKind, t.Measure = code, label, "vụ", "tngt", "member", "decrease"
			t.Value, t.Change, t.Verdict = some(value), some(change), verdict
		})
	}
	r := &review{Request: Request{Final: true}, targets: []queries.TargetResult{whole, member("a", "Số vụ", "14", "2", "met"), member("b", "Số người bị thương", "15", "-1", "not_met")}}
	want := "Tai nạn giao thông giảm cả 3 tiêu chí: số vụ 14 (giảm 2), đạt; số người bị thương 15 vụ (tăng 1 vụ), không đạt; không đạt kế hoạch."
	if got := nbsp.Replace(document.Join(r.sentence(whole).spans)); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}

	// While no part has a result, the whole has none: nothing is missing yet. Once
	// one has, the others are said to be due later.
	index := func(code, label, value string, due time.Time) queries.TargetResult {
		return target(func(t *queries.TargetResult) {
			t.TargetCode, t.Label, t.Unit, t.PartOf, t.PartKind, t.Course, t.DueOn, t.Verdict = code, label, "điểm", "tngt", "member", "once", due, "not_due"
			if value != "" {
				t.Value, t.Verdict = some(value), "met"
			}
		})
	}
	whole.Label, whole.Verdict = "Chỉ số cải cách hành chính", "not_due"
	r.targets = []queries.TargetResult{whole, index("a", "Xếp loại", "", date(2023, 4, 25)), index("b", "Điểm số", "", date(2023, 4, 30))}
	want = "Chỉ số cải cách hành chính: chưa đến kỳ đánh giá (dự kiến 30/4/2023)."
	if got := nbsp.Replace(document.Join(r.sentence(whole).spans)); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	r.targets[1] = index("a", "Xếp loại", "80", date(2023, 4, 25))
	want = "Chỉ số cải cách hành chính: xếp loại 80 điểm, đạt; điểm số chưa đến kỳ đánh giá; chưa đến kỳ đánh giá."
	if got := nbsp.Replace(document.Join(r.sentence(whole).spans)); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}

	herd := target(func(t *queries.TargetResult) {
		t.TargetCode, t.Label, t.Unit, t.Nature, t.Course = "dan", "Tổng đàn gia súc", "con", "stock", "level"
		t.LimitValue, t.Value, t.Fulfilment, t.Verdict = some("3027"), some("3041"), some("100.46"), "exceeded"
	})
	part := target(func(t *queries.TargetResult) {
		t.TargetCode, t.Label, t.Unit, t.PartOf, t.PartKind, t.Value = "heo", "Đàn heo", "con", "dan", "of_which", some("742")
	})
	r.targets = []queries.TargetResult{herd, part}
	want = "Tổng đàn gia súc đạt 3.041 con, bằng 100,46% kế hoạch năm; vượt kế hoạch; trong đó đàn heo 742 con."
	if got := nbsp.Replace(document.Join(r.withParts(herd).spans)); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
