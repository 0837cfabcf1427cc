package reports

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"tdkt/charts"
	"tdkt/loaders/quantity"
	"tdkt/queries"
	"tdkt/reports/document"
)

// A QueryPage is the answer to an office's own query, to be printed.
type QueryPage struct {
	Query    queries.Saved
	Table    queries.Table
	Params   map[string]string // as given
	Made     time.Time         // the run's day
	Office   Office
	Program  string
	Snapshot string
	Inputs   []Input // as in Request
	// Compact leaves the table out where bars show every value of it: for an
	// answer that does not fit on one page with both.
	Compact bool
}

// maxPageRows is what a page holds beside its head, its chart and its
// signature.
const maxPageRows = 40

// ErrNoRows says that a query has no row, so that there is nothing to print.
var ErrNoRows = errors.New("the query has no row")

// A PageError says that an answer does not fit on its page, or cannot be drawn
// as its head asks.
type PageError struct{ Text, Hint string }

func (e *PageError) Error() string { return e.Text }

// BuildQuery makes the document of one page: head, the chart that the query
// names, the table, where it comes from, and the signature. Errors: ErrNoRows,
// *PageError, and what the chart engine returns.
func BuildQuery(drawer charts.Drawer, p QueryPage) (document.Document, error) {
	blocks, err := p.blocks(drawer)
	if err != nil {
		return document.Document{}, err
	}
	r := &review{Request: Request{KnownAt: p.Made, Office: p.Office}}
	head := r.head()
	head.Subject, head.Addressees = p.Query.PageTitle(), nil
	d := document.Document{
		Meta: document.Meta{Title: p.Query.PageTitle(), Author: p.Office.Name, Subject: p.Query.About,
			Keywords: []string{"truy vấn", p.Query.Name}, Language: "vi-VN", Made: p.Made},
		Head:        head,
		RunningHead: p.Office.RunningHead,
		Body:        blocks,
		Signature:   document.Signature{Authority: p.Office.Authority, Name: p.Office.Signer, Recipients: p.Office.Recipients},
	}
	record, err := p.record()
	if err != nil {
		return d, err
	}
	d.Attachments = []document.Attachment{record}
	return d, checked(d)
}

func checked(d document.Document) error {
	if problems := document.Check(d); len(problems) > 0 {
		return &PageError{"the page cannot be printed: " + problems[0].Error(), "mend the text in the query or its head"}
	}
	return nil
}

// AppendQuery adds the answer as the last annex of a report.
func AppendQuery(drawer charts.Drawer, d *document.Document, p QueryPage) error {
	blocks, err := p.blocks(drawer)
	if errors.Is(err, ErrNoRows) {
		blocks, err = []document.Block{p.origin("Không có số liệu. ")}, nil
	}
	if err != nil {
		return err
	}
	a := document.Annex{Label: "Phụ lục", Title: strings.ToUpper(p.Query.PageTitle()), Body: blocks}
	if n := len(d.Annexes); n > 0 {
		a.Label, a.Reference = "Phụ lục "+roman(n+1), d.Annexes[n-1].Reference
		if n == 1 {
			d.Annexes[0].Label = "Phụ lục " + roman(1)
		}
	}
	d.Annexes = append(d.Annexes, a)
	marked(d)
	return checked(*d)
}

// ReportDays are the plan and the two dates of a report, as its run record has
// them: what a query that becomes a section of it is asked with.
func ReportDays(d document.Document) (planID, dataTo, knownAt string, err error) {
	i := slices.IndexFunc(d.Attachments, func(a document.Attachment) bool { return a.Name == RecordName })
	if i < 0 {
		return "", "", "", errors.New("the report has no run record")
	}
	record, err := ReadRecord(d.Attachments[i].Data)
	return record.Plan, record.DataTo, record.KnownAt, err
}

func (p QueryPage) blocks(drawer charts.Drawer) ([]document.Block, error) {
	switch n := len(p.Table.Rows); {
	case n == 0:
		return nil, fmt.Errorf("query %s: %w", p.Query.Name, ErrNoRows)
	case n > maxPageRows:
		return nil, &PageError{fmt.Sprintf("query %s: %d rows do not fit on a page of %d", p.Query.Name, n, maxPageRows), "sort the rows and end the statement with limit"}
	}
	var out []document.Block
	if p.Query.Chart.Kind != "" {
		kind, err := p.chart()
		if err != nil {
			return nil, err
		}
		chart, err := kind.Chart()
		if err != nil {
			return nil, &PageError{fmt.Sprintf("query %s: %v", p.Query.Name, err), "change the chart in the query's head, or leave it out"}
		}
		svg, err := chart.SVG(drawer)
		if err != nil {
			return nil, err
		}
		out = append(out, document.Figure{ID: "hinh-" + chart.ID, Caption: "Biểu đồ. " + chart.Title, Alt: chart.Alt, SVG: svg, Width: chart.WidthMM(), Texts: chart.Texts})
	}
	if !(p.Compact && p.Query.Chart.Kind == "bar" && len(p.Table.Columns) == 2) {
		out = append(out, p.table())
	}
	return append(out, p.origin("")), nil
}

// table prints every column of the answer.
func (p QueryPage) table() document.Table {
	t := document.Table{ID: chartID("bieu-truy-van", p.Query.Name)}
	var header []document.HeaderCell
	for i, c := range p.Table.Columns {
		longest := utf8.RuneCountInString(p.Query.Heading(c.Name)) / 2
		column := document.Column{Align: document.Left, From: c.Name}
		if numberColumn(c) {
			column.Align = document.Decimal
		}
		for _, row := range p.Table.Rows {
			longest = max(longest, utf8.RuneCountInString(p.cell(row[i], c)))
		}
		column.Width = float64(min(max(longest, 8), 45))
		t.Columns = append(t.Columns, column)
		header = append(header, document.HeaderCell{Text: capital(p.Query.Heading(c.Name))})
	}
	t.Header = [][]document.HeaderCell{header}
	from := asked(p.Query.Name)
	for _, param := range p.Query.Params {
		if v := p.Params[param.Name]; v != "" {
			from.Params = append(from.Params, pair(param.Name, v))
		}
	}
	for n, row := range p.Table.Rows {
		var cells []document.Cell
		for i, v := range row {
			cells = append(cells, document.WordCell(p.cell(v, p.Table.Columns[i])))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells, Origin: picked(from, pair("row", itoa(n+1)))})
	}
	return t
}

// origin says where the figures come from.
func (p QueryPage) origin(first string) document.Paragraph {
	text := first + "Nguồn: truy vấn " + p.Query.Name + " trên số liệu đã nạp"
	var given []string
	for _, param := range p.Query.Params {
		if v := p.Params[param.Name]; v != "" {
			given = append(given, param.Name+" = "+v)
		}
	}
	if len(given) > 0 {
		text += "; điều kiện: " + strings.Join(given, ", ")
	}
	text += "."
	if slices.ContainsFunc(p.Table.Rows, func(row []any) bool { return slices.Contains(row, nil) }) {
		text += " Ô ghi “" + missingText + "” là chưa có số liệu."
	}
	return document.Paragraph{Spans: document.Spans(text), Style: document.Note}
}

func numberColumn(c queries.Column) bool {
	return strings.HasPrefix(c.Type, "DECIMAL(") && !strings.HasSuffix(c.Type, "]") ||
		slices.Contains([]string{"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "DOUBLE", "FLOAT"}, c.Type)
}

// cell writes a value as an office reads it. A year is a number without a mark
// between its thousands.
func (p QueryPage) cell(v any, c queries.Column) string {
	switch v := v.(type) {
	case nil:
		return missingText
	case bool:
		if v {
			return "có"
		}
		return "không"
	case queries.Number:
		if c.Name == "year" || strings.HasSuffix(c.Name, "_year") {
			return string(v)
		}
		d, ok := pageNumber(v, c)
		if !ok {
			return string(v)
		}
		return quantity.FormatMin(d)
	case time.Time:
		return day(v)
	case string:
		return strings.Join(strings.Fields(v), " ")
	case []any:
		var items []string
		for _, item := range v {
			items = append(items, p.cell(item, queries.Column{}))
		}
		return strings.Join(items, ", ")
	}
	return fmt.Sprint(v)
}

// pageNumber is a number with the digits that it carries; an inexact one gets
// two.
func pageNumber(n queries.Number, c queries.Column) (quantity.Decimal, bool) {
	d, err := quantity.New(string(n))
	if err != nil {
		return d, false
	}
	if c.Type == "DOUBLE" || c.Type == "FLOAT" {
		d = d.Round(2)
	}
	return d, true
}

// record is what is needed to make the same page again.
func (p QueryPage) record() (document.Attachment, error) {
	return Record{Kind: KindQuery, Query: p.Query.Name, SQL: p.Query.SQL, Params: p.Params, Made: p.Made.Format(time.DateOnly),
		Snapshot: p.Snapshot, Program: p.Program, Inputs: p.Inputs}.Attachment()
}
