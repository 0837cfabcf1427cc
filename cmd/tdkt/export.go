package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tdkt/queries"
)

func (a *app) exportCommand() *cobra.Command {
	var to string
	var timeout time.Duration
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the views for analysts as Parquet",
		Long: `export writes every view that tdkt schema lists as Parquet files into a new
folder, in folders by year and province, with a manifest.json that names each
file with its hash and each column with its meaning. DuckDB, Spark, Trino and
ClickHouse read them without this program.`,
		Example: "  tdkt export --to xuat-2022",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.export(cmd.Context(), to, timeout) },
	}
	cmd.Flags().StringVar(&to, "to", "", "folder to make (required; must not exist, or be empty)")
	cmd.Flags().DurationVar(&timeout, "timeout", 30*time.Minute, "time that it may take")
	return cmd
}

func (a *app) export(ctx context.Context, to string, timeout time.Duration) error {
	if to == "" {
		return fail(exitUsage, "tdkt export --to DIR", "which folder?")
	}
	if entries, err := os.ReadDir(to); err == nil && len(entries) > 0 {
		return fail(exitUsage, "name a new folder", "the folder %s is not empty", to)
	}
	ws, err := a.openWorkspace()
	if err != nil {
		return err
	}
	parent := filepath.Dir(filepath.Clean(to))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	// The folder gets its name when everything is in it.
	making, err := os.MkdirTemp(parent, ".tdkt-export-*")
	if err != nil {
		return err
	}
	var manifest queries.Manifest
	err = a.bounded(ctx, timeout, func(ctx context.Context) error {
		snapshot, session, err := a.openAnalyst(ctx, ws, making)
		if err != nil {
			return err
		}
		defer a.shut(snapshot, session)
		manifest, err = session.Export(ctx, making, snapshot.Identity, version)
		return snapshot.Explain(err)
	})
	if err == nil {
		err = os.Chmod(making, 0o755)
	}
	if err == nil {
		if rerr := os.Remove(to); rerr != nil && !errors.Is(rerr, os.ErrNotExist) {
			err = rerr
		}
	}
	if err == nil {
		err = os.Rename(making, to)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(making))
	}
	rows, files := int64(0), 0
	for _, v := range manifest.Views {
		rows += v.Rows
		files += len(v.Files)
	}
	_, err = fmt.Fprintf(a.env.stdout, "%s  %d views, %d rows, %d files\n", to, len(manifest.Views), rows, files)
	return err
}
