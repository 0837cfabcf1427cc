package reports

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"tdkt/charts"
	"tdkt/queries"
	"tdkt/reports/document"
)

// A paper is a document beside the reviews: the minutes of a cluster, the report
// on reporting, the award report, a unit's scorecard.
type paper struct {
	*review
	kind    string // in the run record
	about   about
	title   string // trích yếu
	body    []document.Block
	annexed []document.Annex
	reason  string // why it is a draft; "" when it is not
}

// compose makes the tree of a paper and checks it.
func (p *paper) compose(head document.Head, signature document.Signature) (document.Document, error) {
	name := "Báo cáo "
	if head.Kind != "BÁO CÁO" {
		name = capital(lower(head.Kind)) + " "
	}
	d := document.Document{
		Meta: document.Meta{Title: name + lower(p.title), Author: p.Office.Name, Subject: p.plan.Title,
			Keywords: []string{p.kind, p.PlanID}, Language: "vi-VN", Made: p.KnownAt},
		Head:        head,
		RunningHead: p.Office.RunningHead,
		Signature:   signature,
		Body:        p.body,
		Annexes:     p.annexed,
	}
	if p.reason != "" {
		d.Stamp = "DỰ THẢO"
		d.Body = append(p.draftBlocks(p.reason), d.Body...)
	}
	marked(&d)
	record, err := p.recordOf(p.kind, p.about)
	if err != nil {
		return d, err
	}
	d.Attachments = []document.Attachment{record}
	return d, contradictions(d)
}

// report composes a paper in the form of a report to the office's addressees.
func (p *paper) report() (document.Document, error) { return p.signed(p.head()) }

// notice composes a paper that the office sends to a unit: nobody reports to those
// below.
func (p *paper) notice(addressee string) (document.Document, error) {
	head := p.headOf("TB", "THÔNG BÁO")
	head.Addressees = []string{addressee}
	return p.signed(head)
}

// signed composes a paper that the office's head signs.
func (p *paper) signed(head document.Head) (document.Document, error) {
	head.Subject = p.title
	return p.compose(head, document.Signature{Authority: p.Office.Authority, Name: p.Office.Signer, Recipients: p.Office.Recipients})
}

// built composes a report and gathers what a caller prints about it.
func (p *paper) built(timings []Timing) (Built, error) {
	d, err := p.report()
	return Built{Document: d, Draft: p.reason, Warnings: p.warnings, Timings: timings}, err
}

// label numbers the annexes of a paper: "Phụ lục", or "Phụ lục I" of several.
func label(annexes []document.Annex) []document.Annex {
	for i := range annexes {
		annexes[i].Label = "Phụ lục"
		if len(annexes) > 1 {
			annexes[i].Label += " " + roman(i+1)
		}
	}
	return annexes
}

// figuresOf draws charts for a paper; each is printed where after names its id.
func (r *review) figuresOf(ctx context.Context, drawer charts.Drawer, kinds []chartOf) error {
	drawn, crowded, err := drawAll(ctx, drawer, kinds)
	if err != nil {
		return err
	}
	r.figures = figures{drawn: drawn}
	r.warnings = append(r.warnings, crowded...)
	return nil
}

// ready warms the drawer beside collect, so that the engine is there when the
// rows are.
func ready(drawer Drawer, collect func() error) error {
	warm := make(chan error, 1)
	go func() { warm <- drawer.Warm() }()
	// The engine is waited for in any case: nothing may run on after the report.
	err := collect()
	return errors.Join(err, <-warm)
}

// A ClusterError says that the plan has no such emulation cluster.
type ClusterError struct {
	PlanID, Cluster string
	Known           []string
}

func (e *ClusterError) Error() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("plan %s has no emulation cluster", e.PlanID)
	}
	if e.Cluster == "" {
		return fmt.Sprintf("plan %s has several clusters: %s", e.PlanID, enumerate(e.Known))
	}
	return fmt.Sprintf("plan %s has no cluster %q; it has %s", e.PlanID, e.Cluster, enumerate(e.Known))
}

// A UnitError says that no scorecard can be made for a unit.
type UnitError struct {
	PlanID, Unit string
	Near         string // the nearest code or name; "" for none
}

func (e *UnitError) Error() string {
	if e.Near != "" {
		return fmt.Sprintf("no unit %q reports on plan %s: did you mean %q?", e.Unit, e.PlanID, e.Near)
	}
	return fmt.Sprintf("no unit %q reports on plan %s", e.Unit, e.PlanID)
}

// state is the plan as known on the report's day.
func (r *review) state() queries.PlanState {
	return queries.PlanState{PlanID: r.PlanID, KnownAt: r.KnownAt}
}

// reportWindow is the window with the day on which its reports are due.
func (r *review) reportWindow() queries.ReportWindow {
	w := queries.ReportWindow{PlanID: r.PlanID, DataFrom: r.from, DataTo: r.DataTo, KnownAt: r.KnownAt}
	w.ReportsDue = r.due()
	return w
}

// due is the day on which reports are due; of the whole plan that of its last
// phase. Zero when the plan sets none.
func (r *review) due() time.Time {
	if !r.Final {
		return r.phase.ReportsDue
	}
	for i := len(r.phases) - 1; i >= 0; i-- {
		if r.phases[i].EndsOn.Equal(r.plan.EndsOn) {
			return r.phases[i].ReportsDue
		}
	}
	return time.Time{}
}

// started resolves the plan of a request.
func started(ctx context.Context, db *sql.DB, req Request) (*review, error) {
	r := &review{Request: req}
	return r, r.resolve(ctx, db)
}
