package reports

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"tdkt/queries"
	"tdkt/reports/document"
)

// RecordName is the name under which a printed report carries its run record.
const RecordName = "run.json"

// The kinds of reports, as a run record names them.
const (
	KindInterim   = "interim"
	KindFinal     = "final"
	KindRanking   = "ranking"
	KindCoverage  = "coverage"
	KindAwards    = "awards"
	KindScorecard = "scorecard"
	KindQuery     = "query"
	KindPack      = "pack" // of a meeting
	KindForms     = "forms"
)

// A Record is what is needed to make the same report again. Days are written
// 2022-07-12; what a kind of report does not have is empty.
type Record struct {
	Kind    string   `json:"kind"`
	Plan    string   `json:"plan,omitempty"`
	Phase   int      `json:"phase,omitempty"` // 0: the whole plan
	Year    int      `json:"year,omitempty"`
	Cluster string   `json:"cluster,omitempty"`
	Unit    string   `json:"unit,omitempty"`
	Forms   []string `json:"forms,omitempty"`   // of FormFamilies; empty: all
	Meeting string   `json:"meeting,omitempty"` // of a pack
	// Approved is the SHA-256 of the approved file whose report a pack holds.
	Approved string `json:"approved,omitempty"`
	DataTo   string `json:"data_to,omitempty"`
	KnownAt  string `json:"known_at,omitempty"`
	Since    *Past  `json:"since,omitempty"` // the report that this one is compared with
	// Of a page of the office's own query: its name, text and parameters, and the
	// day of the run.
	Query  string            `json:"query,omitempty"`
	SQL    string            `json:"sql,omitempty"`
	Params map[string]string `json:"params,omitempty"`
	Made   string            `json:"made,omitempty"`

	Snapshot string  `json:"snapshot"`         // identity of the data
	Rules    string  `json:"rules,omitempty"`  // queries.RuleSet of the program
	Program  string  `json:"program"`          // its version
	Inputs   []Input `json:"inputs,omitempty"` // what the workspace gave beside the data
}

// A Past names the report that a new one is compared with.
type Past struct {
	Final   bool   `json:"final,omitempty"`
	Phase   int    `json:"phase"`
	KnownAt string `json:"known_at"`
}

func (r *review) past() *Past {
	if r.Since == nil {
		return nil
	}
	return &Past{r.Since.Final, r.Since.PhaseNo, r.Since.KnownAt.Format(time.DateOnly)}
}

// An Input is something of the workspace that a report reads beside its data:
// its settings, the office's own words, a query of its own.
type Input struct {
	Name   string `json:"name"` // relative to the workspace
	SHA256 string `json:"sha256"`
}

// ReadRecord reads a run record. Days are checked, names are not.
func ReadRecord(data []byte) (Record, error) {
	var r Record
	if err := json.Unmarshal(data, &r); err != nil {
		return r, fmt.Errorf("the run record cannot be read: %w", err)
	}
	if r.Kind == "" || r.Snapshot == "" {
		return r, errors.New("the run record does not say which report it is of, or from which snapshot")
	}
	for _, d := range []string{r.DataTo, r.KnownAt, r.Made} {
		if _, err := time.Parse(time.DateOnly, d); d != "" && err != nil {
			return r, fmt.Errorf("the run record has no such day: %q", d)
		}
	}
	return r, nil
}

// Attachment is the record as a printed report carries it.
func (r Record) Attachment() (document.Attachment, error) {
	r.Rules = queries.RuleSet()
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return document.Attachment{}, err
	}
	return document.Attachment{Name: RecordName, Description: "Run record", MediaType: "application/json", Data: append(data, '\n')}, nil
}

// about says what else a report is about.
type about struct {
	Year    int
	Cluster string
	Unit    string
	Forms   []string
}

func (r *review) recordOf(kind string, what about) (document.Attachment, error) {
	return Record{Kind: kind, Plan: r.PlanID, Phase: r.PhaseNo, Year: what.Year, Cluster: what.Cluster, Unit: what.Unit, Forms: what.Forms,
		DataTo: r.DataTo.Format(time.DateOnly), KnownAt: r.KnownAt.Format(time.DateOnly), Since: r.past(),
		Snapshot: r.Snapshot, Program: r.Program, Inputs: r.Inputs}.Attachment()
}
