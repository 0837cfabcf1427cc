package queries

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tdkt/loaders/warehouse"
)

// Other programs may open the snapshot that CURRENT names, read-only, while
// loads go on: it never changes, and a load puts another one beside it.
func TestSnapshotIsOpenToOtherPrograms(t *testing.T) {
	office := officeWarehouse(t)
	current, err := os.ReadFile(filepath.Join(office.Path(), "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(current), "\n")
	name, ok := strings.CutPrefix(line, "snapshot ")
	if !ok {
		t.Fatalf("CURRENT begins with %q", line)
	}
	bare, err := sql.Open("duckdb", filepath.Join(office.Path(), name)+"?access_mode=read_only")
	if err != nil {
		t.Fatal(err)
	}
	defer bare.Close()
	bare.SetMaxOpenConns(1)
	// The README says from which version on.
	var format string
	if err := bare.QueryRow("select tags['storage_version'] from duckdb_databases() where database_name = current_database()").Scan(&format); err != nil || format != "v1.2.0+" {
		t.Errorf("the file has the format %s; %v", format, err)
	}
	for _, text := range ViewDefinitions(Role{}) {
		if _, err := bare.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	count := func() (n int) {
		t.Helper()
		if err := bare.QueryRow("select count(*) from activities").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := count()
	request := warehouse.LoadRequest{Options: warehouse.Options{Threads: 2}, Now: time.Date(2023, 1, 16, 0, 0, 0, 0, time.UTC), Command: "test"}
	loaded, err := office.Load(t.Context(), request, func(ctx context.Context, b *warehouse.Build) error {
		return b.InTx(ctx, func(tx *sql.Tx) error {
			if n := count(); n != before {
				t.Errorf("%d activities during the load, %d before", n, before)
			}
			_, err := tx.ExecContext(ctx, "delete from activity")
			return err
		})
	})
	if err != nil || loaded.Name == name {
		t.Fatalf("%s after %s: %v", loaded.Name, name, err)
	}
	if n := count(); n != before {
		t.Errorf("%d activities after the load, %d before", n, before)
	}
}
