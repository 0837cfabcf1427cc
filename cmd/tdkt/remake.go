package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"tdkt/charts/echarts"
	"tdkt/loaders"
	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/document"
	"tdkt/reports/pdf/readback"
)

// A printed is a PDF that this program printed, with its run record.
type printed struct {
	path   string
	data   []byte
	raw    []byte // the record as the file carries it
	record reports.Record
}

// A carrier is a kind of file that holds a run record.
type carrier struct {
	attachment func(data []byte, name string) ([]byte, error)
	none       error // attachment's, of a file without the record

	path, what             string // for the hints of a wrong path and of a damaged file
	without, withoutRemedy string // of a file without the record
}

var printedPDF = carrier{
	attachment: readback.Attachment, none: readback.ErrNoAttachment,
	path: "a PDF that tdkt printed", what: "PDF",
	without:       "the file carries no run record",
	withoutRemedy: "only what tdkt printed carries a run record; a PDF that another program saved again may have lost it",
}

// readPrinted reads a report's PDF and its run record.
func readPrinted(path string) (printed, error) { return printedPDF.read(path) }

func (c carrier) read(path string) (printed, error) {
	p := printed{path: path}
	var err error
	if p.data, err = os.ReadFile(path); err != nil {
		hint := ""
		if errors.Is(err, fs.ErrNotExist) {
			hint = "give the path of " + c.path
		}
		return p, fail(exitUsage, hint, "%w", err)
	}
	p.raw, err = c.attachment(p.data, reports.RecordName)
	switch {
	case errors.Is(err, c.none):
		return p, fail(exitUsage, c.withoutRemedy, "%s: %s", path, c.without)
	case err != nil:
		return p, fail(exitUsage, "the file is damaged, or no "+c.what+": take another copy of it", "%s: %w", path, err)
	}
	if p.record, err = reports.ReadRecord(p.raw); err != nil {
		return p, fail(exitUsage, "the file is damaged: take another copy of it", "%s: %w", path, err)
	}
	return p, nil
}

// describe names the report of a record: "interim of phu-ninh-2022, phase 1, ...".
func describe(r reports.Record) string {
	text := r.Kind
	for _, part := range []struct{ before, value string }{{" of ", r.Plan}, {" ", r.Query}, {", cluster ", r.Cluster}, {", unit ", r.Unit}, {", meeting ", r.Meeting}} {
		if part.value != "" {
			text += part.before + part.value
		}
	}
	if r.Phase != 0 {
		text += fmt.Sprintf(", phase %d", r.Phase)
	}
	if r.Year != 0 {
		text += fmt.Sprintf(", year %d", r.Year)
	}
	if r.DataTo != "" {
		text += ", figures to " + r.DataTo
	}
	if r.KnownAt != "" {
		text += ", reports received by " + r.KnownAt
	}
	return text
}

// A source is the data that a report is made from again.
type source struct {
	app    *app   // opens it
	note   string // how it was come by, "" when it was there
	same   bool   // it is the snapshot that the record names
	latest bool   // it is the one in force
	close  func()
}

// sourceOf finds the snapshot that a record names: the one in force, one that is
// kept, or one made again from the archive. Where the ledger knows of no such
// snapshot it is the one in force, which still holds what had been reported.
func (a *app) sourceOf(ctx context.Context, ws *workspace.Workspace, r reports.Record) (source, error) {
	dir := warehouse.At(ws.Warehouse(), ws.Archive())
	current, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return source{}, err
	}
	identity, position := current.Identity, current.Position
	if err := current.Close(); err != nil {
		return source{}, err
	}
	s := source{app: a, same: true, latest: true, close: func() {}}
	if identity == r.Snapshot {
		return s, nil
	}
	at, found, err := dir.Position(r.Snapshot)
	if err != nil {
		return s, err
	}
	if !found {
		s.same = false
		s.note = fmt.Sprintf("this workspace's ledger has no snapshot %s; what follows compares with the snapshot in force, %s", r.Snapshot, identity)
		return s, nil
	}
	if at == position {
		s.note = fmt.Sprintf("snapshot %s has the schema of another program; the same loads are in %s", r.Snapshot, identity)
		return s, nil
	}
	s.latest = false
	earlier := *a
	s.app = &earlier
	earlier.earlier = func(ctx context.Context, o warehouse.Options) (*warehouse.Snapshot, error) {
		return dir.OpenAt(ctx, o, at)
	}
	kept, err := a.tryOpen(ctx, &earlier, ws)
	if err != nil || kept {
		return s, err
	}
	folder, err := os.MkdirTemp("", "tdkt-verify-")
	if err != nil {
		return s, err
	}
	s.close = func() { os.RemoveAll(folder) }
	bar := newLoadProgress(a.env)
	fork, err := loaders.RebuildAt(ctx, ws, at, folder, a.loading, bar.show)
	bar.done()
	if err != nil {
		s.close()
		return s, fmt.Errorf("making the snapshot of load %d again: %w", at, err)
	}
	s.note = fmt.Sprintf("snapshot %s is not kept any more; it was made again from the archive, loads 1 to %d", r.Snapshot, at)
	earlier.earlier = func(ctx context.Context, o warehouse.Options) (*warehouse.Snapshot, error) { return fork.Open(ctx, o) }
	return s, nil
}

// tryOpen reports whether an earlier snapshot is kept and has this program's
// schema; with another schema it has to be made again as well.
func (a *app) tryOpen(ctx context.Context, earlier *app, ws *workspace.Workspace) (bool, error) {
	snapshot, err := earlier.openSnapshot(ctx, ws)
	switch {
	case err == nil:
		return true, snapshot.Close()
	case errors.Is(err, warehouse.ErrPruned), errors.Is(err, warehouse.ErrOlderSchema), errors.Is(err, warehouse.ErrDamaged):
		return false, nil
	}
	return false, err
}

// remake makes the document of a record again, from the snapshot that the app
// opens, with the workspace's texts and settings of now.
func (a *app) remake(ctx context.Context, ws *workspace.Workspace, pool *echarts.Pool, r reports.Record) (document.Document, error) {
	// What such a report warns of was said when it was printed.
	quiet := *a
	quiet.env.stderr = discard{}
	a = &quiet
	switch r.Kind {
	case reports.KindInterim, reports.KindFinal:
		req := reportRequest{plan: r.Plan, phase: r.Phase, final: r.Kind == reports.KindFinal, asOf: r.KnownAt, dataTo: r.DataTo}
		if req.past = r.Since; r.Since == nil {
			req.since = sinceNone
		}
		built, err := a.build(ctx, ws, pool, &req)
		return built.Document, err
	case reports.KindQuery:
		return a.remakePage(ctx, ws, r)
	case reports.KindPack:
		return a.packAgain(ctx, ws, r)
	}
	req := paperRequest{plan: r.Plan, phase: r.Phase, asOf: r.KnownAt}
	d, err := a.paperDesk(ctx, &req)
	if err != nil {
		return document.Document{}, err
	}
	defer d.snapshot.Close()
	d.pool = pool
	if d.request.DataTo, err = a.day("data-to", r.DataTo); err != nil {
		return document.Document{}, err
	}
	var built reports.Built
	switch r.Kind {
	case reports.KindRanking:
		built, err = reports.BuildMinutes(ctx, d.snapshot.DB, pool, a.env.now, d.request, r.Cluster)
	case reports.KindCoverage:
		built, err = reports.BuildCoverage(ctx, d.snapshot.DB, pool, a.env.now, d.request)
	case reports.KindAwards:
		built, err = reports.BuildAwards(ctx, d.snapshot.DB, pool, a.env.now, d.request, r.Year)
	case reports.KindForms:
		built, _, err = reports.BuildForms(ctx, d.snapshot.DB, a.env.now, reports.FormsRequest{Request: d.request, Year: r.Year, Families: r.Forms})
	case reports.KindScorecard:
		var cards *reports.Scorecards
		if cards, err = reports.PrepareScorecards(ctx, d.snapshot.DB, a.env.now, d.request); err == nil {
			built, err = a.buildCard(ctx, cards, pool, r.Unit)
		}
	default:
		return document.Document{}, fail(exitUsage, "use the program that printed it, "+r.Program, "this program makes no report of the kind %q", r.Kind)
	}
	if err != nil {
		return document.Document{}, explainPaper(d.snapshot.Explain(err))
	}
	return built.Document, nil
}

// remakePage asks the workspace's own query again.
func (a *app) remakePage(ctx context.Context, ws *workspace.Workspace, r reports.Record) (document.Document, error) {
	saved := a.savedQueries(ws)
	i := slices.IndexFunc(saved, func(s queries.Saved) bool { return s.Name == r.Query })
	if i < 0 {
		return document.Document{}, fail(exitReport, "put it back; the file's run record holds its text", "the workspace has no query %q any more", r.Query)
	}
	made, err := a.day("made", r.Made)
	if err != nil {
		return document.Document{}, err
	}
	pages, err := a.askSaved(ctx, ws, defaultTimeout, saved[i:i+1], r.Params, made)
	if err != nil {
		return document.Document{}, err
	}
	if pages[0].Inputs, err = pageInputs(ws, saved[i]); err != nil {
		return document.Document{}, err
	}
	return onePage(pages[0])
}

// recordOf is the run record that a document carries.
func recordOf(d document.Document) (reports.Record, error) {
	for _, f := range d.Attachments {
		if f.Name == reports.RecordName {
			return reports.ReadRecord(f.Data)
		}
	}
	return reports.Record{}, errors.New("the document has no run record")
}

// withRecord gives a document the record of a file in place of its own, so that
// their bytes can be compared apart from the program's name in it.
func withRecord(d document.Document, raw []byte) document.Document {
	d.Attachments = slices.Clone(d.Attachments)
	for i := range d.Attachments {
		if d.Attachments[i].Name == reports.RecordName {
			d.Attachments[i].Data = raw
		}
	}
	return d
}

// discard is a stderr that nobody reads.
type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// today is the day of the command in the office's zone.
func (a *app) today() string {
	now := a.env.now().In(vietnam)
	return now.Format(time.DateOnly)
}
