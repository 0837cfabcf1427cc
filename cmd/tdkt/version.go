package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"tdkt/charts/echarts"
)

func (a *app) versionCommand() *cobra.Command {
	var licences bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the program's version, or the licences of what is embedded in it",
		Long:    "version prints the program's version and those of its main parts.",
		Example: "  tdkt version\n  tdkt version --licenses",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if licences {
				_, err := fmt.Fprint(a.env.stdout, echarts.Licences())
				return err
			}
			fmt.Fprintf(a.env.stdout, "tdkt %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			info, ok := debug.ReadBuildInfo()
			if !ok {
				return nil
			}
			for _, m := range info.Deps {
				switch m.Path {
				case "github.com/duckdb/duckdb-go/v2", "codeberg.org/go-pdf/fpdf", "github.com/go-echarts/go-echarts/v2":
					fmt.Fprintf(a.env.stdout, "  %s %s\n", m.Path, m.Version)
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&licences, "licenses", false, "print the licences of the embedded chart engine and fonts")
	return cmd
}
