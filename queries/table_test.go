package queries

import (
	"strings"
	"testing"
)

func sample(t *testing.T, statement string) Table {
	t.Helper()
	rows, err := openEmpty(t).Query(statement)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	table, err := ReadTable(rows)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

const everyType = `
select 12345678901234567.890100::decimal(24,6) as amount, -1 as n, 170141183460469231731687303715884105727::hugeint as big,
	0.1 + 0.2::double as share, '=cmd|x' as name, date '2022-06-30' as day, true as ok, ['a', null, '-b'] as list, '' as blank, 'x  y' as gap
union all
select null, null, null, 'nan'::double, null, null, null, null, null, null
order by 1 nulls last`

func TestText(t *testing.T) {
	var b strings.Builder
	if err := sample(t, everyType).Text(&b); err != nil {
		t.Fatal(err)
	}
	want := `                amount     n                                      big                share  name    day         ok    list           blank  gap
12345678901234567.8901    -1  170141183460469231731687303715884105727  0.30000000000000004  =cmd|x  2022-06-30  true  [a, NULL, -b]  ''     "x  y"
                  NULL  NULL                                     NULL                  NaN  NULL    NULL        NULL  NULL           NULL   NULL
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestCSV(t *testing.T) {
	var b strings.Builder
	if err := sample(t, everyType).CSV(&b); err != nil {
		t.Fatal(err)
	}
	want := `amount,n,big,share,name,day,ok,list,blank,gap
12345678901234567.8901,-1,170141183460469231731687303715884105727,0.30000000000000004,'=cmd|x,2022-06-30,true,a||'-b,,x  y
,,,NaN,,,,,,
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestCSVFormulas(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+84": "'+84", "-x": "'-x", "@a": "'@a", "\tx": "'\tx", "a=b": "a=b", "": "",
	} {
		if got := csvCell(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := csvCell(Number("-3")); got != "-3" {
		t.Errorf("a number is no formula: %q", got)
	}
}

func TestJSON(t *testing.T) {
	var b strings.Builder
	if err := sample(t, everyType).JSON(&b); err != nil {
		t.Fatal(err)
	}
	want := `[
  {"amount": 12345678901234567.8901, "n": -1, "big": 170141183460469231731687303715884105727, "share": 0.30000000000000004, "name": "=cmd|x", "day": "2022-06-30", "ok": true, "list": ["a", null, "-b"], "blank": "", "gap": "x  y"},
  {"amount": null, "n": null, "big": null, "share": "NaN", "name": null, "day": null, "ok": null, "list": null, "blank": null, "gap": null}
]
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := (Table{Columns: []Column{{Name: "a"}}}).JSON(&b); err != nil || b.String() != "[]\n" {
		t.Errorf("no rows: %q, %v", b.String(), err)
	}
}
