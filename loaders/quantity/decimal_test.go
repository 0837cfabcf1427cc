package quantity

import (
	"encoding/json"
	"errors"
	"math/big"
	"testing"
)

// stringer is the shape in which the database driver gives a DECIMAL.
type stringer string

func (s stringer) String() string { return string(s) }

func TestNew(t *testing.T) {
	for text, want := range map[string]string{
		"-1800.50": "-1800.5", "+7": "7", "007": "7", "0.000000": "0", "-0.0": "0",
		"999999999999999999.999999": "999999999999999999.999999", "1.2000000000": "1.2",
	} {
		if d, err := New(text); err != nil || d.String() != want {
			t.Errorf("New(%q) = %s, %v; want %s", text, d, err, want)
		}
	}
	for _, text := range []string{"", "-", "1e3", "1.", ".5", "1.2.3", "1,5", " 1", "--1", "+-1", "0x10", "NaN", "Infinity", "1_000", "١"} {
		if d, err := New(text); err == nil {
			t.Errorf("New(%q) = %s", text, d)
		}
	}
	for _, text := range []string{"1000000000000000000", "0.0000001", "-1234567890123456789.5", "99999999999999999999999999999999999999999"} {
		if d, err := New(text); !errors.Is(err, ErrTooManyDigits) {
			t.Errorf("New(%q) = %s, %v; want too many digits", text, d, err)
		}
	}
}

func TestScan(t *testing.T) {
	for _, c := range []struct {
		src  any
		want string // "" = refused
	}{
		{"12.5", "12.5"}, {[]byte("-3"), "-3"}, {int64(1 << 62), "4611686018427387904"}, {int32(5), "5"}, {uint64(7), "7"},
		{big.NewInt(42), "42"}, {stringer("0.000001"), "0.000001"},
		{stringer("0.123456789"), "0.123456789"}, // a share has 9 decimals
		{12.5, ""}, {float32(1), ""}, {nil, ""}, {"1e3", ""}, {true, ""}, {(*big.Int)(nil), ""},
	} {
		d := Must("99")
		err := d.Scan(c.src)
		if c.want == "" {
			if err == nil || d.String() != "99" {
				t.Errorf("Scan(%T %v) = %s, %v; want an error and no change", c.src, c.src, d, err)
			}
		} else if err != nil || d.String() != c.want {
			t.Errorf("Scan(%T %v) = %s, %v", c.src, c.src, d, err)
		}
	}
	n := Some(FromInt(1))
	if err := n.Scan(nil); err != nil || n.Valid || !n.Decimal.IsZero() {
		t.Errorf("NULL scans as %+v, %v", n, err)
	}
	if err := n.Scan("0"); err != nil || !n.Valid {
		t.Errorf("0 scans as absent: %+v, %v", n, err)
	}
	if err := n.Scan(1.5); err == nil || !n.Valid {
		t.Errorf("a float scans: %+v", n)
	}
}

func TestValue(t *testing.T) {
	if v, err := Must("1800.5").Value(); v != "1800.5" || err != nil {
		t.Errorf("%v, %v", v, err)
	}
	if v, err := (NullDecimal{}).Value(); v != nil || err != nil {
		t.Errorf("absent: %v, %v", v, err)
	}
	share, _ := FromInt(2).Quo(FromInt(3), 9)
	if v, err := share.Value(); v != "0.666666667" || err != nil {
		t.Errorf("a share: %v, %v", v, err)
	}
	// Neither a value (6 decimals) nor a share (9 digits before 9 decimals): a
	// cast would round one and overflow on the other.
	for _, text := range []string{"0.6666666667", "1234567890.123456789", "1000000000000000000"} {
		d, err := readMachine(text)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := d.Value(); !errors.Is(err, ErrTooManyDigits) {
			t.Errorf("%s: %v, %v", text, v, err)
		}
	}
}

func TestJSON(t *testing.T) {
	type row struct {
		A Decimal
		B NullDecimal
		C NullDecimal
	}
	in := row{A: Must("1800.50"), B: Some(FromInt(0))}
	text, err := json.Marshal(in)
	if err != nil || string(text) != `{"A":"1800.5","B":"0","C":null}` {
		t.Fatalf("%s, %v", text, err)
	}
	var out row
	if err := json.Unmarshal(text, &out); err != nil || !out.A.Equal(in.A) || !out.B.Equal(in.B) || out.C.Valid {
		t.Errorf("%+v, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"B":"x"}`), &out); err == nil {
		t.Error("takes x for a number")
	}
}

func TestArithmetic(t *testing.T) {
	for _, c := range []struct {
		num, den string
		decimals int
		want     string
	}{
		{"23", "80", 3, "0.288"}, // 0.2875: half away from zero
		{"-23", "80", 3, "-0.288"},
		{"1", "3", 6, "0.333333"},
		{"2", "3", 0, "1"},
		{"480", "662", 4, "0.7251"}, // 0.72507...
		{"0.5", "1", 0, "1"},
		{"-0.5", "1", 0, "-1"},
		{"0.49999999", "1", 0, "0"},
	} {
		num, _ := readMachine(c.num)
		if q, ok := num.Quo(Must(c.den), c.decimals); !ok || q.String() != c.want {
			t.Errorf("%s / %s to %d: %s; want %s", c.num, c.den, c.decimals, q, c.want)
		}
		if r, ok := num.Quo(Must(c.den), 12); ok && !r.Round(c.decimals).Equal(Must(c.want)) {
			t.Errorf("%s / %s rounded: %s; want %s", c.num, c.den, r.Round(c.decimals), c.want)
		}
	}
	if _, ok := FromInt(1).Quo(Decimal{}, 2); ok {
		t.Error("divides by 0")
	}
	if p, ok := FromInt(23).Percent(FromInt(80), 1); !ok || p.String() != "28.8" {
		t.Errorf("23 of 80: %s%%", p)
	}
	d := Must("1.5")
	if !d.Add(d).Equal(FromInt(3)) || !d.Sub(d).IsZero() || !d.Mul(d).Equal(Must("2.25")) || !d.Neg().Abs().Equal(d) ||
		d.Neg().Sign() != -1 || !d.Neg().Less(d) || d.IsWhole() || !d.Add(d).IsWhole() || Must("1.50").Decimals() != 1 {
		t.Error("sums of 1.5 are wrong")
	}
}
