package warehouse

import (
	"context"
	"database/sql"
	"fmt"
	"testing"
)

// BenchmarkOpen opens the snapshot in force, makes ten temporary views and asks
// one question.
func BenchmarkOpen(b *testing.B) {
	d := loadedDir(b)
	opts := testOptions
	for i := range 10 {
		opts.Init = append(opts.Init, fmt.Sprintf("create temp view v%d as select text, count(*) as n from lines group by text", i))
	}
	for b.Loop() {
		s, err := d.Open(context.Background(), opts)
		if err != nil {
			b.Fatal(err)
		}
		content(b, s)
		s.Close()
	}
}

// BenchmarkLoad loads one small file into a small warehouse, from the lock to
// the synced CURRENT.
func BenchmarkLoad(b *testing.B) {
	d := loadedDir(b)
	for i := 0; b.Loop(); i++ {
		load(b, d, fmt.Sprintf("dòng %d", i))
	}
}

// BenchmarkCopy copies a snapshot of about 19 MB: a million indicator rows.
func BenchmarkCopy(b *testing.B) {
	d := testDir(b)
	_, err := d.Load(context.Background(), LoadRequest{Options: testOptions, Now: day}, func(ctx context.Context, bd *Build) error {
		return bd.InTx(ctx, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, "insert into lines select 1, 'x', range, md5(range::varchar), null from range(550_000)")
			return err
		})
	})
	if err != nil {
		b.Fatal(err)
	}
	p, _, err := d.current()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(p.Size)
	for i := 0; b.Loop(); i++ {
		path, err := d.newCandidate(p)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := d.sweep(1); err != nil {
			b.Fatal(path, err)
		}
		b.StartTimer()
	}
}

// BenchmarkStage appends 100,000 rows of 12 texts to a staging table.
func BenchmarkStage(b *testing.B) {
	batch := make([][]any, 1000)
	for i := range batch {
		for j := range 12 {
			batch[i] = append(batch[i], fmt.Sprintf("giá trị %d", i*j))
		}
	}
	for b.Loop() {
		_, err := testDir(b).Load(context.Background(), LoadRequest{Options: testOptions, Now: day}, func(ctx context.Context, bd *Build) error {
			if _, err := bd.DB.ExecContext(ctx, `create table staging.raw (a varchar, b varchar, c varchar, d varchar,
				e varchar, f varchar, g varchar, h varchar, i varchar, j varchar, k varchar, l varchar)`); err != nil {
				return err
			}
			a, err := bd.Appender(ctx, "raw")
			if err != nil {
				return err
			}
			for range 100 {
				if err := a.Append(batch); err != nil {
					return err
				}
			}
			return a.Close()
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
