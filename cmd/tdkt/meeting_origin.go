package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tdkt/charts/echarts"
	"tdkt/loaders/quantity"
	"tdkt/loaders/workspace"
	"tdkt/reports"
	"tdkt/reports/delivery"
	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/schedule"
)

// A packOrigin says which report a meeting's pack holds: the one that was
// approved, or one of the day that --as-of names.
type packOrigin struct {
	request  reportRequest
	approved string   // SHA-256 of the approved file; "" for a pack of one's own
	about    []string // lines on the pack's first page
}

// ownOrigin is a pack of the day that somebody names.
func (a *app) ownOrigin(ws *workspace.Workspace, m workspace.Meeting, asOf string) (packOrigin, error) {
	o := packOrigin{request: reportRequest{plan: m.Plan, phase: m.Phase, final: m.Phase == 0, asOf: asOf}}
	return o, a.tellOrigin(ws, &o)
}

// approvedOrigin is the pack of the report that was approved last for the
// meeting's plan and phase. Its data are those that the report was printed from,
// and the report made from them again must be the very file that was approved.
// done is to be called when the pack is made.
func (a *app) approvedOrigin(ctx context.Context, ws *workspace.Workspace, m workspace.Meeting) (o packOrigin, from *app, done func(), err error) {
	none := func() {}
	lines, err := schedule.ReadLedger(ws.Schedule())
	if err != nil {
		return o, nil, none, scheduleFailure(err)
	}
	book := schedule.Digest(lines)
	st, edition, approval, ok := book.LatestApproved(m.Plan, m.Phase)
	if !ok {
		return o, nil, none, fail(exitUsage, "tdkt schedule approve RUN --by NAME releases a report that is made; --as-of DAY prints a pack of your own, which says that its report is not approved",
			"no report for meeting %s has been approved", m.Code)
	}
	path := filepath.Join(ws.Reports(), "scheduled", edition.File)
	back := "put the file back from a backup, or make the report again and have it approved: tdkt schedule run --again " + st.ID
	data, err := os.ReadFile(path)
	switch {
	case err != nil:
		return o, nil, none, fail(exitReport, back, "the report that %s approved cannot be read: %w", approval.By, err)
	case hash(data) != edition.SHA256:
		return o, nil, none, fail(exitReport, back, "%s is not the file that %s approved", path, approval.By)
	}
	file, err := readPrinted(path)
	if err != nil {
		return o, nil, none, err
	}
	if latest, ok := book.Latest(m.Plan, m.Phase); ok && latest.SHA256 != edition.SHA256 {
		fmt.Fprintf(a.env.stderr, "tdkt: warning: %s was made later and is not approved; the pack holds what was approved\n", latest.File)
	}
	src, err := a.sourceOf(ctx, ws, file.record)
	if err != nil {
		return o, nil, none, err
	}
	if err := a.sameAgain(ctx, ws, src, file); err != nil {
		src.close()
		return o, nil, none, err
	}
	o.approved = edition.SHA256
	o.request = requestOf(file.record)
	if err := a.tellOrigin(ws, &o); err != nil {
		src.close()
		return o, nil, none, err
	}
	fmt.Fprintf(a.env.stderr, "tdkt: the report is %s, approved by %s: figures to %s, reports received by %s, snapshot %s\n",
		edition.File, approval.By, file.record.DataTo, file.record.KnownAt, file.record.Snapshot)
	return o, src.app, src.close, nil
}

// requestOf asks for the review of a record once more.
func requestOf(r reports.Record) reportRequest {
	req := reportRequest{plan: r.Plan, phase: r.Phase, final: r.Phase == 0, asOf: r.KnownAt, dataTo: r.DataTo}
	if req.past = r.Since; r.Since == nil {
		req.since = sinceNone
	}
	return req
}

// sameAgain proves that the report made again is the file; a later program may
// draw the same pages into other bytes.
func (a *app) sameAgain(ctx context.Context, ws *workspace.Workspace, src source, file printed) error {
	differs := func(why string) error {
		return fail(exitReport, "tdkt verify "+file.path+" says what differs; make the report again and have it approved, or take --as-of DAY for a pack of your own",
			"%s cannot be made again as it was approved: %s", file.path, why)
	}
	if !src.same {
		return differs("its snapshot is not in this workspace's ledger")
	}
	pool := echarts.NewPool(1)
	defer pool.Close()
	doc, err := src.app.remake(ctx, ws, pool, file.record)
	if err != nil {
		return err
	}
	var again bytes.Buffer
	if _, err := pdf.Write(&again, withRecord(doc, file.raw), pdf.Options{}); err != nil {
		return err
	}
	if bytes.Equal(again.Bytes(), file.data) {
		return nil
	}
	record, err := recordOf(doc)
	if err != nil {
		return err
	}
	if changed := changedInputs(file.record, record); len(changed) > 0 {
		return differs("changed since: " + strings.Join(changed, ", "))
	}
	pages, err := comparePages(file.data, again.Bytes())
	if err != nil {
		return err
	}
	if !pages.same() {
		return differs(pages.String())
	}
	return nil
}

// tellOrigin writes the lines of the first page: who approved the report, or that
// nobody did.
func (a *app) tellOrigin(ws *workspace.Workspace, o *packOrigin) error {
	knownAt, err := a.day("as-of", o.request.asOf)
	if err != nil {
		return err
	}
	received := "báo cáo nhận đến ngày " + quantity.ShortDate(knownAt)
	if o.approved == "" {
		o.about = []string{"Báo cáo trong tài liệu này chưa được duyệt; tổng hợp từ " + received + "."}
		return nil
	}
	zone, err := ws.Config.Location()
	if err != nil {
		return err
	}
	lines, err := schedule.ReadLedger(ws.Schedule())
	if err != nil {
		return scheduleFailure(err)
	}
	for _, l := range lines {
		if l.State == schedule.Approved && l.SHA256 == o.approved {
			o.about = []string{
				fmt.Sprintf("Báo cáo: bản do %s duyệt %s, tổng hợp từ %s.", l.By, delivery.Moment(l.At.In(zone)), received),
				"Mã SHA-256 của tệp báo cáo đã duyệt: " + o.approved + ".",
			}
			return nil
		}
	}
	return fail(exitReport, "the pack was made in a workspace with another ledger", "the ledger knows of no approval of the file %s", o.approved)
}

// packAgain makes the pack of a record once more.
func (a *app) packAgain(ctx context.Context, ws *workspace.Workspace, r reports.Record) (document.Document, error) {
	m, err := findMeeting(ws, r.Meeting)
	if err != nil {
		return document.Document{}, err
	}
	o := packOrigin{request: requestOf(r), approved: r.Approved}
	if err := a.tellOrigin(ws, &o); err != nil {
		return document.Document{}, err
	}
	return a.packDocument(ctx, ws, m, o)
}
