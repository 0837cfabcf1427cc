package returns

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/loaders/kind"
)

// A Book is the return sheet of one sender or of one file.
type Book struct {
	Name   string // of the workbook, without its folder
	Sender string // unit code; "" when rows of several senders or nobody's are given back
	Unit   string // its name
	File   string // the file that goes back; "" when rows of several do
	Notes  []string
	Tables []Table
}

// A Table is the rows of one kind.
type Table struct {
	Kind  *kind.Kind
	Sheet string // where they stood; "" for CSV
	Rows  []Row
}

// A Row is a row as it was sent.
type Row struct {
	Ref      string // what its refusal is called; "" when none is kept
	Origin   string // "data/x.csv, dòng 5"
	Raw      string // JSON object, column name to text or number
	Bad      []string
	Whole    bool // the row as a whole is at fault
	Reasons  []string
	Remedies []string
}

// Add adds one finding. An empty name means the row as a whole.
func (r *Row) Add(name, reason, remedy string) {
	if name == "" {
		r.Whole = true
	} else if !slices.Contains(r.Bad, name) {
		r.Bad = append(r.Bad, name)
	}
	if reason != "" && !slices.Contains(r.Reasons, reason) {
		r.Reasons = append(r.Reasons, reason)
	}
	if remedy != "" && !slices.Contains(r.Remedies, remedy) {
		r.Remedies = append(r.Remedies, remedy)
	}
}

var notInNames = regexp.MustCompile(`[^a-z0-9]+`)

func slug(text string) string {
	return strings.Trim(notInNames.ReplaceAllString(emulation.Fold(text), "-"), "-")
}

// FileName is the name of the return sheet of a whole file.
func FileName(source, sha256 string) string {
	base := strings.TrimSuffix(path.Base(source), path.Ext(source))
	return fmt.Sprintf("tra-lai-%s-%.8s.xlsx", slug(base), sha256)
}

// SenderName is the name of the return sheet of a sender's rows that one load
// refused.
func SenderName(sender string, load int) string {
	if sender == "" {
		sender = "khong-ro-don-vi"
	}
	return fmt.Sprintf("tra-lai-%s-lan-%d.xlsx", slug(sender), load)
}

// A cell of a raw row.
type raw struct {
	text    string
	number  bool
	percent bool
}

// PercentMark leads the text of a workbook's percentage.
const PercentMark = "\u0001%"

func readRaw(text string) (map[string]raw, error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var values map[string]any
	if err := d.Decode(&values); err != nil {
		return nil, err
	}
	out := map[string]raw{}
	for name, v := range values {
		switch v := v.(type) {
		case json.Number:
			out[name] = raw{text: v.String(), number: true}
		case string:
			if n, ok := strings.CutPrefix(v, PercentMark); ok {
				out[name] = raw{text: n, percent: true}
			} else {
				out[name] = raw{text: v}
			}
		}
	}
	return out, nil
}
