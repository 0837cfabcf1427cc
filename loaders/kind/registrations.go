package kind

import (
	"fmt"
	"time"

	"tdkt/loaders/emulation"
)

// Registrations: table registration.
var registrations = define(Kind{
	Name: "registrations", Table: "registration",
	Columns: []Column{
		colUnit, colYear, colPhase, colHonour, colRecipient, colPersonID, colPerson, colQuantity, colPosition, colContent,
		{Name: "registered_on", Label: "Ngày đăng ký", Required: true},
		colSource,
	},
	Key:   []string{"unit_code", "for_year", "for_phase", "honour_code", "recipient_kind", "recipient_id", "recipient_name", "position_group", "content"},
	Dated: "registered_on",
	read: func(r *Reading) {
		year, phase := r.period()
		r.unitOfYear(year)
		honour, kind, quantity := r.recipient()
		r.put(r.text("unit_code"), year, phase, honour, kind, r.text("recipient_id"), r.text("recipient_name"), quantity,
			r.word("position_group", positions, nil), r.text("content"), r.reportedOn("registered_on"), r.text("source"))
	},
})

// Awards: table award. A file that moves on is a later row of the same
// recipient; two decisions for two counted groups are two rows.
var awards = define(Kind{
	Name: "awards", Table: "award",
	Columns: []Column{
		colUnit, colYear, colPhase, colHonour, colRecipient, colPersonID, colPerson, colQuantity, colPosition, colDirect,
		{Name: "kind_of_commendation", Label: "Loại hình khen thưởng", Also: []string{"Loại hình"}},
		{Name: "level", Label: "Cấp khen", Required: true},
		{Name: "state", Label: "Trạng thái", Required: true},
		{Name: "decision_no", Label: "Số quyết định"},
		{Name: "decided_on", Label: "Ngày quyết định"},
		colReportedOn, colSource,
	},
	Key: []string{"unit_code", "for_year", "for_phase", "honour_code", "recipient_kind", "recipient_id", "recipient_name",
		"position_group", "direct", "kind_of_commendation", "level", "state", "decision_no"},
	Dated: "reported_on",
	read:  readAward,
})

func readAward(r *Reading) {
	year, phase := r.period()
	r.unitOfYear(year)
	honour, kind, quantity := r.recipient()
	position := r.word("position_group", positions, nil)
	direct := r.yesNo("direct", nil)
	if p, ok := position.(string); ok {
		is, known := emulation.PositionGroup(p).Direct()
		switch stated, ok := direct.(bool); {
		case !known:
		case !ok:
			direct = is
		case stated != is:
			r.fail("direct", fmt.Sprintf("%s says %q, but the position group is %q", r.label("direct"), r.code("direct"), r.code("position_group")),
				"mend one of the two", "Cột “Trực tiếp” không khớp với nhóm chức vụ.")
		}
	}
	state, _ := r.word("state", awardStates, nil).(string)
	decided, okDecided := r.day("decided_on")
	if state == string(emulation.AwardGranted) || state == string(emulation.AwardRevoked) {
		if r.blank("decision_no") {
			r.fail("decision_no", "an award that is granted or revoked needs the number of its decision", "write the number, or another state",
				"Khen thưởng đã có quyết định phải ghi số quyết định.")
		}
		if r.blank("decided_on") {
			r.fail("decided_on", "an award that is granted or revoked needs the date of its decision", "write the date, or another state",
				"Khen thưởng đã có quyết định phải ghi ngày quyết định.")
		}
	}
	reported, _ := r.reportedOn("reported_on").(time.Time)
	if okDecided && !reported.IsZero() && decided.After(reported) {
		r.fail("decided_on", fmt.Sprintf("the decision of %s is later than the report of %s", day(decided), day(reported)), "mend one of the two dates",
			"Ngày quyết định sau ngày báo cáo.")
	}
	if h := emulation.Honour(toText(honour)); okDecided && h.Valid() && !h.Validity().On(decided) {
		r.warn("honour_code", fmt.Sprintf("%s was not granted on %s", h.Label(), day(decided)), "check the title and the date",
			"Danh hiệu, hình thức này không có hiệu lực vào ngày quyết định.")
	}
	r.put(r.text("unit_code"), year, phase, honour, kind, r.text("recipient_id"), r.text("recipient_name"), quantity, position, direct,
		r.word("kind_of_commendation", commendations, nil), r.word("level", levels, nil), nilIfEmpty(state), r.text("decision_no"),
		orNil(decided, okDecided), orNil(reported, !reported.IsZero()), r.text("source"))
}

// period reads the year and phase that a registration or award is for.
func (r *Reading) period() (year, phase any) {
	y, ok := r.year("for_year")
	if !ok {
		return nil, nil
	}
	phase = r.whole("for_phase", 0, nil)
	if n, ok := phase.(int64); ok && !r.catalogue.phase(int(n), y) {
		r.fail("for_phase", fmt.Sprintf("no plan has a phase %d in %d", n, y), "leave the cell blank for the whole year, or load the plan",
			fmt.Sprintf("Không có đợt %d trong năm %d.", n, y))
	}
	return int64(y), phase
}

// unitOfYear checks that the unit existed in some part of a year. What a unit
// earned is often registered or decided around the turn of the year.
func (r *Reading) unitOfYear(year any) {
	y, ok := year.(int64)
	if !ok {
		r.unit("unit_code", time.Time{}, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
		return
	}
	r.unit("unit_code", time.Date(int(y), 1, 1, 0, 0, 0, 0, time.UTC), time.Date(int(y), 12, 31, 0, 0, 0, 0, time.UTC))
}

// recipient reads who is registered or honoured, and how many.
func (r *Reading) recipient() (honour, kind, quantity any) {
	honour = r.word("honour_code", honours, nil)
	kind = r.word("recipient_kind", recipients, nil)
	quantity = r.whole("quantity", 1, int64(1))
	if n, _ := quantity.(int64); n > 1 && (!r.blank("recipient_name") || !r.blank("recipient_id")) {
		r.fail("quantity", fmt.Sprintf("%d recipients under one name", n), "write one row for each named recipient, or leave the name blank for a counted group",
			"Dòng có tên chỉ được ghi một đối tượng; nhóm thì để trống cột tên.")
	}
	h, k := emulation.Honour(toText(honour)), emulation.RecipientKind(toText(kind))
	if h.Valid() && k.Valid() && !h.For(k) {
		r.warn("recipient_kind", fmt.Sprintf("%s is not meant for %s", h.Label(), k.Label()), "check the title and the recipient",
			fmt.Sprintf("%s không dành cho %s.", h.Label(), k.Label()))
	}
	return honour, kind, quantity
}

func toText(v any) string {
	s, _ := v.(string)
	return s
}

func nilIfEmpty(s string) any {
	if s == "" {
		return nil
	}
	return s
}
