package loaders

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"tdkt/loaders/emulation"
	"tdkt/loaders/kind"
	"tdkt/loaders/problem"
	"tdkt/loaders/table"
)

//go:embed sql/overlap.sql
var overlapSQL string

//go:embed sql/unknown_units.sql
var unknownUnitsSQL string

//go:embed sql/indicator_conflicts.sql
var indicatorConflictsSQL string

// check finds what several rows say together. It runs also when single rows
// are wrong already, so that a sender learns everything at once; the rows that
// were refused are not among the staged ones.
func (r *run) check(ctx context.Context) error {
	for _, check := range []func(context.Context) error{
		r.checkPlans, r.checkUnits, r.checkUnitTree, r.checkUnitChanges, r.checkDuplicates, r.checkOverlap, r.doubt,
	} {
		if err := check(ctx); err != nil {
			return err
		}
	}
	return nil
}

// partOf finds the part that a staged row came from.
func (r *run) partOf(source int, sheet string) *part {
	for _, p := range r.parts {
		if p.source == source && p.report.Sheet == sheet {
			return p
		}
	}
	return r.parts[0]
}

// at makes a finding about a staged row; column names the kind's column whose
// cell it is about, "" for the row.
func (r *run) at(source int, sheet string, row int, column string, f kind.Finding) {
	p := r.partOf(source, sheet)
	f.Line = row
	if sheet != "" {
		f.Column = p.columns[column]
	}
	p.addNamed(row, column, f)
}

func (r *run) checkPlans(ctx context.Context) error {
	err := r.stage.each(ctx, "select plan_id, src from staging.plan order by src", seenTwice(r))
	if err != nil {
		return err
	}
	return r.stage.each(ctx, indicatorConflictsSQL, func(rows *sql.Rows) error {
		var source int
		var code, other string
		if err := rows.Scan(&source, &code, &other); err != nil {
			return err
		}
		r.at(source, "", 0, "", kind.Finding{
			Message: fmt.Sprintf("the indicator %q is defined in another way than by %s", code, other),
			Hint:    "a code means the same in every plan: make both definitions equal, or give one another code"})
		return nil
	})
}

// seenTwice refuses two files with one plan.
func seenTwice(r *run) func(*sql.Rows) error {
	seen := map[string]int{}
	return func(rows *sql.Rows) error {
		var id string
		var source int
		if err := rows.Scan(&id, &source); err != nil {
			return err
		}
		if first, ok := seen[id]; ok {
			r.at(source, "", 0, "", kind.Finding{Message: fmt.Sprintf("the plan %q stands in %s too", id, r.sources[first].Name),
				Hint: "keep one of the two files; a changed plan keeps its file name"})
		}
		seen[id] = source
		return nil
	}
}

func (r *run) checkUnits(ctx context.Context) error {
	var units []string
	err := r.stage.each(ctx, "select unit_code from staging.org_unit union select unit_code from org_unit order by all", func(rows *sql.Rows) error {
		var code string
		err := rows.Scan(&code)
		units = append(units, code)
		return err
	})
	if err != nil {
		return err
	}
	return r.stage.each(ctx, unknownUnitsSQL, func(rows *sql.Rows) error {
		var source, row int
		var sheet, what, namedBy, code string
		if err := rows.Scan(&source, &sheet, &row, &what, &namedBy, &code); err != nil {
			return err
		}
		hint := "load the list of units with it, or mend the code"
		if n, ok := emulation.Nearest(code, units); ok && len(code) > 3 {
			hint = fmt.Sprintf("did you mean %q?", n)
		}
		f := kind.Finding{Text: code,
			Message: fmt.Sprintf("%s %q, which is in no list of units", what, code), Hint: hint,
			Vi: fmt.Sprintf("Không có đơn vị “%s” trong danh sách đơn vị.", code)}
		if p := r.partOf(source, sheet); p.plan != nil {
			at := p.plan.NamedAt(namedBy, code)
			f.Line, f.Column = at.Line, at.Column
			p.addNamed(0, "", f)
			return nil
		}
		r.at(source, sheet, row, "parent_code", f)
		return nil
	})
}

// checkUnitTree refuses units that stand above themselves and stretches of one
// unit that overlap.
func (r *run) checkUnitTree(ctx context.Context) error {
	type unit struct {
		source, row int
		sheet       string
		parent      string
	}
	parents := map[string]unit{}
	var codes []string
	const tree = `select unit_code, coalesce(parent_code, ''), coalesce(src, -1), coalesce(sheet, ''), coalesce(row_no, 0) from (
		select unit_code, parent_code, -1 as src, '' as sheet, 0 as row_no, valid_from from org_unit
		union all select unit_code, parent_code, src, sheet, row_no, valid_from from staging.org_unit)
		order by unit_code, valid_from, src`
	err := r.stage.each(ctx, tree, func(rows *sql.Rows) error {
		var code string
		var u unit
		if err := rows.Scan(&code, &u.parent, &u.source, &u.sheet, &u.row); err != nil {
			return err
		}
		if _, ok := parents[code]; !ok {
			codes = append(codes, code)
		}
		parents[code] = u
		return nil
	})
	if err != nil {
		return err
	}
	for _, code := range codes {
		u := parents[code]
		above := []string{code}
		for next := u.parent; next != "" && len(above) < 20; next = parents[next].parent {
			above = append(above, next)
			if next != code {
				continue
			}
			if u.source >= 0 && len(above) > 2 {
				r.at(u.source, u.sheet, u.row, "parent_code", kind.Finding{Text: u.parent,
					Message: "the unit stands above itself: " + strings.Join(above, " under "), Hint: "mend one of the codes of the units above",
					Vi: "Quan hệ cấp trên của đơn vị bị vòng."})
			}
			break
		}
	}
	const overlaps = `
		with units as (
			select unit_code, valid_from, valid_to, src, sheet, row_no from staging.org_unit
			union all
			select unit_code, valid_from, valid_to, -1, '', 0 from org_unit o
			where not exists (from staging.org_unit n where n.unit_code = o.unit_code and n.valid_from = o.valid_from)
		)
		select b.src, b.sheet, b.row_no, b.unit_code, b.valid_from
		from units a join units b on a.unit_code = b.unit_code and a.valid_from < b.valid_from
		where b.src >= 0 and (a.valid_to is null or a.valid_to >= b.valid_from)
		order by all`
	return r.stage.each(ctx, overlaps, func(rows *sql.Rows) error {
		var source, row int
		var sheet, code string
		var from time.Time
		if err := rows.Scan(&source, &sheet, &row, &code, &from); err != nil {
			return err
		}
		r.at(source, sheet, row, "valid_from", kind.Finding{Text: code,
			Message: fmt.Sprintf("the unit %q exists already on %s under another row", code, from.Format("02/01/2006")),
			Hint:    "give the earlier row its last day",
			Vi:      fmt.Sprintf("Đơn vị “%s” bị trùng thời gian hiệu lực.", code)})
		return nil
	})
}

// checkDuplicates refuses two rows of one load with the same key and the same
// day of report. Equal rows of two files are harmless: one is taken.
func (r *run) checkDuplicates(ctx context.Context) error {
	for _, k := range kind.All() {
		if !r.stage.used[k.Table] {
			continue
		}
		key := strings.Join(k.Key, ", ")
		crowded, err := r.crowded(ctx, k)
		if err != nil {
			return err
		}
		if !crowded {
			continue
		}
		if k.Dated != "" {
			key += ", " + k.Dated
		}
		all := strings.Join(r.stage.names(k.Table, ""), ", ")
		contradicted := map[string]bool{}
		query := fmt.Sprintf(`
			with crowded as (
				select hash(row(%[1]s)) as h from staging.%[3]s group by h having count(*) > 1
			), numbered as (
				select src, sheet_no, sheet, row_no,
					first_value(src) over same_key as first_src, first_value(sheet) over same_key as first_sheet,
					first_value(row_no) over same_key as first_row,
					row_number() over same_key as n,
					row_number() over (partition by src, %[1]s order by sheet_no, row_no) as n_in_file,
					first_value(hash(row(%[2]s))) over same_key = hash(row(%[2]s)) as same
				from staging.%[3]s
				where hash(row(%[1]s)) in (from crowded)
				window same_key as (partition by %[1]s order by src, sheet_no, row_no)
			)
			select src, sheet, row_no, first_src, first_sheet, first_row, same
			from numbered
			where n > 1 and (n_in_file > 1 or not same)
			order by src, sheet_no, row_no`, key, all, k.Table)
		err = r.stage.each(ctx, query, func(rows *sql.Rows) error {
			var source, row, firstSource, firstRow int
			var sheet, firstSheet string
			var same bool
			if err := rows.Scan(&source, &sheet, &row, &firstSource, &firstSheet, &firstRow, &same); err != nil {
				return err
			}
			where := r.rowName(source, sheet, firstSource, firstSheet, firstRow)
			f := kind.Finding{Message: "the same row stands in " + where + " already", Hint: "delete one of them",
				Vi: fmt.Sprintf("Dòng bị lặp (xem %s).", r.rowNameVi(source, sheet, firstSource, firstSheet, firstRow))}
			if !same {
				f.Message = fmt.Sprintf("%s says something else about the same %s", where, what(k))
				f.Hint = "keep the right one; a later correction has a later day of report"
				f.Vi = fmt.Sprintf("Hai dòng cùng nội dung, cùng ngày báo cáo nhưng số liệu khác nhau (xem %s).", r.rowNameVi(source, sheet, firstSource, firstSheet, firstRow))
			}
			r.at(source, sheet, row, k.Key[0], f)
			first := fmt.Sprintf("%d/%s/%d", firstSource, firstSheet, firstRow)
			if !r.mode.rows || same || contradicted[first] {
				return nil
			}
			// Where single rows are refused, neither of the two may pass as the
			// right one.
			contradicted[first] = true
			f.Message = fmt.Sprintf("%s says something else about the same %s", r.rowName(firstSource, firstSheet, source, sheet, row), what(k))
			f.Vi = fmt.Sprintf("Hai dòng cùng nội dung, cùng ngày báo cáo nhưng số liệu khác nhau (xem %s).", r.rowNameVi(firstSource, firstSheet, source, sheet, row))
			r.at(firstSource, firstSheet, firstRow, k.Key[0], f)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// crowded reports whether two staged rows of a kind have one key, whatever their
// days of report. Most loads have none, and two checks over all rows end here.
func (r *run) crowded(ctx context.Context, k *kind.Kind) (bool, error) {
	if is, known := r.keys[k.Table]; known {
		return is, nil
	}
	var is bool
	err := r.build.DB.QueryRowContext(ctx, fmt.Sprintf("select exists (select hash(row(%s)) as h from staging.%s group by h having count(*) > 1)",
		strings.Join(k.Key, ", "), k.Table)).Scan(&is)
	if r.keys == nil {
		r.keys = map[string]bool{}
	}
	r.keys[k.Table] = is
	return is, err
}

func what(k *kind.Kind) string {
	if k.Dated == "" {
		return strings.Join(k.Key, " and ")
	}
	return "thing on the same day"
}

// rowName is how a row is named from another one: as short as it is clear.
func (r *run) rowName(source int, sheet string, otherSource int, otherSheet string, row int) string {
	name := fmt.Sprintf("row %d", row)
	if otherSheet != "" && (otherSheet != sheet || otherSource != source) {
		name += fmt.Sprintf(" of the sheet %q", otherSheet)
	}
	if otherSource != source {
		name += " of " + r.sources[otherSource].Name
	}
	return name
}

func (r *run) rowNameVi(source int, sheet string, otherSource int, otherSheet string, row int) string {
	name := fmt.Sprintf("dòng %d", row)
	if otherSheet != "" && (otherSheet != sheet || otherSource != source) {
		name += fmt.Sprintf(", trang tính “%s”", otherSheet)
	}
	if otherSource != source {
		name += ", tệp " + r.sources[otherSource].Name
	}
	return name
}

func (r *run) checkOverlap(ctx context.Context) error {
	if !r.stage.used["actual"] {
		return nil
	}
	return r.stage.each(ctx, overlapSQL, func(rows *sql.Rows) error {
		var source, row, otherSource, otherRow int
		var sheet, indicator, unit, file, otherSheet string
		var start, end, otherStart, otherEnd time.Time
		if err := rows.Scan(&source, &sheet, &row, &indicator, &unit, &start, &end, &otherStart, &otherEnd, &file, &otherSource, &otherSheet, &otherRow); err != nil {
			return err
		}
		where := fmt.Sprintf("row %d of %s, loaded before", otherRow, file)
		if otherSource >= 0 {
			where = r.rowName(source, sheet, otherSource, otherSheet, otherRow)
		}
		const d = "02/01/2006"
		r.at(source, sheet, row, "period_start", kind.Finding{
			Message: fmt.Sprintf("trùng kỳ: %s of %s in %s - %s overlaps %s - %s in %s", indicator, unit, start.Format(d), end.Format(d), otherStart.Format(d), otherEnd.Format(d), where),
			Hint:    "in-period values of one unit must not overlap; write có under Lũy kế if this value counts from the start of its period",
			Vi:      fmt.Sprintf("Trùng kỳ với số liệu %s - %s.", otherStart.Format(d), otherEnd.Format(d))})
		return nil
	})
}

func (p *part) problem(f kind.Finding) problem.Problem {
	out := problem.Problem{File: p.report.File, Sheet: p.report.Sheet, Line: f.Line, Column: f.Column, Message: f.Message, Hint: f.Hint}
	if p.report.Sheet != "" && f.Column > 0 {
		out.Cell = table.CellName(f.Column, f.Line)
	}
	if f.Warning {
		out.Severity = problem.Warning
	}
	if f.Vi != "" {
		p.vietnamese = append(p.vietnamese, Return{Problem: out, Text: f.Text, Vietnamese: f.Vi})
	}
	return out
}

// report gives the parts' reports, problems and return notes, by place.
func (r *run) report(into *Report) {
	for _, p := range r.parts {
		into.Sources = append(into.Sources, p.report)
		into.Problems = append(into.Problems, p.problems...)
		into.Returns = append(into.Returns, p.vietnamese...)
		c := &into.Totals
		c.Rows += p.report.Counts.Rows
		c.New += p.report.Counts.New
		c.Corrections += p.report.Counts.Corrections
		c.Identical += p.report.Counts.Identical
		c.Replaced += p.report.Counts.Replaced
		c.Refused += p.report.Counts.Refused
	}
	into.Problems.Sort()
	slices.SortStableFunc(into.Returns, func(a, b Return) int { return comparePlaces(a.Problem, b.Problem) })
	into.Timings = append(into.Timings, r.timings...)
	into.Changes = append(into.Changes, r.changes...)
	into.Closed += r.closed
}
