package delivery

import (
	"fmt"
	"strings"
	"time"
)

// A Report is what letters say of the file that they bring.
type Report struct {
	ID     string // of the run, or of the meeting
	Office string // "Ủy ban nhân dân huyện Phù Ninh"
	Title  string // "Báo cáo sơ kết đợt 1 ..."
	Draft  string // why it is a draft; "" when it is not
	// ApprovedBy released the file for others; "" on its way to the officer
	// who drafts, and by the office's rule for its own people.
	ApprovedBy string
	ApprovedAt time.Time
	Remark     string // of who approved; "" for none
	Files      []File // the PDF first, then its twins
	Edition    int    // number of this file among those that the run was made as; 0 and 1: the first
	Replaces   *Replaced
	Next       string // what the officer who drafts has to do next; "" for others
}

// A Replaced is what a recipient has got before and what this letter takes the
// place of.
type Replaced struct {
	No int // of the report's editions, or of the invitations; from 1
	At time.Time
}

// ReportLetter is the letter that brings a scheduled report.
func ReportLetter(r Report, to Recipient, at time.Time) Letter {
	var b strings.Builder
	fmt.Fprintf(&b, "Kính gửi: %s\n\n", to.Name)
	fmt.Fprintf(&b, "%s gửi kèm thư này: %s.\n", r.Office, r.Title)
	subject := r.Title
	if p := r.Replaces; p != nil {
		fmt.Fprintf(&b, "\nĐây là bản số %d, thay bản số %d đã gửi %s. Đề nghị không sử dụng bản cũ.\n", r.Edition, p.No, Moment(p.At.In(at.Location())))
		subject += fmt.Sprintf(" (bản số %d, thay bản số %d)", r.Edition, p.No)
	}
	if r.Draft != "" {
		fmt.Fprintf(&b, "\nĐÂY LÀ DỰ THẢO: %s\n", DraftReason(r.Draft))
	}
	if r.ApprovedBy != "" {
		fmt.Fprintf(&b, "\nNgười duyệt: %s, %s.\n", r.ApprovedBy, Moment(r.ApprovedAt))
		remark(&b, r)
	}
	if r.Next != "" {
		fmt.Fprintf(&b, "\n%s\n", r.Next)
	}
	listFiles(&b, r.Files)
	b.WriteString("\nThư này do phần mềm gửi theo lịch.\n")
	if r.Draft != "" {
		subject = "[DỰ THẢO] " + subject
	}
	return Letter{ID: r.ID + versions(r.Files), Name: r.ID + "-thu", Subject: subject, Text: b.String(), Files: r.Files, At: at}
}

// A Meeting is a review meeting as letters speak of it.
type Meeting struct {
	Code      string
	About     string // plan and phase that are reviewed
	Title     string
	Place     string
	Starts    time.Time // in the office's time zone
	Ends      time.Time
	Chair     Recipient
	Attendees []Recipient
	Office    string
	From      string // address that answers go to; "" without mail
	Sequence  int    // how often the meeting was changed after the first invitation
	Replaces  *Replaced
}

// Version identifies what attendees are told: a change asks for a new letter.
func (m Meeting) Version() string {
	return fmt.Sprintf("%s\x00%s\x00%s\x00%s\x00%d\x00%d", m.About, m.Title, m.Place, m.Chair.Name, m.Starts.Unix(), m.Ends.Unix())
}

// Everyone is the chair and the attendees, each place once.
func (m Meeting) Everyone() []Recipient {
	var all []Recipient
	seen := map[string]bool{}
	for _, r := range append([]Recipient{m.Chair}, m.Attendees...) {
		if (r.Mail != "" || r.Folder != "") && !seen[r.Key()] {
			seen[r.Key()] = true
			all = append(all, r)
		}
	}
	return all
}

var weekdays = [...]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"}

// when is "08 giờ 00, thứ Tư, ngày 20/7/2022".
func when(t time.Time) string {
	return fmt.Sprintf("%02d giờ %02d, %s, %s", t.Hour(), t.Minute(), weekdays[t.Weekday()], date(t))
}

// Moment is "ngày 20/7/2022 lúc 08:00".
func Moment(t time.Time) string { return date(t) + t.Format(" lúc 15:04") }

// date is "ngày 20/7/2022". Days below 10 and months 1 and 2 get a leading 0
// (Nghị định 30/2020/NĐ-CP, Phụ lục I).
func date(t time.Time) string {
	month := fmt.Sprint(int(t.Month()))
	if t.Month() < time.March {
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d/%s/%d", t.Day(), month, t.Year())
}

// MeetingLetter invites one attendee and brings the report.
func MeetingLetter(m Meeting, r Report, to Recipient, at time.Time) Letter {
	var facts strings.Builder
	fmt.Fprintf(&facts, "Nội dung: %s.\n", m.Title)
	fmt.Fprintf(&facts, "Thời gian: %s.\n", when(m.Starts))
	fmt.Fprintf(&facts, "Địa điểm: %s.\n", m.Place)
	fmt.Fprintf(&facts, "Chủ trì: %s.\n", m.Chair.Name)
	fmt.Fprintf(&facts, "Tài liệu: %s.\n", r.Title)
	var b strings.Builder
	fmt.Fprintf(&b, "Kính gửi: %s\n\n%s trân trọng kính mời dự hội nghị.\n\n", to.Name, m.Office)
	if p := m.Replaces; p != nil {
		fmt.Fprintf(&b, "Thư này và tài liệu kèm theo thay thư mời lần %d gửi %s.\n\n", p.No, Moment(p.At.In(at.Location())))
	}
	b.WriteString(facts.String())
	if r.Draft != "" {
		fmt.Fprintf(&b, "\nTài liệu là DỰ THẢO: %s\n", DraftReason(r.Draft))
	}
	if r.ApprovedBy != "" {
		fmt.Fprintf(&b, "\nNgười duyệt tài liệu: %s, %s.\n", r.ApprovedBy, Moment(r.ApprovedAt))
		remark(&b, r)
	}
	listFiles(&b, r.Files)
	organizer := Recipient{Name: m.Office, Mail: m.From}
	return Letter{
		ID: m.Code + "\x00" + m.Version() + versions(r.Files), Name: "giay-moi-" + m.Code, Subject: "Giấy mời: " + m.Title, Text: b.String(), Files: r.Files, At: at,
		Invitation: &Invitation{UID: m.UID(), Sequence: m.Sequence, Title: m.Title, Text: facts.String(), Place: m.Place, Starts: m.Starts, Ends: m.Ends,
			Organizer: organizer, Chair: m.Chair, Attendees: m.Attendees, At: at},
	}
}

// UID is the event's identifier: the same for every version and attendee.
func (m Meeting) UID() string {
	domain := "tdkt.invalid"
	if address, ok := bare(m.From); ok {
		_, domain, _ = strings.Cut(address, "@")
	}
	return m.Code + "@" + domain
}

// DraftReason is why a report is a draft, without the word that its document puts
// before it.
func DraftReason(text string) string { return strings.TrimPrefix(text, "Dự thảo: ") }

func remark(b *strings.Builder, r Report) {
	if r.Remark != "" {
		fmt.Fprintf(b, "Ý kiến của người duyệt: %s\n", r.Remark)
	}
}

func listFiles(b *strings.Builder, files []File) {
	b.WriteString("\nTệp gửi kèm (mã SHA-256 để đối chiếu):\n")
	for _, f := range files {
		fmt.Fprintf(b, "- %s\n  %s\n", f.Name, f.SHA256())
	}
}

// versions tells letters about different files apart.
func versions(files []File) string {
	var b strings.Builder
	for _, f := range files {
		b.WriteString("\x00" + f.Name + "\x00" + f.SHA256())
	}
	return b.String()
}
