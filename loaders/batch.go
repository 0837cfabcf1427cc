package loaders

import (
	"context"
	"fmt"
	"math/big"

	"tdkt/loaders/kind"
	"tdkt/loaders/quantity"
	"tdkt/loaders/warehouse"
)

// A batch appends the typed rows of data tables, thousands at a time, while
// the next ones are read.
type batch struct {
	stage    *stage
	appender *warehouse.Appender
	table    string
	columns  []column
	rows     *stagedRows      // being filled
	full     chan *stagedRows // to be appended
	empty    chan *stagedRows // to be filled again
	failed   chan error       // holds the first error; closed at the end
}

// stagedRows are some rows with their places.
type stagedRows struct {
	values []kind.Value // row after row
	places []place
}

const (
	batchRows = 2048
	batches   = 4 // that go round
)

func (s *stage) batch(ctx context.Context, table string) (*batch, error) {
	a, err := s.build.Appender(ctx, "raw_"+table)
	if err != nil {
		return nil, err
	}
	b := &batch{stage: s, appender: a, table: table, columns: s.columns[table],
		full: make(chan *stagedRows, batches), empty: make(chan *stagedRows, batches), failed: make(chan error, 1)}
	for range batches {
		b.empty <- &stagedRows{values: make([]kind.Value, 0, batchRows*len(b.columns)), places: make([]place, 0, batchRows)}
	}
	b.rows = <-b.empty
	go b.append()
	return b, nil
}

func (b *batch) append() {
	defer close(b.failed)
	var err error
	for rows := range b.full {
		if err == nil {
			if err = b.appendRows(rows); err != nil {
				b.failed <- err
			}
		}
		rows.values, rows.places = rows.values[:0], rows.places[:0]
		b.empty <- rows
	}
}

func (b *batch) appendRows(rows *stagedRows) error {
	a, width := b.appender, len(b.columns)
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
				if !b.columns[i].value {
					a.Text(i, v.Text)
				} else if err := appendDecimal(a, i, v.Text); err != nil {
					return fmt.Errorf("%s.%s: %w", b.table, b.columns[i].name, err)
				}
			}
		}
		a.Whole(width, int64(at.source))
		a.Whole(width+1, int64(at.sheetNo))
		a.Text(width+2, at.sheet)
		a.Whole(width+3, int64(at.row))
		if err := a.Next(); err != nil {
			return err
		}
	}
	return nil
}

// appendDecimal stages a decimal in machine form.
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
	b.full <- b.rows
	b.rows = <-b.empty
	select {
	case err := <-b.failed:
		return err
	default:
		return nil
	}
}

func (b *batch) close() error {
	err := b.flush()
	close(b.full)
	for ferr := range b.failed { // ends when the last rows are appended
		if err == nil {
			err = ferr
		}
	}
	if cerr := b.appender.Close(); err == nil {
		err = cerr
	}
	return err
}
