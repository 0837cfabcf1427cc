package schedule

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tdkt/reports/delivery"
)

// Before the units' last day only a complete set suffices, then as many as the
// office asks for, and on the window's last day whatever there is.
func TestWaitsForData(t *testing.T) {
	o := newOffice(t, phaseOne)
	missing := []string{"Phú Lộc"}
	o.clerk.missing = func(Run, time.Time) []string { return missing }
	if sum := o.round(t, "2022-06-30 23:59"); sum != (Summary{}) {
		t.Errorf("%+v", sum)
	}
	o.want(t)
	o.round(t, "2022-07-01 07:00")
	o.want(t, one+" planned", one+" waiting: còn thiếu 1 đơn vị: Phú Lộc")
	o.round(t, "2022-07-01 09:00")
	o.want(t)
	if d := cmp.Diff([]string{"phu-ninh-2022-" + one + "-dang-cho.txt"}, ls(t, o.Outbox)); d != "" {
		t.Error(d)
	}
	missing = []string{"Phú Lộc", "Bình Phú", "Phú Nham"}
	o.round(t, "2022-07-11 07:30")
	o.want(t, one+" waiting: còn thiếu 3 đơn vị: Phú Lộc, Bình Phú, Phú Nham")
	missing = []string{"Phú Lộc"}
	o.round(t, "2022-07-11 08:00")
	o.want(t, one+" started", one+" made", one+" checked", one+" delivered Nguyễn Văn A")
	if d := cmp.Diff([]string{"phu-ninh-2022-" + one + "@2022-07-11"}, o.clerk.made); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"phu-ninh-2022-" + one + "-thu.txt", "phu-ninh-2022-" + one + ".pdf"}, ls(t, o.Outbox)); d != "" {
		t.Error(d)
	}
	o.round(t, "2022-07-31 08:00")
	o.want(t)
}

// All units have reported and a sentence of the office lacks its figure: it waits
// for that too, says so, and is a draft at the end.
func TestWaitsForFigures(t *testing.T) {
	o := newOffice(t, phaseOne)
	o.clerk.open = []string{"phan-1.md, dòng 3: {{chi-tieu thu.thuc-hien}} chưa có số liệu"}
	o.round(t, "2022-07-11 07:00")
	o.want(t, one+" planned", one+" waiting: "+o.clerk.open[0])
	note, err := os.ReadFile(filepath.Join(o.Outbox, "phu-ninh-2022-"+one+"-dang-cho.txt"))
	if err != nil || !strings.Contains(string(note), o.clerk.open[0]+".\r\nHạn chờ: 07:00 31/07/2022; đến hạn mà còn thiếu thì lập DỰ THẢO.") {
		t.Errorf("%s %v", note, err)
	}
	o.round(t, "2022-07-31 07:00")
	o.want(t, one+" started", one+" made DỰ THẢO", one+" checked", one+" delivered Nguyễn Văn A")
	if d := cmp.Diff([]string{"phu-ninh-2022-" + one + "-thu.txt", "phu-ninh-2022-" + one + ".pdf"}, ls(t, o.Outbox)); d != "" {
		t.Error(d)
	}
}

type faulty struct{}

func (faulty) Error() string     { return "phan-1.md:3: no such target" }
func (faulty) ForOffice() string { return "phan-1.md, dòng 3: không có chỉ tiêu này" }

// What a person has to mend is told in the outbox in the office's words, and the
// note goes when the report is there.
func TestFaultIsTold(t *testing.T) {
	o := newOffice(t, phaseOne)
	o.clerk.fail = func(Run) error { return fmt.Errorf("report: %w", faulty{}) }
	o.round(t, "2022-07-11 07:00")
	o.want(t, one+" planned", one+" started", one+" failed: report: phan-1.md:3: no such target")
	note, err := os.ReadFile(filepath.Join(o.Outbox, "phu-ninh-2022-"+one+"-dang-cho.txt"))
	want := "phu-ninh-2022-" + one + " chưa lập được: phan-1.md, dòng 3: không có chỉ tiêu này.\r\nPhần mềm tự lập lại lúc 07:15 11/07/2022, sau khi nội dung trên được sửa.\r\n"
	if err != nil || string(note) != want {
		t.Errorf("%q %v", note, err)
	}
	o.clerk.fail = nil
	o.round(t, "2022-07-11 07:15")
	if got := ls(t, o.Outbox); len(got) != 2 || strings.Contains(got[0]+got[1], "dang-cho") {
		t.Errorf("%q", got)
	}
}

func TestDraftAtTheEnd(t *testing.T) {
	o := newOffice(t, phaseOne)
	o.Recipients = []Recipient{{delivery.Recipient{Name: "Nội bộ", Folder: t.TempDir()}, true}}
	o.clerk.missing = func(Run, time.Time) []string { return []string{"a", "b", "c"} }
	o.round(t, "2022-07-31 06:59")
	o.news(t)
	o.round(t, "2022-07-31 07:00")
	// A draft does not go to anyone by rule.
	o.want(t, one+" started", one+" made DỰ THẢO", one+" checked", one+" delivered Nguyễn Văn A")
}
