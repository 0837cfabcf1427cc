package schedule

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"tdkt/loaders/lock"
	"tdkt/reports/delivery"
	"tdkt/reports/delivery/smtptest"
)

// TestMain lets the tests start this program again as a scheduler of its own,
// which dies at a numbered step: TDKT_TEST_CHILD is the folder, the rest is in
// the environment.
func TestMain(m *testing.M) {
	if dir := os.Getenv("TDKT_TEST_CHILD"); dir != "" {
		os.Exit(child(dir))
	}
	os.Exit(m.Run())
}

// child runs rounds for the plans of this test, and kills itself without any
// farewell at the step that it was told.
func child(dir string) int {
	o := officeIn(dir, phaseOne)
	o.Config.Entries = []Entry{entry(childTB{}, "nam", "0 7 5 7 *")}
	o.now = moment("2022-07-20 09:00")
	if at := os.Getenv("TDKT_TEST_NOW"); at != "" {
		o.now = moment(at)
	}
	dieAt, _ := strconv.Atoi(os.Getenv("TDKT_TEST_DIE"))
	steps := 0
	o.step = func(string) {
		if steps++; steps == dieAt {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	folder := filepath.Join(dir, "shared")
	o.Recipients = []Recipient{{delivery.Recipient{Name: "Thư mục", Folder: folder}, true}}
	if port, _ := strconv.Atoi(os.Getenv("TDKT_TEST_PORT")); port > 0 {
		o.Courier.Server = delivery.Server{Host: "127.0.0.1", Port: port, Security: delivery.Plain, From: "ubnd@xa.vn", Timeout: 5 * time.Second}
		for _, who := range []string{"b", "c"} {
			o.Recipients = append(o.Recipients, Recipient{delivery.Recipient{Name: who, Mail: who + "@tinh.vn"}, true})
		}
	}
	round := func() error { _, err := o.Run(context.Background()); return err }
	if os.Getenv("TDKT_TEST_MEETING") != "" {
		round = func() error {
			_, err := o.Invite(context.Background(), reviewMeeting(folder), meetingFile, "Trần B")
			return err
		}
	}
	var held *lock.HeldError
	for range 500 {
		err := round()
		if err == nil {
			fmt.Println(steps)
			return 0
		}
		if !errors.As(err, &held) {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		time.Sleep(5 * time.Millisecond)
	}
	return 2
}

// reviewMeeting is a meeting of two with mail and one with a folder.
func reviewMeeting(folder string) delivery.Meeting {
	return delivery.Meeting{Code: "so-ket", Title: "Hội nghị", Place: "Hội trường", Starts: moment("2022-07-25 08:00"), Ends: moment("2022-07-25 11:00"), From: "ubnd@xa.vn",
		Chair: delivery.Recipient{Name: "b", Mail: "b@tinh.vn"}, Attendees: []delivery.Recipient{{Name: "c", Mail: "c@tinh.vn"}, {Name: "Thư mục", Folder: folder}}}
}

var meetingFile = delivery.Report{ID: "so-ket", Title: "Báo cáo", Files: []delivery.File{{Name: "bao-cao.pdf", MediaType: "application/pdf", Data: []byte("%PDF")}}}

// childTB lets the child use the tests' helpers, which cannot fail there.
type childTB struct{ testing.TB }

func (childTB) Helper() {}

func startChild(t *testing.T, dir string, env ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), "TDKT_TEST_CHILD="+dir), env...)
	return cmd
}

// judge checks a ledger after all crashes: nothing lost, nothing doubled.
func judge(t *testing.T, dir, why string) []Line {
	t.Helper()
	lines, err := ReadLedger(filepath.Join(dir, "schedule"))
	if err != nil {
		t.Fatalf("%s: %v", why, err)
	}
	count := map[string]int{}
	for _, l := range lines {
		switch l.State {
		case Planned, Made, Checked, Delivered:
			count[l.Run+" "+string(l.State)+" "+l.Recipient]++
		case Failed:
			t.Errorf("%s: %s", why, l.Note)
		}
	}
	for _, id := range []string{"phu-ninh-2022-so-ket-1-20220701T0700", "phu-ninh-2022-so-ket-1-20220705T0700"} {
		for _, what := range []string{"planned ", "made ", "checked ", "delivered Nguyễn Văn A", "delivered Thư mục"} {
			if n := count[id+" "+what]; n != 1 {
				t.Errorf("%s: %s %s %d times", why, id, what, n)
			}
		}
	}
	return lines
}

func newChildDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "shared"), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestKilledAtEveryStep kills a scheduler at each of its steps in turn, while
// a mail server counts. A message is repeated only where the crash fell between
// the server's last word and the ledger's line, at most once, as the same
// message, and the ledger says so.
func TestKilledAtEveryStep(t *testing.T) {
	server := (&smtptest.Server{NoTLS: true}).Start(t)
	env := func(die int) []string {
		return []string{"TDKT_TEST_PORT=" + strconv.Itoa(server.Port), "TDKT_TEST_DIE=" + strconv.Itoa(die)}
	}
	out, err := startChild(t, newChildDir(t), env(0)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	steps, err := strconv.Atoi(strings.TrimSpace(string(out)))
	if err != nil || steps < 40 {
		t.Fatalf("%d steps, %v", steps, err)
	}
	before, repeats, interrupted := len(server.Messages()), 0, 0
	if before != 4 {
		t.Fatalf("%d messages without a crash", before)
	}
	for die := 1; die <= steps; die++ {
		dir := newChildDir(t)
		why := fmt.Sprintf("killed at step %d", die)
		var exit *exec.ExitError
		if err := startChild(t, dir, env(die)...).Run(); !errors.As(err, &exit) || exit.ExitCode() != -1 {
			t.Fatalf("%s: %v", why, err)
		}
		if out, err := startChild(t, dir, env(0)...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v %s", why, err, out)
		}
		lines := judge(t, dir, why)
		messages := server.Messages()[before:]
		before += len(messages)
		copies, doubted := map[string]int{}, map[string]bool{}
		for _, m := range messages {
			copies[m.ID()]++
		}
		for _, l := range lines {
			if l.State == Interrupted && l.Recipient == "" {
				interrupted++
			}
			if l.State == Delivered && l.Uncertain && strings.Contains(l.Note, "có thể đã gửi") {
				doubted[l.MessageID] = true
			}
		}
		if len(copies) != 4 {
			t.Errorf("%s: %d different messages", why, len(copies))
		}
		for id, n := range copies {
			if n > 2 || n == 2 && !doubted[id] {
				t.Errorf("%s: %d copies of %s, doubted %v", why, n, id, doubted[id])
			}
			if n == 2 {
				repeats++
			}
		}
		if len(doubted) > 1 {
			t.Errorf("%s: %d messages are doubted", why, len(doubted))
		}
	}
	// Each of the four messages has two steps in that gap: after the server's
	// answer, and before the line that says so.
	if repeats != 8 {
		t.Errorf("%d repeats over all crashes", repeats)
	}
	// Each of the two reports: begun, the file there, its line not yet written.
	if interrupted != 6 {
		t.Errorf("%d reports are recorded as interrupted", interrupted)
	}
}

// TestInvitationKilledAtEveryStep does the same with the invitations to a meeting,
// which a person sends again after the crash.
func TestInvitationKilledAtEveryStep(t *testing.T) {
	server := (&smtptest.Server{NoTLS: true}).Start(t)
	env := func(die int) []string {
		return []string{"TDKT_TEST_MEETING=1", "TDKT_TEST_PORT=" + strconv.Itoa(server.Port), "TDKT_TEST_DIE=" + strconv.Itoa(die)}
	}
	out, err := startChild(t, newChildDir(t), env(0)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	steps, err := strconv.Atoi(strings.TrimSpace(string(out)))
	before, repeats := len(server.Messages()), 0
	if err != nil || steps < 15 || before != 2 {
		t.Fatalf("%d steps, %d messages, %v", steps, before, err)
	}
	for die := 1; die <= steps; die++ {
		dir := newChildDir(t)
		var exit *exec.ExitError
		if err := startChild(t, dir, env(die)...).Run(); !errors.As(err, &exit) || exit.ExitCode() != -1 {
			t.Fatalf("killed at step %d: %v", die, err)
		}
		if out, err := startChild(t, dir, env(0)...).CombinedOutput(); err != nil {
			t.Fatalf("killed at step %d: %v %s", die, err, out)
		}
		lines, err := ReadLedger(filepath.Join(dir, "schedule"))
		if err != nil {
			t.Fatal(err)
		}
		delivered, doubted, copies := map[string]int{}, map[string]bool{}, map[string]int{}
		for _, l := range lines {
			if l.State == Delivered {
				delivered[l.Recipient]++
				doubted[l.MessageID] = l.Uncertain
			}
		}
		for _, m := range server.Messages()[before:] {
			copies[m.ID()]++
		}
		before = len(server.Messages())
		if len(copies) != 2 || len(delivered) != 3 {
			t.Errorf("killed at step %d: %d messages, delivered %v", die, len(copies), delivered)
		}
		for who, n := range delivered {
			if n != 1 {
				t.Errorf("killed at step %d: %s has %d lines", die, who, n)
			}
		}
		for id, n := range copies {
			if n > 2 || n == 2 && !doubted[id] {
				t.Errorf("killed at step %d: %d copies of %s, doubted %v", die, n, id, doubted[id])
			}
			repeats += n - 1
		}
	}
	// Two steps in the gap of each of the two messages.
	if repeats != 4 {
		t.Errorf("%d repeats over all crashes", repeats)
	}
}

// Two schedulers at once, as processes, do everything once.
func TestTwoSchedulers(t *testing.T) {
	server := (&smtptest.Server{NoTLS: true}).Start(t)
	dir := newChildDir(t)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for range 3 {
				if out, err := startChild(t, dir, "TDKT_TEST_PORT="+strconv.Itoa(server.Port)).Output(); err != nil {
					t.Errorf("%v %s", err, out)
				}
			}
		})
	}
	wg.Wait()
	judge(t, dir, "two schedulers")
	if n := len(server.Messages()); n != 4 {
		t.Errorf("%d messages", n)
	}
}

func mailOffice(t *testing.T, s *smtptest.Server, who ...string) *office {
	t.Helper()
	o := newOffice(t, phaseOne)
	o.Courier.Server = delivery.Server{Host: "127.0.0.1", Port: s.Port, Security: delivery.StartTLS, CA: s.CA, From: "ubnd@xa.vn", Timeout: time.Second}
	for _, w := range who {
		o.Recipients = append(o.Recipients, Recipient{delivery.Recipient{Name: w, Mail: w + "@tinh.vn"}, true})
	}
	return o
}

// A server that greylists gets the message on the second try; one that refuses
// a recipient is not asked again until a person says so.
func TestMailTries(t *testing.T) {
	grey, refuse := smtptest.Greylist(1), smtptest.Refuse("lạ@tinh.vn")
	s := (&smtptest.Server{Rcpt: func(to string) error { return errors.Join(grey(to), refuse(to)) }}).Start(t)
	o := mailOffice(t, s, "b", "c")
	o.round(t, "2022-07-11 07:00")
	if n := len(s.Messages()); n != 0 {
		t.Fatalf("%d messages at once", n)
	}
	o.news(t)
	o.round(t, "2022-07-11 07:20")
	o.want(t, one+" sending b", one+" delivered b", one+" sending c", one+" delivered c")
	if n := len(s.Messages()); n != 2 {
		t.Errorf("%d messages", n)
	}
}

// Without the server's password the report is made, folders get it, and mails
// wait as long as it takes, without counting as tries.
func TestMailWaitsForItsSettings(t *testing.T) {
	s := (&smtptest.Server{}).Start(t)
	o := mailOffice(t, s, "b", "c")
	share := t.TempDir()
	o.Recipients = append(o.Recipients, Recipient{delivery.Recipient{Name: "Gần", Folder: share}, true})
	o.Courier.Server.Fault = &delivery.Error{Msg: "no password", Hint: "set it"}
	for day := range MostTries + 5 {
		sum := o.round(t, moment("2022-07-11 07:00").AddDate(0, 0, day).Format("2006-01-02 15:04"))
		if sum.Held != 2 || sum.Undelivered != 0 || sum.Made != max(1-day, 0) {
			t.Fatalf("day %d: %+v", day, sum)
		}
	}
	o.want(t, one+" planned", one+" started", one+" made", one+" checked", one+" delivered Nguyễn Văn A",
		one+" waiting b: no password; set it", one+" waiting c: no password; set it", one+" delivered Gần")
	if n := len(s.Messages()); n != 0 {
		t.Fatalf("%d messages", n)
	}
	o.Courier.Server.Fault = nil
	if sum := o.round(t, "2022-09-01 07:00"); sum.Delivered != 2 || sum.Held != 0 {
		t.Errorf("%+v", sum)
	}
	o.want(t, one+" sending b", one+" delivered b", one+" sending c", one+" delivered c")
	if n := len(s.Messages()); n != 2 {
		t.Errorf("%d messages", n)
	}
}

// The reason of a wait is said by a service when it is new, not in every round.
func TestTerse(t *testing.T) {
	o := newOffice(t, phaseOne)
	o.Terse = true
	missing := []string{"Phú Lộc"}
	o.clerk.missing = func(Run, time.Time) []string { return missing }
	o.round(t, "2022-07-01 07:00")
	o.round(t, "2022-07-01 07:05")
	o.round(t, "2022-07-02 07:05")
	missing = append(missing, "Phú Nham")
	o.round(t, "2022-07-02 07:10")
	if len(o.said) != 2 {
		t.Errorf("%q", o.said)
	}
}

func TestRefusedForGood(t *testing.T) {
	var refusing atomic.Bool
	refusing.Store(true)
	s := (&smtptest.Server{Rcpt: func(to string) error {
		if refusing.Load() {
			return smtptest.Refuse("b@tinh.vn")(to)
		}
		return nil
	}}).Start(t)
	o := mailOffice(t, s, "b", "c")
	o.round(t, "2022-07-11 07:00")
	news := o.news(t)
	if got := news[len(news)-3]; !strings.Contains(got, "failed b") || !strings.Contains(got, "no such user") || !strings.Contains(got, "check the address") {
		t.Errorf("%q", news)
	}
	o.round(t, "2022-08-11 07:00")
	o.want(t)
	refusing.Store(false)
	if _, _, err := o.Approve("phu-ninh-2022-"+one, "Trần B", ""); err != nil {
		t.Fatal(err)
	}
	o.round(t, "2022-08-11 07:10")
	o.want(t, one+" approved", one+" sending b", one+" delivered b")
}

// A server that takes the message and gives no answer gets one repeat, then a
// person is asked.
func TestSilentServer(t *testing.T) {
	var silent atomic.Bool
	silent.Store(true)
	s := (&smtptest.Server{Taken: func(string, int) error {
		if silent.Load() {
			time.Sleep(1300 * time.Millisecond)
		}
		return nil
	}}).Start(t)
	o := mailOffice(t, s, "b")
	for i, now := range []string{"2022-07-11 07:00", "2022-07-11 08:00", "2022-07-11 12:00", "2022-07-12 12:00", "2022-07-20 12:00"} {
		o.round(t, now)
		if want := min(i+1, 2); len(s.Messages()) != want {
			t.Errorf("at %s: %d messages, want %d", now, len(s.Messages()), want)
		}
	}
	messages := s.Messages()
	if messages[0].ID() != messages[1].ID() {
		t.Error("the repeat has another Message-ID")
	}
	news := o.news(t)
	if last := news[len(news)-1]; !strings.Contains(last, "có thể đã gửi hai lần") {
		t.Errorf("%q", news)
	}
	silent.Store(false)
	if _, _, err := o.Approve("phu-ninh-2022-"+one, "Trần B", ""); err != nil {
		t.Fatal(err)
	}
	o.round(t, "2022-07-21 07:00")
	if n := len(s.Messages()); n != 3 {
		t.Errorf("%d messages after a person's word", n)
	}
}
