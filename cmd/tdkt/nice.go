package main

import "github.com/spf13/cobra"

// usualNice leaves a load about a quarter of a processor that another process
// wants for itself, and all of one that nobody wants.
const usualNice = 5

func niceFlag(cmd *cobra.Command, nice *int) {
	cmd.Flags().IntVar(nice, "nice", usualNice, "on Linux, how far to step aside for other processes, 0 (not at all) to 19")
}

// background gives way to the processes that somebody waits for. A system that
// does not let it is told of, and the work goes on.
func (a *app) background(nice int) error {
	if nice < 0 || nice > 19 {
		return fail(exitUsage, "0 does not step aside, 19 the furthest", "--nice %d is not between 0 and 19", nice)
	}
	if err := stepAside(nice); err != nil {
		warn(a.env.stderr, "%v", err)
	}
	return nil
}
