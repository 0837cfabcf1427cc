package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tdkt/charts/echarts"
	"tdkt/loaders/workspace"
	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/document"
	"tdkt/reports/pdf"
)

// A verification is what tdkt verify was asked.
type verification struct {
	asOf string // of the comparison with today
	all  bool
	out  io.Writer
}

// mostShown is how many differences are listed unless all are asked for.
const mostShown = 30

func (a *app) verifyCommand() *cobra.Command {
	var v verification
	cmd := &cobra.Command{
		Use:   "verify FILE.pdf",
		Short: "Make a printed report again and say whether it is identical",
		Long: `verify reads the run record that a printed report carries and makes the report
again: from the snapshot that it was printed from, for the same days, with the
texts and settings that the workspace has now. It says "identical" when the same
bytes come out. Otherwise it says what differs and why: changed texts or settings,
another program or rule set, a file that was changed after it was printed. When
only the program is another, it compares texts, tables and drawing instructions.

Then it asks the same question of today's data and lists the figures that would
differ, with the rows that came or were corrected since. --as-of takes another day
than today.

A snapshot that is not kept any more is made again from the archive. Nothing in the
workspace is changed.

Exit status 0: identical, or made by another program with the same texts, tables
and drawings. 5: not identical. What would differ today does not count.`,
		Example: `  tdkt verify reports/phu-ninh-2022-so-ket-1.pdf
  tdkt verify reports/phu-ninh-2022-so-ket-1.pdf --as-of 2022-08-31 --all`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			v.out = a.env.stdout
			return a.verify(cmd.Context(), args[0], v)
		},
	}
	cmd.Flags().StringVar(&v.asOf, "as-of", "", "day of the comparison with the data of now (default: today)")
	cmd.Flags().BoolVar(&v.all, "all", false, "list every difference")
	return cmd
}

func (a *app) verify(ctx context.Context, path string, v verification) error {
	if _, err := a.day("as-of", v.asOf); err != nil {
		return err
	}
	file, err := readPrinted(path)
	if err != nil {
		return err
	}
	a.following()
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	r := file.record
	v.line("report", "%s", describe(r))
	v.line("printed", "by tdkt %s from snapshot %s", r.Program, r.Snapshot)
	src, err := a.sourceOf(ctx, ws, r)
	if err != nil {
		return err
	}
	defer src.close()
	if src.note != "" {
		v.line("note", "%s", src.note)
	}
	pool := echarts.NewPool(1)
	defer pool.Close()
	doc, err := src.app.remake(ctx, ws, pool, r)
	if err != nil {
		return err
	}
	again, err := recordOf(doc)
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	if _, err := pdf.Write(&buf, withRecord(doc, file.raw), pdf.Options{}); err != nil {
		return err
	}
	same := bytes.Equal(buf.Bytes(), file.data)
	var verdict error
	if same {
		v.line("identical", "the same %d bytes, sha256 %x", len(file.data), sha256.Sum256(file.data))
		if r.Program != version {
			v.line("program", "%s printed it, %s made it again", r.Program, version)
		}
		if changed := changedInputs(r, again); len(changed) > 0 {
			v.line("inputs", "changed since, without any effect on it: %s", strings.Join(changed, ", "))
		}
	} else if verdict, err = v.compare(file, buf.Bytes(), again, src.same); err != nil {
		return err
	}
	if err := a.verifyToday(ctx, ws, pool, src, r, doc, v); err != nil {
		return err
	}
	return verdict
}

func (v verification) line(word, format string, args ...any) {
	fmt.Fprintf(v.out, "%-10s%s\n", word, fmt.Sprintf(format, args...))
}

// list prints lines up to what is shown.
func (v verification) list(lines []string) {
	for i, l := range lines {
		if i == mostShown && !v.all {
			fmt.Fprintf(v.out, "  and %d more; --all lists them\n", len(lines)-i)
			return
		}
		fmt.Fprintf(v.out, "  %s\n", l)
	}
}

// changedInputs names what of the workspace is not as it was when the report was
// printed. Records of older programs have no inputs.
func changedInputs(was, is reports.Record) []string {
	if len(was.Inputs) == 0 {
		return nil
	}
	var out []string
	now := map[string]string{}
	for _, in := range is.Inputs {
		now[in.Name] = in.SHA256
	}
	known := map[string]bool{}
	for _, in := range was.Inputs {
		known[in.Name] = true
		switch sum, ok := now[in.Name]; {
		case !ok:
			out = append(out, in.Name+" (gone)")
		case sum != in.SHA256:
			out = append(out, in.Name+" (changed)")
		}
	}
	for _, in := range is.Inputs {
		if !known[in.Name] {
			out = append(out, in.Name+" (new)")
		}
	}
	return out
}

// compare says how two files differ and why; nil when they hold the same.
func (v verification) compare(file printed, again []byte, record reports.Record, sameData bool) (error, error) {
	pages, err := comparePages(file.data, again)
	if err != nil {
		return nil, err
	}
	r := file.record
	var why []string
	if !sameData {
		why = append(why, "the data are not those of its snapshot")
	}
	if changed := changedInputs(r, record); len(changed) > 0 {
		why = append(why, "changed since it was printed: "+strings.Join(changed, ", "))
	}
	other := r.Program != version
	if other {
		why = append(why, fmt.Sprintf("tdkt %s printed it, this is %s", r.Program, version))
	}
	if r.Rules != "" && r.Rules != record.Rules {
		why = append(why, "this program has another rule set: "+record.Rules+" instead of "+r.Rules)
	}
	if other && pages.same() {
		v.line("same", "texts, tables and drawing instructions of all %d pages; the bytes differ because tdkt %s printed it and this is %s", pages.count, r.Program, version)
		return nil, nil
	}
	if len(why) == 0 && len(r.Inputs) > 0 {
		why = append(why, "data, texts, settings and program are the same: the file was changed after it was printed")
	}
	v.line("differs", "%s", pages.String())
	for _, w := range why {
		v.line("because", "%s", w)
	}
	v.list(pages.lines)
	return fail(exitCheck, "the lines above say where and why", "%s is not what this workspace makes today of its run record", file.path), nil
}

// verifyToday asks the report's question of the data of now and lists the figures
// that differ.
func (a *app) verifyToday(ctx context.Context, ws *workspace.Workspace, pool *echarts.Pool, src source, r reports.Record, old document.Document, v verification) error {
	latest := r
	if r.KnownAt != "" {
		latest.KnownAt = v.asOf
		if latest.KnownAt == "" {
			latest.KnownAt = a.today()
		}
	} else if src.latest {
		return nil // a page of the office's own query: the same data, the same answer
	}
	doc, err := a.remake(ctx, ws, pool, latest)
	if err != nil {
		v.line("today", "the report cannot be made of the data of now: %v", err)
		return nil
	}
	unloaded, since, err := a.loadedSince(ctx, ws, src)
	if err != nil {
		return err
	}
	changes := document.Changes(old, doc)
	switch {
	case len(changes) == 0:
		v.line("today", "no figure would differ, reports received by %s", latest.KnownAt)
	default:
		v.line("today", "%d figures would differ, reports received by %s", len(changes), latest.KnownAt)
	}
	lines, err := a.changeLines(ctx, ws, src, r, latest, changes, v)
	if err != nil {
		return err
	}
	v.list(lines)
	for _, s := range since {
		v.line("loaded", "since: %s", s)
	}
	for _, s := range unloaded {
		v.line("unloaded", "%s is not as it was loaded; tdkt load takes it", s)
	}
	return nil
}

// loadedSince lists the files that were loaded after the report's snapshot, and the
// plan files of the workspace that were changed after they were loaded.
func (a *app) loadedSince(ctx context.Context, ws *workspace.Workspace, src source) (unloaded, since []string, err error) {
	now, err := a.sources(ctx, ws)
	if err != nil {
		return nil, nil, err
	}
	was, err := src.app.sources(ctx, ws)
	if err != nil {
		return nil, nil, err
	}
	holds := func(list []queries.Source, sha string) bool {
		return slices.ContainsFunc(list, func(s queries.Source) bool { return s.Sha256 == sha })
	}
	for _, s := range now {
		if !holds(was, s.Sha256) {
			since = append(since, fmt.Sprintf("%s (%s, load %d)", s.Name, s.Kind, s.LoadNo))
		}
	}
	plans, err := filepath.Glob(filepath.Join(ws.Plans(), "*.yaml"))
	if err != nil {
		return nil, nil, err
	}
	for _, p := range plans {
		sum, err := fileHash(p)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		if !holds(now, sum) {
			unloaded = append(unloaded, filepath.ToSlash(filepath.Join("plans", filepath.Base(p))))
		}
	}
	return unloaded, since, nil
}

func (a *app) sources(ctx context.Context, ws *workspace.Workspace) ([]queries.Source, error) {
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return nil, err
	}
	defer snapshot.Close()
	return queries.Sources(ctx, snapshot.DB)
}

// changeLines says of each figure where it stands, how it reads and would read.
// Under the first figure of a row stand the reported rows that came since.
func (a *app) changeLines(ctx context.Context, ws *workspace.Workspace, src source, r, latest reports.Record, changes []document.Change, v verification) ([]string, error) {
	now, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return nil, err
	}
	defer now.Close()
	then, err := src.app.openSnapshot(ctx, ws)
	if err != nil {
		return nil, err
	}
	position := then.Position
	if err := then.Close(); err != nil {
		return nil, err
	}
	if !src.same {
		position = now.Position // which rows are new cannot be told
	}
	asked := map[string]bool{}
	var out []string
	for _, c := range changes {
		line := changeLine(c)
		if c.Origin == nil || asked[c.Origin.Subject()] || len(out) >= mostShown && !v.all {
			out = append(out, line)
			continue
		}
		asked[c.Origin.Subject()] = true
		since, err := newRows(ctx, now.DB, *c.Origin, r, latest, position)
		if err != nil {
			return nil, now.Explain(err)
		}
		out = append(out, line+since)
	}
	return out, nil
}

// mostRows is how many new rows are named under one figure.
const mostRows = 5

// newRows names the reported rows behind a row of a table that came after the
// report: loaded after its snapshot, or reported after its last day.
func newRows(ctx context.Context, db *sql.DB, o document.Origin, r, latest reports.Record, position int) (string, error) {
	o.Params = slices.Clone(o.Params)
	for i, p := range o.Params {
		if p.Name == "known_at" || p.Name == "known_to" {
			o.Params[i].Value = latest.KnownAt
		}
	}
	rows, _, err := reports.Sources(ctx, db, o, nil)
	if err != nil {
		return "", err
	}
	text, n := "", 0
	for _, s := range rows {
		var why []string
		if s.LoadNo > position {
			why = append(why, fmt.Sprintf("load %d", s.LoadNo))
		}
		if s.Kind != "plan" && day(s.ReportedOn) > r.KnownAt {
			why = append(why, "reported after "+r.KnownAt)
		}
		if len(why) == 0 {
			continue
		}
		if n++; n > mostRows {
			continue
		}
		text += fmt.Sprintf("\n      because of %s, row %d: %s (%s)", sheetOf(s), s.RowNo, told(s), strings.Join(why, ", "))
	}
	if n > mostRows {
		text += fmt.Sprintf("\n      and of %d rows more", n-mostRows)
	}
	return text, nil
}

func sheetOf(r queries.TracedRow) string {
	if r.Sheet == "" {
		return r.FileName
	}
	return r.FileName + " [" + r.Sheet + "]"
}

func changeLine(c document.Change) string {
	place := strings.Trim(c.Part+", "+c.Table, ", ")
	if c.Mark != "" {
		place = "[" + c.Mark + "] " + place
	}
	text := ""
	switch {
	case c.Column == "" && c.New == "":
		text = fmt.Sprintf(`%s: the row "%s" would not be there`, place, c.Old)
	case c.Column == "":
		text = fmt.Sprintf(`%s: a new row "%s"`, place, c.New)
	default:
		text = fmt.Sprintf(`%s, %s, %s: "%s" would be "%s"`, place, c.Row, c.Column, c.Old, c.New)
	}
	return strings.Join(strings.Fields(text), " ")
}
