package queries

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestPrizesAgreeWithNaiveReading prices random ledgers a second time, award by
// award, with rational numbers.
func TestPrizesAgreeWithNaiveReading(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	salaries, err := BaseSalaries(ctx, db, OnDate{})
	if err != nil {
		t.Fatal(err)
	}
	rates, err := PrizeRates(ctx, db, OnDate{})
	if err != nil {
		t.Fatal(err)
	}
	inForce := func(from, to time.Time, on string) bool {
		return !day(on).Before(from) && (to.IsZero() || !day(on).After(to))
	}
	// price is the prize of one award to an individual; nil: not known.
	price := func(f nFile) *big.Rat {
		for _, r := range rates {
			if r.HonourCode != f.honour || !inForce(r.ValidFrom, r.ValidTo, f.lawDay()) || !r.Individual.Valid ||
				r.Levels != "" && !strings.Contains(" "+r.Levels+" ", " "+f.level+" ") {
				continue
			}
			for _, s := range salaries {
				if !inForce(s.ValidFrom, s.ValidTo, f.lawDay()) {
					continue
				}
				rate, ok := new(big.Rat).SetString(r.Individual.Decimal.String())
				if !ok {
					t.Fatal(r.Individual)
				}
				tens := rate.Mul(rate, big.NewRat(int64(s.Amount), 10_000))
				up := new(big.Int).Div(new(big.Int).Add(tens.Num(), new(big.Int).Sub(tens.Denom(), big.NewInt(1))), tens.Denom())
				return new(big.Rat).SetInt(up.Mul(up, big.NewInt(10_000)))
			}
		}
		return nil
	}
	r := rand.New(rand.NewPCG(3, 5))
	compared, priced, unpriced := 0, 0, 0
	for i := range 8 {
		l := nLedger{plan: fmt.Sprintf("m%02d", i), limit: 50}
		l.awards, l.list = randomLedger(r, l.plan)
		l.insert(t, db)
		for year, known := range map[int]string{2022: "2023-02-02", 2023: "2024-02-04"} {
			type sum struct {
				granted, unpriced int
				amount            string
			}
			want := map[string]sum{}
			amounts := map[string]*big.Rat{}
			for _, f := range nFiles(l.awards, 1900, 9999, known) {
				if f.net == 0 || day(f.lawDay()).Year() != year {
					continue
				}
				key := f.honour + " " + f.level
				s := want[key]
				s.granted += f.net
				if p := price(f); p == nil {
					s.unpriced += f.net
					unpriced++
				} else {
					priced++
					if amounts[key] == nil {
						amounts[key] = new(big.Rat)
					}
					amounts[key].Add(amounts[key], p.Mul(p, big.NewRat(int64(f.net), 1)))
				}
				want[key] = s
			}
			for key, s := range want {
				if a := amounts[key]; a != nil {
					s.amount = a.RatString()
				}
				want[key] = s
				if s.granted == 0 {
					delete(want, key) // granted and revoked again
				}
			}
			found, err := FundPrizes(ctx, db, AwardYear{l.plan, year, day(known)})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]sum{}
			for _, p := range found {
				s := sum{p.Granted, p.Unpriced, ""}
				if p.Expected.Valid {
					s.amount = p.Expected.Decimal.String()
				}
				got[p.HonourCode+" "+p.Level] = s
			}
			compared += len(want)
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(sum{})); diff != "" {
				t.Errorf("%s %d (-naive +sql)\n%s", l.plan, year, diff)
			}
		}
	}
	t.Logf("%d lines compared, %d awards priced, %d not", compared, priced, unpriced)
	if compared < 100 || priced == 0 || unpriced == 0 {
		t.Error("the comparison says too little")
	}
}
