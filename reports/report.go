package reports

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"tdkt/charts"
	"tdkt/reports/document"
)

// A Drawer draws charts; Warm starts it ahead of the first one.
type Drawer interface {
	charts.Drawer
	Warm() error
}

// Built is a report as a tree, before it is printed.
type Built struct {
	Document document.Document
	Counts   []Count
	Draft    string // why it is a draft; "" when it is not
	// Warnings are for the drafting officer: places still open, figures of the
	// office's own words that no table contains.
	Warnings []string
	Timings  []Timing
}

// A Count is one class of the summary: "Vượt" 7.
type Count struct {
	Word string
	N    int
}

// A Timing is how long one stage took.
type Timing struct {
	Stage string
	Took  time.Duration
}

// A clock measures stages; the tests' stands still.
type clock func() time.Time

// Build makes the document tree of one report. now serves to measure the
// stages only and never reaches the document. Errors: *queries.UnknownPlanError,
// *PhaseError, ErrNothingReported, and what the queries and charts return.
func Build(ctx context.Context, db *sql.DB, drawer Drawer, now func() time.Time, req Request) (Built, error) {
	var built Built
	stage := stages(now, &built.Timings)
	warm := make(chan error, 1)
	r := &review{Request: req}
	if err := r.resolve(ctx, db); err != nil {
		return built, err
	}
	go func() { warm <- drawer.Warm() }()
	err := r.collect(ctx, db, drawer)
	// The engine is waited for in any case: nothing may run on after Build.
	if werr := <-warm; err == nil {
		err = werr
	}
	if err != nil {
		return built, err
	}
	stage("queries and charts")
	built.Document, err = r.document()
	if err != nil {
		return built, err
	}
	built.Draft, built.Warnings = r.draft(), r.warnings
	total := r.total()
	for _, t := range r.tallies() {
		built.Counts = append(built.Counts, Count{t.head, t.count(total)})
	}
	stage("text")
	return built, nil
}

func stages(now clock, out *[]Timing) func(string) {
	last := now()
	return func(name string) {
		t := now()
		*out = append(*out, Timing{name, t.Sub(last)})
		last = t
	}
}

// nothing refuses a report of which no source had arrived in time.
func (r *review) nothing() error {
	for _, k := range r.kinds {
		if k.RowCount > 0 {
			return nil
		}
	}
	for _, t := range r.targets {
		if t.ValueSource != "" {
			return nil
		}
	}
	if len(r.ranks) > 0 {
		for _, c := range r.ranks {
			if c.SelfScored+c.VerifiedScored > 0 {
				return nil
			}
		}
	}
	return fmt.Errorf("plan %s: %w by %s", r.PlanID, ErrNothingReported, r.KnownAt.Format(time.DateOnly))
}

// document puts the parts together and checks that every figure of a sentence
// stands in a table.
func (r *review) document() (document.Document, error) {
	title := r.subject()
	d := document.Document{
		Meta: document.Meta{Title: "Báo cáo " + lower(title), Author: r.Office.Name, Subject: r.plan.Title,
			Keywords: []string{r.reviewName(), r.PlanID}, Language: "vi-VN", Made: r.KnownAt},
		Head:        r.head(),
		RunningHead: r.Office.RunningHead,
		Signature:   document.Signature{Authority: r.Office.Authority, Name: r.Office.Signer, Recipients: r.Office.Recipients},
	}
	d.Body = append(d.Body, r.opening()...)
	d.Body = append(d.Body, r.summary())
	for i, part := range []func() []document.Block{r.leadership, r.movements, r.results, r.commendation, r.assessment, r.tasks} {
		d.Body = append(d.Body, part()...)
		d.Body = append(d.Body, r.own("phan-"+itoa(i+1))...)
	}
	d.Body = append(d.Body, r.proposals()...)
	r.checkCauses()
	if len(r.textErrors) > 0 {
		return d, TextErrors(r.textErrors)
	}
	r.open()
	// The office's words have been read by now.
	if reason := r.draft(); reason != "" {
		d.Stamp = "DỰ THẢO"
		d.Body = append(r.draftBlocks(reason), d.Body...)
	}
	d.Annexes = r.annexes()
	marked(&d)
	r.unbound(d)
	record, err := r.record()
	if err != nil {
		return d, err
	}
	d.Attachments = []document.Attachment{record}
	return d, contradictions(d)
}

// contradictions is the error of a document that does not pass its check.
func contradictions(d document.Document) error {
	problems := document.Check(d)
	if len(problems) == 0 {
		return nil
	}
	var b strings.Builder
	for i, p := range problems {
		if i == 10 {
			fmt.Fprintf(&b, "\nand %d more", len(problems)-i)
			break
		}
		fmt.Fprintf(&b, "\n%s", p.Error())
	}
	return fmt.Errorf("the report contradicts itself in %d places: %s", len(problems), b.String())
}

// record is what is needed to make the same report again.
func (r *review) record() (document.Attachment, error) {
	return r.recordOf(r.kindOfReview(), about{})
}
