package schedule

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tdkt/reports/delivery"
	"tdkt/reports/delivery/smtptest"
)

// heard tells whether one of the lines said has all the words.
func (o *office) heard(words ...string) bool {
	for _, line := range o.said {
		all := true
		for _, w := range words {
			all = all && strings.Contains(line, w)
		}
		if all {
			return true
		}
	}
	return false
}

// An outbox that cannot be reached is a delivery that failed: while a report
// waits, and when it is made. The others get theirs, and other runs go on.
func TestOutboxUnreachable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, outbox := range []string{file, "/proc/nowhere/outbox"} {
		o := newOffice(t, phaseOne)
		share := t.TempDir()
		o.Outbox = outbox
		o.Recipients = []Recipient{{Recipient: delivery.Recipient{Name: "Bộ phận tổng hợp", Folder: share}, WithoutApproval: true}}
		o.clerk.open = []string{"chưa đủ"}
		for range 2 {
			if sum := o.round(t, "2022-07-01 07:00"); sum != (Summary{Waiting: 1, Undelivered: 1}) {
				t.Errorf("%s, waiting: %+v", outbox, sum)
			}
		}
		if got := o.news(t); len(got) != 3 || !strings.Contains(got[2], one+" failed Nguyễn Văn A: the outbox cannot be used") || !strings.Contains(got[2], "correct schedule.outbox in tdkt.yaml") {
			t.Errorf("%s: %q", outbox, got)
		}
		o.clerk.open = nil
		if sum := o.round(t, "2022-07-12 07:00"); sum != (Summary{Made: 1, Delivered: 1, Undelivered: 1}) {
			t.Errorf("%s: %+v", outbox, sum)
		}
		if len(ls(t, share)) != 2 || !o.heard("Nguyễn Văn A", "the outbox cannot be used", "next try 2022-07-12 07:15") {
			t.Errorf("%s: %q, %q", outbox, ls(t, share), o.said)
		}
		// Mended, the same report arrives by itself.
		o.Outbox = filepath.Join(t.TempDir(), "outbox")
		if sum := o.round(t, "2022-07-12 08:00"); sum.Delivered != 1 || sum.Undelivered != 0 {
			t.Errorf("%s, mended: %+v", outbox, sum)
		}
	}
}

// What did not arrive is said in every round that does not try it again, too.
func TestReasonsAreSaid(t *testing.T) {
	o := newOffice(t, phaseOne)
	o.Recipients = []Recipient{{Recipient: delivery.Recipient{Name: "B", Folder: filepath.Join(t.TempDir(), "none")}, WithoutApproval: true}}
	for i, at := range []string{"2022-07-12 07:00", "2022-07-12 07:01"} {
		o.said = nil
		if sum := o.round(t, at); sum.Undelivered != 1 || !o.heard("B (", "does not exist; make it, or connect the share; next try 2022-07-12 07:15") {
			t.Errorf("round %d: %+v %q", i+1, sum, o.said)
		}
	}
}

// A made file that is gone or changed names the way back, on the terminal and
// to whoever sends it.
func TestLostFile(t *testing.T) {
	for _, c := range []struct {
		spoil func(path string) error
		want  string
	}{
		{os.Remove, "is not there any more"},
		{func(path string) error { return os.WriteFile(path, []byte("x"), 0o644) }, "was changed after it was made"},
	} {
		o := newOffice(t, phaseOne)
		o.Recipients = []Recipient{{Recipient: delivery.Recipient{Name: "B", Folder: t.TempDir()}}}
		o.round(t, "2022-07-12 07:00")
		id := "phu-ninh-2022-" + one
		if _, _, err := o.Approve(id, "Trần B", ""); err != nil {
			t.Fatal(err)
		}
		if err := c.spoil(filepath.Join(o.Files, id+".pdf")); err != nil {
			t.Fatal(err)
		}
		if sum := o.round(t, "2022-07-12 07:01"); sum.Undelivered != 1 || !o.heard("B (", c.want, "tdkt schedule run --again "+id) {
			t.Errorf("%+v %q", sum, o.said)
		}
		st, _ := o.book(t).Run(id)
		_, err := o.FilesOf(st)
		var lost *LostError
		if !errors.As(err, &lost) || !strings.Contains(err.Error(), c.want) || !strings.Contains(lost.Hint, "--again "+id) {
			t.Errorf("%v", err)
		}
		if _, _, err := o.Approve(id, "Trần B", ""); !errors.As(err, &lost) {
			t.Errorf("approved: %v", err)
		}
	}
}

// The schedule sends no invitations: what failed names the command that does,
// also when it is asked for again.
func TestInvitationFollows(t *testing.T) {
	s := (&smtptest.Server{Rcpt: func(to string) error {
		if to == "a@tinh.vn" {
			return smtptest.Refuse(to)(to)
		}
		return smtptest.Greylist(9)(to)
	}}).Start(t)
	o := mailOffice(t, s)
	m := delivery.Meeting{Code: "hop-1", Title: "Họp", Place: "P", Starts: moment("2022-07-20 08:00"), Ends: moment("2022-07-20 10:00"),
		Chair: delivery.Recipient{Name: "A", Mail: "a@tinh.vn"}, Attendees: []delivery.Recipient{{Name: "B", Mail: "b@tinh.vn"}}}
	for i, by := range []string{"Trần B", ""} {
		o.said = nil
		sum, err := o.Invite(t.Context(), m, meetingFile, by)
		if err != nil || sum != (Summary{Undelivered: 2, Stuck: 1}) {
			t.Fatalf("%v %+v", err, sum)
		}
		if !o.heard("A (a@tinh.vn)", "550", "; tdkt meeting send hop-1 --by NAME tries again") || !o.heard("B (b@tinh.vn)", "451", "; tdkt meeting send hop-1 tries again") || o.heard("by itself") || o.heard("next try") {
			t.Errorf("call %d: %q", i+1, o.said)
		}
	}
}

// The officer is not asked to mend what only the machine lacks.
func TestMachineError(t *testing.T) {
	o := newOffice(t, phaseOne)
	o.clerk.fail = func(Run) error { return &MachineError{Msg: "too little memory", Office: "bộ nhớ không đủ"} }
	o.round(t, "2022-07-12 07:00")
	text, err := os.ReadFile(o.waitingNote("phu-ninh-2022-" + one))
	if want := "chưa lập được: bộ nhớ không đủ.\r\nPhần mềm tự lập lại lúc 07:15 12/07/2022.\r\n"; err != nil || !strings.HasSuffix(string(text), want) {
		t.Errorf("%q %v", text, err)
	}
}
