package loaders

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tdkt/loaders/kind"
)

// errRehearsed ends a dry run: the candidate is thrown away.
var errRehearsed = errors.New("dry run")

// rehearse collects what a load would change and stops it.
func (r *run) rehearse(ctx context.Context) error {
	for _, p := range r.parts {
		switch {
		case r.left[p.source]:
		case p.report.Kind == "":
			p.report.State = LeftOut
		case r.brings(p.source):
			p.report.State = WouldLoad
		default:
			p.report.State = NothingNew
		}
	}
	for _, k := range kind.All() {
		if !r.stage.used[k.Table] {
			continue
		}
		if err := r.changesOf(ctx, k); err != nil {
			return err
		}
	}
	return errRehearsed
}

// changesOf lists the corrections of a kind beside what they correct: the
// latest row of the same key that is known, or stands before it in this load.
func (r *run) changesOf(ctx context.Context, k *kind.Kind) error {
	columns := without(r.stage.names(k.Table, ""), "position")
	text := func(prefix string) string {
		var out []string
		for _, c := range columns {
			out = append(out, "cast("+prefix+c+" as varchar)")
		}
		return strings.Join(out, ", ")
	}
	dated, number := k.Key[len(k.Key)-1], "0 as load_no" // the first day
	if k.Dated != "" {
		dated, number = k.Dated, "load_no"
	}
	names := strings.Join(columns, ", ")
	query := fmt.Sprintf(`
		with earlier as (
			select %[1]s, %[2]s, -1 as src, 0 as sheet_no, row_no from %[10]s
			where hash(row(%[4]s)) in (select hash(row(%[4]s)) from staging.new_%[3]s where again)
			union all
			select %[1]s, 1000000000, src, sheet_no, row_no from staging.new_%[3]s
		)
		select n.src, n.sheet, n.row_no, [%[5]s], [%[6]s]
		from (from staging.new_%[3]s where again) n
		left join earlier k on %[7]s and (k.src < n.src or k.src = n.src and (k.sheet_no, k.row_no) < (n.sheet_no, n.row_no))
		qualify row_number() over (partition by n.src, n.sheet_no, n.row_no
			order by k.%[8]s <= n.%[8]s desc, k.%[8]s desc, k.load_no desc, k.src desc, k.sheet_no desc, k.row_no desc) = 1
		order by n.src, n.sheet_no, n.row_no
		limit %[9]d`, names, number, k.Table, strings.Join(k.Key, ", "), text("n."), text("k."), same(k.Key, "k", "n"), dated, MostChanges, r.stage.known(k.Table))
	return r.stage.each(ctx, query, func(rows *sql.Rows) error {
		var source, row int
		var sheet string
		var fresh, known []any
		if err := rows.Scan(&source, &sheet, &row, scanList(&fresh), scanList(&known)); err != nil {
			return err
		}
		c := Change{File: r.sources[source].Name, Sheet: sheet, Row: row, Kind: k.Name}
		var about []string
		for i, name := range columns {
			was, is := anyText(known[i]), anyText(fresh[i])
			switch {
			case slices.Contains(k.Key, name):
				if is != "" {
					about = append(about, is)
				}
			case was != is:
				c.Fields = append(c.Fields, FieldChange{Column: name, Old: was, New: is})
			}
		}
		c.About = strings.Join(about, " ")
		if len(r.changes) < MostChanges {
			r.changes = append(r.changes, c)
		}
		return nil
	})
}

func anyText(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// A listScanner takes a list of the driver.
type listScanner struct{ into *[]any }

func scanList(into *[]any) *listScanner { return &listScanner{into} }

// Scan implements sql.Scanner.
func (s *listScanner) Scan(v any) error {
	list, ok := v.([]any)
	if !ok {
		return fmt.Errorf("%T is not a list", v)
	}
	*s.into = list
	return nil
}
