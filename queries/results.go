package queries

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// judged is the view that stands on view_results, which only a session makes.
const judged = "verdicts"

// makeResults makes the table view_results: the answers of the query
// target_results for every plan and finished year, as of the last day of that
// year, with what is known on the last day of any report. A judgement takes
// parameters and is planned anew for each, so a view cannot hold it; the answers
// are those of the moment, and the snapshot of a session does not change.
func (s *Session) makeResults(ctx context.Context) error {
	if s.made["view_results"] {
		return nil
	}
	c, err := Lookup("target_results")
	if err != nil {
		return err
	}
	for _, d := range c.definitions(nil) {
		if _, err := s.conn.ExecContext(ctx, d.text); err != nil {
			return explainSQL(ctx, err)
		}
	}
	answers := func(plan string, dataTo, knownAt time.Time) (string, error) {
		text, err := c.statement(map[string]string{"plan_id": plan, "review": "final",
			"data_to": dataTo.Format(time.DateOnly), "known_at": knownAt.Format(time.DateOnly)})
		return fmt.Sprintf("select %d::integer as year, date '%s' as data_to, date '%s' as known_at, *\nfrom (\n%s\n)",
			dataTo.Year(), dataTo.Format(time.DateOnly), knownAt.Format(time.DateOnly), text), err
	}
	// Without a plan the table has its columns all the same.
	empty, err := answers("", time.Unix(0, 0).UTC(), time.Unix(0, 0).UTC())
	if err != nil {
		return err
	}
	statements := []string{"create or replace temporary table view_results as\n" + empty + " limit 0"}
	rows, err := s.conn.QueryContext(ctx, finishedYears)
	if err != nil {
		return explainSQL(ctx, err)
	}
	defer rows.Close()
	for rows.Next() {
		var plan string
		var dataTo, knownAt time.Time
		if err := rows.Scan(&plan, &dataTo, &knownAt); err != nil {
			return err
		}
		text, err := answers(plan, dataTo, knownAt)
		if err != nil {
			return err
		}
		statements = append(statements, "insert into view_results\n"+text)
	}
	if err := rows.Err(); err != nil {
		return explainSQL(ctx, err)
	}
	for i, text := range statements {
		if _, err := s.conn.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("the view %s, statement %s: %w", judged, strconv.Itoa(i+1), explainSQL(ctx, err))
		}
	}
	s.made["view_results"] = true
	return nil
}

// finishedYears lists the last day of each year of each plan after which
// something was reported.
const finishedYears = `
with latest as (
	select max(reported_on) as known_at from (select reported_on from actual union all select reported_on from award)
)
select plan_id, least(ends_on, make_date(y, 12, 31)) as data_to, known_at
from plan, range(year(starts_on), year(ends_on) + 1) t(y), latest
where known_at > least(ends_on, make_date(y, 12, 31))
order by plan_id, y`

// isMacro reports whether a function is one of the queries' macros. They stand
// on a session's connection once it has judged, and read tables.
func isMacro(name string) bool {
	_, places := loadDefinitions()
	_, ok := places[strings.ToLower(name)]
	return ok
}
