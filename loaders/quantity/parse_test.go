package quantity

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// show writes a value in one line: what a test compares. Parts that are not
// set are left out.
func show(v Value) string {
	if !v.OK {
		return "missing"
	}
	parts := []string{v.Number.String()}
	add := func(name, text string) {
		if text != "" {
			parts = append(parts, name+"="+text)
		}
	}
	add("high", v.High.String())
	add("of", v.Of.String())
	add("plan", v.Plan.String())
	add("unit", string(v.Unit))
	add("bound", string(v.Bound))
	if v.Precision != "exact" {
		parts = append(parts, "precision="+string(v.Precision))
	}
	if v.Measure != "level" {
		add("measure", string(v.Measure))
	}
	if v.Estimate {
		parts = append(parts, "estimate")
	}
	if v.Nil {
		parts = append(parts, "nil")
	}
	add("against", v.Against)
	add("names", strings.Join(v.Names, "+"))
	if v.Change != nil {
		parts = append(parts, "change{"+show(*v.Change)+"}")
	}
	add("settled", string(v.Settled))
	return strings.Join(parts, " ")
}

func TestParse(t *testing.T) {
	vi := Context{Format: FormatVi}
	for _, c := range []struct {
		text string
		ctx  Context
		want string
	}{
		// Plain numbers and grouping.
		{"9.007,4", Context{}, "9007.4"},
		{"9.007,4 tấn", Context{}, "9007.4 unit=tấn"},
		{"1.150.000 đ", Context{}, "1150000 unit=đồng"},
		{"13.503.000.000đ", Context{}, "13503000000 unit=đồng"},
		{"159,9 tỷ đồng", Context{}, "159.9 unit=tỷ đồng"},
		{"1,800.5", Context{}, "1800.5"},
		{"-2,3%", Context{}, "-2.3 unit=%"},
		{"−2,3 %", Context{}, "-2.3 unit=%"},
		{"+12%", Context{}, "12 unit=%"},
		{"02 xã", Context{}, "2 unit=xã"},
		{"  27 %. ", Context{}, "27 unit=%"},
		{"1,8‰", Context{}, "1.8 unit=‰"},
		{"12 lượt", Context{}, "12 unit=lượt"},
		{"0,3 điểm %", Context{}, "0.3 unit=điểm %"},
		{"0,3 điểm phần trăm", Context{}, "0.3 unit=điểm %"},
		{"58,5 tạ/ha", Context{}, "58.5 unit=tạ/ha"},
		{"60.5 Tạ / ha", Context{}, "60.5 unit=tạ/ha"},
		{"7 bác sĩ/1 vạn dân", Context{}, "7 unit=bác sĩ/1 vạn dân"},
		{"7 bác sỹ/10.000 dân", vi, "7 unit=bác sĩ/1 vạn dân"},
		{"500 kg/người/năm", Context{}, "500 unit=kg/người/năm"},
		{"20 tập thể, cá nhân", Context{}, "20 unit=tập thể, cá nhân"},
		{"5 chậu cây cảnh", Context{}, "5 unit=chậu cây cảnh"},

		// Money: jumping units, parts, bare scales.
		{"1.800 tỷ", vi, "1800 unit=tỷ đồng settled=format"},
		{"116.000 triệu đồng", vi, "116000 unit=triệu đồng settled=format"},
		{"16 tỷ 434 triệu đồng", Context{}, "16434 unit=triệu đồng"},
		{"1.150 tỷ 434 triệu", Context{}, "1150434 unit=triệu đồng"}, // a first part of 1,15 would be no part
		{"16 tỷ 434 triệu 500 nghìn đồng", Context{}, "16434500 unit=nghìn đồng"},
		{"3 tấn 2 tạ", Context{}, "32 unit=tạ"},
		{"2 ngàn tỷ", Context{}, "2 unit=nghìn tỷ đồng"},
		{"3 nghìn", Context{Unit: "con"}, "3 unit=nghìn con"},
		{"3,5 triệu lượt", Context{}, "3.5 unit=triệu lượt"},
		{"45 triệu", Context{Unit: "triệu đồng/ha"}, "45 unit=triệu đồng/ha"},
		{"45", Context{Unit: "triệu đồng/ha"}, "45 unit=triệu đồng/ha"},

		// Bounds and precision.
		{"< 21 %", Context{}, "21 unit=% bound=less_than precision="},
		{">32 triệu", Context{}, "32 unit=triệu đồng bound=more_than precision=above"},
		{">= 5 xã", Context{}, "5 unit=xã bound=at_least precision="},
		{"≤ 5 xã", Context{}, "5 unit=xã bound=at_most precision="},
		{"99% trở lên", Context{}, "99 unit=% bound=at_least precision="},
		{"từ 90% trở lên", Context{}, "90 unit=% bound=at_least precision="},
		{"5% trở xuống", Context{}, "5 unit=% bound=at_most precision="},
		{"ít nhất 3 mô hình", Context{}, "3 unit=mô hình bound=at_least precision="},
		{"không dưới 90%", Context{}, "90 unit=% bound=at_least precision="},
		{"không quá 5 vụ", Context{}, "5 unit=vụ bound=cap precision="},
		{"khống chế ở mức 1,2%", Context{}, "1.2 unit=% bound=cap precision="},
		{"còn dưới 27%", Context{}, "27 unit=% bound=less_than precision="},
		{"trên 48 tỷ", Context{}, "48 unit=tỷ đồng bound=more_than precision=above"},
		{"hơn 2.500 cá nhân", Context{}, "2500 unit=cá nhân bound=more_than precision=above settled=unit"},
		{"gần 1.150", vi, "1150 bound=about precision=below settled=format"},
		{"khoảng 4%", Context{}, "4 unit=% bound=about precision=about"},
		{"trên dưới 500 người", Context{}, "500 unit=người bound=about precision=about"},
		{"ước đạt 6.217 tỷ đồng", vi, "6217 unit=tỷ đồng estimate settled=format"},
		{"ước khoảng 40 ha", Context{}, "40 unit=ha bound=about precision=about estimate"},

		// Ranges.
		{"83-86%", Context{}, "83 high=86 unit=% bound=range precision=interval"},
		{"83% – 86%", Context{}, "83 high=86 unit=% bound=range precision=interval"},
		{"6,6-6,8", Context{}, "6.6 high=6.8 bound=range precision=interval"},
		{"từ 800 đến 900", Context{}, "800 high=900 bound=range precision=interval"},
		{"từ 90-100 tập thể", Context{}, "90 high=100 unit=tập thể bound=range precision=interval"},
		{"800 tới 900 cá nhân", Context{}, "800 high=900 unit=cá nhân bound=range precision=interval"},

		// Changes. "giảm còn" names the level, "giảm" the change.
		{"giảm 2,0%", Context{}, "2 unit=% measure=decrease"},
		{"giảm 2,3", Context{Unit: "%"}, "2.3 unit=% measure=decrease"},
		{"tăng thêm 02 xã", Context{}, "2 unit=xã measure=increase"},
		{"tăng thêm 02 xã ( Ngọc Phái, Quảng Bạch)", Context{}, "2 unit=xã measure=increase names=Ngọc Phái+Quảng Bạch"},
		{"tăng 0,6 lần", Context{}, "0.6 unit=lần measure=increase"},
		{"tăng trên 12% so với cùng kỳ", Context{}, "12 unit=% bound=more_than precision=above measure=increase against=cùng kỳ"},
		{"giảm 5-6%", Context{}, "5 high=6 unit=% bound=range precision=interval measure=decrease"},
		{"giảm cả 3 tiêu chí", Context{}, "3 unit=tiêu chí bound=all_of measure=decrease"},
		{"giảm xuống còn 23 hộ", Context{}, "23 unit=hộ"},
		{"1,35% (giảm 0,1% so với năm 2021)", Context{}, "1.35 unit=% change{0.1 unit=% measure=decrease against=năm 2021}"},

		// Sets, and value with plan.
		{"13/19 tiêu chí", Context{}, "13 of=19 unit=tiêu chí bound=x_of_y"},
		{"13/19", Context{Unit: "tiêu chí"}, "13 of=19 unit=tiêu chí bound=x_of_y"},
		{"48/45 ha", Context{}, "48 plan=45 unit=ha"},
		{"115/116 ha", Context{}, "115 plan=116 unit=ha"},
		{"480/662 hộ", Context{Fraction: FractionSet}, "480 of=662 unit=hộ bound=x_of_y settled=fraction"},
		{"12/10 xã", Context{Fraction: FractionPlan}, "12 plan=10 unit=xã settled=fraction"},

		// Nothing, and nothing known.
		{"", Context{}, "missing"},
		{" \u00a0\t", Context{}, "missing"},
		{"...", Context{}, "missing"},
		{"Chưa có số liệu", Context{}, "missing"},
		{"0", Context{}, "0 nil"},
		{"00 vụ", Context{}, "0 unit=vụ nil"},
		{"không", Context{Unit: "vụ"}, "0 unit=vụ nil"},
		{"Không phát sinh.", Context{}, "0 nil"},
		{"không còn hộ nghèo", Context{}, "0 unit=hộ nghèo bound=none nil"},
		{"không để xảy ra", Context{}, "0 bound=none nil"},
	} {
		v, err := Parse(c.text, c.ctx)
		got := show(v)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("Parse(%q, %+v)\n got %s\nwant %s", c.text, c.ctx, got, c.want)
		}
		if v, err := Parse(norm.NFD.String(c.text), c.ctx); err != nil || show(v) != c.want {
			t.Errorf("%q in decomposed form: %s, %v", c.text, show(v), err)
		}
		if v, err := Parse(strings.ToUpper(c.text), c.ctx); err != nil || !v.Number.Equal(must(t, c.text, c.ctx).Number) {
			t.Errorf("%q in capitals: %s, %v", c.text, show(v), err)
		}
	}
}

func must(t *testing.T, text string, ctx Context) Value {
	t.Helper()
	v, err := Parse(text, ctx)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v
}

func TestAmbiguousTextsAreRefusedWithBothReadings(t *testing.T) {
	for _, c := range []struct {
		text   string
		column int
		vi     string
	}{
		{"1.150", 1, "1150|1,15"},
		{"1.150 tỷ", 1, "1150|1,15"},
		{"3,098 tấn", 1, "3,098|3098"},
		{"giảm 1,500%", 6, "1,5|1500"},
		{"từ 5 đến 1.200 tấn", 10, "1200|1,2"},
		{"13/19", 3, "13 trong tổng số 19|thực hiện 13, kế hoạch 19"},
		{"480/662 hộ", 4, "480 trong tổng số 662|thực hiện 480, kế hoạch 662"},
		{"480 hộ/662 hộ", 7, "480 trong tổng số 662|thực hiện 480, kế hoạch 662"},
		{"-", 1, "không phát sinh (số 0)|chưa có số liệu"},
		{"tăng lên 500 tấn", 1, "mức đạt được|mức tăng, giảm thêm"},
		{"giảm từ 5 đến 6%", 11, "mức thay đổi nằm giữa hai số|thay đổi từ mức này sang mức kia"},
		{"9,5% (giảm 1,500%)", 12, "1,5|1500"},
	} {
		v, err := Parse(c.text, Context{})
		var amb *AmbiguousError
		if !errors.As(err, &amb) {
			t.Errorf("%q: %s, %v; want two readings", c.text, show(v), err)
			continue
		}
		var vi []string
		for _, r := range amb.Readings {
			vi = append(vi, r.Vi)
			if r.En == "" || !strings.Contains(err.Error(), r.En) || !strings.Contains(Vietnamese(err), r.Vi) {
				t.Errorf("%q: reading %+v is not shown", c.text, r)
			}
		}
		if got := strings.Join(vi, "|"); got != c.vi || amb.Column != c.column || v.OK {
			t.Errorf("%q: %s at %d, want %s at %d", c.text, got, amb.Column, c.vi, c.column)
		}
	}
}

func TestSettling(t *testing.T) {
	no, two := 0, 2
	for _, c := range []struct {
		text string
		ctx  Context
		want string // "" = refused
	}{
		// The declared format goes first, whatever last year says.
		{"1.150 tỷ", Context{Format: FormatVi, Unit: "tỷ đồng", LastYear: Some(Must("1.2"))}, "1150 unit=tỷ đồng settled=format"},
		{"1.150 tỷ", Context{Format: FormatEn}, "1.15 unit=tỷ đồng settled=format"},
		// A cell that holds a number has no text to misread.
		{"1.15", Context{Cell: true, Unit: "tỷ đồng"}, "1.15 unit=tỷ đồng"},
		{"1.125", Context{Cell: true}, "1.125 settled=cell"},
		{"0.773", Context{Cell: true, PercentCell: true, Unit: "%"}, "77.3 unit=%"},
		{"0.28000000000000003", Context{Cell: true}, "0.28"},
		{"1.35E+10", Context{Cell: true}, "13500000000"},
		// Whole things.
		{"1.150 con", Context{}, "1150 unit=con settled=unit"},
		{"1.150", Context{Unit: "hộ"}, "1150 unit=hộ settled=unit"},
		{"1.150", Context{Unit: "triệu đồng", Decimals: &no}, "1150 unit=triệu đồng settled=unit"},
		{"1,150", Context{Unit: "hộ"}, "1150 unit=hộ settled=unit"},
		// Last year's value, in the indicator's unit.
		{"1.150", Context{Unit: "tỷ đồng", Decimals: &two, LastYear: Some(Must("1098.5"))}, "1150 unit=tỷ đồng settled=last_year"},
		{"1.150", Context{Unit: "tỷ đồng", Decimals: &two, LastYear: Some(Must("1.1"))}, "1.15 unit=tỷ đồng settled=last_year"},
		{"3,098 tấn", Context{Unit: "tạ", LastYear: Some(Must("30"))}, "3.098 unit=tấn settled=last_year"},
		{"3,098 tấn", Context{Unit: "ha", LastYear: Some(Must("3"))}, ""},
		// Neither is near, or unit and last year disagree.
		{"1.150", Context{Unit: "tỷ đồng", LastYear: Some(Must("30"))}, ""},
		{"1.150", Context{Unit: "tỷ đồng", LastYear: Some(FromInt(0))}, ""},
		{"1.150", Context{Unit: "triệu đồng", Decimals: &no, LastYear: Some(Must("1.1"))}, ""},
		{"1.150", Context{Unit: "tỷ đồng", Decimals: &two}, ""},
		// A change is not near last year's level.
		{"giảm 1.150 tỷ", Context{Unit: "tỷ đồng", LastYear: Some(FromInt(1200))}, ""},
	} {
		v, err := Parse(c.text, c.ctx)
		if c.want == "" {
			var amb *AmbiguousError
			if !errors.As(err, &amb) {
				t.Errorf("%q %+v: %s, %v; want a refusal", c.text, c.ctx, show(v), err)
			}
			continue
		}
		if err != nil || show(v) != c.want {
			t.Errorf("%q %+v: %s, %v; want %s", c.text, c.ctx, show(v), err, c.want)
		}
	}
}

func TestParseErrorsNameThePlace(t *testing.T) {
	for _, c := range []struct {
		text   string
		ctx    Context
		column int
		msg    string
	}{
		{"nhiều", Context{}, 1, "a number is expected"},
		{"đạt", Context{}, 4, "a number is expected"},
		{"5 5", Context{}, 3, `"5" is not understood`},
		{"1 800 tỷ", Context{}, 3, `"800" is not understood`},
		{"1.2.3", Context{}, 1, "not a number"},
		{"0.500 ha", Context{Format: FormatVi}, 1, "not a number"},
		{"105.5", Context{Format: FormatVi}, 1, "not a number"},
		{"1.800,5", Context{Format: FormatEn}, 1, "not a number"},
		{"1,1234567 ha", Context{}, 1, "more than 18 digits before or 6"},
		{"1234567890123456789", Context{}, 1, "more than 18 digits"},
		{"0.3333333333333333", Context{Cell: true}, 1, "more than 18 digits"},
		{"abc", Context{Cell: true}, 1, "not the number of a cell"},
		{"86-83%", Context{}, 4, "below the low end"},
		{"từ 800", Context{}, 7, `wants a high end`},
		{"từ 5 xã đến 6 trường", Context{}, 9, "different units"},
		{"trên dưới khoảng 5", Context{}, 11, "repeats or contradicts"},
		{"tăng giảm 5%", Context{}, 6, "repeats or contradicts"},
		{"trên 99% trở lên", Context{}, 10, "second bound"},
		{"giảm -2%", Context{}, 6, "a sign after"},
		{"20/19 tiêu chí", Context{}, 4, "more reached than there are"},
		{"30/6/2022", Context{}, 1, "a date"},
		{"98% kế hoạch", Context{}, 5, "not understood"},
		{"98%; ở thành thị 100%", Context{}, 4, "not understood"},
		{"12% so với cùng kỳ", Context{}, 5, "a comparison without"},
		{"16 tỷ 1434 triệu", Context{}, 7, "too large for its place"},
		{"16,5 tỷ 434 triệu", Context{}, 1, "must be a whole number"},
		{"16 triệu 4 tỷ", Context{}, 10, "a second number"},
		{"5 xã (", Context{}, 6, "parenthesis"},
		{"3.027 con (trong đó: heo 780)", Context{}, 11, "neither a list of names"},
		{"9% (giảm x%)", Context{}, 10, "a number is expected"},
		{strings.Repeat("9", 500), Context{}, 1, "longer than"},
		{"\xff5", Context{}, 1, "not UTF-8"},
	} {
		v, err := Parse(c.text, c.ctx)
		var pe *ParseError
		if !errors.As(err, &pe) || v.OK {
			t.Errorf("%.60q: %s, %v; want a ParseError", c.text, show(v), err)
			continue
		}
		if pe.Column != c.column || !strings.Contains(pe.Msg, c.msg) {
			t.Errorf("%.60q: %v; want %q at %d", c.text, err, c.msg, c.column)
		}
		if pe.MsgVi == "" || !norm.NFC.IsNormalString(pe.MsgVi) || !utf8.ValidString(err.Error()) {
			t.Errorf("%.60q: Vietnamese message %q", c.text, pe.MsgVi)
		}
	}
}

func TestReported(t *testing.T) {
	for text, ok := range map[string]bool{
		"5 xã": true, "trên 48 tỷ": true, "gần 40 ha": true, "61-62%": true, "giảm 2%": true, "không": true, "": true,
		"dưới 27%": false, "99% trở lên": false, "không quá 5 vụ": false, "giảm cả 3 tiêu chí": false,
	} {
		v, err := Parse(text, Context{})
		if err != nil || (v.Reported() == nil) != ok {
			t.Errorf("%q: %v, Reported %v, want ok %v", text, err, v.Reported(), ok)
		}
	}
}

func TestReadableAs(t *testing.T) {
	for _, c := range []struct {
		text   string
		vi, en bool
	}{
		{"9.007,4", true, false},
		{"1,800.5", false, true},
		{"1.150", true, true},
		{"25", true, true},
		{"83,5-86,5%", true, false},
		{"xã", false, false},
		{"", false, false},
	} {
		if vi, en := ReadableAs(c.text); vi != c.vi || en != c.en {
			t.Errorf("ReadableAs(%q) = %v, %v", c.text, vi, en)
		}
	}
}
