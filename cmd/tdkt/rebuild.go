package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"tdkt/loaders"
)

func (a *app) rebuildCommand() *cobra.Command {
	var nice int
	cmd := &cobra.Command{
		Use:   "rebuild",
		Short: "Make the same warehouse again from the archive",
		Long: `rebuild makes the warehouse again from the archived files, load by load as the
ledger has them. The tables come out as they were. Use it when a snapshot is
damaged or lost, or after an update of the program. On Linux it steps aside for
other processes; --nice 0 does not.`,
		Example: `  tdkt rebuild`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ws, err := a.openWorkspace()
			if err != nil {
				return err
			}
			if err := a.background(nice); err != nil {
				return err
			}
			bar := newLoadProgress(a.env)
			report, err := loaders.Rebuild(cmd.Context(), ws, a.loading, bar.show)
			err = tooLittle(err)
			bar.done()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.env.stdout, "snapshot %s: %d loads, %d sources, %d rows\n", report.Snapshot, report.LoadNo, len(report.Sources), report.Totals.New+report.Totals.Corrections)
			return err
		},
	}
	niceFlag(cmd, &nice)
	return cmd
}
