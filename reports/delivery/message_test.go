package delivery

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
)

// A part of a message, decoded.
type part struct {
	Type, Name string
	Data       []byte
}

func parse(t *testing.T, data []byte) (mail.Header, []part) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var parts []part
	var walk func(contentType, encoding, name string, r io.Reader)
	walk = func(contentType, encoding, name string, r io.Reader) {
		kind, params, err := mime.ParseMediaType(contentType)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(kind, "multipart/") {
			mr := multipart.NewReader(r, params["boundary"])
			for {
				p, err := mr.NextRawPart()
				if errors.Is(err, io.EOF) {
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				walk(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p.FileName(), p)
			}
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		switch encoding {
		case "base64":
			if body, err = base64.StdEncoding.DecodeString(strings.ReplaceAll(string(body), "\r\n", "")); err != nil {
				t.Fatal(err)
			}
		case "quoted-printable":
			text, err := (&mime.WordDecoder{}).DecodeHeader("=?UTF-8?q?" + strings.ReplaceAll(strings.ReplaceAll(string(body), "=\r\n", ""), " ", "_") + "?=")
			if err != nil {
				t.Fatal(err)
			}
			body = []byte(text)
		}
		parts = append(parts, part{kind, name, body})
	}
	walk(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), "", m.Body)
	return m.Header, parts
}

var meeting = Meeting{Code: "so-ket-dot-1", Title: "Hội nghị sơ kết đợt 1, phong trào “Mừng Đảng”; năm 2022", Place: "Hội trường UBND huyện",
	Starts: time.Date(2022, 7, 5, 8, 0, 0, 0, at.Location()), Ends: time.Date(2022, 7, 5, 11, 0, 0, 0, at.Location()),
	Chair:     Recipient{Name: "Chủ tịch UBND huyện", Mail: "chutich@xa.vn"},
	Attendees: []Recipient{{Name: "Trường THCS \"B\"", Mail: "thcs@xa.vn"}, {Name: "Xã Phú Lộc", Folder: "/mnt/phu-loc"}},
	Office:    "Ủy ban nhân dân huyện Phù Ninh", From: "ubnd@xa.vn"}

var offline = Courier{Server{Host: "mail.xa.vn", From: "UBND huyện <ubnd@xa.vn>"}}

func TestMeetingMessage(t *testing.T) {
	pdf := pdfFile(3000)
	twin := File{Name: "phu-ninh-2022-so-ket-1.csv", MediaType: "text/csv", Data: []byte("a;b\n")}
	l := MeetingLetter(meeting, report(pdf, twin), meeting.Attendees[0], at)
	parcels, err := offline.Pack(l, meeting.Attendees[0])
	if err != nil || len(parcels) != 1 {
		t.Fatalf("%d parcels, %v", len(parcels), err)
	}
	header, parts := parse(t, parcels[0].Data)
	subject, err := (&mime.WordDecoder{}).DecodeHeader(header.Get("Subject"))
	if err != nil || subject != "Giấy mời: "+meeting.Title {
		t.Errorf("subject %q, %v", subject, err)
	}
	if header.Get("Date") != "Tue, 12 Jul 2022 07:00:00 +0700" || header.Get("Message-ID") != "<"+parcels[0].ID+">" {
		t.Errorf("%v", header)
	}
	var kinds []string
	for _, p := range parts {
		kinds = append(kinds, p.Type+" "+p.Name)
	}
	want := []string{"text/plain ", "text/calendar ", "application/pdf phu-ninh-2022-so-ket-1.pdf", "text/csv phu-ninh-2022-so-ket-1.csv"}
	if d := cmp.Diff(want, kinds); d != "" {
		t.Fatal(d)
	}
	text := string(parts[0].Data)
	for _, line := range []string{"Kính gửi: Trường THCS \"B\"", "Thời gian: 08 giờ 00, thứ Ba, ngày 05/7/2022.", "Địa điểm: Hội trường UBND huyện.",
		"Chủ trì: Chủ tịch UBND huyện.", "Người duyệt tài liệu: Nguyễn Văn A, ngày 12/7/2022 lúc 07:00.", pdf.SHA256()} {
		if !strings.Contains(text, line) {
			t.Errorf("no %q in\n%s", line, text)
		}
	}
	if !bytes.Equal(parts[2].Data, pdf.Data) {
		t.Error("the PDF arrived changed")
	}
	checkEvent(t, parts[1].Data, &pdf)
	again, err := offline.Pack(l, meeting.Attendees[0])
	if err != nil || !bytes.Equal(again[0].Data, parcels[0].Data) {
		t.Error("the same letter gives other bytes")
	}
}

// checkEvent reads the invitation back with the library, and its rules by eye.
func checkEvent(t *testing.T, data []byte, carried *File) {
	t.Helper()
	for line := range bytes.SplitSeq(data, []byte("\r\n")) {
		if len(line) > 75 || bytes.ContainsAny(line, "\r\n") {
			t.Fatalf("line of %d bytes: %.80q", len(line), line)
		}
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	e := cal.Events()[0]
	get := func(p ics.ComponentProperty) string {
		if v := e.GetProperty(p); v != nil {
			return v.Value
		}
		return ""
	}
	got := []string{get(ics.ComponentPropertyUniqueId), get(ics.ComponentPropertySummary), get(ics.ComponentPropertyLocation),
		get(ics.ComponentPropertyDtStart), get(ics.ComponentPropertyDtEnd), get(ics.ComponentPropertySequence), get(ics.ComponentPropertyOrganizer)}
	want := []string{"so-ket-dot-1@xa.vn", meeting.Title, meeting.Place, "20220705T010000Z", "20220705T040000Z", "0", "mailto:ubnd@xa.vn"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if !bytes.Contains(data, []byte("METHOD:REQUEST\r\n")) {
		t.Error("no METHOD:REQUEST")
	}
	var who []string
	for _, a := range e.Attendees() {
		who = append(who, fmt.Sprintf("%s%v%v", a.Email(), a.ICalParameters["CN"], a.ICalParameters["ROLE"]))
	}
	if d := cmp.Diff([]string{"chutich@xa.vn[Chủ tịch UBND huyện][CHAIR]", "thcs@xa.vn[Trường THCS 'B'][REQ-PARTICIPANT]"}, who); d != "" {
		t.Error(d)
	}
	attached := e.GetProperty(ics.ComponentPropertyAttach)
	if carried == nil {
		if attached != nil {
			t.Error("a file is attached")
		}
		return
	}
	file, err := base64.StdEncoding.DecodeString(attached.Value)
	if err != nil || !bytes.Equal(file, carried.Data) || attached.ICalParameters["FMTTYPE"][0] != "application/pdf" || attached.ICalParameters["VALUE"][0] != "BINARY" {
		t.Errorf("attached %v, %v", attached.ICalParameters, err)
	}
}

// However the letter is split, no message is over the limit, each has an ID of
// its own, and the parts put together are the files.
func TestSplit(t *testing.T) {
	for _, c := range []struct{ limit, pdf, twin, most int }{
		{1 << 20, 100_000, 50_000, 1},
		{1 << 20, 700_000, 700_000, 2},
		{1 << 20, 3_500_000, 10, 6},
		{100 << 10, 300_000, 60_000, 8},
		{100 << 10, 70_001, 70_003, 4},
	} {
		pdf := pdfFile(c.pdf)
		twin := File{Name: "số liệu.csv", MediaType: "text/csv", Data: pdfFile(c.twin).Data}
		o := offline
		o.Server.MaxBytes = c.limit
		to := meeting.Attendees[0]
		parcels, err := o.Pack(MeetingLetter(meeting, report(pdf, twin), to, at), to)
		if err != nil {
			t.Fatal(err)
		}
		if len(parcels) > c.most {
			t.Errorf("%+v: %d messages", c, len(parcels))
		}
		ids, invitations, joined := map[string]bool{}, 0, map[string][]byte{}
		for i, p := range parcels {
			ids[p.ID] = true
			if len(p.Data) > c.limit || p.No != i+1 || p.Of != len(parcels) {
				t.Errorf("%+v: message %d/%d of %d bytes", c, p.No, p.Of, len(p.Data))
			}
			_, parts := parse(t, p.Data)
			for _, part := range parts {
				switch {
				case part.Type == "text/calendar":
					invitations++
					if len(parcels) > 1 {
						checkEvent(t, part.Data, nil)
					}
				case part.Name != "":
					name := decodeName(t, part.Name)
					if i := strings.LastIndexByte(name, '.'); len(name)-i == 4 && name[i+1] == '0' {
						name = name[:i]
						if !strings.Contains(string(parts[0].Data), "copy /b") {
							t.Errorf("%+v: no word about joining", c)
						}
					}
					joined[name] = append(joined[name], part.Data...)
				}
			}
		}
		if len(ids) != len(parcels) || invitations != 1 {
			t.Errorf("%+v: %d IDs of %d messages, %d invitations", c, len(ids), len(parcels), invitations)
		}
		if !bytes.Equal(joined[pdf.Name], pdf.Data) || !bytes.Equal(joined[twin.Name], twin.Data) {
			t.Errorf("%+v: the files do not come together", c)
		}
	}
}

func decodeName(t *testing.T, name string) string {
	t.Helper()
	plain, err := (&mime.WordDecoder{}).DecodeHeader(name)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestTooSmallForAnything(t *testing.T) {
	o := offline
	o.Server.MaxBytes = 30 << 10
	_, err := o.Pack(ReportLetter(report(pdfFile(90_000)), someone("b"), at), someone("b"))
	var e *Error
	if !errors.As(err, &e) || !e.Permanent || !strings.Contains(e.Hint, "max_mb") {
		t.Errorf("got %v", err)
	}
	if _, err := (Courier{}).Pack(ReportLetter(report(pdfFile(9)), someone("b"), at), someone("b")); !errors.As(err, &e) || !strings.Contains(e.Hint, "mail:") {
		t.Errorf("without a server: %v", err)
	}
}

func TestIDs(t *testing.T) {
	ids := map[string]string{}
	add := func(why string, l Letter, to Recipient, same bool) {
		p, err := offline.Pack(l, to)
		if err != nil {
			t.Fatal(err)
		}
		if old, known := ids[p[0].ID]; known != same {
			t.Errorf("%s: known %v (%s)", why, known, old)
		}
		ids[p[0].ID] = why
	}
	a, b := pdfFile(10), pdfFile(11)
	add("first", ReportLetter(report(a), someone("b"), at), someone("b"), false)
	add("an hour later, name written differently", ReportLetter(report(a), someone("b"), at.Add(time.Hour)), Recipient{Name: "B", Mail: "B <B@tinh.vn>"}, true)
	add("other file", ReportLetter(report(b), someone("b"), at), someone("b"), false)
	add("other recipient", ReportLetter(report(a), someone("c"), at), someone("c"), false)
	add("meeting", MeetingLetter(meeting, report(a), someone("b"), at), someone("b"), false)
	moved := meeting
	moved.Place = "Nhà văn hóa"
	add("meeting moved", MeetingLetter(moved, report(a), someone("b"), at), someone("b"), false)
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	to := Recipient{Name: "Xã Phú Lộc", Folder: dir}
	pdf := pdfFile(10)
	p, err := (Courier{}).Pack(MeetingLetter(meeting, report(pdf), to, at), to)
	if err != nil || len(p) != 1 || !p[0].Repeatable() {
		t.Fatalf("%v %v", p, err)
	}
	for range 2 {
		if err := (Courier{}).Carry(t.Context(), p[0], func() error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if d := cmp.Diff([]string{"giay-moi-so-ket-dot-1.ics", "giay-moi-so-ket-dot-1.txt", "phu-ninh-2022-so-ket-1.pdf"}, names); d != "" {
		t.Error(d)
	}
	data, err := os.ReadFile(filepath.Join(dir, "giay-moi-so-ket-dot-1.ics"))
	if err != nil {
		t.Fatal(err)
	}
	checkPublished(t, data, "mailto:ubnd@xa.vn", &pdf)
	alone := meeting
	alone.From = "" // an office without mail
	if p, err = (Courier{}).Pack(MeetingLetter(alone, report(pdf), to, at), to); err != nil {
		t.Fatal(err)
	}
	checkPublished(t, p[0].Files[1].Data, "mailto:khong-co-thu@tdkt.invalid", &pdf)
	to.Folder = filepath.Join(dir, "khong-co")
	p[0].To = to
	var e *Error
	if err := (Courier{}).Carry(t.Context(), p[0], func() error { return nil }); !errors.As(err, &e) || !strings.Contains(e.Error(), "does not exist") || e.Permanent {
		t.Errorf("a share that is not mounted: %v", err)
	}
}

// checkPublished reads an event that lies in a folder: nobody is asked for an
// answer (RFC 5546, 3.2.1: ORGANIZER must be there, ATTENDEE must not).
func checkPublished(t *testing.T, data []byte, organizer string, carried *File) {
	t.Helper()
	if !bytes.Contains(data, []byte("METHOD:PUBLISH\r\n")) {
		t.Error("no METHOD:PUBLISH")
	}
	cal, err := ics.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	e := cal.Events()[0]
	if p := e.GetProperty(ics.ComponentPropertyOrganizer); p == nil || p.Value != organizer {
		t.Errorf("organizer %v, want %s", p, organizer)
	}
	if n := len(e.Attendees()); n != 0 {
		t.Errorf("%d attendees", n)
	}
	file, err := base64.StdEncoding.DecodeString(e.GetProperty(ics.ComponentPropertyAttach).Value)
	if err != nil || !bytes.Equal(file, carried.Data) {
		t.Errorf("the attached file: %v", err)
	}
}

func TestDryRun(t *testing.T) {
	dir := t.TempDir()
	var all []Parcel
	for _, to := range []Recipient{meeting.Attendees[0], {Name: "Xã A/B", Folder: "/mnt"}} {
		p, err := offline.Pack(MeetingLetter(meeting, report(pdfFile(10)), to, at), to)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p...)
	}
	written, err := DryRun(dir, all)
	if err != nil || len(written) != 4 || filepath.Base(written[0]) != "01-Trường-THCS--B.eml" || filepath.Base(filepath.Dir(written[1])) != "02-Xã-A-B" {
		t.Fatalf("%v %v", written, err)
	}
	data, err := os.ReadFile(written[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, parts := parse(t, data); len(parts) != 3 {
		t.Errorf("%d parts", len(parts))
	}
}
