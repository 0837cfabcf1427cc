package quantity

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var sameValue = cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(Value{}, "Text", "Settled")}

// Every phrase printed back reads as the same value.
func TestPhraseRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	n := 0
	for range 20_000 {
		text := phrase(r)
		v, err := Parse(text, Context{Format: FormatVi})
		if err != nil {
			continue
		}
		n++
		back, err := Parse(v.Phrase(), Context{Format: FormatVi})
		if err != nil {
			t.Fatalf("%q prints %q: %v", text, v.Phrase(), err)
		}
		if diff := cmp.Diff(v, back, sameValue); diff != "" {
			t.Fatalf("%q prints %q:\n%s", text, v.Phrase(), diff)
		}
	}
	if n < 5_000 {
		t.Errorf("only %d of the generated phrases are Vietnamese quantities", n)
	}
}

func TestNumberRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		// Up to 18 digits before and 6 after the decimal sign.
		whole := r.Int64N(1_000_000_000_000_000_000) >> r.IntN(60)
		d := FromInt(whole).Add(Must("0.000001").Mul(FromInt(r.Int64N(1_000_000) / []int64{1, 10, 1000, 1_000_000}[r.IntN(4)])))
		if r.IntN(4) == 0 {
			d = d.Neg()
		}
		places := d.Decimals() + r.IntN(7-d.Decimals())
		for _, text := range []string{FormatMin(d), Format(d, places), FormatUnit(d, places, "tỷ đồng")} {
			v, err := Parse(text, Context{Format: FormatVi})
			if err != nil || !v.Number.Equal(d) {
				t.Fatalf("%s prints %q and reads %s, %v", d, text, v.Number, err)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1.800 tỷ", "16 tỷ 434 triệu đồng", "từ 800 đến 900 xã", "13/19 tiêu chí", "giảm cả 3 tiêu chí",
		"1,35% (giảm 0,1% so với năm 2021)", "-", "7 bác sĩ/1 vạn dân", "không còn hộ", "5/5/5", "-1--2", "(", "1e9", "9 (giảm (5))"} {
		f.Add(s, uint8(0))
		f.Add(s, uint8(1))
	}
	f.Fuzz(func(t *testing.T, text string, settings uint8) {
		ctx := Context{Cell: settings&8 != 0, PercentCell: settings&16 != 0}
		ctx.Format = []NumberFormat{FormatUnknown, FormatVi, FormatEn, FormatUnknown}[settings&3]
		if settings&4 != 0 {
			ctx.Unit, ctx.LastYear = "triệu đồng/người/năm", Some(Must("45.5"))
		}
		v, err := Parse(text, ctx)
		if err != nil {
			var pe *ParseError
			var ae *AmbiguousError
			if !errors.As(err, &pe) && !errors.As(err, &ae) || v.OK {
				t.Fatalf("%q: %+v, %v", text, v, err)
			}
			if pe != nil && pe.Column < 1 || ae != nil && (ae.Column < 1 || len(ae.Readings) != 2) {
				t.Fatalf("%q: %+v %+v", text, pe, ae)
			}
			return
		}
		if !v.Number.Fits() || v.OK && !v.Precision.Valid() && v.Precision != "" {
			t.Fatalf("%q: %+v", text, v)
		}
		// Printed in the Vietnamese format it reads as itself.
		back, err := Parse(v.Phrase(), Context{Format: FormatVi, Unit: v.Unit, Fraction: fractionOf(v)})
		if err != nil || show(back) == "missing" != (show(v) == "missing") || !back.Number.Equal(v.Number) || !back.High.Equal(v.High) || back.Bound != v.Bound {
			t.Fatalf("%q reads %s, prints %q, reads %s, %v", text, show(v), v.Phrase(), show(back), err)
		}
	})
}

func fractionOf(v Value) Fraction {
	if v.Of.Valid {
		return FractionSet
	}
	return FractionPlan
}
