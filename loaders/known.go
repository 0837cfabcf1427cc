package loaders

import (
	_ "embed"
	"fmt"
	"strings"
	"time"

	"tdkt/loaders/warehouse"
)

//go:embed sql/known_blank.sql
var knownBlankSQL string

//go:embed sql/known_until.sql
var knownUntilSQL string

//go:embed sql/known_days.sql
var knownDaysSQL string

// forever is counts_until of a row that still counts.
var forever = warehouse.Day(time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC))

// known keeps what migration 0006 says of values: until when each row counts,
// and for which days anybody told something.
func (w *writer) known() {
	load := strings.NewReplacer("$load", fmt.Sprint(w.run.build.Position))
	w.exec("actual", load.Replace(knownBlankSQL))
	w.exec("actual", load.Replace(knownUntilSQL))
	w.exec("reported_day", load.Replace(knownDaysSQL))
	w.exec("reported_day", "delete from reported_day where (indicator_code, period_end) in (select (indicator_code, period_end) from told_day)")
	w.exec("reported_day", "insert into reported_day from told_day order by indicator_code, period_end")
}
