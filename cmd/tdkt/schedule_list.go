package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tdkt/reports/delivery"
	"tdkt/reports/schedule"
)

func (a *app) scheduleListCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "What is due, what waits and why, what comes next",
		Long: `list shows every run that is not finished, with what it waits for, those that are
made with their approval and deliveries, and what comes within a year.`,
		Example: "  tdkt schedule list\n  tdkt schedule list --format csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r, done, err := a.runner(cmd.Context(), false)
			if err != nil {
				return err
			}
			defer done()
			lines, err := schedule.ReadLedger(r.Dir)
			if err != nil {
				return scheduleFailure(err)
			}
			a.warnEntries(r)
			rows, err := runRows(cmd.Context(), r, schedule.Digest(lines))
			if err != nil {
				return err
			}
			return writeRows(a.env.stdout, format, "run state planned until note", rows)
		},
	}
	rowsFlag(cmd, &format)
	return cmd
}

const minute = "2006-01-02 15:04"

// runRows lists what was made, what is due, and what comes.
func runRows(ctx context.Context, r *schedule.Runner, book schedule.Book) ([][]string, error) {
	now := r.Now()
	var rows [][]string
	row := func(run schedule.Run, state, note string) {
		rows = append(rows, []string{run.ID(), state, run.Planned.Format(minute), run.Until.Format(minute), note})
	}
	due := map[string]bool{}
	for _, run := range schedule.Due(r.Plans, r.Config, book, now) {
		due[run.ID()] = true
	}
	for _, st := range book.Runs() {
		if due[st.ID] {
			continue
		}
		state, note := string(st.State), st.Note
		switch st.State {
		case schedule.Failed:
			if now.Before(st.RetryAt) && st.Failures < schedule.MostTries {
				note += "; next try " + st.RetryAt.In(r.Config.Zone).Format(minute)
			} else if st.Failures >= schedule.MostTries {
				note += "; tried " + fmt.Sprint(st.Failures) + " times: tdkt schedule run --again " + st.ID
			}
		case schedule.Checked:
			state, note = madeState(r, st)
		}
		row(st.Run, state, note)
	}
	for _, run := range schedule.Due(r.Plans, r.Config, book, now) {
		note := "next tdkt schedule run"
		if reason, err := r.Waiting(ctx, run); err != nil {
			return nil, err
		} else if reason != "" {
			note = reason
		}
		state := "due"
		if st, ok := book.Run(run.ID()); ok && st.State == schedule.Failed {
			note = st.Note
		} else if note != "next tdkt schedule run" {
			state = string(schedule.Waiting)
		}
		row(run, state, note)
	}
	for _, run := range schedule.Coming(r.Plans, r.Config, book, now, now.AddDate(1, 0, 0)) {
		row(run, "coming", "")
	}
	return rows, nil
}

// madeState says who may have a made report, and who has it.
func madeState(r *schedule.Runner, st schedule.Status) (state, note string) {
	state = "made"
	var notes []string
	if a, ok := st.Approval(); ok {
		state = string(schedule.Approved)
		notes = append(notes, "by "+a.By)
	} else if len(r.Recipients) > 0 {
		notes = append(notes, "not approved")
	}
	if st.Draft != "" {
		notes = append(notes, "DỰ THẢO")
	}
	for _, d := range st.Deliveries() {
		notes = append(notes, whom(d)+": "+standing(st.ID, d, r.Config.Zone))
	}
	return state, strings.Join(notes, "\n")
}

// whom names the recipient and the place: one person may have several.
func whom(d schedule.Delivery) string {
	_, place, _ := strings.Cut(d.To, ":")
	return d.Recipient + " (" + place + ")"
}

// standing is where a delivery stands.
func standing(id string, d schedule.Delivery, zone *time.Location) string {
	// Older ledgers name the recipient in the note too.
	note := strings.TrimPrefix(d.Note, d.Recipient+": ")
	switch {
	case d.Done && d.Uncertain:
		return "delivered, có thể đã gửi trước đó"
	case d.Done:
		return "delivered"
	case d.Waiting:
		return "not tried: " + note
	case d.RetryAt.IsZero() && !d.Permanent:
		return note
	}
	return note + "; " + d.Follows(id, zone)
}

func (a *app) scheduleLogCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "log [RUN]",
		Short:   "What happened, line by line",
		Long:    "log prints the ledger: every run, its steps, who approved which file and who got it.",
		Example: "  tdkt schedule log\n  tdkt schedule log phu-ninh-2022-so-ket-1-20220701T0700",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ws, err := a.openWorkspace()
			if err != nil {
				return err
			}
			lines, err := schedule.ReadLedger(ws.Schedule())
			if err != nil {
				return scheduleFailure(err)
			}
			zone, err := ws.Config.Location()
			if err != nil {
				return err
			}
			var rows [][]string
			for _, l := range lines {
				if len(args) > 0 && l.Run != args[0] {
					continue
				}
				rows = append(rows, logRow(l, zone))
			}
			if len(args) > 0 && len(rows) == 0 {
				return fail(exitUsage, "tdkt schedule list names the runs", "there is no run %q", args[0])
			}
			return writeRows(a.env.stdout, format, "no at run state who sha256 note", rows)
		},
	}
	rowsFlag(cmd, &format)
	return cmd
}

func logRow(l schedule.Line, zone *time.Location) []string {
	who, note := l.Recipient, l.Note
	if l.By != "" {
		who = l.By
	}
	if l.Parts > 1 {
		who += fmt.Sprintf(" (%d/%d)", l.Part, l.Parts)
	}
	if l.Draft != "" {
		note = "DỰ THẢO: " + delivery.DraftReason(l.Draft)
	}
	return []string{fmt.Sprint(l.No), l.At.In(zone).Format(time.DateTime), l.Run, string(l.State), who, l.SHA256, note}
}
