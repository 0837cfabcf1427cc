package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tdkt/queries"
)

// A checkRequest is a check as the command line asks for it.
type checkRequest struct {
	plan   string
	asOf   string
	format string
	all    bool
}

func (a *app) checkCommand() *cobra.Command {
	var req checkRequest
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Prove the figures, hold awards against the law, ask about odd values",
		Long: `check runs three things on the plans of the workspace. Proofs are figures that
must agree with each other. Rules are those of the law of each decision's day,
printed with their article, how well it is sourced (A the act, B a portal, U not
known), the verdict, the numbers used and the rows behind them. Questions are
values that may be wrong, worded for the unit.

A blocking proof or rule that fails gives exit status 5. What the data or the
source of a rule do not decide is unknown and never blocks.`,
		Example: `  tdkt check --plan phu-ninh-2022 --as-of 2023-01-15
  tdkt check --format csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.check(cmd.Context(), req) },
	}
	f := cmd.Flags()
	f.StringVar(&req.plan, "plan", "", "code of the plan (default: every plan)")
	f.StringVar(&req.asOf, "as-of", "", "only what was known on this day, 2023-01-15 (default: today)")
	f.StringVarP(&req.format, "format", "f", "table", "table, csv or json")
	f.BoolVar(&req.all, "all", false, "print every subject and row, not the first three of each")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"table", "csv", "json"}, cobra.ShellCompDirectiveNoFileComp))
	a.completePlans(cmd)
	return cmd
}

func (a *app) check(ctx context.Context, req checkRequest) error {
	if req.format != "table" && req.format != "csv" && req.format != "json" {
		return fail(exitUsage, "--format takes table, csv or json", "unknown format %q", req.format)
	}
	asOf, err := a.day("as-of", req.asOf)
	if err != nil {
		return err
	}
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	all, err := queries.Plans(ctx, snapshot.DB)
	if err != nil {
		return err
	}
	var plans []queries.Plan
	var codes []string
	for _, p := range all {
		codes = append(codes, p.PlanID)
		if req.plan == "" || p.PlanID == req.plan {
			plans = append(plans, p)
		}
	}
	if len(plans) == 0 {
		if len(all) == 0 {
			return fail(exitUsage, "put a plan file into plans/ and run tdkt load", "the workspace has no plan")
		}
		return fail(exitUsage, "the workspace has "+strings.Join(codes, ", "), "no plan %q", req.plan)
	}

	blocking := 0
	var rows queries.Table
	out := bufio.NewWriter(a.env.stdout)
	for _, p := range plans {
		if asOf.Before(p.StartsOn) {
			fmt.Fprintf(a.env.stderr, "tdkt: warning: plan %s begins on %s, after the day of the check\n", p.PlanID, p.StartsOn.Format(time.DateOnly))
			continue
		}
		found, err := queries.CheckPlan(ctx, snapshot.DB, p, asOf)
		if err != nil {
			return &failure{exitReport, err, ""}
		}
		for _, f := range found {
			if f.Blocks() {
				blocking++
			}
		}
		if req.format == "table" {
			fmt.Fprintf(out, "%s  %s to %s, as known on %s\n", p.PlanID, p.StartsOn.Format(time.DateOnly), p.EndsOn.Format(time.DateOnly), asOf.Format(time.DateOnly))
			printFindings(out, found, req.all)
			continue
		}
		t := queries.FindingsTable(p.PlanID, found)
		rows.Columns = t.Columns
		rows.Rows = append(rows.Rows, t.Rows...)
	}
	if rows.Columns == nil {
		rows.Columns = queries.FindingsTable("", nil).Columns
	}
	switch req.format {
	case "csv":
		err = rows.CSV(out)
	case "json":
		err = rows.JSON(out)
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return err
	}
	if blocking > 0 {
		return fail(exitCheck, "mend the rows named above and load them again; --all lists every row", "%d blocking findings", blocking)
	}
	return nil
}

// shown is how many subjects of a group, and rows of a subject, are printed.
const shown = 3

// A findingGroup holds the findings that differ only in their subjects.
type findingGroup struct {
	queries.Finding
	members []queries.Finding
}

// printFindings prints findings by what they say, subjects below it.
func printFindings(w io.Writer, found []queries.Finding, all bool) {
	var groups []*findingGroup
	byKey := map[string]*findingGroup{}
	tally := map[string]int{}
	for _, f := range found {
		word := findingWord(f)
		tally[word]++
		key := strings.Join([]string{f.Kind, f.ID, f.Article, f.Grade, word, f.Reason}, "\x00")
		g := byKey[key]
		if g == nil {
			g = &findingGroup{Finding: f}
			byKey[key] = g
			groups = append(groups, g)
		}
		g.members = append(g.members, f)
	}
	for _, g := range groups {
		fmt.Fprintf(w, "  %-8s %-8s  %s\n", g.Kind, findingWord(g.Finding), g.ID)
		line := g.Text
		if g.Article != "" {
			line += " | " + g.Article + " (" + g.Grade + ")"
		}
		fmt.Fprintf(w, "           %s\n", line)
		if g.Reason != "" {
			fmt.Fprintf(w, "           %s\n", g.Reason)
		}
		limit := shown
		if all {
			limit = len(g.members)
		}
		for i, m := range g.members {
			if i == limit {
				fmt.Fprintf(w, "           ... and %d more\n", len(g.members)-limit)
				break
			}
			printSubject(w, m, all)
		}
	}
	var sum []string
	for _, word := range []string{"pass", "FAIL", "noted", "unknown", "ask"} {
		if tally[word] > 0 {
			sum = append(sum, fmt.Sprintf("%d %s", tally[word], word))
		}
	}
	fmt.Fprintf(w, "  %s\n", strings.Join(sum, ", "))
}

func printSubject(w io.Writer, f queries.Finding, all bool) {
	var parts []string
	if f.ForYear != 0 {
		parts = append(parts, fmt.Sprint(f.ForYear))
	}
	for _, s := range []string{f.Subject, f.Numbers} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return
	}
	line := strings.Join(parts, " | ")
	if n := len(f.RowsBehind); n > 0 {
		limit := shown
		if all {
			limit = n
		}
		rows := f.RowsBehind[:min(n, limit)]
		line += " | " + strings.Join(rows, ", ")
		if n > limit {
			line += fmt.Sprintf(", ... %d rows", n)
		}
	}
	fmt.Fprintf(w, "           - %s\n", line)
}

// findingWord is the verdict as a reader of the list looks for it: FAIL only
// what blocks.
func findingWord(f queries.Finding) string {
	switch {
	case f.Kind == queries.FindingQuestion:
		return "ask"
	case f.Blocks():
		return "FAIL"
	case f.Verdict == queries.RuleFail:
		return "noted"
	}
	return f.Verdict
}
