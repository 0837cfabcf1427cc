package queries

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tdkt/loaders/warehouse"
)

// exportOffice exports the office and gives the folder and the session.
func exportOffice(t *testing.T, office warehouse.Dir, dir string) (*Session, Manifest) {
	t.Helper()
	options := adHocOptions
	options.WriteTo = dir
	snapshot := openSnapshot(t, office, options)
	s, err := NewSession(t.Context(), snapshot.DB, Role{Province: "25"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	m, err := s.Export(t.Context(), dir, snapshot.Identity, "test")
	if err != nil {
		t.Fatal(err)
	}
	return s, m
}

// A bare DuckDB, which knows nothing of this program, reads the same rows and
// totals that the views have.
func TestExportIsReadByABareDuckDB(t *testing.T) {
	dir := t.TempDir()
	s, _ := exportOffice(t, officeWarehouse(t), dir)
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	bare, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer bare.Close()
	listed := map[string]bool{"manifest.json": true}
	if len(m.Views) != len((Role{}).Views()) {
		t.Errorf("%d views in the manifest", len(m.Views))
	}
	for _, v := range m.Views {
		source := fmt.Sprintf("read_parquet('%s/%s/**/*.parquet', hive_partitioning = true)", dir, v.Name)
		var rows int64
		if err := bare.QueryRow("select count(*) from " + source).Scan(&rows); err != nil || rows != v.Rows {
			t.Errorf("%s: %d rows, %d in the manifest; %v", v.Name, rows, v.Rows, err)
		}
		// Numbers are summed, texts counted, days spanned: on both sides.
		var totals []string
		for _, c := range v.Columns {
			switch {
			case isNumeric(c.Type):
				totals = append(totals, "sum("+c.Name+")::varchar")
			case c.Type == "DATE":
				totals = append(totals, "min("+c.Name+")::varchar", "max("+c.Name+")::varchar", "count("+c.Name+")::varchar")
			case c.Type == "VARCHAR":
				totals = append(totals, "count(distinct "+c.Name+")::varchar", "sum(length("+c.Name+"))::varchar")
			default:
				totals = append(totals, "count("+c.Name+")::varchar")
			}
		}
		ask := "select concat_ws(' ', " + strings.Join(totals, ", ") + ") as totals from "
		var got string
		if err := bare.QueryRow(ask + source).Scan(&got); err != nil {
			t.Errorf("%s: %v", v.Name, err)
			continue
		}
		want, err := s.Query(t.Context(), ask+v.Name, nil, Limits{Rows: 1})
		if err != nil || want.Rows[0][0] != got {
			t.Errorf("%s: totals\n%s\nwant\n%v\n%v", v.Name, got, want.Rows, err)
		}
		for _, f := range v.Files {
			listed[f.Path] = true
			data, err := os.ReadFile(filepath.Join(dir, f.Path))
			sum := sha256.Sum256(data)
			if err != nil || int64(len(data)) != f.Bytes || hex.EncodeToString(sum[:]) != f.SHA256 {
				t.Errorf("%s is not as in the manifest; %v", f.Path, err)
			}
		}
	}
	for _, path := range []string{"reported_values/year=2022/province=25/part-0.parquet", "indicators/data.parquet", "clusters/year=2022/part-0.parquet", "target_items/data.parquet"} {
		if !listed[path] {
			t.Errorf("%s is not in the manifest", path)
		}
	}
	err = filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		if err == nil && !entry.IsDir() && !listed[filepath.ToSlash(rel)] {
			t.Errorf("%s is there and not in the manifest", rel)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// The instance that exports can write its folder and nothing else.
func TestExportWritesItsFolderOnly(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	s, _ := exportOffice(t, officeWarehouse(t), dir)
	for _, statement := range []string{
		"copy (select 1) to '" + other + "/x.csv'",
		"copy (select 1) to '" + dir + "/../x.csv'",
		"copy (select 1) to '" + dir + "-beside.csv'",
		"from read_text('/etc/hostname')",
		"attach '" + other + "/x.duckdb'",
	} {
		if _, err := s.conn.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s went through", statement)
		}
	}
	if err := s.CopyParquet(t.Context(), "from units", nil, filepath.Join(other, "x.parquet")); err == nil {
		t.Error("a copy beside the folder went through")
	}
	if err := s.CopyParquet(t.Context(), "from units", nil, filepath.Join(dir, "x.parquet")); err != nil {
		t.Error(err)
	}
	if got := listing(t, other); got != "" {
		t.Errorf("the other folder holds %s", got)
	}
}
