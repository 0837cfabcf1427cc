package main

import (
	"context"

	"github.com/spf13/cobra"

	"tdkt/reports"
)

func (a *app) coverageCommand() *cobra.Command {
	var req paperRequest
	cmd := &cobra.Command{
		Use:   "coverage",
		Short: "Print the report on reporting: who sent what, when, and what is missing",
		Long: `Prints which units reported in time, late or not at all, what kinds of data each
of them sent, and which indicators have no figures or only those of some units.
Without --phase it covers the whole plan.`,
		Example: "  tdkt report coverage --plan phu-ninh-2022 --phase 1 --as-of 2022-07-12",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.coverageReport(cmd.Context(), req) },
	}
	req.flags(cmd)
	cmd.Flags().IntVar(&req.phase, "phase", 0, "number of the phase (default: the whole plan)")
	cmd.Flags().StringVarP(&req.out, "out", "o", "", "file to write (default: reports/ of the workspace)")
	a.completePlans(cmd)
	return cmd
}

func (a *app) coverageReport(ctx context.Context, req paperRequest) error {
	d, err := a.paperDesk(ctx, &req)
	if err != nil {
		return err
	}
	defer d.close()
	built, err := reports.BuildCoverage(ctx, d.snapshot.DB, d.pool, a.env.now, d.request)
	if err != nil {
		return explainPaper(d.snapshot.Explain(err))
	}
	return a.publish(d, d.path(req.out, d.span("bao-cao-cua-don-vi")), built, req)
}
