package main

import (
	"fmt"
	"io"
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
				return printLicences(a.env.stdout)
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

// printLicences prints the licences of what the binary carries: the chart
// engine's in full, and where those of the Go modules stand.
func printLicences(w io.Writer) error {
	for _, l := range echarts.Licences() {
		if _, err := fmt.Fprintf(w, "%s\n\n%s\n\n", l.Name, l.Text); err != nil {
			return err
		}
	}
	fmt.Fprintln(w, "Liberation fonts: SIL Open Font License 1.1, https://openfontlicense.org; the font files carry its text.")
	fmt.Fprintln(w, "\nGo modules in this binary, each with its licence in its source:")
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			fmt.Fprintf(w, "  %s %s\n", m.Path, m.Version)
		}
	}
	return nil
}
