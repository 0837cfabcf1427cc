package loaders

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"tdkt/loaders/warehouse"
	"tdkt/loaders/workspace"
)

// Request is one load.
type Request struct {
	Workspace *workspace.Workspace
	// Paths are files and folders, absolute or relative to the current folder,
	// and names of the workspace's sources. Empty: plans/ and data/ of the workspace.
	Paths []string
	// Kind overrides the recognition by header (a Kind of package kind:
	// "actuals", "awards", ...). It applies to the tables of this load, not to
	// plans. Empty: recognised.
	Kind string
	// DryRun finds and checks everything and changes nothing on the disk. The
	// Report has the counts and Changes of the load that would be.
	DryRun bool
	// Database holds the memory and threads that the database may take; the zero
	// value is 400MB and a thread per processor, at most 4.
	Database warehouse.Options
	// Now is the moment of the load: it is written to the ledger, and a report
	// dated after it is refused.
	Now time.Time
	// Getenv reads the environment for the sources' secrets; nil: it is empty.
	Getenv func(string) string
	// Clock gives the time for Report.Timings; nil: no timings.
	Clock func() time.Time
	// Progress is called as a load goes on, from one goroutine; nil: not.
	Progress func(Progress)
}

// Load loads files into a new snapshot. Errors: *RefusedError when a source has
// errors (the Report has them all), a problem.Problem for a path or a kind that
// does not exist, and those of warehouse.Dir.Load. After an error the warehouse
// is as it was; of a refused load, return sheets are written.
func Load(ctx context.Context, req Request) (Report, error) {
	j, err := newJob(req.Workspace, req.Clock, req.Progress)
	if err != nil {
		return Report{}, err
	}
	j.dry, j.getenv, j.options = req.DryRun, req.Getenv, req.Database
	return j.load(ctx, req.Paths, req.Kind, req.Now)
}

// Rebuild makes the warehouse again from the archive, load by load as the
// ledger has them. The tables come out as they were; the ledger and the
// snapshot's identity stay. The options are those of Request.Database.
func Rebuild(ctx context.Context, w *workspace.Workspace, database warehouse.Options, progress func(Progress)) (Report, error) {
	j, err := newJob(w, nil, progress)
	if err != nil {
		return Report{}, err
	}
	j.options = database
	return j.rebuild(ctx)
}

// RebuildAt makes the snapshot that ended with the load at position once more in
// an empty folder, from the same archive, and puts it in force there. The
// workspace's own warehouse is not touched.
func RebuildAt(ctx context.Context, w *workspace.Workspace, position int, into string, database warehouse.Options, progress func(Progress)) (warehouse.Dir, error) {
	j, err := newJob(w, nil, progress)
	if err != nil {
		return warehouse.Dir{}, err
	}
	j.options = database
	if j.dir, err = j.dir.Fork(into, position); err != nil {
		return warehouse.Dir{}, err
	}
	_, err = j.rebuild(ctx)
	return j.dir, err
}

func newJob(w *workspace.Workspace, clock func() time.Time, progress func(Progress)) (job, error) {
	zone, err := time.LoadLocation(w.Config.TimeZone)
	if err != nil {
		return job{}, fmt.Errorf("%s: time_zone: %w", filepath.Join(w.Dir, workspace.File), err)
	}
	headings, err := headingsOf(w)
	if err != nil {
		return job{}, err
	}
	return job{headings: headings, databases: w.Config.Sources, root: w.Dir, dir: warehouse.At(w.Warehouse(), w.Archive()), numbers: string(w.Config.Numbers), zone: zone,
		rows: w.Config.OnError == workspace.RefuseRow, clock: clock, progress: progress}, nil
}
