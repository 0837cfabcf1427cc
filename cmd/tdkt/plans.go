package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"tdkt/queries"
)

func (a *app) plansCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "plans",
		Short:   "List the plans of the workspace with their phases",
		Long:    "plans lists the plans that are loaded, with their phases and review windows.",
		Example: "  tdkt plans",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.listPlans(cmd.Context()) },
	}
}

func (a *app) listPlans(ctx context.Context) error {
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	plans, err := queries.Plans(ctx, snapshot.DB)
	if err != nil {
		return err
	}
	tw := tabwriter.NewWriter(a.env.stdout, 0, 0, 2, ' ', 0)
	for _, p := range plans {
		fmt.Fprintf(tw, "%s\t%s\t%s to %s\t%d targets\n", p.PlanID, p.Title, p.StartsOn.Format(time.DateOnly), p.EndsOn.Format(time.DateOnly), p.Targets)
		phases, err := queries.PlanPhases(ctx, snapshot.DB, p.PlanID)
		if err != nil {
			return err
		}
		for _, ph := range phases {
			line := fmt.Sprintf("  phase %d\t%s\t%s to %s", ph.PhaseNo, ph.Name, ph.StartsOn.Format(time.DateOnly), ph.EndsOn.Format(time.DateOnly))
			if !ph.ReviewFrom.IsZero() {
				line += fmt.Sprintf("\treview %s to %s", ph.ReviewFrom.Format(time.DateOnly), ph.ReviewTo.Format(time.DateOnly))
			}
			fmt.Fprintln(tw, line)
		}
		head, err := queries.PlanHead(ctx, snapshot.DB, p.PlanID)
		if err != nil {
			return err
		}
		if !head.FinalReviewFrom.IsZero() {
			fmt.Fprintf(tw, "  final\t\t\treview %s to %s\n", head.FinalReviewFrom.Format(time.DateOnly), head.FinalReviewTo.Format(time.DateOnly))
		}
	}
	if len(plans) == 0 {
		return fail(exitUsage, "put a plan file into plans/ and run tdkt load", "the workspace has no plan")
	}
	return tw.Flush()
}
