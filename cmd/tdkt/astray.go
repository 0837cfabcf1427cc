package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tdkt/loaders/problem"
	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
	"tdkt/queries"
)

// warnAstray says on stderr what lies in texts/ where no report looks for it: under
// a plan that is not loaded, or of this plan under a review that it does not have.
// An office whose words are missing in the report would search for the reason.
func (a *app) warnAstray(ctx context.Context, snapshot *warehouse.Snapshot, ws *workspace.Workspace, plan string) error {
	root := filepath.Dir(filepath.Dir(ws.TextsDir("plan", "review")))
	if _, err := os.Stat(root); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	plans, err := queries.Plans(ctx, snapshot.DB)
	if err != nil {
		return snapshot.Explain(err)
	}
	phases, err := queries.PlanPhases(ctx, snapshot.DB, plan)
	if err != nil {
		return snapshot.Explain(err)
	}
	codes, reviews := []string{}, []string{reportRequest{final: true}.review()}
	for _, p := range plans {
		codes = append(codes, p.PlanID)
	}
	for _, p := range phases {
		reviews = append(reviews, reportRequest{phase: p.PhaseNo}.review())
	}
	for _, place := range []struct {
		dir, what string
		known     []string
	}{{root, "plan", codes}, {filepath.Join(root, plan), "review of " + plan, reviews}} {
		entries, err := os.ReadDir(place.dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), ".") || e.IsDir() && slices.Contains(place.known, e.Name()) {
				continue
			}
			hint := problem.DidYouMean(e.Name(), place.known)
			if hint == "" {
				hint = "one of: " + strings.Join(place.known, ", ")
			}
			fmt.Fprintf(a.env.stderr, "tdkt: warning: %s: no %s has this name; no report reads it (%s)\n", filepath.Join(place.dir, e.Name()), place.what, hint)
		}
	}
	return nil
}
