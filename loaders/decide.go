package loaders

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"

	"tdkt/loaders/kind"
	"tdkt/loaders/problem"
	"tdkt/loaders/returns"
	"tdkt/loaders/table"
)

// others reports whether rows of other sources refer to what a part holds, or
// its rows mean something only together: an error in it always refuses the
// whole load.
func (p *part) others() bool {
	return p.report.Kind == planKind || p.report.Kind == "org_units" || p.report.Kind == "unit_changes" || p.rank < 0
}

// unreadable reports whether a part has an error that is not in one of its rows.
func (p *part) unreadable() bool {
	if len(p.problems.Errors()) > 0 {
		return true
	}
	return p.tab == nil && slices.ContainsFunc(p.findings, func(f kind.Finding) bool { return !f.Warning })
}

// leaveUnreadable takes sources out of a load that refuses single rows: those
// whose header is wrong, or that break off.
func (r *run) leaveUnreadable(ctx context.Context) error {
	if err := r.drainAll(ctx); err != nil {
		return err
	}
	if err := r.stageReplies(ctx); err != nil {
		return err
	}
	if !r.mode.rows {
		return nil
	}
	for _, p := range r.parts {
		if p.unreadable() && !p.others() {
			if r.left == nil {
				r.left = map[int]bool{}
			}
			r.left[p.source] = true
		}
	}
	for _, source := range sortedKeys(r.left) {
		for _, t := range []string{"finding", "refused", "reply"} {
			if _, err := r.build.DB.ExecContext(ctx, fmt.Sprintf("delete from staging.%s where src = %d", t, source)); err != nil {
				return err
			}
		}
		for _, k := range kind.All() {
			if err := r.stage.remove(ctx, k.Table, source, nil, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// refused turns findings into problems and decides what they refuse: the whole
// load, or the rows that have them.
func (r *run) refused(ctx context.Context) error {
	e := &RefusedError{Of: len(r.parts)}
	all := !r.mode.rows
	for _, p := range r.parts {
		for _, f := range p.findings {
			p.problems = append(p.problems, p.problem(f))
		}
		if p.dropped > 0 {
			more := problem.Problem{Message: fmt.Sprintf("%d more problems are not listed", p.dropped)}
			if !p.droppedError {
				more.Severity = problem.Warning
			}
			p.fail(more)
		}
		p.findings = nil
		errs := p.problems.Errors()
		p.report.Errors, p.report.Warnings = len(errs), len(p.problems)-len(errs)
		if len(errs) > 0 {
			e.Problems = append(e.Problems, errs...)
			e.Sources++
			all = all || p.others()
		}
	}
	if e.Sources == 0 {
		return r.drainAll(ctx)
	}
	if !all {
		return r.refuseRows(ctx, e)
	}
	if err := r.giveBack(ctx); err != nil {
		return err
	}
	for _, p := range r.parts {
		p.report.Counts.Refused = 0
		p.report.State = HeldBack
		if p.report.Errors > 0 {
			p.report.State = Refused
		}
	}
	return e
}

// refuseRows takes the rows out of the stage that checks over several rows have
// found wrong. The error is of a load that has nothing else.
func (r *run) refuseRows(ctx context.Context, e *RefusedError) error {
	rest := false
	for _, p := range r.parts {
		if r.left[p.source] {
			p.report.Counts.Refused = 0
			p.report.State = HeldBack
			if p.report.Errors > 0 {
				p.report.State = Refused
			}
			p.found = nil
			continue
		}
		rest = true
		lines := map[int]bool{}
		for _, f := range p.found {
			if !f.Warning {
				lines[f.row] = true
			}
		}
		if err := r.reread(p, sortedKeys(lines), func(row table.Row) { p.back = append(p.back, p.refusalOf(row)) }); err != nil {
			return err
		}
		if err := r.drain(ctx, p); err != nil {
			return err
		}
		if len(lines) == 0 {
			continue
		}
		if err := r.stage.remove(ctx, p.tab.header.Kind.Table, p.source, p, sortedKeys(lines)); err != nil {
			return err
		}
	}
	if err := r.giveBackLeft(ctx); err != nil {
		return err
	}
	if !rest {
		return e
	}
	return nil
}

// reread reads some rows of a part again, in order. Lines are ascending.
func (r *run) reread(p *part, lines []int, take func(table.Row)) error {
	if len(lines) == 0 {
		return nil
	}
	s := r.sources[p.source]
	f, err := r.open(p.source)
	if err != nil {
		return err
	}
	defer f.Close()
	if p.sheetNo >= len(f.Sheets) {
		return fmt.Errorf("%s: the sheet %q is gone", s.Name, p.report.Sheet)
	}
	from, closer, err := r.rowsOf(p, f.Sheets[p.sheetNo])
	if err != nil {
		return err
	}
	defer closer.Close()
	rows := newRemarks(from)
	for len(lines) > 0 {
		row, err := rows.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if row.Line == lines[0] {
			lines = lines[1:]
			take(row)
		}
	}
	return nil
}

// giveBack makes a return sheet of every file that has errors, with all its
// rows: the corrected sheet takes the file's place.
func (r *run) giveBack(ctx context.Context) error {
	if err := r.drainAll(ctx); err != nil {
		return err
	}
	for i := range r.sources {
		if err := r.giveBackFile(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) giveBackLeft(ctx context.Context) error {
	for _, source := range sortedKeys(r.left) {
		if err := r.giveBackFile(ctx, source); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) giveBackFile(ctx context.Context, source int) error {
	s := r.sources[source]
	if isPlan(s) || s.Data != nil {
		return nil
	}
	book := returns.Book{Name: returns.FileName(s.Name, s.SHA256), File: s.Name}
	wrong := false
	for _, p := range r.parts {
		if p.source != source {
			continue
		}
		wrong = wrong || p.report.Errors > 0
		for _, v := range p.vietnamese {
			if (p.tab == nil || v.whole) && v.Problem.Severity == problem.Error {
				book.Notes = append(book.Notes, v.Vietnamese)
			}
		}
		if p.tab == nil {
			continue
		}
		t, err := r.returnTable(ctx, p)
		if err != nil {
			return err
		}
		if p.unreadable() {
			book.Notes = append(book.Notes, "Các dòng sau chỗ này không đọc được và không có trong phiếu; hãy sửa trong tệp gốc rồi gửi lại cả tệp.")
		}
		if len(t.Rows) == mostReturned {
			t.Rows = slices.DeleteFunc(t.Rows, func(r returns.Row) bool { return len(r.Reasons) == 0 })
			book.Notes = append(book.Notes, fmt.Sprintf("Tệp dài: chỉ trả lại các dòng có lỗi trong %d dòng đầu; hãy sửa trong tệp gốc rồi gửi lại cả tệp.", mostReturned))
		}
		book.Tables = append(book.Tables, t)
	}
	if wrong && len(book.Tables)+len(book.Notes) > 0 {
		r.books = append(r.books, book)
	}
	return nil
}

// returnTable gives a part's rows with what was found wrong in them.
func (r *run) returnTable(ctx context.Context, p *part) (returns.Table, error) {
	t := returns.Table{Kind: p.tab.header.Kind, Sheet: p.report.Sheet}
	at := map[int]int{}
	err := r.reread(p, p.lines, func(row table.Row) {
		at[row.Line] = len(t.Rows)
		t.Rows = append(t.Rows, returns.Row{Origin: fmt.Sprintf("dòng %d", row.Line), Raw: rawRow(p.tab.header, row)})
	})
	var what problem.Problem
	if err != nil && !errors.As(err, &what) { // a file that breaks off gives what comes before
		return t, err
	}
	query := fmt.Sprintf("select row_no, column_name, vi, remedy from staging.finding where src = %d and sheet_no = %d and not warning order by row_no, rowid", p.source, p.sheetNo)
	err = r.stage.each(ctx, query, func(rows *sql.Rows) error {
		var row int
		var name, vi, remedy string
		if err := rows.Scan(&row, &name, &vi, &remedy); err != nil {
			return err
		}
		if i, ok := at[row]; ok {
			t.Rows[i].Add(name, vi, remedy)
		}
		return nil
	})
	return t, err
}
