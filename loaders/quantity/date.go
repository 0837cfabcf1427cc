package quantity

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// LongDate prints "ngày 05 tháng 01 năm 2022": days below 10 and the months 1
// and 2 have a leading zero (Phụ lục I of Nghị định 30/2020/NĐ-CP).
func LongDate(t time.Time) string {
	return fmt.Sprintf("ngày %02d tháng %s năm %d", t.Day(), adminMonth(t.Month()), t.Year())
}

// ShortDate prints "30/6/2022", "05/01/2022", by the same rule.
func ShortDate(t time.Time) string {
	return fmt.Sprintf("%02d/%s/%d", t.Day(), adminMonth(t.Month()), t.Year())
}

func adminMonth(m time.Month) string {
	if m <= time.February {
		return fmt.Sprintf("%02d", int(m))
	}
	return strconv.Itoa(int(m))
}

// ParseISODate reads the machine form "2022-06-30" alone, as midnight UTC.
func ParseISODate(text string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%.50q is not a date in the form 2022-06-30", text)
	}
	return t, nil
}

// ParseDate reads "30/6/2022", "30-06-2022", "30.6.2022", "ngày 05 tháng 01 năm
// 2022" and "2022-06-30" as midnight UTC. Day comes before month, whatever the
// format of numbers. A blank text gives ok false; years are 1900 to 2199.
func ParseDate(text string) (date time.Time, ok bool, err error) {
	s, fine := clean(text)
	if fine && s == "" {
		return time.Time{}, false, nil
	}
	bad := &ParseError{Text: shorten(text), Column: 1, Msg: "is not a date", MsgVi: "không phải ngày tháng",
		Hint: "write day/month/year: 30/6/2022", HintVi: "viết ngày/tháng/năm: 30/6/2022"}
	if !fine {
		return time.Time{}, false, bad
	}
	lower := strings.ToLower(s)
	if rest, found := strings.CutPrefix(lower, "ngày "); found {
		lower = rest
		for _, w := range []string{" tháng ", " năm "} {
			lower = strings.Replace(lower, w, "/", 1)
		}
	}
	var part []string
	for _, sep := range []string{"/", "-", "."} {
		if part = strings.Split(lower, sep); len(part) == 3 {
			break
		}
	}
	if len(part) != 3 {
		return time.Time{}, false, bad
	}
	var n [3]int
	for i := range part {
		p := strings.TrimSpace(part[i])
		if len(p) == 0 || len(p) > 4 || strings.Trim(p, "0123456789") != "" {
			return time.Time{}, false, bad
		}
		n[i], _ = strconv.Atoi(p)
	}
	day, month, year := n[0], n[1], n[2]
	if len(strings.TrimSpace(part[0])) == 4 && strings.Contains(lower, "-") {
		year, day = day, year
	}
	date = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1900 || year > 2199 || date.Day() != day || int(date.Month()) != month {
		return time.Time{}, false, bad
	}
	return date, true, nil
}

// DateFromSerial gives the day of a spreadsheet's serial number, the fraction
// (time of day) dropped; date1904 is the workbook's own setting. Serials before
// 01/3/1900 are refused: spreadsheets count a 29/02/1900 that never was.
func DateFromSerial(serial float64, date1904 bool) (time.Time, error) {
	if !(serial >= 61 && serial < 110_000 || date1904 && serial >= 0 && serial < 110_000) {
		return time.Time{}, fmt.Errorf("%v is not the serial number of a date from 1900 to 2199", serial)
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return epoch.AddDate(0, 0, int(serial)), nil
}
