package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tdkt/loaders/workspace"
	"tdkt/reports/delivery/smtptest"
	"tdkt/reports/document"
	"tdkt/reports/pdf"
)

const meetingYAML = `office: {issuer: ỦY BAN NHÂN DÂN XÃ B, name: Ủy ban nhân dân xã B, place: B}
signature: {authority: CHỦ TỊCH}
mail: {host: 127.0.0.1, port: %d, from: ubnd@xa.vn, user: ubnd, password_file: mat-khau, ca_file: ca.pem, max_mb: 1}
meetings:
  - code: tong-ket
    title: Hội nghị tổng kết
    starts: %s
    place: Hội trường
    plan: p
    chair: {name: Chủ tịch, mail: chutich@xa.vn}
    attendees: [{name: Trường B, mail: truong@xa.vn}, {name: Trạm, mail: tram@xa.vn}]
`

// A meeting over a real server with STARTTLS and a password from a file: two
// invited, one greylisted; the second try reaches the one that is missing, a
// third nobody, and a meeting put off everybody again.
func TestMeetingSend(t *testing.T) {
	grey := smtptest.Greylist(1)
	s := (&smtptest.Server{User: "ubnd", Password: "bí-mật-123", Rcpt: func(to string) error {
		if to == "tram@xa.vn" {
			return grey(to)
		}
		return nil
	}}).Start(t)
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("tdkt.yaml", fmt.Sprintf(meetingYAML, s.Port, "2026-12-20 08:00"))
	write("mat-khau", "bí-mật-123\n")
	write("ca.pem", string(s.CA))
	write("bao-cao.pdf", "%PDF-1.7\n"+strings.Repeat("x", 1_500_000)) // two messages of a megabyte
	send := func(want int, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"-w", dir, "meeting", "send", "tong-ket", "--file", filepath.Join(dir, "bao-cao.pdf")}, args...), environment{
			stdin: strings.NewReader(""), stdout: &out, stderr: &errs, getenv: func(string) string { return "" },
			now: func() time.Time { return time.Date(2026, 12, 10, 8, 0, 0, 0, vietnam) },
		})
		if code != want || strings.Contains(out.String()+errs.String(), "bí-mật") {
			t.Fatalf("exit %d, want %d\n%s%s", code, want, out.String(), errs.String())
		}
		return out.String()
	}
	for i, c := range []struct {
		args  []string
		exit  int
		want  string
		total int
	}{
		{nil, exitUsage, "", 0},
		{[]string{"--by", "Trần B"}, exitDelivery, "tong-ket  2 sent, 1 did not arrive, 0 had it already\n", 4},
		{nil, exitOK, "tong-ket  1 sent, 0 did not arrive, 2 had it already\n", 6},
		{nil, exitOK, "tong-ket  0 sent, 0 did not arrive, 3 had it already\n", 6},
	} {
		if got := send(c.exit, c.args...); got != c.want || len(s.Messages()) != c.total {
			t.Errorf("call %d: %q, %d messages, want %d", i+1, got, len(s.Messages()), c.total)
		}
	}
	write("tdkt.yaml", fmt.Sprintf(meetingYAML, s.Port, "2026-12-22 08:00"))
	if got := send(exitOK); got != "tong-ket  3 sent, 0 did not arrive, 0 had it already\n" || len(s.Messages()) != 12 {
		t.Errorf("put off: %q, %d messages", got, len(s.Messages()))
	}
	ledger, err := os.ReadFile(filepath.Join(dir, "schedule", "ledger.jsonl"))
	if err != nil || bytes.Contains(ledger, []byte("bí-mật")) {
		t.Errorf("the ledger: %v", err)
	}
	write("bao-cao.pdf", "%PDF-1.7 other")
	send(exitUsage)
}

// What a meeting of Phù Ninh gets: the report, who has reported, and the cards of
// its 17 communes in the tree's order; its 16 offices get none. The list of
// contents has a numbered line for each, on the sheet where it begins.
func TestMeetingPackParts(t *testing.T) {
	a := testApp(t)
	ws, err := a.demoWorkspace(t.Context(), "../../fixtures/phu-ninh-2022", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	parts, err := a.packParts(t.Context(), ws, reportRequest{plan: "phu-ninh-2022", phase: 1, asOf: "2022-07-12"})
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) != 2+17 {
		t.Fatalf("%d parts", len(parts))
	}
	for i, want := range map[int]string{
		0:  "Báo cáo sơ kết phong trào thi đua và công tác khen thưởng đợt 1 năm 2022",
		1:  "Báo cáo tình hình gửi báo cáo thi đua, khen thưởng đợt 1 năm 2022 của các đơn vị",
		2:  "Kết quả thi đua đợt 1 năm 2022 của thị trấn Phong Châu",
		18: "Kết quả thi đua đợt 1 năm 2022 của xã Phù Ninh",
	} {
		if parts[i].Title != want {
			t.Errorf("part %d is %q, want %q", i+1, parts[i].Title, want)
		}
	}
	m := workspace.Meeting{Code: "so-ket", Title: "Hội nghị sơ kết đợt 1", Plan: "phu-ninh-2022", Phase: 1}
	doc, err := a.packed(meetingOf(ws, m), nil, parts)
	if err != nil {
		t.Fatal(err)
	}
	printed, err := pdf.Write(io.Discard, doc, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows := doc.Body[1].(document.Table).Rows
	if len(rows) != len(doc.Annexes) || len(rows) != len(printed.Parts)-1 {
		t.Fatalf("%d lines for %d parts and annexes", len(rows), len(doc.Annexes))
	}
	no := 0
	for i, row := range rows {
		if want := fmt.Sprint(printed.Parts[i+1].First); row.Cells[2].Plain() != want {
			t.Errorf("%s is said to begin on sheet %s and begins on %s", row.Cells[1].Plain(), row.Cells[2].Plain(), want)
		}
		if row.Cells[0].Plain() != "" {
			no++
			if got, want := row.Cells[1].Plain(), parts[no-1].Title; got != want {
				t.Errorf("line %d names %q, want %q", no, got, want)
			}
		}
	}
	if no != len(parts) {
		t.Errorf("%d numbered lines", no)
	}
}

// watch makes rounds until it is told to stop, which is no error.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	if err := copyMissing("../../fixtures/lo-ku-2022", dir); err != nil {
		t.Fatal(err)
	}
	yaml, err := os.ReadFile(filepath.Join(dir, "tdkt.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	yaml = append(yaml, "\nschedule: {from: 2022-07-01, officer: Nguyễn Văn A}\n"...)
	if err := os.WriteFile(filepath.Join(dir, "tdkt.yaml"), yaml, 0o644); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	now := time.Date(2023, 7, 1, 8, 0, 0, 0, vietnam) // the examples' data are all there
	var errs bytes.Buffer
	env := environment{stdin: strings.NewReader(""), stdout: &errs, stderr: &errs, getenv: usualPriority,
		now: func() time.Time { mu.Lock(); defer mu.Unlock(); return now }}
	if code := run(t.Context(), []string{"-w", dir, "load"}, env); code != exitOK {
		t.Fatalf("exit %d %s", code, errs.String())
	}
	now = time.Date(2022, 7, 1, 8, 0, 0, 0, vietnam)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	code := make(chan int)
	go func() {
		code <- run(ctx, []string{"-w", dir, "--memory", "600MB", "schedule", "watch", "--every", "1s"}, env)
	}()
	made := filepath.Join(dir, "outbox", "lo-ku-2022-so-ket-1-20220701T0700.pdf")
	deadline := time.Now().Add(60 * time.Second)
	for day := 1; ; day++ {
		if _, err := os.Stat(made); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("nothing was made")
		}
		mu.Lock()
		now = now.AddDate(0, 0, 1) // a day passes each time we look
		mu.Unlock()
		time.Sleep(400 * time.Millisecond)
	}
	cancel()
	if got := <-code; got != exitOK {
		t.Errorf("exit %d %s", got, errs.String())
	}
	errs.Reset()
	if code := run(t.Context(), []string{"-w", dir, "schedule", "watch", "--every", "10ms"}, env); code != exitUsage {
		t.Errorf("--every 10ms: exit %d", code)
	}
}
