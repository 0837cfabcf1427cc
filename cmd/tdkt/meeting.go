package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
	"tdkt/reports/delivery"
	"tdkt/reports/schedule"
)

func (a *app) meetingCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "meeting",
		Short: "Bring a report to its review meeting",
		Long: `meeting sends the invitations to a review meeting of tdkt.yaml together with the
report, and prints the meeting's documents as one PDF.`,
		Example: "  tdkt meeting list\n  tdkt meeting send so-ket-dot-1 --dry-run thu\n  tdkt meeting pack so-ket-dot-1 --as-of 2022-07-12",
		Args:    knownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return fail(exitUsage, "tdkt meeting list, send or pack", "what shall be done with which meeting?")
		},
	}
	cmd.AddCommand(a.meetingListCommand(), a.meetingSendCommand(), a.meetingPackCommand())
	return cmd
}

func (a *app) meetingListCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "The meetings of tdkt.yaml, their reports and invitations",
		Long:    "list shows the meetings, whether their report is made and approved, and who got the invitation.",
		Example: "  tdkt meeting list",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
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
			plans, err := a.loadedPlans(cmd.Context(), ws)
			if err != nil {
				return err
			}
			book := schedule.Digest(lines)
			var rows [][]string
			for _, m := range ws.Config.Meetings {
				rows = append(rows, meetingRow(book, m, meetingOf(ws, m), plans, zone))
			}
			return writeRows(a.env.stdout, format, "meeting starts title place report invited note", rows)
		},
	}
	rowsFlag(cmd, &format)
	return cmd
}

// meetingRow is one line of the list.
func meetingRow(book schedule.Book, m workspace.Meeting, meeting delivery.Meeting, plans []schedule.Plan, zone *time.Location) []string {
	state, made := "no report yet", ""
	if st, ok := book.Latest(m.Plan, m.Phase); ok {
		state, made = "made, not approved", st.SHA256
		if a, ok := st.Approval(); ok {
			state = "approved by " + a.By
		}
		if st.Draft != "" {
			state += ", DỰ THẢO"
		}
	}
	var notes []string
	if err := knownPlan(plans, m.Plan, m.Phase, "wrong in tdkt.yaml"); plans != nil && err != nil {
		notes = append(notes, err.Error())
	}
	list, sent, changed := book.Invitations(meeting)
	switch {
	case changed:
		notes = append(notes, "changed since the last invitation: tdkt meeting send "+m.Code+" tells everybody")
	case sent != "" && made != "" && sent != made:
		notes = append(notes, "invited with another file than the report that is now made: tdkt meeting send "+m.Code+" brings it")
	}
	arrived := 0
	for _, d := range list {
		if d.Done {
			arrived++
		} else {
			notes = append(notes, whom(d)+": "+standing(schedule.MeetingID(m.Code), d, zone))
		}
	}
	return []string{m.Code, m.Starts.Format(minute), m.Title, m.Place, state,
		fmt.Sprintf("%d/%d", arrived, len(meeting.Everyone())), strings.Join(notes, "\n")}
}

// loadedPlans are the plans of the snapshot in force; nil where nothing was ever
// loaded.
func (a *app) loadedPlans(ctx context.Context, ws *workspace.Workspace) ([]schedule.Plan, error) {
	plans, err := a.schedulePlans(ctx, ws)
	var store *warehouse.Error
	if errors.As(err, &store) && errors.Is(store.Kind, warehouse.ErrNoWarehouse) {
		return nil, nil
	}
	return plans, err
}

// knownMeeting refuses a meeting about a plan or phase that is not loaded.
func (a *app) knownMeeting(ctx context.Context, ws *workspace.Workspace, m workspace.Meeting) error {
	plans, err := a.loadedPlans(ctx, ws)
	if err != nil || plans == nil {
		return err
	}
	return knownPlan(plans, m.Plan, m.Phase, fmt.Sprintf("meeting %q", m.Code))
}

// findMeeting looks a meeting up by its code.
func findMeeting(ws *workspace.Workspace, code string) (workspace.Meeting, error) {
	var known []string
	for _, m := range ws.Config.Meetings {
		if m.Code == code {
			return m, nil
		}
		known = append(known, m.Code)
	}
	if len(known) == 0 {
		return workspace.Meeting{}, fail(exitUsage, "add \"meetings:\"; tdkt init shows an example in tdkt.yaml", "%s has no meetings", filepath.Join(ws.Dir, workspace.File))
	}
	return workspace.Meeting{}, fail(exitUsage, "the meetings are "+strings.Join(known, ", "), "there is no meeting %q", code)
}

func meetingOf(ws *workspace.Workspace, m workspace.Meeting) delivery.Meeting {
	out := delivery.Meeting{Code: m.Code, About: fmt.Sprintf("%s/%d", m.Plan, m.Phase), Title: m.Title, Place: m.Place, Starts: m.Starts, Ends: m.Ends, Chair: recipientOf(ws, m.Chair),
		Office: ws.Config.Office.Name, From: ws.Config.Mail.From}
	for _, at := range m.Attendees {
		out.Attendees = append(out.Attendees, recipientOf(ws, at))
	}
	return out
}

func (a *app) meetingSendCommand() *cobra.Command {
	var files []string
	var by, dry string
	cmd := &cobra.Command{
		Use:   "send MEETING",
		Short: "Send invitations with the report to chair and attendees",
		Long: `send brings the report that the schedule made for the meeting's plan and phase, or
the files of --file, to everyone of the meeting: by mail with an invitation for
the calendar, or into a folder. The report must have been approved; --by approves
the file now, by name. Who has got this version already gets nothing; when the
meeting or the file has changed, everybody gets the new version.

--dry-run writes what would be sent as .eml files and sends nothing.`,
		Example: `  tdkt meeting send so-ket-dot-1 --dry-run thu
  tdkt meeting send so-ket-dot-1
  tdkt meeting send so-ket-dot-1 --file reports/so-ket.pdf --by "Nguyễn Văn A"`,
		Args: oneArg("which meeting is invited to?", "tdkt meeting list names the meetings: tdkt meeting send MEETING"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ws, err := a.openWorkspace()
			if err != nil {
				return err
			}
			m, err := findMeeting(ws, args[0])
			if err != nil {
				return err
			}
			if err := a.knownMeeting(cmd.Context(), ws, m); err != nil {
				return err
			}
			r, err := a.settings(ws, dry == "")
			if err != nil {
				return err
			}
			lines, err := schedule.ReadLedger(r.Dir)
			if err != nil {
				return scheduleFailure(err)
			}
			book := schedule.Digest(lines)
			report, err := meetingReport(r, book, m, files)
			if err != nil {
				return scheduleFailure(err)
			}
			meeting := meetingOf(ws, m)
			if dry != "" {
				return a.dryRun(r, book, meeting, report, dry)
			}
			var sum schedule.Summary
			err = a.patiently(cmd.Context(), func() error { sum, err = r.Invite(cmd.Context(), meeting, report, by); return err })
			if err != nil {
				return scheduleFailure(err)
			}
			line := fmt.Sprintf("%s  %d sent, %d did not arrive, %d had it already", m.Code, sum.Delivered, sum.Undelivered,
				len(meeting.Everyone())-sum.Delivered-sum.Undelivered-sum.Held)
			if sum.Held > 0 {
				line += fmt.Sprintf(", %d not tried", sum.Held)
			}
			if _, err := fmt.Fprintln(a.env.stdout, line); err != nil {
				return err
			}
			if sum.Held > 0 {
				return heldFailure(r, sum)
			}
			if sum.Undelivered > 0 {
				again := "the reasons stand above; try again with: tdkt meeting send " + m.Code
				for _, path := range files {
					again += fmt.Sprintf(" --file %q", path)
				}
				if sum.Stuck > 0 { // a refusal for good is tried again on a person's word
					again += " --by NAME"
				}
				return fail(exitDelivery, again+"; who has it gets nothing twice", "%s did not arrive", several(sum.Undelivered, "invitation"))
			}
			return nil
		},
	}
	cmd.Flags().StringArrayVar(&files, "file", nil, "PDF to send first, and with more --file its twins (default: what the schedule made)")
	cmd.Flags().StringVar(&by, "by", "", "name of the person who approves the file now")
	cmd.Flags().StringVar(&dry, "dry-run", "", "folder to write .eml files to, instead of sending")
	return cmd
}

// dryRun writes what would be sent.
func (a *app) dryRun(r *schedule.Runner, book schedule.Book, m delivery.Meeting, report delivery.Report, dir string) error {
	hash := report.Files[0].SHA256()
	number, meetingVersion, _ := book.Sequence(m, hash)
	m.Sequence = number
	if approval, ok := book.Approval(hash); ok {
		report.ApprovedBy, report.ApprovedAt, report.Remark = approval.By, approval.At.In(r.Config.Zone), approval.Remark
	}
	var parcels []delivery.Parcel
	for _, to := range m.Everyone() {
		m.Replaces = book.Replaced(m, meetingVersion, to)
		p, err := r.Courier.Pack(delivery.MeetingLetter(m, report, to, r.Now()), to)
		if err != nil {
			return scheduleFailure(err)
		}
		parcels = append(parcels, p...)
	}
	written, err := delivery.DryRun(dir, parcels)
	if err != nil {
		return err
	}
	for _, path := range written {
		if _, err := fmt.Fprintln(a.env.stdout, path); err != nil {
			return err
		}
	}
	return nil
}

// meetingReport finds the files for a meeting.
func meetingReport(r *schedule.Runner, book schedule.Book, m workspace.Meeting, files []string) (delivery.Report, error) {
	rep := delivery.Report{ID: m.Code, Office: r.Office, Title: "Báo cáo tổng kết"}
	if m.Phase > 0 {
		rep.Title = fmt.Sprintf("Báo cáo sơ kết đợt %d", m.Phase)
	}
	if len(files) == 0 {
		st, ok := book.Latest(m.Plan, m.Phase)
		if !ok {
			return rep, &schedule.RefusedError{Msg: fmt.Sprintf("there is no report for meeting %s yet", m.Code),
				Hint: "tdkt schedule list says when it is made; or give --file report.pdf --by NAME"}
		}
		rep.Title, rep.Draft = st.Title, st.Draft
		var err error
		rep.Files, err = r.FilesOf(st)
		return rep, err
	}
	// The PDF is what is approved and what the invitation carries.
	if !strings.EqualFold(filepath.Ext(files[0]), ".pdf") {
		return rep, fail(exitUsage, "name the report's PDF first, then its twins: --file bao-cao.pdf --file bao-cao.docx", "the first --file is %s, which is no PDF", files[0])
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			return rep, &failure{exitUsage, err, "give the path of a report that was made"}
		}
		media, ok := mediaTypes[strings.ToLower(filepath.Ext(path))]
		if !ok {
			return rep, fail(exitUsage, "send pdf, docx, xlsx, html, csv or zip", "%s is a file of an unknown kind", path)
		}
		rep.Files = append(rep.Files, delivery.File{Name: filepath.Base(path), MediaType: media, Data: data})
	}
	return rep, nil
}

var mediaTypes = map[string]string{
	".pdf":  "application/pdf",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".html": "text/html",
	".csv":  "text/csv",
	".zip":  "application/zip",
}
