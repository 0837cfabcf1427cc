package queries

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"
)

// A TracedForm names a row of a statistical form as known on a day.
type TracedForm struct {
	PlanID    string
	Year      int
	KnownAt   time.Time
	Form      string // 0601, 0602, 0603, or 0701 to 0703
	RowCode   string // mã số
	Movements string // of 0601 and 0701: codes between commas; TraceForm asks for them
}

// TraceForm lists the files of awards, or the plan's movements, that a row of a
// statistical form counts.
func TraceForm(ctx context.Context, db *sql.DB, q TracedForm) ([]TracedRow, error) {
	if q.Form == "0601" || q.Form == "0701" {
		// The plan's movements are no reports: no day of receipt matters.
		q.KnownAt = time.Date(q.Year, 12, 31, 0, 0, 0, 0, time.UTC)
		rows, err := Form0601(ctx, db, MovementForm{PlanID: q.PlanID, Year: q.Year, Form: q.Form})
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(rows, func(r MovementFormRow) bool { return r.RowCode == q.RowCode }); i >= 0 {
			q.Movements = strings.Join(rows[i].Movements, ",")
		}
	}
	return collect[TracedRow](ctx, db, "trace_form", q)
}
