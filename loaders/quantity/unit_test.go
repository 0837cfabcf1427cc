package quantity

import (
	"errors"
	"math/big"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestUnitOf(t *testing.T) {
	for text, want := range map[string]struct {
		unit      Unit
		dimension string
		factor    *big.Rat
	}{
		"Tỉ Đồng":                {"tỷ đồng", "money", big.NewRat(1_000_000_000, 1)},
		"tỷ":                     {"tỷ đồng", "money", big.NewRat(1_000_000_000, 1)},
		"ngàn tỷ":                {"nghìn tỷ đồng", "money", big.NewRat(1_000_000_000_000, 1)},
		"1.000 đồng":             {"nghìn đồng", "money", big.NewRat(1000, 1)},
		"đ":                      {"đồng", "money", big.NewRat(1, 1)},
		"m²":                     {"m2", "area", big.NewRat(1, 1)},
		"‰":                      {"‰", "share", big.NewRat(1, 10)},
		"điểm phần trăm":         {"điểm %", "point", big.NewRat(1, 1)},
		"triệu con":              {"triệu con", "con", big.NewRat(1_000_000, 1)},
		"tạ / ha":                {"tạ/ha", "mass/area", big.NewRat(1, 100)},
		"kg/người/năm":           {"kg/người/năm", "mass/person/năm", big.NewRat(1, 1)},
		"triệu/người/năm":        {"triệu đồng/người/năm", "money/person/năm", big.NewRat(1_000_000, 1)},
		"bác sỹ/ vạn dân":        {"bác sĩ/1 vạn dân", "bác sĩ/person", big.NewRat(1, 10_000)},
		"bác sĩ/10.000 dân":      {"bác sĩ/1 vạn dân", "bác sĩ/person", big.NewRat(1, 10_000)},
		"giường bệnh/1 vạn dân":  {"giường bệnh/1 vạn dân", "giường bệnh/person", big.NewRat(1, 10_000)},
		"ca/100.000 dân":         {"ca/100.000 dân", "ca/person", big.NewRat(1, 100_000)},
		"Bao  Xi Măng":           {"bao xi măng", "bao xi măng", big.NewRat(1, 1)},
		"":                       {"", "", big.NewRat(1, 1)},
		norm.NFD.String("người"): {"người", "person", big.NewRat(1, 1)},
	} {
		u := UnitOf(text)
		if u != want.unit || u.Dimension() != want.dimension || u.Factor().Cmp(want.factor) != 0 {
			t.Errorf("%q: %q, %q, %v; want %+v", text, u, u.Dimension(), u.Factor(), want)
		}
		if UnitOf(string(u)) != u {
			t.Errorf("%q: %q is not stable: %q", text, u, UnitOf(string(u)))
		}
	}
}

func TestCatalogueIsCanonical(t *testing.T) {
	for name, a := range unitAtoms {
		u := Unit(name)
		if UnitOf(name) != u && UnitOf(name).Dimension() != a.dimension || a.dimension == "" || !norm.NFC.IsNormalString(name) {
			t.Errorf("%q: %+v resolves to %q", name, a, UnitOf(name))
		}
		if !u.Known() && UnitOf(name) == u {
			t.Errorf("%q is in the catalogue and not known", name)
		}
	}
	for alias, name := range unitAliases {
		if _, ok := unitAtoms[name]; !ok || tidyUnit(alias) != alias {
			t.Errorf("alias %q of %q: no such unit, or not in tidy spelling", alias, name)
		}
	}
	if Unit("bao xi măng").Known() || !Unit("tạ/ha").Known() || !Unit("xã").Whole() || Unit("triệu con").Whole() || Unit("xã/1 vạn dân").Whole() {
		t.Error("Known or Whole is wrong")
	}
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		number   string
		from, to Unit
		want     string // "" = incompatible, "digits" = not exact
	}{
		{"116000", "triệu đồng", "tỷ đồng", "116"},
		{"1.8", "nghìn tỷ đồng", "đồng", "1800000000000"},
		{"13503000000", "đồng", "tỷ đồng", "13.503"},
		{"1", "đồng", "tỷ đồng", "digits"},
		{"58.5", "tạ/ha", "tấn/ha", "5.85"},
		{"7", "tạ", "kg", "700"},
		{"3.5", "ha", "m2", "35000"},
		{"12", "‰", "%", "1.2"},
		{"2", "điểm %", "%", ""},
		{"2", "%", "điểm %", ""},
		{"2", "ha", "tấn", ""},
		{"2", "", "tấn", ""},
		{"2", "tấn", "", ""},
		{"2", "", "", "2"},
		{"25", "lao động", "người", "25"},
		{"25", "người", "hộ", ""},
		{"3", "sào", "m2", ""},
		{"5", "bao xi măng", "bao xi măng", "5"},
		{"5", "Bao  xi măng", "bao xi măng", "5"},
		{"5", "bao xi măng", "bao gạo", ""},
		{"1.2", "triệu con", "con", "1200000"},
		{"100", "kg/người/năm", "tạ/người/năm", "1"},
		{"100", "kg/người/năm", "kg/người/tháng", ""},
		{"7", "bác sĩ/1 vạn dân", "bác sĩ/100.000 dân", "70"},
		{"999999999999999999", "tỷ đồng", "đồng", "digits"},
	} {
		got, err := Convert(Must(c.number), c.from, c.to)
		var inc *IncompatibleError
		switch {
		case c.want == "":
			if !errors.As(err, &inc) || Vietnamese(err) == err.Error() {
				t.Errorf("%s %q to %q: %s, %v; want incompatible", c.number, c.from, c.to, got, err)
			}
		case c.want == "digits":
			if !errors.Is(err, ErrTooManyDigits) {
				t.Errorf("%s %q to %q: %s, %v; want too many digits", c.number, c.from, c.to, got, err)
			}
		case err != nil || got.String() != c.want:
			t.Errorf("%s %q to %q: %s, %v; want %s", c.number, c.from, c.to, got, err, c.want)
		}
	}
}
