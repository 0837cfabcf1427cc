package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tdkt/loaders"
	"tdkt/loaders/template"
)

// A formRequest names the forms to write.
type formRequest struct {
	plan   string
	phase  int
	unit   string
	folder string
	force  bool
}

func (a *app) templateCommand() *cobra.Command {
	var req formRequest
	cmd := &cobra.Command{
		Use:   "template --plan PLAN --phase N [--unit CODE]",
		Short: "Write the Excel forms that units fill in",
		Long: `template writes a form for one unit, or for every unit that is expected to report:
its own indicators with unit, target and last value, drop-down lists, and
everything locked that is not to be changed. The filled-in form is loaded as it is.`,
		Example: `  tdkt template --plan phu-ninh-2022 --phase 1
  tdkt template --plan phu-ninh-2022 --phase 1 --unit 08230 --out .`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.templates(cmd.Context(), req) },
	}
	f := cmd.Flags()
	f.StringVar(&req.plan, "plan", "", "plan (tdkt plans lists them)")
	f.IntVar(&req.phase, "phase", 0, "number of the phase")
	f.StringVar(&req.unit, "unit", "", "code of one unit (default: all that are expected to report)")
	f.StringVarP(&req.folder, "out", "o", "", "folder for the forms (default: templates/ of the workspace)")
	f.BoolVar(&req.force, "force", false, "write over forms that are there already")
	_ = cmd.MarkFlagRequired("plan")
	_ = cmd.MarkFlagRequired("phase")
	a.completePlans(cmd)
	return cmd
}

func (a *app) templates(ctx context.Context, req formRequest) error {
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	snapshot, err := a.openSnapshot(ctx, ws)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	if req.folder == "" {
		req.folder = ws.Templates()
	}
	units := []string{req.unit}
	if req.unit == "" {
		if units, err = loaders.FormUnits(ctx, snapshot.DB, req.plan, req.phase); err != nil {
			return err
		}
		if len(units) == 0 {
			return fail(exitUsage, "tdkt plans lists the plans and their phases", "the plan %q has no phase %d, or no unit reports in it", req.plan, req.phase)
		}
	}
	written := 0
	for _, unit := range units {
		name, rows, err := a.form(ctx, snapshot.DB, req, unit, string(ws.Config.Numbers))
		if err != nil {
			return err
		}
		if rows == 0 {
			continue
		}
		written++
		fmt.Fprintf(a.env.stdout, "%s: %d indicators\n", name, rows)
	}
	if skipped := len(units) - written; skipped > 0 {
		fmt.Fprintf(a.env.stderr, "tdkt: %d of %d units have no indicator of their own and get no form\n", skipped, len(units))
	}
	return nil
}

// form writes one unit's form, unless it has no rows.
func (a *app) form(ctx context.Context, db *sql.DB, req formRequest, unit, numbers string) (name string, rows int, err error) {
	form, err := loaders.Form(ctx, db, req.plan, req.phase, unit, numbers)
	if err != nil {
		return "", 0, &failure{exitUsage, err, "tdkt plans lists the plans and their phases"}
	}
	if len(form.Rows) == 0 {
		return "", 0, nil
	}
	var content bytes.Buffer
	if err := template.Write(&content, form); err != nil {
		return "", 0, err
	}
	name = filepath.Join(req.folder, fmt.Sprintf("bieu-%s-dot-%d-%s.xlsx", req.plan, req.phase, strings.Map(safeInName, unit)))
	if err := os.MkdirAll(req.folder, 0o755); err != nil {
		return "", 0, err
	}
	if _, err := os.Stat(name); !req.force && !errors.Is(err, fs.ErrNotExist) {
		return "", 0, fail(exitUsage, "it may be filled in already: move it away, or give --force", "%s is there already", name)
	}
	return name, len(form.Rows), writeWhole(name, content.Bytes())
}

// safeInName keeps a code from naming another folder.
func safeInName(r rune) rune {
	if strings.ContainsRune(`/\:*?"<>|`, r) {
		return '_'
	}
	return r
}

// writeWhole leaves a whole file or none.
func writeWhole(name string, content []byte) error {
	tmp := name + ".new"
	err := os.WriteFile(tmp, content, 0o644)
	if err == nil {
		err = os.Rename(tmp, name)
	}
	if err != nil {
		os.Remove(tmp)
	}
	return err
}
