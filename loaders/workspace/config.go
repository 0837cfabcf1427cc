package workspace

import (
	"strings"
	"time"

	"tdkt/loaders/problem"
	"tdkt/loaders/strictyaml"
)

// Number is an exact decimal as the file writes it; "" is none.
type Number = strictyaml.Number

// Config is tdkt.yaml with its defaults applied.
type Config struct {
	Office      Office
	Addressees  []string // Kính gửi; empty: the line is left out
	Signature   Signature
	Recipients  []string // Nơi nhận
	RunningHead string   // printed on every page; "": none
	TimeZone    string   // IANA name; default Asia/Ho_Chi_Minh
	Numbers     Numbers
	OnError     OnError
	NameLagging NameLagging
	Thresholds  Thresholds
	Snapshots   Snapshots
	Demo        Demo
	Schedule    Schedule
	Mail        Mail
	Meetings    []Meeting
	Analysts    Analysts
	Sources     []Source
}

// Office is the head of a report.
type Office struct {
	Superior     string // cơ quan chủ quản, in capitals; "": none
	Issuer       string // cơ quan ban hành, in capitals
	Name         string // in sentences: "Ủy ban nhân dân huyện Phù Ninh"
	Abbreviation string // in the document's number: "UBND"
	Place        string // địa danh
	Number       string // "": the clerk fills it in
	Date         string // "2006-01-02"; "": the clerk fills it in
}

// Signature is the foot of a report.
type Signature struct {
	Authority []string // lines over the name: TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH
	Name      string
}

// Numbers says how text sources write numbers.
type Numbers string

// The ways of writing 1234.5.
const (
	NumbersVi  Numbers = "vi"  // 1.234,5
	NumbersEn  Numbers = "en"  // 1,234.5
	NumbersAsk Numbers = "ask" // refuse what can be read both ways
)

// OnError says what an error in a data file refuses.
type OnError string

// What an error refuses.
const (
	RefuseFile OnError = "file"
	RefuseRow  OnError = "row"
)

// NameLagging says where reports name the units that lag.
type NameLagging string

// Where lagging units are named; elsewhere they are counted.
const (
	NameInAnnex NameLagging = "annex" // the default
	NameInText  NameLagging = "text"  // in the text as well
	NameNowhere NameLagging = "no"
)

// Thresholds are tolerances; an indicator's own tolerance goes before them.
type Thresholds struct {
	Coverage     Number // % of units that must have reported; default 80
	PacePoints   Number // điểm % that an accruing target may lie behind; default 5
	LevelPoints  Number // điểm % of a percent rate; default 0.5
	LevelPercent Number // % of another level; default 5
}

// Demo names the reports of the demonstration; both may be empty.
type Demo struct {
	Interim []DemoInterim
	Final   string // day on which reports received are closed; "": no final review
}

// DemoInterim is one interim review.
type DemoInterim struct {
	Phase int
	AsOf  string
}

// Location returns the time zone. ReadConfig has checked that it is known.
func (c Config) Location() (*time.Location, error) { return time.LoadLocation(c.TimeZone) }

// ReadConfig reads tdkt.yaml. The config is of no use when one of the problems
// is an error.
func ReadConfig(name string, data []byte) (Config, problem.List) {
	root, file := strictyaml.Parse(name, data)
	if len(file.Problems()) > 0 {
		return Config{}, file.Problems()
	}
	root.Require("office", "signature")
	c := Config{
		Office:      readOffice(root.Map("office", "office")),
		Addressees:  root.Texts("addressees"),
		Recipients:  root.Texts("recipients"),
		RunningHead: root.Phrase("running_head"),
		TimeZone:    root.TextOr("time_zone", "Asia/Ho_Chi_Minh"),
		Numbers:     Numbers(root.Word("numbers", string(NumbersVi), []string{string(NumbersVi), string(NumbersEn), string(NumbersAsk)})),
		OnError:     OnError(root.Word("on_error", string(RefuseFile), []string{string(RefuseFile), string(RefuseRow)})),
		NameLagging: NameLagging(root.Word("name_lagging", string(NameInAnnex), []string{string(NameInAnnex), string(NameInText), string(NameNowhere)})),
		Thresholds:  readThresholds(root.Map("thresholds", "thresholds")),
		Snapshots:   readSnapshots(root.Map("snapshots", "snapshots")),
		Demo:        readDemo(root.Map("demo", "demo")),
		Analysts:    readAnalysts(root.Map("analysts", "analysts")),
	}
	if s := root.Map("signature", "signature"); s != nil {
		s.Require("authority")
		c.Signature = Signature{Authority: s.Texts("authority"), Name: s.Phrase("name")}
		s.Done()
	}
	// Local would be the machine's zone, and a report must not depend on it.
	if _, err := c.Location(); err != nil || c.TimeZone == "Local" {
		root.Errorf("time_zone", "leave it out for Asia/Ho_Chi_Minh", "time zone %q is not known", c.TimeZone)
	}
	if zone, err := c.Location(); err == nil {
		c.Schedule = readSchedule(root.Map("schedule", "schedule"), zone)
		c.Mail = readMail(root.Map("mail", "mail"))
		c.Meetings = readMeetings(root, zone)
		needMail(root, c)
	}
	c.Sources = readSources(root)
	root.Done()
	return c, file.Problems()
}

func readOffice(m *strictyaml.Map) Office {
	m.Require("issuer", "name", "place")
	o := Office{
		Superior: m.Phrase("superior"), Issuer: m.Phrase("issuer"), Name: m.Phrase("name"),
		Abbreviation: m.TextOr("abbreviation", "UBND"), Place: m.Phrase("place"), Number: m.Text("number"), Date: m.Date("date"),
	}
	for _, key := range []string{"superior", "issuer"} {
		if text := m.Text(key); text != strings.ToUpper(text) {
			m.Problem(key, problem.Warning, key+" is not in capitals", "write "+strings.ToUpper(text))
		}
	}
	m.Done()
	return o
}

func readThresholds(m *strictyaml.Map) Thresholds {
	read := func(key string, absent Number) Number {
		v := m.Number(key)
		if v == "" {
			return absent
		}
		if v.Sign() < 0 || v.Cmp("100") > 0 {
			m.Errorf(key, "", "%s %s is not in 0 to 100", key, v)
		}
		return v
	}
	t := Thresholds{
		Coverage: read("coverage", "80"), PacePoints: read("pace_points", "5"),
		LevelPoints: read("level_points", "0.5"), LevelPercent: read("level_percent", "5"),
	}
	m.Done()
	return t
}

func readDemo(m *strictyaml.Map) Demo {
	var d Demo
	for _, i := range m.Maps("interim", "interim") {
		i.Require("phase", "as_of")
		d.Interim = append(d.Interim, DemoInterim{Phase: i.Int("phase", 0, 1, 99), AsOf: i.Date("as_of")})
		i.Done()
	}
	if f := m.Map("final", "final"); f != nil {
		f.Require("as_of")
		d.Final = f.Date("as_of")
		f.Done()
	}
	m.Done()
	return d
}
