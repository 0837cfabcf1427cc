package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"tdkt/loaders/quantity"
	"tdkt/queries"
)

// A valueQuestion names the values that history and trace are about.
type valueQuestion struct {
	indicator, unit string
	period          string // trace: "2022-06-30", or "2022-01-01/2022-06-30"; empty: all
}

func (q *valueQuestion) values(cmd *cobra.Command) {
	cmd.Flags().StringVar(&q.indicator, "indicator", "", "code of the indicator")
	cmd.Flags().StringVar(&q.unit, "unit", "", "code of the unit")
}

func (q *valueQuestion) flags(cmd *cobra.Command) {
	q.values(cmd)
	_ = cmd.MarkFlagRequired("indicator")
	_ = cmd.MarkFlagRequired("unit")
}

func (a *app) historyCommand() *cobra.Command {
	var q valueQuestion
	var format string
	cmd := &cobra.Command{
		Use:   "history --indicator CODE --unit CODE",
		Short: "Show every version of a value, with the cell it came from",
		Long: `history lists everything that was reported about one indicator of one unit: each
period with its versions in the order in which they were reported, the one that
counts marked with *, its file, sheet and row, and what was doubted about it.
Nothing is ever overwritten.`,
		Example: `  tdkt history --indicator thu_ngan_sach --unit 233
  tdkt history --indicator thu_ngan_sach --unit 233 --format csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			values, table, err := a.values(cmd.Context(), q, format)
			if err != nil {
				return err
			}
			if format != "table" {
				return writeTable(a.env.stdout, *table, format)
			}
			return printHistory(a.env.stdout, values)
		},
	}
	q.flags(cmd)
	cmd.Flags().StringVarP(&format, "format", "f", "table", "table, csv or json")
	return cmd
}

func (a *app) traceCommand() *cobra.Command {
	var q valueQuestion
	cmd := &cobra.Command{
		Use:   "trace FILE MARK | trace --indicator CODE --unit CODE [--period DATE]",
		Short: "Walk a printed figure or a value back to its file, sheet, row and the file's SHA-256",
		Long: `trace prints where the values in force of an indicator and a unit come from: the
file, sheet and row, the SHA-256 under which the archive keeps the file, and the
load that brought it. --period names a period by its last day, or by both days
with a slash; without it all periods are traced.

With a printed report and one of the small marks beside the rows of its tables,
trace leads from the mark to the query that gave the row, the formulas of its
figures, and the reported rows that they rest on. "12" is the whole row, "12.c" its
third column. Of a statistical form, also of its workbook, its own codes are the
marks: "0601:03" is row 03 of form 0601, "0601:03:2" its column 2. The report is made
again from its snapshot for that.`,
		Example: `  tdkt trace reports/phu-ninh-2022-so-ket-1.pdf 12
  tdkt trace reports/phu-ninh-2022-so-ket-1.pdf 12.f
  tdkt trace reports/dao-duong-2024-bieu-thong-ke-2024.xlsx 0601:03:2
  tdkt trace --indicator thu_ngan_sach --unit 233 --period 2022-06-30`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 2:
				return a.traceMark(cmd.Context(), args[0], args[1])
			case len(args) == 1:
				return fail(exitUsage, "tdkt trace FILE MARK; marks are the small numbers beside the rows of tables", "which mark of %s?", args[0])
			case q.indicator == "" || q.unit == "":
				return fail(exitUsage, "tdkt trace FILE MARK, or tdkt trace --indicator CODE --unit CODE", "trace what?")
			}
			ws, err := a.openWorkspace()
			if err != nil {
				return err
			}
			values, _, err := a.values(cmd.Context(), q, "table")
			if err != nil {
				return err
			}
			return printTrace(a.env.stdout, ws.Archive(), values)
		},
	}
	q.values(cmd)
	cmd.Flags().StringVar(&q.period, "period", "", "last day of the period, or first/last day")
	return cmd
}

// values reads what was reported, as typed values or as a table.
func (a *app) values(ctx context.Context, q valueQuestion, format string) ([]queries.ReportedValue, *queries.Table, error) {
	if format != "table" && format != "csv" && format != "json" {
		return nil, nil, fail(exitUsage, "--format takes table, csv or json", "unknown format %q", format)
	}
	from, to, err := period(q.period)
	if err != nil {
		return nil, nil, err
	}
	ws, err := a.openWorkspace()
	if err != nil {
		return nil, nil, err
	}
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return nil, nil, err
	}
	defer snapshot.Close()
	if format != "table" {
		table, err := queries.Run(ctx, snapshot.DB, "value_history", map[string]string{"indicator_code": q.indicator, "unit_code": q.unit})
		return nil, &table, err
	}
	all, err := queries.ValueHistory(ctx, snapshot.DB, queries.ValueQuestion{IndicatorCode: q.indicator, UnitCode: q.unit})
	if err != nil {
		return nil, nil, err
	}
	var values []queries.ReportedValue
	for _, v := range all {
		if (to.IsZero() || v.PeriodEnd.Equal(to)) && (from.IsZero() || v.PeriodStart.Equal(from)) {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return nil, nil, fail(exitUsage, "tdkt sql lists what there is: select distinct indicator_code, unit_code from actual",
			"nothing was reported about the indicator %q of the unit %q in that period", q.indicator, q.unit)
	}
	return values, nil, nil
}

func period(text string) (from, to time.Time, err error) {
	if text == "" {
		return from, to, nil
	}
	first, last, both := strings.Cut(text, "/")
	if !both {
		first, last = "", text
	}
	if to, err = time.Parse(time.DateOnly, last); err == nil && both {
		from, err = time.Parse(time.DateOnly, first)
	}
	if err != nil {
		return from, to, fail(exitUsage, "write 2022-06-30 or 2022-01-01/2022-06-30", "--period %q is not a period", text)
	}
	return from, to, nil
}

func writeTable(w io.Writer, t queries.Table, format string) error {
	if format == "json" {
		return t.JSON(w)
	}
	return t.CSV(w)
}

func printHistory(w io.Writer, values []queries.ReportedValue) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "\tfrom\tto\tcounts\tstatus\tvalue\treported\tby\tfile\trow")
	of := ""
	for _, v := range values {
		mark := ""
		if v.Current {
			mark = "*"
		}
		counts := "in the period"
		if v.Accumulation == "cumulative" {
			counts = "cumulative"
		}
		if of != "" && v.UnitName != "" && v.UnitName != of {
			fmt.Fprintf(tw, "\tsince then the code is %s, before it was %s\n", v.UnitName, of)
		}
		of = cmp.Or(v.UnitName, of)
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d\n", mark, day(v.PeriodStart), day(v.PeriodEnd), counts, v.Status, valueText(v),
			day(v.ReportedOn), v.ReporterCode, sheetName(v), v.RowNo)
		for line := range strings.Lines(v.Warnings) {
			fmt.Fprintf(tw, "\t\t\t\t\t! %s\t\t\t\t\n", strings.TrimSpace(line))
		}
	}
	return tw.Flush()
}

func printTrace(w io.Writer, archive string, values []queries.ReportedValue) error {
	for _, v := range values {
		if !v.Current {
			continue
		}
		fmt.Fprintf(w, "value     %s (%s, reported %s by %s)\n", valueText(v), v.Status, day(v.ReportedOn), v.ReporterCode)
		fmt.Fprintf(w, "period    %s - %s\n", day(v.PeriodStart), day(v.PeriodEnd))
		fmt.Fprintf(w, "file      %s\n", v.FileName)
		if v.Sheet != "" {
			fmt.Fprintf(w, "sheet     %s\n", v.Sheet)
		}
		fmt.Fprintf(w, "row       %d\n", v.RowNo)
		fmt.Fprintf(w, "sha256    %s\n", v.Sha256)
		fmt.Fprintf(w, "kept as   %s/%s\n", archive, v.Sha256)
		fmt.Fprintf(w, "load      %d\n", v.LoadNo)
		if v.Source != "" {
			fmt.Fprintf(w, "source    %s\n", v.Source)
		}
		for line := range strings.Lines(v.Warnings) {
			fmt.Fprintf(w, "warning   %s\n", strings.TrimSpace(line))
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return nil
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

func sheetName(v queries.ReportedValue) string {
	if v.Sheet == "" {
		return v.FileName
	}
	return v.FileName + " [" + v.Sheet + "]"
}

// valueText is a value as it was reported: a word before it, an interval, a
// change, a fraction, a text. "..." is a blank.
func valueText(v queries.ReportedValue) string {
	var parts []string
	switch {
	case v.Value.Valid && v.ValueHi.Valid:
		parts = append(parts, v.Value.Decimal.String()+"-"+v.ValueHi.Decimal.String())
	case v.Value.Valid:
		parts = append(parts, v.Value.Decimal.String())
	}
	if v.ValuePrecision != "exact" && v.ValuePrecision != "interval" && len(parts) > 0 {
		parts = append([]string{v.ValuePrecision}, parts...)
	}
	if v.Measure != "level" {
		parts = append([]string{v.Measure}, append(parts, "("+v.Basis+")")...)
	}
	if v.Numerator.Valid && v.Denominator.Valid {
		parts = append(parts, fraction(v.Numerator, v.Denominator))
	}
	if v.ValueText != "" {
		parts = append(parts, v.ValueText)
	}
	if len(v.Items) > 0 {
		parts = append(parts, "["+strings.Join(v.Items, ", ")+"]")
	}
	if len(parts) == 0 {
		return "..."
	}
	return strings.Join(parts, " ")
}

func fraction(n, d quantity.NullDecimal) string { return n.Decimal.String() + "/" + d.Decimal.String() }
