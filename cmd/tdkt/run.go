package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
)

// The exit codes, as the help of every command prints them.
const (
	exitOK       = 0
	exitInternal = 1 // something unexpected; please report it
	exitUsage    = 2 // wrong command line, no workspace, unknown plan, phase or query
	exitInput    = 3 // input refused and nothing loaded, or a setting is wrong or missing
	exitReport   = 4 // a query or report could not be made from the data
	exitCheck    = 5 // a file was made but did not pass its check, tdkt check found what blocks, or tdkt verify a difference
	exitBusy     = 6 // another process is writing to the warehouse, or is the scheduler
	exitDelivery = 7 // something could not be delivered; it is tried again
	exitStopped  = 130
)

const exitStatusHelp = `
Exit status:
  0    done
  1    something unexpected happened
  2    wrong command line; no such workspace, plan, phase or query
  3    input was refused and nothing was loaded, or a setting is wrong or missing
  4    a query or report could not be made from this data, or a file that was
       made is gone or was changed
  5    a report did not pass its check, tdkt check found what blocks, or tdkt
       verify found that a report is not what comes out again
  6    another process is writing to this warehouse, or is its scheduler
  7    a report or an invitation did not arrive; what did is not sent again
  130  interrupted`

// A failure is an error with its exit code and what to do about it.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func fail(code int, hint, format string, args ...any) error {
	return &failure{code, fmt.Errorf(format, args...), hint}
}

// run executes one command line and returns its exit code.
func run(ctx context.Context, args []string, env environment) int {
	a := &app{env: env, closing: &sync.WaitGroup{}}
	defer a.closing.Wait()
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(env.stdin)
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	code, hint := classify(ctx, err)
	if code == exitInternal {
		if f := denied(err); f != nil {
			code, hint, err = f.code, f.hint, f.err
		}
	}
	var config *workspace.ConfigError
	if errors.As(err, &config) {
		// Every problem of the settings has its own place and remedy.
		_ = config.Problems.Print(env.stderr, "tdkt: ", 20)
		return code
	}
	fmt.Fprintf(env.stderr, "tdkt: error: %s\n", strings.TrimSpace(err.Error()))
	if hint != "" {
		fmt.Fprintf(env.stderr, "tdkt: hint: %s\n", hint)
	}
	return code
}

// An app is one invocation: what it sees of the world and its global flags.
type app struct {
	env       environment
	workspace string
	memory    string
	threads   int
	loading   warehouse.Options // memory and threads of a load, where they are given

	// earlier opens another snapshot than the one in force; nil for that one.
	earlier func(context.Context, warehouse.Options) (*warehouse.Snapshot, error)
	// closing are the snapshots that are closed beside what goes on; nothing is
	// opened before they are. nil closes them at once.
	closing *sync.WaitGroup
	// unbind takes away the bound that a person's SQL runs in; see bounded.
	unbind func()
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "tdkt",
		Short: "Reports of emulation movements, from units' figures to a signable document",
		Long: `tdkt loads plans, registrations and results of emulation movements (phong trào
thi đua) into a workspace and prints interim (sơ kết) and final (tổng kết)
reviews as PDF.

Every flag can be set in the environment: --workspace is TDKT_WORKSPACE.
` + exitStatusHelp,
		Example: `  tdkt init van-phong
  tdkt --workspace van-phong load
  tdkt --workspace van-phong so-ket --phase 1 --as-of 2022-07-12`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          knownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	flags := root.PersistentFlags()
	flags.StringVarP(&a.workspace, "workspace", "w", ".", "folder with tdkt.yaml (TDKT_WORKSPACE)")
	flags.StringVar(&a.memory, "memory", "150MB", "memory limit of the database; load, rebuild, trace and verify take 400MB unless it is given (TDKT_MEMORY)")
	flags.IntVar(&a.threads, "threads", 1, "threads of the database, each wants its share of the memory; load and rebuild take one per processor, at most 4, unless it is given (TDKT_THREADS)")
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return a.fromEnvironment(cmd) }
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fail(exitUsage, "tdkt "+commandPath(cmd)+" --help lists the flags", "%w", wrongValue(err))
	})
	root.AddCommand(a.initCommand(), a.loadCommand(), a.reportCommands(),
		a.interimCommand("so-ket", true), a.finalCommand("tong-ket", true),
		a.queryCommand(), a.sqlCommand(), a.schemaCommand(), a.exportCommand(), a.plansCommand(), a.scheduleCommand(), a.meetingCommand(), a.demoCommand(), a.versionCommand())
	root.AddCommand(a.checkCommand(), a.historyCommand(), a.traceCommand(), a.verifyCommand(), a.rebuildCommand(), a.templateCommand())
	for _, c := range root.Commands() {
		c.Long += "\n" + exitStatusHelp
	}
	return root
}

// knownCommand refuses a word that is no command of cmd, with the nearest one.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := cmd.CommandPath() + " --help lists the commands"
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean " + cmd.CommandPath() + " " + near[0] + "? " + hint
	}
	return fail(exitUsage, hint, "unknown command %q", strings.TrimSpace(commandPath(cmd)+" "+args[0]))
}

func commandPath(cmd *cobra.Command) string {
	return strings.TrimSpace(strings.TrimPrefix(cmd.CommandPath(), "tdkt"))
}
