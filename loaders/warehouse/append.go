package warehouse

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"
	"time"
	"unsafe"

	"github.com/duckdb/duckdb-go/v2"
	"github.com/duckdb/duckdb-go/v2/mapping"
)

// An Appender fills a table, much faster than INSERT. It holds a connection
// until it is closed.
//
// It writes the database's vectors itself. The driver's own appender takes every
// value as an interface and hands every text over by a call into C: for a
// million rows of 26 columns that was more than reading and checking them.
type Appender struct {
	ctx      context.Context
	conn     *sql.Conn
	tx       bool // of its own, which Close ends
	driver   *duckdb.Appender
	appender mapping.Appender // the driver's
	types    []mapping.LogicalType
	chunk    mapping.DataChunk
	columns  []vector
	row      int // in the chunk
	chunks   int // since the last flush
	err      error
}

// A vector is one column of the chunk.
type vector struct {
	kind     mapping.Type
	vector   mapping.Vector
	data     unsafe.Pointer
	validity unsafe.Pointer
	last     string // the last long text of the chunk
	lastText text
	elements int // of all lists of the chunk
}

// A text is how the database keeps one: its length, and the text itself if it
// is short, else its beginning and where it is.
type text [textSize]byte

const (
	textSize   = 16
	textInside = 12 // bytes that stand inside a text
)

// Appender opens a table "staging.<table>", which must exist, for appending.
func (b *Build) Appender(ctx context.Context, table string) (*Appender, error) {
	return b.appender(ctx, Staging, table)
}

// TableAppender opens a table of the candidate itself, in a transaction of its
// own. Whole row groups go compressed into the file while others are appended, so
// that the memory for millions of rows is that of one group; staged in memory
// and inserted afterwards they took twice the time, and longer where they did
// not fit.
func (b *Build) TableAppender(ctx context.Context, table string) (*Appender, error) {
	return b.appender(ctx, "", table)
}

func (b *Build) appender(ctx context.Context, catalog, table string) (*Appender, error) {
	conn, err := b.DB.Conn(ctx)
	if err != nil {
		return nil, err
	}
	a := &Appender{ctx: ctx, conn: conn, tx: catalog == ""}
	if a.tx {
		_, err = conn.ExecContext(ctx, "begin")
	}
	if err == nil {
		err = conn.Raw(func(c any) error {
			dc, ok := c.(driver.Conn)
			if !ok {
				return errors.New("not a driver's connection")
			}
			a.driver, err = duckdb.NewAppender(dc, catalog, "main", table)
			return err
		})
	}
	if err == nil {
		err = a.open()
	}
	if err != nil {
		if a.driver != nil {
			a.driver.Close()
		}
		a.end("rollback")
		return nil, fmt.Errorf("%s.%s: %w", cmp.Or(catalog, "main"), table, err)
	}
	return a, nil
}

// end gives the connection back.
func (a *Appender) end(how string) error {
	var err error
	if a.tx {
		_, err = a.conn.ExecContext(context.WithoutCancel(a.ctx), how)
	}
	return errors.Join(err, a.conn.Close())
}

// open makes the chunk that is filled.
func (a *Appender) open() error {
	// The driver does not show its appender.
	field := reflect.ValueOf(a.driver).Elem().FieldByName("appender")
	if !field.IsValid() || field.Type() != reflect.TypeFor[mapping.Appender]() {
		return errors.New("this version of the database's driver keeps its appender in another way")
	}
	a.appender = mapping.Appender{Ptr: field.FieldByName("Ptr").UnsafePointer()}
	for i := range mapping.AppenderColumnCount(a.appender) {
		t := mapping.AppenderColumnType(a.appender, i)
		a.types = append(a.types, t)
		kind := mapping.GetTypeId(t)
		switch kind {
		case mapping.TypeVarchar, mapping.TypeBigInt, mapping.TypeInteger, mapping.TypeBoolean, mapping.TypeDate:
		case mapping.TypeList: // of VARCHAR
		case mapping.TypeDecimal:
			if mapping.DecimalInternalType(t) != mapping.TypeHugeInt {
				a.free()
				return fmt.Errorf("column %d: a decimal of other than 128 bits cannot be staged", i+1)
			}
		default:
			a.free()
			return fmt.Errorf("column %d: its type cannot be staged", i+1)
		}
		a.columns = append(a.columns, vector{kind: kind})
	}
	a.chunk = mapping.CreateDataChunk(a.types)
	a.begin()
	return nil
}

func (a *Appender) free() {
	if a.chunk.Ptr != nil {
		mapping.DestroyDataChunk(&a.chunk)
	}
	for i := range a.types {
		mapping.DestroyLogicalType(&a.types[i])
	}
	a.types = nil
}

// begin empties the chunk.
func (a *Appender) begin() {
	a.row = 0
	mapping.DataChunkReset(a.chunk)
	for i := range a.columns {
		v := &a.columns[i]
		v.vector = mapping.DataChunkGetVector(a.chunk, mapping.IdxT(i))
		mapping.VectorEnsureValidityWritable(v.vector)
		v.data, v.validity = mapping.VectorGetData(v.vector), mapping.VectorGetValidity(v.vector)
		v.last, v.elements = "", 0
	}
}

// flush gives the chunk to the database.
func (a *Appender) flush() error {
	if a.row == 0 {
		return nil
	}
	mapping.DataChunkSetSize(a.chunk, mapping.IdxT(a.row))
	if mapping.AppendDataChunk(a.appender, a.chunk) == mapping.StateError {
		failed := mapping.AppenderErrorData(a.appender)
		defer mapping.DestroyErrorData(&failed)
		return errors.New(mapping.ErrorDataMessage(failed))
	}
	a.begin()
	if a.chunks++; a.chunks == GroupRows/int(mapping.VectorSize()) {
		return a.write()
	}
	return nil
}

// write gives what was appended to the table.
func (a *Appender) write() error {
	a.chunks = 0
	if mapping.AppenderFlush(a.appender) == mapping.StateError {
		failed := mapping.AppenderErrorData(a.appender)
		defer mapping.DestroyErrorData(&failed)
		return errors.New(mapping.ErrorDataMessage(failed))
	}
	return nil
}

// GroupRows is how many rows a table keeps and compresses together.
const GroupRows = 122_880

// The methods below fill the row that Next ends. Every column needs a value.

// Null leaves a column without a value.
func (a *Appender) Null(column int) {
	if a.columns[column].kind == mapping.TypeList {
		*(*[2]uint64)(unsafe.Add(a.columns[column].data, a.row*16)) = [2]uint64{}
	}
	word := (*uint64)(unsafe.Add(a.columns[column].validity, a.row/64*8))
	*word &^= 1 << (a.row % 64)
}

// Text puts a text in UTF-8 into a VARCHAR column.
func (a *Appender) Text(column int, s string) {
	v := a.of(column, mapping.TypeVarchar)
	if v == nil {
		return
	}
	to := (*text)(unsafe.Add(v.data, a.row*textSize))
	if len(s) <= textInside {
		*to = text{}
		*(*uint32)(unsafe.Pointer(to)) = uint32(len(s))
		copy(to[textSize-textInside:], s)
		return
	}
	// A long text that repeats is written once in a chunk.
	if s != v.last {
		mapping.VectorAssignStringElement(v.vector, mapping.IdxT(a.row), s)
		v.last, v.lastText = s, *to
		return
	}
	*to = v.lastText
}

// List puts a list of texts into a VARCHAR[] column.
func (a *Appender) List(column int, list []string) {
	v := a.of(column, mapping.TypeList)
	if v == nil {
		return
	}
	*(*[2]uint64)(unsafe.Add(v.data, a.row*16)) = [2]uint64{uint64(v.elements), uint64(len(list))}
	mapping.ListVectorReserve(v.vector, mapping.IdxT(v.elements+len(list)))
	mapping.ListVectorSetSize(v.vector, mapping.IdxT(v.elements+len(list)))
	for _, s := range list {
		mapping.VectorAssignStringElement(mapping.ListVectorGetChild(v.vector), mapping.IdxT(v.elements), s)
		v.elements++
	}
}

// Whole puts a number into a BIGINT or an INTEGER column.
func (a *Appender) Whole(column int, n int64) {
	if v := &a.columns[column]; v.kind == mapping.TypeInteger {
		*(*int32)(unsafe.Add(v.data, a.row*4)) = int32(n)
		return
	}
	if v := a.of(column, mapping.TypeBigInt); v != nil {
		*(*int64)(unsafe.Add(v.data, a.row*8)) = n
	}
}

// Bool puts an answer into a BOOLEAN column.
func (a *Appender) Bool(column int, b bool) {
	if v := a.of(column, mapping.TypeBoolean); v != nil {
		*(*bool)(unsafe.Add(v.data, a.row)) = b
	}
}

// Day puts a day, counted from 1/1/1970, into a DATE column.
func (a *Appender) Day(column int, day int32) {
	if v := a.of(column, mapping.TypeDate); v != nil {
		*(*int32)(unsafe.Add(v.data, a.row*4)) = day
	}
}

// Decimal puts a number of 128 bits, counted in the last decimal of the column,
// into a DECIMAL column: high × 2^64 + low.
func (a *Appender) Decimal(column int, high int64, low uint64) {
	if v := a.of(column, mapping.TypeDecimal); v != nil {
		to := unsafe.Add(v.data, a.row*16)
		*(*uint64)(to), *(*int64)(unsafe.Add(to, 8)) = low, high
	}
}

// of gives a column if it takes a type.
func (a *Appender) of(column int, kind mapping.Type) *vector {
	v := &a.columns[column]
	if v.kind != kind {
		if a.err == nil {
			a.err = fmt.Errorf("column %d does not take this type", column+1)
		}
		return nil
	}
	return v
}

// Next ends the row.
func (a *Appender) Next() error {
	if a.err != nil {
		return a.err
	}
	if a.row++; a.row < int(mapping.VectorSize()) {
		return nil
	}
	if a.err = a.ctx.Err(); a.err == nil {
		a.err = a.flush()
	}
	return a.err
}

// Append adds rows. Each has a value for every column, in order: string,
// int64, bool, time.Time (for a DATE) or nil. Decimals are staged as text.
func (a *Appender) Append(rows [][]any) error {
	if err := a.ctx.Err(); err != nil {
		return err
	}
	for _, r := range rows {
		if len(r) != len(a.columns) {
			return fmt.Errorf("%d values for %d columns", len(r), len(a.columns))
		}
		for i, v := range r {
			switch x := v.(type) {
			case nil:
				a.Null(i)
			case string:
				a.Text(i, x)
			case int64:
				a.Whole(i, x)
			case bool:
				a.Bool(i, x)
			case time.Time:
				a.Day(i, Day(x))
			default:
				return fmt.Errorf("column %d: %T cannot be staged", i+1, v)
			}
		}
		if err := a.Next(); err != nil {
			return err
		}
	}
	return nil
}

// Day counts the days from 1/1/1970 to the day of t.
func Day(t time.Time) int32 {
	seconds := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix()
	return int32(seconds / (24 * 60 * 60))
}

// Flush writes what is left. Rows may follow.
func (a *Appender) Flush() error {
	if a.err == nil {
		if a.err = a.flush(); a.err == nil {
			a.err = a.write()
		}
	}
	return a.err
}

// Close writes what is left and gives the connection back. Rows are visible to
// queries only afterwards.
func (a *Appender) Close() error {
	if a.err == nil {
		a.err = a.flush()
	}
	a.free()
	how := "commit"
	if err := a.driver.Close(); err != nil || a.err != nil {
		a.err, how = errors.Join(a.err, err), "rollback"
	}
	return errors.Join(a.err, a.end(how))
}
