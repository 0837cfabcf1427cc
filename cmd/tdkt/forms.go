package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tdkt/reports"
	"tdkt/reports/publish"
)

// olderForms are the names that the forms had before 2023.
var olderForms = map[string]string{"0701": "0601", "0702": "0602", "0703": "0603"}

func (a *app) formCommand() *cobra.Command {
	var req paperRequest
	var year int
	cmd := &cobra.Command{
		Use:   "form [0601|0602|0603]...",
		Short: "Print the statistical forms 0601, 0602, 0603.N/BNV-TĐKT of a year",
		Long: `Fills in the statistical forms of the Ministry of Home Affairs for one year, with
row codes, column numbers, sums as formulas and signature places: as a workbook
(xlsx) in the layout of the form, and as a report (pdf, docx, html) with one
annex for each form. Years before 2023 get their predecessors 0701, 0702, 0703.
Movements count by the year of their launch, awards by that of their decision.`,
		Example:           "  tdkt report form 0601 --year 2022 --format xlsx,pdf",
		ValidArgs:         reports.FormFamilies,
		ValidArgsFunction: cobra.FixedCompletions(reports.FormFamilies, cobra.ShellCompDirectiveNoFileComp),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.formReport(cmd.Context(), req, args, year) },
	}
	req.flags(cmd)
	cmd.Flags().IntVar(&year, "year", 0, "year of the form (default: the plan's last year that has begun)")
	cmd.Flags().StringVarP(&req.out, "out", "o", "", "file to write (default: reports/ of the workspace)")
	cmd.Flags().Lookup("format").DefValue, req.format = "xlsx,pdf", "xlsx,pdf"
	a.completePlans(cmd)
	return cmd
}

func (a *app) formReport(ctx context.Context, req paperRequest, args []string, year int) error {
	var families []string
	for _, arg := range args {
		family := strings.TrimSuffix(arg, ".N")
		if newer, ok := olderForms[family]; ok {
			family = newer
		}
		if !slices.Contains(reports.FormFamilies, family) {
			return fail(exitUsage, "the forms are 0601, 0602, 0603, before 2023 0701, 0702, 0703", "unknown form %q", arg)
		}
		families = append(families, family)
	}
	formats, err := req.formats()
	if err != nil {
		return err
	}
	d, err := a.paperDesk(ctx, &req)
	if err != nil {
		return err
	}
	defer d.close()
	built, forms, err := reports.BuildForms(ctx, d.snapshot.DB, a.env.now, reports.FormsRequest{Request: d.request, Year: year, Families: families})
	if err != nil {
		return explainPaper(d.snapshot.Explain(err))
	}
	name := "bieu-thong-ke"
	if len(forms) == 1 {
		name = "bieu-" + forms[0].Number()
	}
	if year != 0 {
		name += fmt.Sprintf("-%d", year)
	}
	path := d.path(req.out, name)
	for _, f := range formats {
		var result publish.Result
		if f == publish.FormatExcel {
			result, err = publish.Forms(f.Path(path), built.Document, forms)
		} else {
			result, err = publishAs(formatPath(path, f, formats), built.Document, f)
		}
		if err != nil {
			return err
		}
		if err := printPaper(a.env.stdout, result, f, built); err != nil {
			return err
		}
	}
	if req.timings {
		printTimings(a.env.stderr, built.Timings)
	}
	return nil
}
