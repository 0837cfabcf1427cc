package quantity

import (
	"testing"
	"time"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		number   string
		decimals int
		want     string
	}{
		{"1800.5", 1, "1.800,5"},
		{"1800.5", 0, "1.801"},
		{"-1800.5", 0, "-1.801"},
		{"999.95", 1, "1.000,0"},
		{"0", 2, "0,00"},
		{"-0.04", 1, "0,0"},
		{"123456789012345678", 0, "123.456.789.012.345.678"},
		{"2.5", 0, "3"},
		{"-2.5", 0, "-3"},
		{"100", -1, "100"},
	} {
		if got := Format(Must(c.number), c.decimals); got != c.want {
			t.Errorf("Format(%s, %d) = %q, want %q", c.number, c.decimals, got, c.want)
		}
	}
	for _, c := range [][2]string{
		{FormatMin(Must("9007.40")), "9.007,4"},
		{FormatAtLeast(Must("2"), 1), "2,0"},
		{FormatAtLeast(Must("2.125"), 1), "2,125"},
		{Percent(Must("77.25"), 1), "77,3%"},
		{FormatUnit(Must("1800.5"), 1, "tỷ đồng"), "1.800,5 tỷ đồng"},
		{FormatUnit(Must("27"), 0, "%"), "27%"},
		{FormatUnit(Must("27"), 0, "điểm %"), "27 điểm %"},
		{FormatUnit(Must("27"), 0, ""), "27"},
		{Count(2), "02"}, {Count(0), "0"}, {Count(9), "09"}, {Count(10), "10"}, {Count(1234), "1.234"}, {Count(-3), "-3"},
		{FormatCount(Must("1.5")), "1,5"},
		{FormatCountUnit(FromInt(2), "xã"), "02 xã"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

func TestFormatBeside(t *testing.T) {
	for _, c := range []struct {
		value, bound string
		decimals     int
		want         string
	}{
		{"26.97", "27", 0, "26,97"}, // 27 and 27,0 would stand on the bound
		{"26.97", "27", 1, "26,97"},
		{"26.4", "27", 0, "26"},
		{"27", "27", 0, "27"},
		{"27.004", "27", 2, "27,004"},
		{"26.975", "26.975", 2, "26,975"}, // on the bound, and seen to be
		{"1.65", "1.7", 1, "1,65"},        // 1,7 would look like just met
		{"0.4", "0", 0, "0,4"},
	} {
		if got := FormatBeside(Must(c.value), Must(c.bound), c.decimals); got != c.want {
			t.Errorf("%s beside %s: %q, want %q", c.value, c.bound, got, c.want)
		}
	}
}

func TestRatiosAreNever100ByRounding(t *testing.T) {
	for _, c := range []struct {
		percent string
		want    string
	}{
		{"99.996", "gần 100%"}, {"99.994", "99,99%"}, {"100", "100,00%"}, {"100.004", "trên 100%"}, {"100.006", "100,01%"}, {"0", "0,00%"},
	} {
		if got := FormatRatio(Must(c.percent), 2); got != c.want {
			t.Errorf("%s: %q, want %q", c.percent, got, c.want)
		}
	}
	for _, c := range []struct {
		num, den string
		want     string
	}{
		{"23", "80", "28,75%"},
		{"12345678.999999", "12345679", "gần 100%"},
		{"12345679.000001", "12345679", "trên 100%"},
		{"7", "7", "100,00%"},
	} {
		if got, ok := FormatFraction(Must(c.num), Must(c.den), 2); !ok || got != c.want {
			t.Errorf("%s / %s: %q, want %q", c.num, c.den, got, c.want)
		}
	}
	if s, ok := FormatFraction(FromInt(1), Decimal{}, 2); ok || s != "" {
		t.Errorf("1/0 prints %q", s)
	}
}

func TestPhrase(t *testing.T) {
	for text, want := range map[string]string{
		"Có từ 800 đến 900 cá nhân":                "800-900 cá nhân",
		"> 32 triệu":                               "trên 32 triệu đồng",
		"từ 90% trở lên":                           "90% trở lên",
		"tăng thêm 02 xã ( Ngọc Phái, Quảng Bạch)": "tăng 2 xã (Ngọc Phái, Quảng Bạch)",
		"giảm 2,0%":                                "giảm 2,0%",
		"gần 40 ha":                                "gần 40 ha",
		"không quá 5 vụ":                           "không quá 5 vụ",
		"không":                                    "0",
		"":                                         "",
	} {
		if got := must(t, text, Context{}).Phrase(); got != want {
			t.Errorf("%q prints %q, want %q", text, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		date        time.Time
		long, short string
	}{
		{day(2022, 1, 5), "ngày 05 tháng 01 năm 2022", "05/01/2022"},
		{day(2022, 6, 30), "ngày 30 tháng 6 năm 2022", "30/6/2022"},
		{day(2022, 12, 9), "ngày 09 tháng 12 năm 2022", "09/12/2022"},
	} {
		if LongDate(c.date) != c.long || ShortDate(c.date) != c.short {
			t.Errorf("%q, %q; want %q, %q", LongDate(c.date), ShortDate(c.date), c.long, c.short)
		}
		for _, text := range []string{c.long, c.short, c.date.Format("02-01-2006"), c.date.Format("2.1.2006"), c.date.Format(time.DateOnly)} {
			if got, ok, err := ParseDate(text); err != nil || !ok || !got.Equal(c.date) {
				t.Errorf("ParseDate(%q) = %v, %v, %v", text, got, ok, err)
			}
		}
		if got, err := ParseISODate(c.date.Format(time.DateOnly)); err != nil || !got.Equal(c.date) {
			t.Errorf("ParseISODate: %v, %v", got, err)
		}
	}
	if _, ok, err := ParseDate("  "); ok || err != nil {
		t.Errorf("a blank date: %v, %v", ok, err)
	}
	for _, text := range []string{"31/6/2022", "29/02/2023", "5/13/2022", "30/6", "30/6/22", "6/2022", "44742", "ngày mai", "30/6-2022", "2022/06/30", "0/1/2022", "\xff"} {
		if d, ok, err := ParseDate(text); err == nil || ok {
			t.Errorf("ParseDate(%q) = %v", text, d)
		}
	}
	if _, err := ParseISODate("30/6/2022"); err == nil {
		t.Error("ParseISODate takes 30/6/2022")
	}
}

// 44742 is 30/6/2022 in the 1900 system; the 1904 system counts 1462 days less.
func TestDateFromSerial(t *testing.T) {
	want := time.Date(2022, 6, 30, 0, 0, 0, 0, time.UTC)
	if got, err := DateFromSerial(44742.75, false); err != nil || !got.Equal(want) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := DateFromSerial(44742-1462, true); err != nil || !got.Equal(want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, n := range []float64{-1, 0, 60, 2_000_000} {
		if got, err := DateFromSerial(n, false); err == nil {
			t.Errorf("serial %v: %v", n, got)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"30/6/2022", "ngày 05 tháng 01 năm 2022", "2022-06-30", "1-1-1-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, ok, err := ParseDate(text)
		if err != nil || !ok {
			return
		}
		if back, ok, err := ParseDate(ShortDate(d)); err != nil || !ok || !back.Equal(d) {
			t.Fatalf("%q reads %v, prints %q, reads %v", text, d, ShortDate(d), back)
		}
	})
}
