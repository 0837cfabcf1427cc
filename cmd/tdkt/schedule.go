package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"tdkt/loaders/lock"
	"tdkt/loaders/workspace"
	"tdkt/queries"
	"tdkt/reports/delivery"
	"tdkt/reports/schedule"
)

func (a *app) scheduleCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schedule",
		Short: "Make the reports that are due, and deliver what was approved",
		Long: `schedule makes interim and final reviews when the plans' review windows open and
the units' reports are there, or as a draft (DỰ THẢO) on the window's last day.
A report goes by itself only to the outbox of the officer who drafts; everyone
else gets it after tdkt schedule approve. Settings stand under schedule in
tdkt.yaml; what was done is in schedule/ledger.jsonl. An entry of the office's
own calendar ends with the review window of its phase, or of the plan's final
review where it names no phase.`,
		Example: `  tdkt schedule list
  tdkt schedule run
  tdkt schedule approve phu-ninh-2022-so-ket-1-20220701T0700 --by "Nguyễn Văn A"`,
		Args: knownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return fail(exitUsage, "tdkt schedule run, watch, list, log or approve", "what shall the schedule do?")
		},
	}
	cmd.AddCommand(a.scheduleRunCommand(), a.scheduleWatchCommand(), a.scheduleListCommand(), a.scheduleLogCommand(), a.approveCommand())
	return cmd
}

func (a *app) scheduleRunCommand() *cobra.Command {
	var again string
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Do once what is due, for cron or a systemd timer",
		Long: `run makes every report that is due, oldest first, delivers what may be delivered,
and ends. It may be started as often as one likes: nothing is made or sent twice.
Its exit status is 4 when a report could not be made, 3 when letters wait for a
setting such as the password, and 7 when a delivery failed; all are tried again
by a later run.`,
		Example: "  tdkt --workspace van-phong schedule run\n  tdkt schedule run --again phu-ninh-2022-so-ket-1-20220701T0700",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx := cmd.Context()
			r, done, err := a.runner(ctx, true)
			if err != nil {
				return err
			}
			defer done()
			a.warnMail(r)
			if again != "" {
				if err := a.patiently(ctx, func() error { return r.Again(again) }); err != nil {
					return scheduleFailure(err)
				}
			}
			var sum schedule.Summary
			err = a.patiently(ctx, func() error { sum, err = r.Run(ctx); return err })
			if err != nil {
				return scheduleFailure(err)
			}
			return summaryFailure(r, sum)
		},
	}
	cmd.Flags().StringVar(&again, "again", "", "make this run's report once more, with what is known today; it needs a new approval")
	return cmd
}

func (a *app) scheduleWatchCommand() *cobra.Command {
	var every time.Duration
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Stay and do what is due, as a service",
		Long: `watch does what tdkt schedule run does, again and again, until it is told to stop
(Ctrl-C or SIGTERM). The ledger is locked only while something is being done.`,
		Example: "  tdkt --workspace van-phong schedule watch --every 10m",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if every < time.Second {
				return fail(exitUsage, "take a minute or more", "--every %s is too often", every)
			}
			return a.watch(cmd.Context(), every)
		},
	}
	cmd.Flags().DurationVar(&every, "every", 5*time.Minute, "pause between two rounds")
	return cmd
}

// watch does rounds until the context ends, which is no error. A round that
// fails is reported and followed by the next; only a workspace or a ledger that
// cannot be used ends it.
func (a *app) watch(ctx context.Context, every time.Duration) error {
	for first := true; ; first = false {
		// Plans and settings are read anew: both may change while it runs.
		err := func() error {
			r, done, err := a.runner(ctx, true)
			if err != nil {
				return err
			}
			defer done()
			if first {
				a.warnEntries(r)
				a.warnMail(r)
			}
			r.Terse = !first
			_, err = r.Run(ctx)
			return err
		}()
		var held *lock.HeldError
		var damaged *schedule.DamagedError
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.As(err, &damaged):
			return scheduleFailure(err)
		case errors.As(err, &held):
		case err != nil:
			code, hint := classify(ctx, err)
			if code == exitInput || code == exitUsage {
				return err
			}
			fmt.Fprintf(a.env.stderr, "tdkt: error: %s\n", err)
			if hint != "" {
				fmt.Fprintf(a.env.stderr, "tdkt: hint: %s\n", hint)
			}
		}
		pause := time.NewTimer(every)
		select {
		case <-ctx.Done():
			pause.Stop()
			return nil
		case <-pause.C:
		}
	}
}

func (a *app) approveCommand() *cobra.Command {
	var by, remark string
	cmd := &cobra.Command{
		Use:   "approve RUN",
		Short: "Release a made report to its recipients",
		Long: `approve writes into the ledger that a person releases the file of a run, by its
SHA-256. The next tdkt schedule run, or the running watch, delivers it. A report
that is made again is another file and needs another approval. A draft (DỰ THẢO)
can be released too; it goes out as one, and --remark says to its readers why.`,
		Example: `  tdkt schedule approve phu-ninh-2022-so-ket-1-20220701T0700 --by "Nguyễn Văn A"
  tdkt schedule approve phu-ninh-2022-so-ket-1-20220701T0700 --by "Nguyễn Văn A" --remark "Gửi trước để góp ý"`,
		Args: oneArg("which run is approved?", "tdkt schedule list names the runs: tdkt schedule approve RUN --by NAME"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ws, err := a.openWorkspace()
			if err != nil {
				return err
			}
			r, err := a.settings(ws, false)
			if err != nil {
				return err
			}
			var approval schedule.Approval
			var draft string
			err = a.patiently(cmd.Context(), func() error { approval, draft, err = r.Approve(args[0], by, remark); return err })
			if err != nil {
				return scheduleFailure(err)
			}
			mark := ""
			if draft != "" {
				mark = "  DỰ THẢO"
				fmt.Fprintf(a.env.stderr, "tdkt: warning: this is a draft and goes out as one: %s\n", delivery.DraftReason(draft))
				if remark == "" {
					fmt.Fprintln(a.env.stderr, "tdkt: hint: approve it again with --remark to tell its readers why; tdkt schedule run --again makes it anew with what is known today")
				}
			}
			_, err = fmt.Fprintf(a.env.stdout, "%s%s  approved by %s  sha256 %s\n", args[0], mark, approval.By, approval.SHA256)
			return err
		},
	}
	cmd.Flags().StringVar(&by, "by", "", "name of the person who approves")
	cmd.Flags().StringVar(&remark, "remark", "", "what the letters say beside the approval")
	return cmd
}

// oneArg takes one argument; without it, question asks for it.
func oneArg(question, hint string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch len(args) {
		case 1:
			return nil
		case 0:
			return fail(exitUsage, hint, "%s", question)
		}
		return fail(exitUsage, hint, "%d arguments, and one is taken: %q", len(args), args)
	}
}

// patiently tries again for some seconds while another process has the ledger.
func (a *app) patiently(ctx context.Context, do func() error) error {
	var held *lock.HeldError
	for range 50 {
		err := do()
		if !errors.As(err, &held) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
	return held
}

// scheduleFailure gives the errors of the schedule their exit codes.
func scheduleFailure(err error) error {
	var held *lock.HeldError
	var damaged *schedule.DamagedError
	var undelivered *delivery.Error
	var lost *schedule.LostError
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &held):
		return &failure{exitBusy, err, "another scheduler is at work and does what is due; nothing is lost"}
	case errors.As(err, &damaged):
		return &failure{exitInput, err, damaged.Hint()}
	case errors.As(err, &lost):
		return &failure{exitReport, err, lost.Hint}
	case errors.As(err, &undelivered):
		return &failure{exitDelivery, err, undelivered.Hint}
	}
	if hint, ok := schedule.IsRefused(err); ok {
		return &failure{exitUsage, err, hint}
	}
	return err
}

// summaryFailure is the exit status of a round; what failed stands on stderr
// and in the ledger.
func summaryFailure(r *schedule.Runner, sum schedule.Summary) error {
	switch {
	case sum.Failed > 0:
		return fail(exitReport, "tdkt schedule log says why; it is tried again by a later run", "%s could not be made", several(sum.Failed, "report"))
	case sum.Held > 0:
		return heldFailure(r, sum)
	case sum.Undelivered > 0:
		return fail(exitDelivery, "tdkt schedule list says why, and when or after what it is tried again", "%s did not arrive", several(sum.Undelivered, "delivery", "deliveries"))
	}
	return nil
}

// heldFailure says which setting letters wait for.
func heldFailure(r *schedule.Runner, sum schedule.Summary) error {
	fault := r.Courier.Server.Fault
	verb := "wait"
	if sum.Held == 1 {
		verb = "waits"
	}
	return fail(exitInput, fault.Hint+"; everything else was done, and a later run sends what waits", "%s %s: %w", several(sum.Held, "letter"), verb, fault)
}

// warnEntries says which entries of the calendar ask for nothing.
func (a *app) warnEntries(r *schedule.Runner) {
	for _, e := range r.Config.Entries {
		if idle, ends := r.Config.Idle(e, r.Plans); idle {
			fmt.Fprintf(a.env.stderr, "tdkt: warning: schedule entry %q asks for nothing: no time of its line lies between %s and %s, when the review that it is for is over\n",
				e.Name, e.From.Format(time.DateOnly), ends.Format(time.DateOnly))
		}
	}
}

// warnMail says what in the settings will keep mails from going, before there is
// one to send.
func (a *app) warnMail(r *schedule.Runner) {
	if f := r.Courier.Server.Fault; f != nil {
		fmt.Fprintf(a.env.stderr, "tdkt: warning: no mail can be sent: %s; %s\n", f, f.Hint)
	}
}

// several counts in words: "1 report", "2 reports".
func several(n int, words ...string) string {
	switch {
	case n == 1:
		return "1 " + words[0]
	case len(words) > 1:
		return fmt.Sprintf("%d %s", n, words[1])
	}
	return fmt.Sprintf("%d %ss", n, words[0])
}

// writeRows prints a table of texts in one of three formats. Cells with several
// lines are written below each other for people, in one line for programs.
func writeRows(w io.Writer, format string, names string, rows [][]string) error {
	head := strings.Fields(names)
	if format == "table" {
		return writePlain(w, append([][]string{head}, rows...))
	}
	t := queries.Table{Rows: [][]any{}}
	for _, name := range head {
		t.Columns = append(t.Columns, queries.Column{Name: name, Type: "VARCHAR"})
	}
	for _, row := range rows {
		out := make([]any, len(row))
		for i, s := range row {
			out[i] = strings.ReplaceAll(s, "\n", "; ")
		}
		t.Rows = append(t.Rows, out)
	}
	switch format {
	case "csv":
		return t.CSV(w)
	case "json":
		return t.JSON(w)
	}
	return fail(exitUsage, "--format takes table, csv or json", "unknown format %q", format)
}

// writePlain lines up columns of texts, two spaces apart.
func writePlain(w io.Writer, rows [][]string) error {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			for line := range strings.SplitSeq(cell, "\n") {
				widths[i] = max(widths[i], utf8.RuneCountInString(line))
			}
		}
	}
	var b strings.Builder
	for _, row := range rows {
		high := 1
		for _, cell := range row {
			high = max(high, strings.Count(cell, "\n")+1)
		}
		for line := range high {
			var text strings.Builder
			for i, cell := range row {
				if i > 0 {
					text.WriteString("  ")
				}
				part := ""
				if lines := strings.Split(cell, "\n"); line < len(lines) {
					part = lines[line]
				}
				text.WriteString(part + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(part)))
			}
			b.WriteString(strings.TrimRight(text.String(), " ") + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func rowsFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVarP(format, "format", "f", "table", "table, csv or json")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"table", "csv", "json"}, cobra.ShellCompDirectiveNoFileComp))
}

// recipientOf turns a recipient of tdkt.yaml into one of a letter.
func recipientOf(ws *workspace.Workspace, r workspace.Recipient) delivery.Recipient {
	return delivery.Recipient{Name: r.Name, Mail: r.Mail, Folder: ws.Path(r.Folder), Place: r.Folder}
}
