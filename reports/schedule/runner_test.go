package schedule

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tdkt/loaders/lock"
	"tdkt/reports/delivery"
)

// A clerk is a desk whose reports are a line of text that follows from the run
// and the day.
type clerk struct {
	missing func(r Run, knownAt time.Time) []string // nil: nobody
	open    []string                                // other gaps
	fail    func(r Run) error                       // nil: never
	content string
	twin    bool // a CSV file beside the PDF
	made    []string
}

func (c *clerk) Coverage(_ context.Context, r Run, knownAt time.Time) (Coverage, error) {
	if c.missing == nil {
		return Coverage{Expected: 10, Enough: true, Open: c.open}, nil
	}
	m := c.missing(r, knownAt)
	return Coverage{Expected: 10, Missing: m, Enough: len(m) <= 2, Open: c.open}, nil
}

func (c *clerk) Make(ctx context.Context, r Run, knownAt time.Time, path string) (Report, error) {
	if c.fail != nil {
		if err := c.fail(r); err != nil {
			return Report{}, err
		}
	}
	rep := Report{Title: "Báo cáo " + r.ID()}
	if cov, _ := c.Coverage(ctx, r, knownAt); !cov.Enough || len(cov.Open) > 0 {
		rep.Draft = "mới có ít đơn vị báo cáo"
	}
	if c.twin {
		twin := strings.TrimSuffix(path, ".pdf") + ".csv"
		rep.Twins = []Twin{{File: filepath.Base(twin), MediaType: "text/csv"}}
		if err := lock.WriteFile(twin, []byte("a;b"+c.content)); err != nil {
			return rep, err
		}
	}
	c.made = append(c.made, r.ID()+"@"+knownAt.Format(time.DateOnly))
	return rep, lock.WriteFile(path, []byte(r.ID()+knownAt.Format(time.DateOnly)+c.content))
}

// office is a runner in a new folder with a clock that the test sets.
type office struct {
	*Runner
	clerk *clerk
	now   time.Time
	said  []string
	lines int // read so far
}

func newOffice(t testing.TB, plans ...Plan) *office {
	t.Helper()
	return officeIn(t.TempDir(), plans...)
}

func officeIn(dir string, plans ...Plan) *office {
	o := &office{clerk: &clerk{}, now: moment("2022-01-01 00:00")}
	o.Runner = &Runner{Dir: filepath.Join(dir, "schedule"), Files: filepath.Join(dir, "reports"), Outbox: filepath.Join(dir, "outbox"),
		Officer: delivery.Recipient{Name: "Nguyễn Văn A"}, Office: "Ủy ban nhân dân huyện Phù Ninh", Config: config, Plans: plans, Desk: o.clerk,
		Now: func() time.Time { return o.now }, Say: func(f string, a ...any) { o.said = append(o.said, fmt.Sprintf(f, a...)) }}
	return o
}

func (o *office) round(t testing.TB, now string) Summary {
	t.Helper()
	o.now = moment(now)
	sum, err := o.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func (o *office) book(t testing.TB) Book {
	t.Helper()
	lines, err := ReadLedger(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return Digest(lines)
}

// news are the ledger's lines since the last look.
func (o *office) news(t testing.TB) []string {
	t.Helper()
	lines, err := ReadLedger(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range lines[o.lines:] {
		text := strings.TrimPrefix(l.Run, "phu-ninh-2022-") + " " + string(l.State)
		if l.Recipient != "" {
			text += " " + l.Recipient
		}
		if l.Draft != "" {
			text += " DỰ THẢO"
		}
		if l.Note != "" {
			text += ": " + l.Note
		}
		out = append(out, text)
	}
	o.lines = len(lines)
	return out
}

func (o *office) want(t testing.TB, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, o.news(t)); d != "" {
		t.Error(d)
	}
}

func ls(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

var phaseOne = Plan{ID: phuNinh.ID, StartsOn: phuNinh.StartsOn, EndsOn: day("2040-12-31"), Phases: phuNinh.Phases[:1]}

const one = "so-ket-1-20220701T0700"

// After an outage every missed run is made once, the oldest first, as of its
// own days.
func TestOutage(t *testing.T) {
	o := newOffice(t, ngocHoi, phuNinh)
	o.round(t, "2020-06-01 00:00")
	o.round(t, "2024-06-01 00:00")
	want := []string{"ngoc-hoi-so-ket-1-20210101T0700@2021-01-31", "ngoc-hoi-so-ket-2-20220101T0700@2022-01-31",
		"phu-ninh-2022-so-ket-1-20220701T0700@2022-07-31", "phu-ninh-2022-tong-ket-20221215T0700@2023-03-31",
		"ngoc-hoi-so-ket-3-20230101T0700@2023-01-31", "phu-ninh-2022-so-ket-2-20230101T0700@2023-01-31", "ngoc-hoi-so-ket-4-20240101T0700@2024-01-31"}
	if d := cmp.Diff(want, o.clerk.made); d != "" {
		t.Error(d)
	}
	missed := 0
	for _, l := range o.news(t) {
		if strings.Contains(l, " missed: planned for ") {
			missed++
		}
	}
	if missed != 7 {
		t.Errorf("%d runs are recorded as missed", missed)
	}
}

func TestApproval(t *testing.T) {
	o := newOffice(t, phaseOne)
	share, inside := t.TempDir(), t.TempDir()
	o.Recipients = []Recipient{{delivery.Recipient{Name: "Lãnh đạo", Folder: share}, false}, {delivery.Recipient{Name: "Nội bộ", Folder: inside}, true}}
	o.clerk.twin = true
	id := "phu-ninh-2022-" + one
	var refused *RefusedError
	if _, _, err := o.Approve(id, "Trần B", ""); !errors.As(err, &refused) || !strings.Contains(refused.Error(), "no run") {
		t.Errorf("an unknown run: %v", err)
	}
	o.round(t, "2022-07-11 07:00")
	o.want(t, one+" planned", one+" started", one+" made", one+" checked", one+" delivered Nguyễn Văn A", one+" delivered Nội bộ")
	if _, _, err := o.Approve(id, "", ""); !errors.As(err, &refused) {
		t.Errorf("nobody approves: %v", err)
	}
	a, _, err := o.Approve(id, "Trần B", "Đã xem")
	if err != nil || a.By != "Trần B" || len(a.SHA256) != 64 {
		t.Fatalf("%+v %v", a, err)
	}
	o.round(t, "2022-07-11 08:00")
	o.want(t, one+" approved: Đã xem", one+" delivered Lãnh đạo")
	text, err := os.ReadFile(filepath.Join(share, id+"-thu.txt"))
	if err != nil || !strings.Contains(string(text), "Người duyệt: Trần B, ngày 11/7/2022 lúc 07:00.\r\nÝ kiến của người duyệt: Đã xem") || !strings.Contains(string(text), a.SHA256) {
		t.Errorf("%s %v", text, err)
	}
	own, err := os.ReadFile(filepath.Join(o.Outbox, id+"-thu.txt"))
	if err != nil || !strings.Contains(string(own), "  tdkt schedule approve "+id+" --by ") || strings.Contains(string(text), "tdkt schedule") {
		t.Errorf("the officer's letter %s %v, the other %s", own, err, text)
	}
	if strings.Contains(string(text), "thay bản") {
		t.Errorf("the first edition takes the place of something: %s", text)
	}
	if twin, err := os.ReadFile(filepath.Join(share, id+".csv")); err != nil || string(twin) != "a;b" {
		t.Errorf("the twin: %q %v", twin, err)
	}
	// Made again with other figures: the approval was of the other file.
	o.clerk.content = " bổ sung"
	o.now = moment("2022-07-12 10:00")
	if err := o.Again(id); err != nil {
		t.Fatal(err)
	}
	o.round(t, "2022-07-12 10:01")
	o.want(t, one+" planned", one+" started", one+" made", one+" checked", one+" delivered Nguyễn Văn A", one+" delivered Nội bộ")
	if _, _, err := o.Approve(id, "Trần B", ""); err != nil {
		t.Fatal(err)
	}
	o.round(t, "2022-07-12 10:02")
	o.want(t, one+" approved", one+" delivered Lãnh đạo")
	// What was approved and delivered first is still there, under its own name.
	for _, dir := range []string{o.Files, share} {
		for name, want := range map[string]string{id + ".pdf": "2022-07-11", id + "-ban-2.pdf": "2022-07-12 bổ sung", id + ".csv": "a;b", id + "-ban-2.csv": "a;b bổ sung"} {
			if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !strings.HasSuffix(string(got), want) {
				t.Errorf("%s in %s: %q %v", name, dir, got, err)
			}
		}
	}
	if got, err := hashFile(filepath.Join(o.Files, id+".pdf")); err != nil || got != a.SHA256 {
		t.Errorf("the file that was approved first has the hash %s %v", got, err)
	}
	text, err = os.ReadFile(filepath.Join(share, id+"-ban-2-thu.txt"))
	if want := "Đây là bản số 2, thay bản số 1 đã gửi ngày 11/7/2022 lúc 08:00."; err != nil || !strings.Contains(string(text), want) {
		t.Errorf("%s %v", text, err)
	}
	// A file that somebody changed is neither approved nor sent.
	if err := os.WriteFile(filepath.Join(o.Files, id+"-ban-2.pdf"), []byte("khác"), 0o644); err != nil {
		t.Fatal(err)
	}
	var lost *LostError
	if _, _, err := o.Approve(id, "Trần B", ""); !errors.As(err, &lost) || !strings.Contains(lost.Hint, "--again") {
		t.Errorf("a changed file: %v", err)
	}
	st, _ := o.book(t).Run(id)
	if _, err := o.FilesOf(st); !errors.As(err, &lost) {
		t.Errorf("files of a changed run: %v", err)
	}
}

func TestFailureAndBackoff(t *testing.T) {
	o := newOffice(t, phaseOne)
	broken := errors.New("the warehouse is damaged")
	o.clerk.fail = func(Run) error { return broken }
	o.round(t, "2022-07-11 07:00")
	o.want(t, one+" planned", one+" started", one+" failed: the warehouse is damaged")
	o.round(t, "2022-07-11 07:14")
	o.want(t)
	o.round(t, "2022-07-11 07:15")
	o.want(t, one+" started", one+" failed: the warehouse is damaged")
	o.round(t, "2022-07-11 07:44")
	o.want(t)
	broken = nil
	// A clock that was set back does not lengthen the wait.
	o.round(t, "2022-07-11 07:01")
	o.want(t, one+" started", one+" made", one+" checked", one+" delivered Nguyễn Văn A")
}

// A recipient that fails does not stop the others and is tried again.
func TestOneRecipientFails(t *testing.T) {
	o := newOffice(t, phaseOne)
	dir := t.TempDir()
	away := filepath.Join(dir, "mất-mạng")
	o.Recipients = []Recipient{{delivery.Recipient{Name: "Xa", Folder: away}, true}, {delivery.Recipient{Name: "Gần", Folder: dir}, true}}
	sum := o.round(t, "2022-07-11 07:00")
	if sum.Delivered != 2 || sum.Undelivered != 1 {
		t.Errorf("%+v", sum)
	}
	news := o.news(t)
	if got := news[len(news)-2:]; !strings.HasPrefix(got[0], one+" failed Xa: the folder "+away+" does not exist; make it") || got[1] != one+" delivered Gần" {
		t.Errorf("%q", got)
	}
	if err := os.Mkdir(away, 0o755); err != nil {
		t.Fatal(err)
	}
	o.round(t, "2022-07-11 07:10")
	o.want(t)
	o.round(t, "2022-07-11 07:15")
	o.want(t, one+" delivered Xa")
}

// Whatever the clock does, every run is made once, in the order of its time.
func TestClockOverYears(t *testing.T) {
	for seed := range uint64(3) {
		rng := rand.New(rand.NewPCG(seed, 7))
		o := newOffice(t, phuNinh, ngocHoi)
		o.Config.Entries = []Entry{entry(t, "hai-chin", "0 7 29 2,8 *"), entry(t, "quy", "30 6 1 1,4,7,10 *")}
		for i := range o.Config.Entries {
			o.Config.Entries[i].Plan, o.Config.Entries[i].From = ngocHoi.ID, moment("2020-02-01 00:00")
		}
		o.clerk.missing = func(r Run, d time.Time) []string { return make([]string, (d.Day()+len(r.Plan))%5) }
		o.clerk.fail = func(Run) error {
			if rng.IntN(4) == 0 {
				return errors.New("now and then")
			}
			return nil
		}
		o.now = moment("2020-02-01 00:00")
		end := moment("2029-01-01 00:00")
		for o.now.Before(end) {
			if _, err := o.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			switch rng.IntN(10) {
			case 0:
				o.now = o.now.Add(-time.Duration(rng.IntN(100*24)) * time.Hour) // set back
			case 1:
				o.now = o.now.AddDate(0, 0, rng.IntN(500)) // an outage, or set forward
			default:
				o.now = o.now.Add(time.Duration(rng.IntN(20*24*60)) * time.Minute)
			}
		}
		for range MostTries * 2 {
			o.now = o.now.AddDate(0, 0, 2)
			if _, err := o.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		var made []string
		for _, m := range o.clerk.made {
			id, _, _ := strings.Cut(m, "@")
			made = append(made, id)
		}
		slices.Sort(made)
		var want []string
		for _, r := range Coming(o.Plans, o.Config, Digest(nil), moment("2020-01-01 00:00"), end) {
			want = append(want, r.ID())
		}
		slices.Sort(want)
		// The last rounds reach some slots after the end.
		made = slices.DeleteFunc(made, func(id string) bool { return strings.Contains(id, "-2029") })
		if d := cmp.Diff(want, made); d != "" || len(want) < 40 {
			t.Errorf("seed %d: %d runs: %s", seed, len(want), d)
		}
		for _, leap := range []string{"ngoc-hoi-so-ket-1-20200229T0700", "ngoc-hoi-so-ket-5-20240229T0700"} {
			if !slices.Contains(made, leap) {
				t.Errorf("seed %d: no %s", seed, leap)
			}
		}
	}
}

func TestBusy(t *testing.T) {
	o := newOffice(t, phaseOne)
	g, err := openLedger(o.Dir, o.Now, nil)
	if err != nil {
		t.Fatal(err)
	}
	var held *lock.HeldError
	if _, err := o.Run(t.Context()); !errors.As(err, &held) {
		t.Errorf("got %v", err)
	}
	g.close()
	o.round(t, "2022-07-11 07:00")
}

func TestLedgerDamage(t *testing.T) {
	o := newOffice(t, phaseOne)
	o.round(t, "2022-07-11 07:00")
	path := filepath.Join(o.Dir, ledgerName)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// A line cut off by a crash never happened.
	cut := good[:len(good)-20]
	if err := os.WriteFile(path, cut, 0o644); err != nil {
		t.Fatal(err)
	}
	o.round(t, "2022-07-11 07:00")
	if lines, err := ReadLedger(o.Dir); err != nil || len(lines) != 5 || lines[4].State != Delivered {
		t.Errorf("%d lines, %v", len(lines), err)
	}
	for why, bad := range map[string]string{
		"edited":       strings.Replace(string(good), `"state":"made"`, `"state":"Made"`, 1),
		"line removed": strings.Join(strings.SplitAfter(string(good), "\n")[1:], ""),
		"other key":    strings.Replace(string(good), `"no":1`, `"nr":1`, 1),
	} {
		if err := os.WriteFile(path, []byte(bad), 0o644); err != nil {
			t.Fatal(err)
		}
		var damaged *DamagedError
		if _, err := o.Run(t.Context()); !errors.As(err, &damaged) || damaged.Hint() == "" {
			t.Errorf("%s: %v", why, err)
		}
		if now, err := os.ReadFile(path); err != nil || string(now) != bad {
			t.Errorf("%s: the ledger was changed", why)
		}
	}
}

// A person who stops the program is no failure of the report.
func TestStopped(t *testing.T) {
	o := newOffice(t, phaseOne)
	ctx, cancel := context.WithCancel(t.Context())
	o.clerk.fail = func(Run) error { cancel(); return ctx.Err() }
	o.now = moment("2022-07-11 07:00")
	if _, err := o.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	o.clerk.fail = nil
	o.round(t, "2022-07-11 07:01")
	o.want(t, one+" planned", one+" started", one+" interrupted: stopped", one+" started", one+" made", one+" checked", one+" delivered Nguyễn Văn A")
}
