package warehouse

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/duckdb/duckdb-go/v2"
)

// Options are the settings of a database. One process opens one snapshot with
// one set of them; DuckDB refuses a second, different one.
type Options struct {
	MemoryLimit string // as DuckDB writes it, such as "150MB"; empty is 400MB
	Threads     int    // of one query; 0 is one per processor, at most 4
	Connections int    // that run queries side by side; 0 is as many as threads

	// TempDir is where a query that needs more memory spills to; a folder of
	// the process's own is made in it when needed. Empty is "tmp" in the
	// warehouse folder.
	TempDir string

	// TempLimit bounds what one instance spills, as DuckDB writes it, such as
	// "1GB"; empty is DuckDB's own, most of the disk.
	TempLimit string

	// WriteTo is a folder below which COPY may write and read files, for an
	// instance that exports; empty is none.
	WriteTo string

	// Init is run in order on every new connection, also while loading:
	// temporary views and macros. One element may hold several statements.
	Init []string

	// Functions are callable from SQL on every connection.
	Functions []Function

	// Migrations holds the schema's steps NNNN_name.sql at its root; nil is
	// the program's own.
	Migrations fs.FS
}

func (o Options) threads() int {
	if o.Threads > 0 {
		return o.Threads
	}
	return min(runtime.NumCPU(), 4)
}

func (o Options) connections() int {
	if o.Connections > 0 {
		return o.Connections
	}
	return o.threads()
}

// A Snapshot is an open snapshot. It is read-only and has no access to files
// or the network; settings cannot be changed by SQL.
type Snapshot struct {
	DB       *sql.DB
	Name     string // file name
	Position int    // of the last load in it; 0 is an empty warehouse

	// Identity is the same for the same content: schema version and the
	// ledger's hash. A snapshot that was made again keeps it.
	Identity string

	// Warning is for the operator; empty if all is well.
	Warning string

	dsn   string
	init  []string
	spill string
}

// Close closes all connections.
func (s *Snapshot) Close() error { return s.DB.Close() }

// Leave is Close for a process that ends with it: its memory goes back to the
// system all at once, and only what spilled to the disk has to be removed.
func (s *Snapshot) Leave() error {
	if _, err := os.Stat(s.spill); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return s.Close()
}

// Private opens one more connection to the snapshot, apart from the pool, for
// SQL that a user wrote: a temporary view it makes is seen by nobody else. The
// caller closes it.
func (s *Snapshot) Private(ctx context.Context) (*sql.DB, error) {
	ready := &atomic.Bool{}
	ready.Store(true)
	db, err := connect(s.dsn, s.init, ready)
	if err != nil {
		return nil, openError(s.Name, err)
	}
	pool(db, 1)
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// Open opens the snapshot in force. Errors: ErrNoWarehouse, ErrDamaged,
// ErrNewerSchema, ErrOlderSchema (Init makes it a snapshot of the program's
// schema), ErrOtherSettings.
func (d Dir) Open(ctx context.Context, opts Options) (*Snapshot, error) {
	for last := ""; ; {
		p, warning, err := d.current()
		if err != nil {
			return nil, err
		}
		d.at(stepRead)
		s, err := d.open(ctx, opts, p)
		// Pruned between reading CURRENT and opening: CURRENT names another by now.
		if errors.Is(err, ErrPruned) && p.Snapshot != last {
			last = p.Snapshot
			continue
		}
		if errors.Is(err, ErrPruned) {
			return nil, &Error{Kind: ErrDamaged, Place: d.file(p.Snapshot),
				Detail: "the snapshot in force is missing", Hint: hintRebuild}
		}
		if err != nil {
			return nil, err
		}
		s.Warning = warning
		return s, nil
	}
}

// OpenAt opens the kept snapshot that ends with the load at position. A
// snapshot that is not kept any more is ErrPruned; RebuildAt makes it again.
func (d Dir) OpenAt(ctx context.Context, opts Options, position int) (*Snapshot, error) {
	entries, err := d.Ledger()
	if err != nil {
		return nil, err
	}
	hash, err := hashAt(entries, position)
	if err != nil {
		return nil, err
	}
	name, ok := d.find(position, hash)
	if !ok {
		return nil, &Error{Kind: ErrPruned, Place: d.path, Detail: fmt.Sprintf("load %d", position), Hint: hintRebuild}
	}
	p, err := d.pointTo(name, position, hash)
	if err != nil {
		return nil, err
	}
	return d.open(ctx, opts, p)
}

func hashAt(entries []Entry, position int) (string, error) {
	switch {
	case position == 0:
		return genesis, nil
	case position < 0 || position > len(entries):
		return "", fmt.Errorf("there is no load %d; the last is %d", position, len(entries))
	}
	return entries[position-1].Hash, nil
}

func (d Dir) open(ctx context.Context, opts Options, p pointer) (*Snapshot, error) {
	place := d.file(p.Snapshot)
	info, err := os.Stat(place)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{Kind: ErrPruned, Place: place, Cause: err, Hint: hintRebuild}
	}
	if err != nil {
		return nil, wrap(place, err)
	}
	if info.Size() != p.Size {
		return nil, &Error{Kind: ErrDamaged, Place: place, Hint: hintRebuild,
			Detail: fmt.Sprintf("it has %d bytes instead of %d", info.Size(), p.Size)}
	}
	list, err := opts.migrations()
	if err != nil {
		return nil, err
	}
	settings := d.settings(opts, "read-"+strconv.Itoa(os.Getpid())+"-"+p.Snapshot)
	settings.Set("access_mode", "READ_ONLY")
	if p.Size < smallSnapshot {
		settings.Set("disabled_optimizers", bigDataOptimizers)
	}
	dsn, err := dsn(place, settings)
	if err != nil {
		return nil, err
	}
	ready := &atomic.Bool{}
	db, err := connect(dsn, opts.Init, ready)
	if err != nil {
		if _, statErr := os.Stat(place); errors.Is(statErr, fs.ErrNotExist) {
			return nil, &Error{Kind: ErrPruned, Place: place, Cause: err, Hint: hintRebuild}
		}
		return nil, openError(place, err)
	}
	pool(db, opts.connections())
	version, err := prepareReader(ctx, db, place, opts, len(list))
	if err != nil {
		db.Close()
		return nil, err
	}
	ready.Store(true)
	return &Snapshot{DB: db, Name: p.Snapshot, Position: p.Position,
		Identity: identity(version, p.Hash), dsn: dsn, init: opts.Init, spill: settings.Get("temp_directory")}, nil
}

// prepareReader checks the schema's version on the first connection before it
// runs the statements that depend on it.
func prepareReader(ctx context.Context, db *sql.DB, place string, opts Options, want int) (int, error) {
	var version int
	err := db.QueryRowContext(ctx, "select coalesce(max(version), 0) from schema_migrations").Scan(&version)
	switch {
	case ctx.Err() != nil:
		return 0, ctx.Err()
	case err != nil:
		return 0, openError(place, err)
	case version > want:
		return 0, newerSchema(place, version, want)
	case version < want:
		return 0, &Error{Kind: ErrOlderSchema, Place: place,
			Detail: fmt.Sprintf("its schema has version %d, this program has %d", version, want),
			Hint:   "run tdkt load or tdkt rebuild: it makes a snapshot with the new schema"}
	}
	if err := firstConnection(ctx, db, opts); err != nil {
		return 0, err
	}
	return version, lockDown(ctx, db, opts.WriteTo)
}

// smallSnapshot is the size in bytes below which a plan is not improved in ways
// that pay for many rows only: the judgement of a plan has 700 operators, and
// each of these passes walks over all of them. Without them it takes an eighth
// less. The order and the sides of joins, and everything that moves or removes
// columns and filters, stay.
const (
	smallSnapshot     = 64 << 20
	bigDataOptimizers = "compressed_materialization,common_subexpressions,join_filter_pushdown,late_materialization," +
		"sum_rewriter,sampling_pushdown,duplicate_groups,reorder_filter,regex_range,in_clause,limit_pushdown"
)

// utc keeps comparisons of dates with times of day apart from the machine's
// time zone. It cannot stand in the DSN: the zones' extension is not loaded yet.
const utc = "set global TimeZone = 'UTC'"

// lockDown switches off files and network for the instance, for good. These
// two settings are not in the DSN because the driver sets its options in the
// random order of a map, and DuckDB refuses temp_directory after
// enable_external_access. They belong to the instance: later connections, and
// a second opening in this process, find them set.
func lockDown(ctx context.Context, db *sql.DB, writeTo string) error {
	instance.Lock()
	defer instance.Unlock()
	var locked bool
	if err := db.QueryRowContext(ctx, "select current_setting('lock_configuration')").Scan(&locked); err != nil || locked {
		return err
	}
	allow := ""
	if writeTo != "" {
		abs, err := filepath.Abs(writeTo)
		if err != nil {
			return err
		}
		allow = "; set global allowed_directories = ['" + strings.ReplaceAll(abs+string(filepath.Separator), "'", "''") + "']"
	}
	_, err := db.ExecContext(ctx, utc+allow+"; set global enable_external_access = false; set global lock_configuration = true")
	return err
}

// instance guards what is done once per database instance, which two openings
// of one snapshot share.
var instance sync.Mutex

// firstConnection gives the pool's first connection, which was opened before
// the schema was known, what every later one gets when it is opened.
func firstConnection(ctx context.Context, db *sql.DB, opts Options) error {
	if err := register(ctx, db, opts.Functions); err != nil {
		return err
	}
	for i, text := range opts.Init {
		if _, err := db.ExecContext(ctx, text); err != nil {
			return initError(i, text, err)
		}
	}
	return nil
}

func initError(i int, text string, err error) error {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return fmt.Errorf("statement %d of every connection (%s): %w", i+1, first, err)
}

// settings are those of every database, whether read or written.
func (d Dir) settings(opts Options, spill string) url.Values {
	limit := opts.MemoryLimit
	if limit == "" {
		limit = "400MB"
	}
	temp := opts.TempDir
	if temp == "" {
		temp = d.file(tempName)
	}
	// DuckDB makes its folder only if the one above is there. In a folder that
	// cannot be written there is no spilling, which is no reason not to read.
	os.MkdirAll(temp, 0o755)
	// Two processes must not spill to one folder: DuckDB numbers the files in
	// it from 0.
	values := url.Values{
		"memory_limit":                 {limit},
		"threads":                      {strconv.Itoa(opts.threads())},
		"temp_directory":               {filepath.Join(temp, spill)},
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
	}
	if opts.TempLimit != "" {
		values.Set("max_temp_directory_size", opts.TempLimit)
	}
	return values
}

// dsn joins a path and settings. The driver cuts the path at the first
// question mark and drops all settings after a hash sign, so such a path
// would be opened without any protection.
func dsn(path string, settings url.Values) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	text := abs + "?" + settings.Encode()
	u, err := url.Parse(text)
	if err != nil || strings.ContainsAny(abs, "?#") || u.RawQuery != settings.Encode() {
		return "", fmt.Errorf("%s: DuckDB cannot open a file below a folder with ?, # or %% in its name: rename the folder", abs)
	}
	return text, nil
}

// connect opens a database. init runs on every connection that is made once
// ready is set.
func connect(dsn string, init []string, ready *atomic.Bool) (*sql.DB, error) {
	onConnect := func(conn driver.ExecerContext) error {
		if !ready.Load() {
			return nil
		}
		for i, text := range init {
			if _, err := conn.ExecContext(context.Background(), text, nil); err != nil {
				return initError(i, text, err)
			}
		}
		return nil
	}
	connector, err := duckdb.NewConnector(dsn, onConnect)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector), nil
}

// pool keeps as many idle connections as may be open: a new one makes all
// temporary views again.
func pool(db *sql.DB, n int) {
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
}
