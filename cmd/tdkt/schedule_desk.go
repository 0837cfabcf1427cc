package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tdkt/charts/echarts"
	"tdkt/loaders/workspace"
	"tdkt/queries"
	"tdkt/reports"
	"tdkt/reports/delivery"
	"tdkt/reports/publish"
	"tdkt/reports/schedule"
)

// settings makes a runner of tdkt.yaml, without plans. secrets: it will send
// mail, and needs the password for it.
func (a *app) settings(ws *workspace.Workspace, secrets bool) (*schedule.Runner, error) {
	c := ws.Config
	zone, err := c.Location()
	if err != nil {
		return nil, err
	}
	r := &schedule.Runner{
		Dir: ws.Schedule(), Files: filepath.Join(ws.Reports(), "scheduled"), Office: c.Office.Name,
		Config: schedule.Config{Zone: zone, LeadDays: c.Schedule.LeadDays, WindowDays: c.Schedule.WindowDays},
		Now:    func() time.Time { return a.env.now().In(zone) },
		Say:    func(format string, args ...any) { fmt.Fprintf(a.env.stderr, "tdkt: "+format+"\n", args...) },
	}
	r.Courier.Server = a.mailServer(ws, secrets)
	if c.Schedule.From == "" {
		return r, nil
	}
	if r.Config.From, err = time.ParseInLocation(time.DateOnly, c.Schedule.From, zone); err != nil {
		return nil, err
	}
	hour, err := time.Parse("15:04", c.Schedule.Hour)
	if err != nil {
		return nil, err
	}
	r.Config.Hour, r.Config.Minute = hour.Hour(), hour.Minute()
	r.Outbox, r.OutboxPlace = ws.Path(c.Schedule.Outbox), c.Schedule.Outbox
	r.Officer = recipientOf(ws, c.Schedule.Officer)
	for _, to := range c.Schedule.Recipients {
		r.Recipients = append(r.Recipients, schedule.Recipient{Recipient: recipientOf(ws, to), WithoutApproval: to.WithoutApproval})
	}
	for _, e := range c.Schedule.Entries {
		from, err := time.ParseInLocation(time.DateOnly, e.From, zone)
		if err != nil {
			return nil, err
		}
		r.Config.Entries = append(r.Config.Entries, schedule.Entry{Name: e.Name, Line: e.Line, Plan: e.Plan, Phase: e.Phase, Final: e.Final,
			WaitDays: e.WaitDays, From: from})
	}
	return r, nil
}

// runner is a scheduler with the plans of the snapshot in force. done ends the
// chart engine.
func (a *app) runner(ctx context.Context, secrets bool) (r *schedule.Runner, done func(), err error) {
	ws, err := a.openWorkspace()
	if err != nil {
		return nil, nil, err
	}
	if ws.Config.Schedule.From == "" {
		return nil, nil, fail(exitUsage, "add \"schedule:\" with from and officer; tdkt init shows an example in tdkt.yaml", "%s has no schedule", filepath.Join(ws.Dir, workspace.File))
	}
	if r, err = a.settings(ws, secrets); err != nil {
		return nil, nil, err
	}
	if r.Plans, err = a.schedulePlans(ctx, ws); err != nil {
		return nil, nil, err
	}
	for _, e := range r.Config.Entries {
		if err := knownPlan(r.Plans, e.Plan, e.Phase, fmt.Sprintf("schedule entry %q", e.Name)); err != nil {
			return nil, nil, err
		}
	}
	pool := echarts.NewPool(1)
	r.Desk = &desk{a: a, ws: ws, pool: pool}
	return r, pool.Close, nil
}

// knownPlan refuses a plan or phase of tdkt.yaml that is not loaded.
func knownPlan(plans []schedule.Plan, id string, phase int, where string) error {
	i := slices.IndexFunc(plans, func(p schedule.Plan) bool { return p.ID == id })
	if i < 0 {
		return fail(exitUsage, "correct tdkt.yaml, or load the plan; tdkt plans lists what is loaded", "%s: there is no plan %q", where, id)
	}
	if phase > 0 && !slices.ContainsFunc(plans[i].Phases, func(p schedule.Phase) bool { return p.No == phase }) {
		return fail(exitUsage, "correct tdkt.yaml; tdkt plans lists the phases", "%s: plan %s has no phase %d", where, id, phase)
	}
	return nil
}

// schedulePlans reads what the schedule needs of the plans.
func (a *app) schedulePlans(ctx context.Context, ws *workspace.Workspace) ([]schedule.Plan, error) {
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return nil, err
	}
	defer snapshot.Close()
	all, err := queries.Plans(ctx, snapshot.DB)
	if err != nil {
		return nil, snapshot.Explain(err)
	}
	var plans []schedule.Plan
	for _, p := range all {
		head, err := queries.PlanHead(ctx, snapshot.DB, p.PlanID)
		if err != nil {
			return nil, snapshot.Explain(err)
		}
		one := schedule.Plan{ID: p.PlanID, StartsOn: p.StartsOn, EndsOn: p.EndsOn, FinalFrom: head.FinalReviewFrom, FinalTo: head.FinalReviewTo}
		phases, err := queries.PlanPhases(ctx, snapshot.DB, p.PlanID)
		if err != nil {
			return nil, snapshot.Explain(err)
		}
		for _, ph := range phases {
			one.Phases = append(one.Phases, schedule.Phase{No: ph.PhaseNo, StartsOn: ph.StartsOn, EndsOn: ph.EndsOn,
				ReportsDue: ph.ReportsDue, ReviewFrom: ph.ReviewFrom, ReviewTo: ph.ReviewTo})
		}
		plans = append(plans, one)
	}
	return plans, nil
}

// A desk makes the reports that the schedule asks for.
type desk struct {
	a    *app
	ws   *workspace.Workspace
	pool *echarts.Pool
}

// Coverage looks at what the report itself would lack.
func (d *desk) Coverage(ctx context.Context, r schedule.Run, knownAt time.Time) (schedule.Coverage, error) {
	var c schedule.Coverage
	snapshot, err := d.a.openSnapshot(ctx, d.ws)
	if err != nil {
		return c, err
	}
	defer snapshot.Close()
	texts, err := d.a.texts(d.ws, reportRequest{plan: r.Plan, phase: r.Phase, final: r.Final})
	if err != nil {
		return c, err
	}
	ready, err := reports.Ready(ctx, snapshot.DB, reports.Request{PlanID: r.Plan, PhaseNo: r.Phase, Final: r.Final, KnownAt: knownAt, Office: office(d.ws), Texts: texts})
	if err != nil {
		return c, d.a.memoryFault(snapshot.Explain(err))
	}
	c = schedule.Coverage{Expected: ready.Expected, Missing: ready.Missing, Enough: ready.Enough, Open: ready.Open}
	for _, f := range ready.Faults {
		c.Faults = append(c.Faults, f.ForOffice())
	}
	return c, nil
}

// Make prints the report as known on a day, and its twins beside it.
func (d *desk) Make(ctx context.Context, r schedule.Run, knownAt time.Time, path string) (schedule.Report, error) {
	req := reportRequest{plan: r.Plan, phase: r.Phase, final: r.Final, asOf: knownAt.Format(time.DateOnly)}
	built, err := d.a.build(ctx, d.ws, d.pool, &req)
	if err != nil {
		return schedule.Report{}, d.a.memoryFault(err)
	}
	rep := schedule.Report{Title: built.Document.Meta.Title, Draft: built.Draft}
	if _, err := publish.PDF(path, built.Document); err != nil {
		return rep, err
	}
	for _, name := range d.ws.Config.Schedule.Formats {
		f := publish.Format(name)
		twin := f.Path(path)
		if _, err := publish.Twin(twin, built.Document, f); err != nil {
			return rep, err
		}
		rep.Twins = append(rep.Twins, schedule.Twin{File: filepath.Base(twin), MediaType: mediaTypes[filepath.Ext(twin)]})
	}
	return rep, nil
}

// mailServer reads the settings of mail and, where it will be used, the
// password from the file or the environment. Neither is ever printed. What is
// wrong keeps mails only from going: reports and folders do without.
func (a *app) mailServer(ws *workspace.Workspace, secrets bool) delivery.Server {
	m := ws.Config.Mail
	if m.Host == "" {
		return delivery.Server{}
	}
	s := delivery.Server{Host: m.Host, Port: m.Port, Security: delivery.Security(m.Security), From: m.From, User: m.User,
		MaxBytes: m.MaxMB << 20, Timeout: time.Duration(m.Timeout) * time.Second}
	if !secrets {
		return s
	}
	if m.CAFile != "" {
		pem, err := os.ReadFile(ws.Path(m.CAFile))
		if err != nil {
			s.Fault = &delivery.Error{Msg: "mail.ca_file cannot be read", Err: err, Hint: "correct mail.ca_file in tdkt.yaml"}
			return s
		}
		s.CA = pem
	}
	if m.User == "" {
		return s
	}
	password := a.env.getenv(m.PasswordEnv)
	if m.PasswordFile != "" {
		text, err := os.ReadFile(ws.Path(m.PasswordFile))
		if err != nil {
			s.Fault = &delivery.Error{Msg: "mail.password_file cannot be read", Err: err, Hint: "correct mail.password_file in tdkt.yaml, or let this user read the file"}
			return s
		}
		password = strings.TrimRight(string(text), "\r\n")
	}
	if password == "" {
		s.Fault = &delivery.Error{Msg: fmt.Sprintf("the mail server wants a password for %s, and there is none", m.User),
			Hint: "set " + m.PasswordEnv + " in the environment, or name a file with it under mail.password_file"}
		return s
	}
	s.Password = delivery.NewSecret(password)
	return s
}
