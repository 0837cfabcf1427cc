package queries

import (
	"context"
	"testing"
)

// TestConversionSums loads registrations and awards that collide in every way
// (same names, ids on one side or both, groups without names, all states,
// revocations) and wants both sums of Conversion to hold in every row, and the
// rows of the units to add up to those of the whole.
func TestConversionSums(t *testing.T) {
	ctx := context.Background()
	db := openEmpty(t)
	fillOffice(t, db)
	if _, err := db.Exec(`
		delete from registration;
		delete from award;
		insert into registration
			select 'c' || (hash(i) % 5 + 1), 2022, null, 'h' || (hash(i, 1) % 3), 'individual',
				case when hash(i, 2) % 3 = 0 then 'id' || (hash(i, 3) % 7) end,
				case when hash(i, 4) % 6 > 0 or hash(i, 2) % 3 = 0 then 'Người ' || (hash(i, 3) % 7) end,
				case when hash(i, 4) % 6 > 0 then 1 else 5 end, null, null, date '2022-02-01' + (hash(i, 5) % 3)::integer, null, 1, 3, '', i
			from range(400) t(i);
		insert into award
			select 'c' || (hash(i) % 5 + 1), 2022, null, 'h' || (hash(i, 11) % 3), 'individual',
				case when hash(i, 12) % 3 = 0 then 'id' || (hash(i, 13) % 9) end,
				case when hash(i, 14) % 6 > 0 or hash(i, 12) % 3 = 0 then 'người  ' || (hash(i, 13) % 9) end,
				case when hash(i, 14) % 6 > 0 then 1 else 4 end, null, null, null, 'district',
				['registered', 'proposed', 'submitted', 'granted', 'granted', 'granted', 'revoked', 'rejected'][(hash(i, 15) % 8 + 1)::integer],
				(hash(i, 16) % 2)::varchar, null, date '2022-12-01' + (hash(i, 17) % 4)::integer, null, (hash(i, 18) % 2)::integer, 4, '', i
			from range(600) t(i)`); err != nil {
		t.Fatal(err)
	}
	year := AwardYear{"p1", 2022, day("2023-01-31")}
	units, err := RegistrationAwardsByUnit(ctx, db, year)
	if err != nil {
		t.Fatal(err)
	}
	type key struct{ honour, kind string }
	type sums struct{ registered, granted, both, toVerify int }
	byHonour := map[key]sums{}
	for _, u := range units {
		if got := u.GrantedRegistered + u.GrantedUnregistered + u.GrantedUnnamed + u.GrantedToVerify; got != u.Granted {
			t.Errorf("%s %s: parts of granted add up to %d: %+v", u.UnitCode, u.HonourCode, got, u)
		}
		if got := u.GrantedRegistered + u.RegisteredNotGranted + u.RegisteredUnnamed + u.RegisteredToVerify; got != u.Registered {
			t.Errorf("%s %s: parts of registered add up to %d: %+v", u.UnitCode, u.HonourCode, got, u)
		}
		s := byHonour[key{u.HonourCode, u.RecipientKind}]
		s.registered += u.Registered
		s.granted += u.Granted
		s.both += u.GrantedRegistered
		s.toVerify += u.GrantedToVerify
		byHonour[key{u.HonourCode, u.RecipientKind}] = s
	}
	all, err := RegistrationAwards(ctx, db, year)
	if err != nil {
		t.Fatal(err)
	}
	seen := sums{}
	for _, c := range all {
		got := sums{c.Registered, c.Granted, c.GrantedRegistered, c.GrantedToVerify}
		if want := byHonour[key{c.HonourCode, c.RecipientKind}]; got != want {
			t.Errorf("%s: %+v, the units have %+v", c.HonourCode, got, want)
		}
		seen.both += got.both
		seen.toVerify += got.toVerify
	}
	if len(all) != 3 || seen.both == 0 || seen.toVerify == 0 {
		t.Errorf("the data show nothing: %d rows, %+v", len(all), seen)
	}
}
