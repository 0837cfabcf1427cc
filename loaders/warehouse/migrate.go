package warehouse

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
)

//go:embed migrations
var embedded embed.FS

// A migration is one step of the schema: a file NNNN_name.sql.
type migration struct {
	version int
	name    string
	text    string
}

var migrationName = regexp.MustCompile(`^(\d{4})_([a-z0-9_]+)\.sql$`)

// migrations reads the steps from the root of fsys, by default the embedded
// ones, in order. The numbers are 1, 2, 3, ... without a gap.
func (o Options) migrations() ([]migration, error) {
	fsys := o.Migrations
	if fsys == nil {
		sub, err := fs.Sub(embedded, "migrations")
		if err != nil {
			return nil, err
		}
		fsys = sub
	}
	names, err := fs.Glob(fsys, "*.sql")
	if err != nil {
		return nil, err
	}
	var list []migration
	for _, name := range names { // Glob sorts
		m := migrationName.FindStringSubmatch(path.Base(name))
		if m == nil {
			return nil, fmt.Errorf("migration %s: the name must be NNNN_name.sql", name)
		}
		version, _ := strconv.Atoi(m[1])
		if version != len(list)+1 {
			return nil, fmt.Errorf("migration %s: number %d instead of %d", name, version, len(list)+1)
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("migration %s: %w", name, err)
		}
		list = append(list, migration{version, m[2], string(text)})
	}
	return list, nil
}

const migrationsTable = `create table if not exists schema_migrations (
	version integer primary key,
	name varchar not null,
	sha256 varchar not null
)`

// migrate brings a database to the last step. place names it in errors.
func migrate(ctx context.Context, db *sql.DB, place string, list []migration) error {
	if _, err := db.ExecContext(ctx, migrationsTable); err != nil {
		return wrap(place, err)
	}
	applied, err := appliedMigrations(ctx, db)
	if err != nil {
		return wrap(place, err)
	}
	if len(applied) > len(list) {
		return newerSchema(place, len(applied), len(list))
	}
	for i, m := range list {
		if i < len(applied) {
			if applied[i] != hashOf([]byte(m.text)) {
				return &Error{Kind: ErrOlderSchema, Place: place, Hint: hintRebuild,
					Detail: fmt.Sprintf("migration %04d_%s has another text now than when it was applied", m.version, m.name)}
			}
			continue
		}
		if err := applyMigration(ctx, db, m); err != nil {
			return wrap(place, fmt.Errorf("migration %04d_%s: %w", m.version, m.name, err))
		}
	}
	return nil
}

// appliedMigrations gives the hash of each applied step, in order.
func appliedMigrations(ctx context.Context, db *sql.DB) ([]string, error) {
	rows, err := db.QueryContext(ctx, "select sha256 from schema_migrations order by version")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var applied []string
	for rows.Next() {
		var sum string
		if err := rows.Scan(&sum); err != nil {
			return nil, err
		}
		applied = append(applied, sum)
	}
	return applied, rows.Err()
}

func applyMigration(ctx context.Context, db *sql.DB, m migration) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, m.text); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "insert into schema_migrations values (?, ?, ?)",
		m.version, m.name, hashOf([]byte(m.text))); err != nil {
		return err
	}
	return tx.Commit()
}

func newerSchema(place string, have, know int) error {
	return &Error{Kind: ErrNewerSchema, Place: place,
		Detail: fmt.Sprintf("its schema has version %d, this program knows %d", have, know),
		Hint:   "update tdkt, or run tdkt rebuild with this one"}
}
