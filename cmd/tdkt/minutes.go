package main

import (
	"context"

	"github.com/spf13/cobra"

	"tdkt/reports"
)

func (a *app) minutesCommand() *cobra.Command {
	var req paperRequest
	var cluster string
	cmd := &cobra.Command{
		Use:     "ranking",
		Aliases: []string{"bien-ban"},
		Short:   "Print the minutes (biên bản bình xét) of an emulation cluster",
		Long: `Prints the minutes of a cluster's or block's meeting (biên bản bình xét): criteria,
self-scores and verified scores, ranking, what the verification changed and why,
with blanks for what only the meeting knows. Without --cluster every cluster of
the plan gets a file.`,
		Example: "  tdkt report ranking --plan dao-duong-2024 --cluster cum_thon --as-of 2025-01-15",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.minutes(cmd.Context(), req, cluster) },
	}
	req.flags(cmd)
	cmd.Flags().StringVar(&cluster, "cluster", "", "code of the cluster (default: every cluster of the plan)")
	cmd.Flags().StringVarP(&req.out, "out", "o", "", "file to write, with --cluster (default: reports/ of the workspace)")
	a.completePlans(cmd)
	return cmd
}

func (a *app) minutes(ctx context.Context, req paperRequest, cluster string) error {
	if req.out != "" && cluster == "" {
		return fail(exitUsage, "name the cluster with --cluster", "--out takes the minutes of one cluster")
	}
	d, err := a.paperDesk(ctx, &req)
	if err != nil {
		return err
	}
	defer d.close()
	wanted := []string{cluster}
	if cluster == "" {
		known, err := reports.Clusters(ctx, d.snapshot.DB, d.request.PlanID, d.request.KnownAt)
		if err != nil {
			return explainPaper(d.snapshot.Explain(err))
		}
		wanted = nil
		for _, c := range known {
			wanted = append(wanted, c.Code)
		}
		if len(wanted) == 0 {
			wanted = []string{""} // the error says what is missing
		}
	}
	for _, code := range wanted {
		built, err := reports.BuildMinutes(ctx, d.snapshot.DB, d.pool, a.env.now, d.request, code)
		if err != nil {
			return explainPaper(d.snapshot.Explain(err))
		}
		if err := a.publish(d, d.path(req.out, "bien-ban-"+code), built, req); err != nil {
			return err
		}
	}
	return nil
}
