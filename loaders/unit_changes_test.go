package loaders

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// On 1/7/2024 the communes 101 and 102 became the one new 101, which takes over
// a code and a name of the old ones; 104 was divided between 105 and 106, whose
// shares are known by population, not by area.
const (
	reorganised = `Mã đơn vị;Tên đơn vị;Cấp;Loại;Mã cấp trên;Phải báo cáo;Có hiệu lực từ;Đến ngày
101;Xã Một;xã;xã;100;có;01/01/2000;30/6/2024
102;Xã Hai;xã;xã;100;có;01/01/2000;30/6/2024
104;Xã Bốn;xã;xã;100;có;01/01/2000;30/6/2024
101;Xã Hai;xã;xã;100;có;01/7/2024;
105;Xã Năm;xã;xã;100;có;01/7/2024;
106;Xã Sáu;xã;xã;100;có;01/7/2024;
`
	changesHead = "Mã đơn vị cũ;Mã đơn vị mới;Cơ sở tính;Ngày thay đổi;Phần của đơn vị cũ (%);Phần trong đơn vị mới (%);Văn bản;Nguồn\n"
	changes     = changesHead + `101;101;;01/7/2024;100;55,5;Nghị quyết 01/NQ-MH;Số liệu minh họa
102;101;;01/7/2024;100;44,5;Nghị quyết 01/NQ-MH;Số liệu minh họa
104;105;dân số;01/7/2024;62,1234;;Nghị quyết 02/NQ-MH;Số liệu minh họa
104;106;dân số;01/7/2024;37,8766;;Nghị quyết 02/NQ-MH;Số liệu minh họa
104;105;diện tích;01/7/2024;;;Nghị quyết 02/NQ-MH;Số liệu minh họa
104;106;diện tích;01/7/2024;25;;Nghị quyết 02/NQ-MH;Số liệu minh họa
`
)

func TestUnitChanges(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	mustLoad(t, j, write(t, j, "data/don-vi-moi.csv", reorganised), write(t, j, "data/chuyen-doi.csv", changes))
	const kept = `select concat_ws(' ', old_code, new_code, basis, changed_on, coalesce(cast(share as varchar), '...'), coalesce(cast(share_of_new as varchar), '...'), document)
		from unit_change order by old_code, new_code, basis`
	equal(t, ask(t, j, kept), `
101 101 all 2024-07-01 1.000000000 0.555000000 Nghị quyết 01/NQ-MH
102 101 all 2024-07-01 1.000000000 0.445000000 Nghị quyết 01/NQ-MH
104 105 area 2024-07-01 ... ... Nghị quyết 02/NQ-MH
104 105 population 2024-07-01 0.621234000 ... Nghị quyết 02/NQ-MH
104 106 area 2024-07-01 0.250000000 ... Nghị quyết 02/NQ-MH
104 106 population 2024-07-01 0.378766000 ... Nghị quyết 02/NQ-MH`)

	// The share by area becomes known: a changed row takes the place of the old
	// one, a dry run says so first.
	path := write(t, j, "data/chuyen-doi-2.csv", changesHead+"104;105;diện tích;01/7/2024;75;;Nghị quyết 02/NQ-MH;Số liệu minh họa\n")
	rehearsal := j
	rehearsal.dry = true
	dry := mustLoad(t, rehearsal, path)
	if len(dry.Changes) != 1 || dry.Changes[0].About != "104 105 area 2024-07-01" ||
		len(dry.Changes[0].Fields) != 1 || dry.Changes[0].Fields[0] != (FieldChange{Column: "share", New: "0.750000000"}) {
		t.Errorf("%+v", dry.Changes)
	}
	equal(t, summary(mustLoad(t, j, path)), `data/chuyen-doi-2.csv unit_changes loaded: 1 rows, 0 new, 0 corrections, 0 identical, 1 replaced`)
	equal(t, ask(t, j, `select concat_ws(' ', sum(share), (select count(*) from unit_change), max(file_id) = (select max(file_id) from source_file)) from unit_change where basis = 'area'`),
		`1.000000000 6 true`)

	// 101 was another unit before; with a row that says it was only renamed it is
	// the same one, and with the old row again two (migration 0007).
	const stretches = `select concat_ws(' ', unit_code, since, until) from unit_stretch order by all`
	two := "101 0001-01-01 2024-06-30\n101 2024-07-01 9999-12-31"
	equal(t, ask(t, j, stretches), two)
	renamed := site(t)
	mustLoad(t, renamed)
	mustLoad(t, renamed, write(t, renamed, "data/don-vi-moi.csv", strings.ReplaceAll(reorganised, "102;Xã Hai;xã;xã;100;có;01/01/2000;30/6/2024\n", "")))
	equal(t, ask(t, renamed, stretches), two)
	mustLoad(t, renamed, write(t, renamed, "data/chuyen-doi.csv", changesHead+"101;101;;01/7/2024;100;;Nghị quyết 01/NQ-MH;Số liệu minh họa\n"))
	equal(t, ask(t, renamed, stretches), "")

	text := dump(t, j)
	if err := os.RemoveAll(filepath.Join(j.root, "data")); err != nil {
		t.Fatal(err)
	}
	if _, err := j.rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(text, dump(t, j)); d != "" {
		t.Error(d)
	}
}

// What the rows say together: one wrong row refuses the load, because the others
// mean nothing without it.
func TestWrongUnitChanges(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"sum":        {"dân số;01/7/2024;37,8766", "dân số;01/7/2024;37,8767", `the shares of "104" by population on 01/07/2024 add up to 100.0001%`},
		"no room":    {"diện tích;01/7/2024;25", "diện tích;01/7/2024;100", `the shares of "104" by area on 01/07/2024 add up to 100%`},
		"left out":   {"104;106;diện tích;01/7/2024;25;;Nghị quyết 02/NQ-MH;Số liệu minh họa\n", "", `by area the unit "104" has no row for its successor "106"`},
		"lone":       {"102;101;;01/7/2024;100;44,5", "102;101;;01/7/2024;;44,5", `the only successor of "102" takes it whole, and the share is blank`},
		"sum of new": {"100;44,5", "100;44,6", `the parts that make up "101" by all on 01/07/2024 add up to 100.1%`},
		"not begun":  {"104;105;dân số", "104;103;dân số", `the unit "103" does not exist on 01/07/2024`},
		"later":      {"101;101;;01/7/2024", "101;101;;02/7/2024", `the unit "101" does not begin on 02/07/2024`},
		"not ended":  {"102;101;;01/7/2024", "PNV;101;;01/7/2024", `the unit "PNV" does not end on 30/06/2024`},
		"twice":      {"104;105;diện tích;01/7/2024;;", "104;106;diện tích;01/7/2024;26;", `row 7 says something else`},
	} {
		t.Run(name, func(t *testing.T) {
			j := site(t)
			j.rows = true
			mustLoad(t, j)
			wrong := strings.Replace(changes, c.old, c.new, 1)
			if wrong == changes {
				t.Fatal("nothing is replaced")
			}
			_, err := j.load(context.Background(), []string{write(t, j, "data/a.csv", reorganised), write(t, j, "data/b.csv", wrong)}, "", later)
			var refused *RefusedError
			if !errors.As(err, &refused) {
				t.Fatal(err)
			}
			for _, p := range refused.Problems {
				if strings.Contains(p.Message, c.want) {
					return
				}
			}
			t.Errorf("%v, want %s", refused.Problems, c.want)
		})
	}
}

// A code that begins anew is doubted until the conversion table has it.
func TestUndeclaredUnits(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	path := write(t, j, "data/don-vi-moi.csv", reorganised)
	if got := summary(mustLoad(t, j, path)); !strings.Contains(got, `the unit "101" begins anew on 01/07/2024`) || strings.Count(got, "begins anew") != 1 {
		t.Error(got)
	}
}
