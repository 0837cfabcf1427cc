package loaders

import (
	"context"
	"fmt"
	"math/big"
	"strings"

	"tdkt/loaders/kind"
	"tdkt/loaders/quantity"
	"tdkt/loaders/warehouse"
)

// A batch appends the typed rows of data tables, thousands at a time, while
// the next ones are read. Two writers share the work of compressing: whole row
// groups go to them in turn, so that where a row comes to stand depends on
// nothing but its number.
type batch struct {
	ctx     context.Context
	stage   *stage
	table   string
	columns []column
	rows    *stagedRows // being filled
	staged  int         // rows before them
	writers []*batchWriter
	empty   chan *stagedRows // to be filled again
}

// A batchWriter appends the rows that it is given, on a connection of its own.
type batchWriter struct {
	batch    *batch
	appender *warehouse.Appender
	full     chan *stagedRows // to be appended
	failed   chan error       // holds the first error; closed at the end
}

// stagedRows are some rows with their places.
type stagedRows struct {
	values []kind.Value // row after row
	places []place
}

const (
	batchRows   = 2048
	batches     = 6 // that go round
	mostWriters = 2
)

func (s *stage) batch(ctx context.Context, table string) (*batch, error) {
	b := &batch{ctx: ctx, stage: s, table: table, columns: s.columns[table], empty: make(chan *stagedRows, batches)}
	for range batches {
		b.empty <- &stagedRows{}
	}
	b.rows = <-b.empty
	return b, b.open()
}

// open adds a writer.
func (b *batch) open() error {
	var a *warehouse.Appender
	var err error
	if b.stage.direct[b.table] {
		a, err = b.stage.build.TableAppender(b.ctx, b.table)
	} else {
		a, err = b.stage.build.Appender(b.ctx, "raw_"+b.table)
	}
	if err != nil {
		return err
	}
	w := &batchWriter{batch: b, appender: a, full: make(chan *stagedRows, batches), failed: make(chan error, 1)}
	b.writers = append(b.writers, w)
	go w.append()
	return nil
}

func (w *batchWriter) append() {
	defer close(w.failed)
	var err error
	for rows := range w.full {
		if err == nil {
			if err = w.batch.appendRows(w.appender, rows); err != nil {
				w.failed <- err
			}
		}
		rows.values, rows.places = rows.values[:0], rows.places[:0]
		w.batch.empty <- rows
	}
	if err == nil {
		if err = w.appender.Flush(); err != nil {
			w.failed <- err
		}
	}
}

func (b *batch) appendRows(a *warehouse.Appender, rows *stagedRows) error {
	width := len(b.columns)
	for n, at := range rows.places {
		row := rows.values[n*width:][:width]
		for i := range row {
			switch v := &row[i]; v.Sort {
			case kind.Null:
				a.Null(i)
			case kind.Whole:
				a.Whole(i, v.Number)
			case kind.Bool:
				a.Bool(i, v.Number != 0)
			case kind.Day:
				a.Day(i, int32(v.Number))
			case kind.Millionths:
				high := int64(0)
				if v.Number < 0 {
					high = -1
				}
				a.Decimal(i, high, uint64(v.Number))
			case kind.Text:
				if err := b.appendText(a, i, v.Text); err != nil {
					return fmt.Errorf("%s.%s: %w", b.table, b.columns[i].name, err)
				}
			}
		}
		if b.stage.direct[b.table] {
			a.Whole(width, int64(b.stage.build.Position))
			a.Whole(width+1, int64(b.stage.fileID(at.source)))
		} else {
			a.Whole(width, int64(at.source))
			a.Whole(width+1, int64(at.sheetNo))
		}
		a.Text(width+2, at.sheet)
		a.Whole(width+3, int64(at.row))
		if b.table == "actual" {
			a.Day(width+4, forever) // until the load's last step
		}
		if err := a.Next(); err != nil {
			return err
		}
	}
	return nil
}

// appendText appends a text as what the column keeps.
func (b *batch) appendText(a *warehouse.Appender, i int, text string) error {
	switch c := b.columns[i]; {
	case !c.direct:
		a.Text(i, text)
	case c.typ == "VARCHAR[]":
		a.List(i, strings.Split(text, kind.ListMark))
	case strings.HasPrefix(c.typ, "DECIMAL"):
		return appendDecimal(a, i, text)
	default:
		a.Text(i, text)
	}
	return nil
}

// appendDecimal appends a decimal in machine form.
func appendDecimal(a *warehouse.Appender, column int, text string) error {
	d, err := quantity.New(text)
	if err != nil {
		return err
	}
	if n, ok := d.Millionths(); ok {
		high := int64(0)
		if n < 0 {
			high = -1
		}
		a.Decimal(column, high, uint64(n))
		return nil
	}
	n := d.Big(quantity.MaxDecimals)
	low := new(big.Int).And(n, new(big.Int).SetUint64(1<<64-1)) // of two's complement
	a.Decimal(column, new(big.Int).Rsh(n, 64).Int64(), low.Uint64())
	return nil
}

// add stages one row: the kind's values, then its provenance.
func (b *batch) add(values []kind.Value, at place) error {
	if len(values) != len(b.columns) {
		return fmt.Errorf("%d values for the %d columns of %s", len(values), len(b.columns), b.table)
	}
	b.rows.values = append(b.rows.values, values...)
	b.rows.places = append(b.rows.places, at)
	b.stage.used[b.table] = true
	if len(b.rows.places) < batchRows {
		return nil
	}
	return b.flush()
}

func (b *batch) flush() error {
	turn := 0
	if b.stage.direct[b.table] {
		turn = b.staged / b.stage.turn % mostWriters
	}
	if turn == len(b.writers) {
		if err := b.open(); err != nil {
			return err
		}
	}
	b.staged += len(b.rows.places)
	w := b.writers[turn]
	w.full <- b.rows
	b.rows = <-b.empty
	select {
	case err := <-w.failed:
		return err
	default:
		return nil
	}
}

// close ends the writers. Their rows come into the table one after the other.
func (b *batch) close() error {
	if len(b.writers) == 0 {
		return nil
	}
	err := b.flush()
	for _, w := range b.writers {
		close(w.full)
	}
	for _, w := range b.writers {
		for ferr := range w.failed { // ends when the last rows are appended
			if err == nil {
				err = ferr
			}
		}
	}
	for _, w := range b.writers {
		if cerr := w.appender.Close(); err == nil {
			err = cerr
		}
	}
	return err
}
