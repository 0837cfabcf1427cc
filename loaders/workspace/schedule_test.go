package workspace

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// The commented examples of a new workspace can be used as they stand.
func TestTemplateExamples(t *testing.T) {
	text, err := template.ReadFile("template/tdkt.yaml")
	if err != nil {
		t.Fatal(err)
	}
	head, tail, ok := strings.Cut(string(text), "# Lập báo cáo theo lịch")
	if !ok {
		t.Fatal("no schedule in the template")
	}
	var b strings.Builder
	b.WriteString(head)
	for line := range strings.Lines("# Lịch" + tail) {
		if after, commented := strings.CutPrefix(line, "#"); commented && !strings.HasPrefix(after, " ") || strings.HasPrefix(after, "  ") {
			line = after
		}
		b.WriteString(line)
	}
	c, problems := ReadConfig("tdkt.yaml", []byte(b.String()))
	if len(problems) > 0 {
		t.Fatalf("%v\n%s", problems, b.String())
	}
	zone := time.FixedZone("", 7*3600)
	want := Config{
		Schedule: Schedule{From: "2026-01-01", Hour: "07:00", WindowDays: 30, Formats: []string{"docx", "xlsx"}, Officer: Recipient{Name: "Nguyễn Văn A"}, Outbox: "outbox",
			Recipients: []Recipient{{Name: "Lãnh đạo UBND xã", Mail: "lanhdao@xa-b.gov.vn"},
				{Name: "Bộ phận tổng hợp", Folder: "/mnt/chung/bao-cao", WithoutApproval: true}},
			Entries: []Entry{{Name: "quy-1", Plan: "vi-du-2026", WaitDays: 5, From: "2026-01-01"}}},
		Mail: Mail{Host: "mail.tinh-a.gov.vn", Port: 587, Security: MailStartTLS, From: "UBND xã B <ubnd@xa-b.gov.vn>",
			User: "ubnd@xa-b.gov.vn", PasswordEnv: "TDKT_MAIL_PASSWORD", MaxMB: 20, Timeout: 60},
		Meetings: []Meeting{{Code: "so-ket-dot-1", Title: "Hội nghị sơ kết đợt 1", Place: "Hội trường UBND xã B", Plan: "vi-du-2026", Phase: 1,
			Starts: time.Date(2026, 7, 20, 8, 0, 0, 0, zone), Ends: time.Date(2026, 7, 20, 11, 0, 0, 0, zone),
			Chair:     Recipient{Name: "Chủ tịch UBND xã", Mail: "chutich@xa-b.gov.vn"},
			Attendees: []Recipient{{Name: "Trường THCS B", Mail: "thcs@xa-b.gov.vn"}, {Name: "Thôn 1", Folder: "/mnt/chung/thon-1"}}}},
	}
	got := Config{Schedule: c.Schedule, Mail: c.Mail, Meetings: c.Meetings}
	if d := cmp.Diff(want, got, cmpopts.IgnoreFields(Entry{}, "Line"), cmpopts.EquateApproxTime(0)); d != "" {
		t.Error(d)
	}
	if line := c.Schedule.Entries[0].Line.String(); line != "0 7 10 4 *" {
		t.Errorf("cron line %q", line)
	}
}

func TestScheduleProblems(t *testing.T) {
	schedule := least + "schedule: {from: 2026-01-01, officer: A, "
	mail := least + "mail: {host: h, from: a@b.vn, "
	meeting := least + "meetings: [{code: m, title: T, starts: 2026-07-20 08:00, place: P, plan: p, chair: {name: C}, "
	for _, c := range []struct{ text, want, hint string }{
		{least + "schedule: {officer: A}\n", "schedule has no from", ""},
		{schedule + "hour: 25:00}\n", `hour "25:00" is no time of the day`, "07:00"},
		{schedule + "entries: [{name: e, plan: p, cron: \"0 7 31 2 *\"}]}\n", `cron line "0 7 31 2 *": it names a day that never comes`, "five fields"},
		{schedule + "entries: [{name: e, plan: p, cron: \"0 7\"}]}\n", "2 fields instead of 5", "five fields"},
		{schedule + "entries: [{name: e, plan: p, cron: \"0 7 1 1 *\", time_zone: Hanoi}]}\n", `time zone "Hanoi" is not known`, "Asia/Ho_Chi_Minh"},
		{schedule + "entries: [{name: e, plan: p, cron: \"0 7 1 1 *\", phase: 1, final: true}]}\n", "a final review has no phase", ""},
		{schedule + "recipients: [{name: B}]}\n", "not clear how B gets the report", "folder"},
		{schedule + "recipients: [{name: B, mail: b at c}]}\n", `mail "b at c" is no mail address`, "ten@tinh.gov.vn"},
		{schedule + "recipients: [{name: B, folder: f}, {name: C, folder: f}]}\n", "f is named twice", ""},
		{schedule + "recipients: [{name: B, mail: b@c.vn}]}\n", "B is to get a mail, and the section \"mail:\", which names the mail server, is missing", "folder"},
		{mail + "password: secret}\n", "a password does not stand in this file", "TDKT_MAIL_PASSWORD"},
		{mail + "user: u, security: none}\n", "a password would be sent in clear", "starttls"},
		{mail + "security: ssl}\n", `security "ssl" is not known`, ""},
		{meeting + "ends: 2026-07-20 07:00}]\n", "the meeting ends before it begins", "leave out ends"},
		{mail + "port: 70000}\n", "port 70000 is not in 1 to 65535", "from 1 to 65535"},
		{mail + "max_mb: x}\n", `max_mb "x" is not a whole number`, "from 1 to 1000"},
		{schedule + "lead_days: 99}\n", "lead_days 99 is not in 0 to 60", "from 0 to 60"},
		{schedule + "entries: [{name: e, plan: p, cron: \"0 7 1 1 *\", wait_days: -1}]}\n", "wait_days -1 is not in 0 to 366", "from 0 to 366"},
		{meeting + "ends: 20/7/2026}]\n", `ends "20/7/2026" is no moment`, "2022-07-20 08:00"},
	} {
		_, problems := ReadConfig("tdkt.yaml", []byte(c.text))
		if len(problems) != 1 || !strings.Contains(problems[0].Error(), c.want) || !strings.Contains(problems[0].Hint, c.hint) {
			t.Errorf("want %q with hint %q, got %+v", c.want, c.hint, problems)
		}
		for _, p := range problems {
			if strings.Contains(p.Error()+p.Hint, "secret") {
				t.Errorf("the password stands in %v", p)
			}
		}
	}
}
