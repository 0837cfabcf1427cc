package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tdkt/reports"
)

func (a *app) awardsCommand() *cobra.Command {
	var req paperRequest
	var year int
	cmd := &cobra.Command{
		Use:   "awards",
		Short: "Print the award report (kết quả khen thưởng) of a year, with its lists",
		Long: `Prints registrations, awards granted and under way, their structure, each unit's
result and the lists of names: granted, proposed, refused. Awards count for the
year that they reward, whenever they are decided.`,
		Example: "  tdkt report awards --plan phu-ninh-2022 --as-of 2023-01-15",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.awardReport(cmd.Context(), req, year) },
	}
	req.flags(cmd)
	cmd.Flags().IntVar(&year, "year", 0, "year that is rewarded (default: the plan's last year that has begun)")
	cmd.Flags().StringVarP(&req.out, "out", "o", "", "file to write (default: reports/ of the workspace)")
	a.completePlans(cmd)
	return cmd
}

func (a *app) awardReport(ctx context.Context, req paperRequest, year int) error {
	d, err := a.paperDesk(ctx, &req)
	if err != nil {
		return err
	}
	defer d.close()
	built, err := reports.BuildAwards(ctx, d.snapshot.DB, d.pool, a.env.now, d.request, year)
	if err != nil {
		return explainPaper(d.snapshot.Explain(err))
	}
	name := "khen-thuong"
	if year != 0 {
		name = fmt.Sprintf("khen-thuong-%d", year)
	}
	return a.publish(d, d.path(req.out, name), built, req)
}
