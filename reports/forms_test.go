package reports

import (
	"strings"
	"testing"
)

// The forms of years before 2023 say on themselves how much is known of their
// layout; a form that an act gives needs no such note.
func TestOlderFormsNameTheirSource(t *testing.T) {
	for number, want := range map[string]string{"0601": "", "0602": "", "0603": "", "0701": "mẫu in sẵn của một phần mềm", "0702": "theo biểu 0602.N", "0703": "theo biểu 0603.N"} {
		f := newForm(number)
		notes := strings.Join(f.Table(countCell).Notes, "\n")
		if want == "" && notes != "" || !strings.Contains(notes, want) || want != "" && !strings.Contains(notes, "phải đối chiếu với biểu ban hành kèm theo Thông tư số 03/2018/TT-BNV") {
			t.Errorf("%s: %q", number, notes)
		}
	}
}
