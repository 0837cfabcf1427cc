package main

import "github.com/spf13/cobra"

// usualNice leaves a load what nobody else wants: a question that comes has the
// processor at once, and the load the time between the questions.
const usualNice = lastNice

// lastNice is the furthest that a process can step aside.
const lastNice = 19

func niceFlag(cmd *cobra.Command, nice *int) {
	cmd.Flags().IntVar(nice, "nice", usualNice, "on Linux, how far to step aside for other processes, 0 (not at all) to 19 (take what they leave)")
}

// background gives way to the processes that somebody waits for. A system that
// does not let it is told of, and the work goes on.
func (a *app) background(nice int) error {
	if nice < 0 || nice > lastNice {
		return fail(exitUsage, "0 does not step aside, 19 the furthest", "--nice %d is not between 0 and 19", nice)
	}
	if err := stepAside(nice); err != nil {
		warn(a.env.stderr, "%v", err)
	}
	return nil
}
