package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"tdkt/charts/echarts"
	"tdkt/loaders/workspace"
	"tdkt/reports"
	"tdkt/reports/delivery"
	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/publish"
)

func (a *app) meetingPackCommand() *cobra.Command {
	var out, asOf string
	cmd := &cobra.Command{
		Use:   "pack MEETING",
		Short: "Print the meeting's documents as one PDF with a list of contents",
		Long: `pack prints as one document, with a list of contents: the report of the meeting's
plan and phase with its annexes, the report on who has reported, and the scorecard
of each commune or village that reports to the plan's unit.

The report is the one that was approved last, and everything else is made from the
same data: the same day, the same end of figures, the same snapshot, whatever was
loaded since. The first page says who approved it. --as-of prints a pack of another
day instead, which says that its report is not approved.`,
		Example: "  tdkt meeting pack so-ket-dot-1\n  tdkt meeting pack so-ket-dot-1 --as-of 2022-07-12",
		Args:    oneArg("which meeting's documents?", "tdkt meeting list names the meetings: tdkt meeting pack MEETING"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ws, err := a.openWorkspace()
			if err != nil {
				return err
			}
			m, err := findMeeting(ws, args[0])
			if err != nil {
				return err
			}
			if err := a.knownMeeting(cmd.Context(), ws, m); err != nil {
				return err
			}
			named := out != ""
			if !named {
				out = filepath.Join(ws.Reports(), m.Code+"-tai-lieu.pdf")
			}
			result, err := a.pack(cmd.Context(), ws, m, asOf, out, named)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.env.stdout, "%s  %d pages\n", result.Path, result.Pages)
			return err
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "file to write (default: reports/ of the workspace)")
	cmd.Flags().StringVar(&asOf, "as-of", "", "day on which the receipt of reports was closed, 2022-07-12 (default: the approved report's)")
	return cmd
}

// pack prints a meeting's documents into one file.
func (a *app) pack(ctx context.Context, ws *workspace.Workspace, m workspace.Meeting, asOf, out string, named bool) (publish.Result, error) {
	from, done := a, func() {}
	origin, err := packOrigin{}, error(nil)
	if asOf == "" {
		origin, from, done, err = a.approvedOrigin(ctx, ws, m)
	} else {
		origin, err = a.ownOrigin(ws, m, asOf)
	}
	if err != nil {
		return publish.Result{}, err
	}
	defer done()
	doc, err := from.packDocument(ctx, ws, m, origin)
	if err != nil {
		return publish.Result{}, err
	}
	if out, err = a.keepEarlier(out, named, doc); err != nil {
		return publish.Result{}, err
	}
	return publish.PDF(out, doc)
}

// packDocument makes a meeting's documents one, with a run record of their own
// before those of the parts.
func (a *app) packDocument(ctx context.Context, ws *workspace.Workspace, m workspace.Meeting, origin packOrigin) (document.Document, error) {
	parts, err := a.packParts(ctx, ws, origin.request)
	if err != nil {
		return document.Document{}, err
	}
	record, err := recordOf(parts[0].Document)
	if err != nil {
		return document.Document{}, err
	}
	meeting := meetingOf(ws, m)
	record.Kind, record.Meeting, record.Approved = reports.KindPack, m.Code, origin.approved
	record.Inputs = append(slices.Clone(record.Inputs), reports.Input{Name: workspace.File + ", meeting " + m.Code, SHA256: hash([]byte(meeting.Version()))})
	first, err := record.Attachment()
	if err != nil {
		return document.Document{}, err
	}
	doc, err := a.packed(meeting, origin.about, parts)
	if err != nil {
		return doc, err
	}
	doc.Attachments[0].Name = "1-" + doc.Attachments[0].Name
	doc.Attachments = append([]document.Attachment{first}, doc.Attachments...)
	return doc, nil
}

// packed prints the documents twice: the first print finds the pages that the
// list of contents names, the second proves that the list has not moved them.
func (a *app) packed(meeting delivery.Meeting, about []string, parts []delivery.PackPart) (document.Document, error) {
	made := parts[0].Document.Meta.Made
	if made.IsZero() {
		made = a.env.now().Truncate(24 * time.Hour)
	}
	doc, err := delivery.Pack(meeting, about, parts, made, nil)
	if err != nil {
		return doc, &failure{exitReport, err, ""}
	}
	sheets, err := partSheets(doc)
	if err != nil {
		return doc, err
	}
	if doc, err = delivery.Pack(meeting, about, parts, made, sheets); err != nil {
		return doc, &failure{exitReport, err, ""}
	}
	again, err := partSheets(doc)
	if err == nil && !slices.Equal(again, sheets) {
		err = &failure{exitReport, errors.New("the list of contents changed the pages that it names"), "please report it"}
	}
	return doc, err
}

// partSheets are the first pages in the file of what stands behind the body.
func partSheets(doc document.Document) ([]int, error) {
	printed, err := pdf.Write(io.Discard, doc, pdf.Options{})
	if err != nil {
		return nil, &failure{exitReport, err, ""}
	}
	var sheets []int
	for _, p := range printed.Parts[1:] {
		sheets = append(sheets, p.First)
	}
	return sheets, nil
}

// packParts are the documents of a meeting in their order: the report, who has
// reported, the scorecards.
func (a *app) packParts(ctx context.Context, ws *workspace.Workspace, req reportRequest) ([]delivery.PackPart, error) {
	pool := echarts.NewPool(1)
	defer pool.Close()
	built, err := a.build(ctx, ws, pool, &req)
	if err != nil {
		return nil, err
	}
	knownAt, err := a.day("as-of", req.asOf)
	if err != nil {
		return nil, err
	}
	var dataTo time.Time
	if req.dataTo != "" {
		if dataTo, err = a.day("data-to", req.dataTo); err != nil {
			return nil, err
		}
	}
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return nil, err
	}
	defer snapshot.Close()
	if !madeFrom(built.Document, snapshot.Identity) {
		return nil, fail(exitReport, "run the command again", "data were loaded while the pack was made")
	}
	settings, err := officeInput(ws)
	if err != nil {
		return nil, err
	}
	request := reports.Request{PlanID: req.plan, PhaseNo: req.phase, Final: req.final, KnownAt: knownAt, DataTo: dataTo,
		Office: office(ws), Program: version, Snapshot: snapshot.Identity, Inputs: []reports.Input{settings}}
	coverage, err := reports.BuildCoverage(ctx, snapshot.DB, pool, a.env.now, request)
	if err != nil {
		return nil, explainPaper(snapshot.Explain(err))
	}
	cards, err := reports.PrepareScorecards(ctx, snapshot.DB, a.env.now, request)
	if err != nil {
		return nil, explainPaper(snapshot.Explain(err))
	}
	parts := []delivery.PackPart{
		{Title: built.Document.Meta.Title, Document: built.Document},
		{Title: coverage.Document.Meta.Title, Document: coverage.Document},
	}
	for _, u := range cards.Local() {
		card, err := a.buildCard(ctx, cards, pool, u.Code)
		if err != nil {
			return nil, explainPaper(err)
		}
		parts = append(parts, delivery.PackPart{Title: card.Document.Head.Subject, Document: card.Document})
	}
	return parts, nil
}

// madeFrom reports whether a document's run record names the snapshot.
func madeFrom(d document.Document, snapshot string) bool {
	return slices.ContainsFunc(d.Attachments, func(f document.Attachment) bool { return bytes.Contains(f.Data, []byte(snapshot)) })
}
