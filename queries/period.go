package queries

import "time"

// A Window is a span of days of a plan, as known on a day. Days are UTC
// midnights, both ends are included.
type Window struct {
	PlanID   string
	DataFrom time.Time
	DataTo   time.Time // số liệu đến ngày
	KnownAt  time.Time // chốt nhận báo cáo: only rows reported up to this day
}

// An AwardYear is the year that registrations and awards count for, as known on
// a day. Titles of a year are decided after it.
type AwardYear struct {
	PlanID  string
	Year    int
	KnownAt time.Time
}

// A PlanState is a plan as known on a day.
type PlanState struct {
	PlanID  string
	KnownAt time.Time
}
