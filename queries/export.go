package queries

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A Manifest says what an export holds, so that a reader can check that it has
// everything.
type Manifest struct {
	Format   string         `json:"format"`   // "parquet"
	Program  string         `json:"program"`  // version that wrote it
	Snapshot string         `json:"snapshot"` // identity: same for the same content
	Role     ManifestRole   `json:"role"`
	Views    []ManifestView `json:"views"`
}

// A ManifestRole repeats what the export was allowed to show.
type ManifestRole struct {
	Restricted bool `json:"restricted"`
	Personal   bool `json:"personal"`
}

// A ManifestView is one view with its files.
type ManifestView struct {
	Name        string         `json:"name"`
	About       string         `json:"about"`
	Grain       string         `json:"grain"`
	Rows        int64          `json:"rows"`
	PartitionBy []string       `json:"partition_by"` // columns that stand in the folders' names; empty: one file
	Columns     []Column       `json:"columns"`
	Files       []ManifestFile `json:"files"`
}

// A ManifestFile is one file, relative to the manifest with slashes.
type ManifestFile struct {
	Path   string `json:"path"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// partitions are the folders' names, in order. year is left out of the files as
// engines expect; province_code stays in them as text, because engines read a
// folder's name "province=01" as the number 1.
var partitions = []string{"year", "province"}

// Export writes every view of the session's role below dir, a folder that the
// instance may write: VIEW/year=2022/province=25/*.parquet for a view with both
// columns, VIEW/year=2022/*.parquet with a year alone, VIEW/data.parquet
// otherwise, and manifest.json last. A row without province lies in
// province=unknown. An empty view is one file without rows.
func (s *Session) Export(ctx context.Context, dir, snapshot, program string) (Manifest, error) {
	m := Manifest{Format: "parquet", Program: program, Snapshot: snapshot, Role: ManifestRole{s.role.Restricted, s.role.Personal}}
	var names []string
	for _, v := range s.role.Views() {
		names = append(names, v.Name)
	}
	if err := s.make(ctx, names); err != nil {
		return m, err
	}
	for _, v := range s.role.Views() {
		mv, err := s.exportView(ctx, dir, v)
		if err != nil {
			return m, fmt.Errorf("view %s: %w", v.Name, err)
		}
		m.Views = append(m.Views, mv)
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return m, err
	}
	return m, os.WriteFile(filepath.Join(dir, "manifest.json"), append(data, '\n'), 0o644)
}

func (s *Session) exportView(ctx context.Context, dir string, v View) (ManifestView, error) {
	mv := ManifestView{Name: v.Name, About: v.About, Grain: v.Grain, PartitionBy: []string{}, Columns: v.Returns}
	has := func(name string) bool {
		return slices.ContainsFunc(v.Returns, func(c Column) bool { return c.Name == name })
	}
	if err := s.conn.QueryRowContext(ctx, "select count(*) from "+v.Name).Scan(&mv.Rows); err != nil {
		return mv, explainSQL(ctx, err)
	}
	folder := filepath.Join(dir, v.Name)
	if err := os.Mkdir(folder, 0o755); err != nil {
		return mv, err
	}
	// The order makes the same files of the same rows.
	text, target, by := "from "+v.Name+" order by all", filepath.Join(folder, "data.parquet"), ""
	if has("year") && mv.Rows > 0 {
		mv.PartitionBy, target = append(mv.PartitionBy, partitions[0]), folder
		if has("province_code") {
			mv.PartitionBy = append(mv.PartitionBy, partitions[1])
			text = "select *, coalesce(province_code, 'unknown') as province from " + v.Name + " order by all"
		}
		by = ", partition_by (" + strings.Join(mv.PartitionBy, ", ") + "), filename_pattern 'part-{i}'"
	}
	statement := "copy (" + text + ") to " + quoteText(target) + " (format parquet, compression zstd" + by + ")"
	if _, err := s.conn.ExecContext(ctx, statement); err != nil {
		return mv, explainSQL(ctx, err)
	}
	var err error
	mv.Files, err = listFiles(dir, v.Name)
	return mv, err
}

func listFiles(dir, view string) ([]ManifestFile, error) {
	var out []ManifestFile
	root := os.DirFS(dir)
	err := fs.WalkDir(root, view, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		f, err := root.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		sum := sha256.New()
		n, err := io.Copy(sum, f)
		out = append(out, ManifestFile{path.Clean(name), n, hex.EncodeToString(sum.Sum(nil))})
		return err
	})
	return out, err
}
