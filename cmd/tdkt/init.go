package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"tdkt/loaders/workspace"
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Make a workspace with commented example files",
		Long: `init makes a workspace: tdkt.yaml with the office's settings, an example plan
(plans/vi-du.yaml) with its list of units (data/don-vi.csv), and data/README.md
with the layout of every kind of file. The folder must be new or empty.`,
		Example: "  tdkt init van-phong",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fail(exitUsage, "for example: tdkt init van-phong", "init takes one folder")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := workspace.Init(args[0]); err != nil {
				if f := denied(err); f != nil {
					return &failure{exitUsage, f.err, "name a place where this user may write"}
				}
				return &failure{exitUsage, err, "name a folder that is new or empty"}
			}
			_, err := fmt.Fprintf(a.env.stdout, "%s is ready: edit tdkt.yaml and plans/, put the units' files into data/, then run\n  tdkt --workspace %s load\n", args[0], args[0])
			return err
		},
	}
}
