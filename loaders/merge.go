package loaders

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"tdkt/loaders/kind"
)

// merge writes what is new. Sources that bring nothing new are left out of the
// ledger, so that a replay never sees them.
func (r *run) merge(ctx context.Context) error {
	plans, err := r.comparePlans(ctx)
	if err != nil {
		return err
	}
	if err := r.compareRows(ctx); err != nil {
		return err
	}
	if err := r.compareRefusals(ctx); err != nil {
		return err
	}
	if r.mode.dry {
		return r.rehearse(ctx)
	}
	var accepted []int // sources, in order
	for i := range r.sources {
		if r.brings(i) {
			accepted = append(accepted, i)
		} else {
			r.build.Leave(r.sources[i].SHA256)
		}
	}
	for _, p := range r.parts {
		switch {
		case r.left[p.source]: // refused
		case p.report.Kind == "":
			p.report.State = LeftOut
		case r.brings(p.source):
			p.report.State = Loaded
		default:
			p.report.State = NothingNew
		}
	}
	if len(accepted) == 0 {
		return nil
	}
	return r.build.InTx(ctx, func(tx *sql.Tx) error {
		w := &writer{ctx: ctx, tx: tx, run: r}
		w.files(accepted)
		w.plans(plans)
		w.units()
		w.unitChanges()
		w.unitStretches()
		for _, k := range kind.All() {
			if k.Dated != "" && r.stage.used[k.Table] {
				w.rows(k)
			}
		}
		w.refusals()
		w.warnings()
		for _, k := range kind.All() {
			if k.Dated != "" && r.stage.used[k.Table] {
				w.number(k)
			}
		}
		if r.stage.used["actual"] {
			w.known()
		}
		return w.err
	})
}

// brings reports whether a source has something to write.
func (r *run) brings(source int) bool {
	if r.left[source] {
		return false
	}
	if r.answers[source] {
		return true
	}
	for _, p := range r.parts {
		c := p.report.Counts
		if p.source == source && c.New+c.Corrections+c.Replaced > 0 {
			return true
		}
	}
	return false
}

// comparePlans sorts the staged plans: those to write, by number of source. An
// unchanged one is left alone; of a changed one all rows are replaced.
func (r *run) comparePlans(ctx context.Context) (write []int, err error) {
	for _, p := range r.parts {
		if p.plan == nil {
			continue
		}
		c := &p.report.Counts
		var loaded bool
		if err := r.build.DB.QueryRowContext(ctx, "select exists (from plan where plan_id = $1)", p.plan.ID).Scan(&loaded); err != nil {
			return nil, err
		}
		if !loaded {
			c.New = c.Rows
			write = append(write, p.source)
			continue
		}
		known, changed := 0, 0
		for _, table := range planTables {
			names := strings.Join(r.stage.names(table, ""), ", ")
			of := fmt.Sprintf("from %s where plan_id = $1", table)
			if table == "indicator" {
				of = "from indicator where indicator_code in (select indicator_code from staging.indicator where src = $2)"
			}
			query := fmt.Sprintf(`
				with known as (select %[1]s %[2]s), staged as (select %[1]s from staging.%[3]s where src = $2)
				select (select count(*) from known),
					(select count(*) from (from known except all from staged)) + (select count(*) from (from staged except all from known))
				where $1 <> ''`, names, of, table)
			var n, d int
			if err := r.build.DB.QueryRowContext(ctx, query, p.plan.ID, p.source).Scan(&n, &d); err != nil {
				return nil, fmt.Errorf("%s: compare %s: %w", p.report.File, table, err)
			}
			known, changed = known+n, changed+d
		}
		if changed == 0 {
			c.Identical = c.Rows
		} else {
			c.New, c.Replaced = c.Rows, known
			p.report.Note = fmt.Sprintf("the plan %s was changed: its rows take the place of those loaded before; earlier snapshots keep them", p.plan.ID)
			write = append(write, p.source)
		}
	}
	return write, nil
}

func without(list []string, name string) []string {
	var out []string
	for _, s := range list {
		if s != name {
			out = append(out, s)
		}
	}
	return out
}

// same says that two rows hold the same in all the columns.
func same(columns []string, a, b string) string {
	var parts []string
	for _, c := range columns {
		parts = append(parts, fmt.Sprintf("%s.%s is not distinct from %s.%s", a, c, b, c))
	}
	return strings.Join(parts, " and ")
}

// compareRows finds the new rows of each kind and counts them.
func (r *run) compareRows(ctx context.Context) error {
	for _, k := range kind.All() {
		if !r.stage.used[k.Table] {
			continue
		}
		if err := r.makeNew(ctx, k); err != nil {
			return fmt.Errorf("compare %s: %w", k.Table, err)
		}
		query := fmt.Sprintf(`select src, sheet_no, count(*) filter (not again), count(*) filter (again) from staging.new_%s group by all order by all`, k.Table)
		err := r.stage.each(ctx, query, func(rows *sql.Rows) error {
			var source, sheet, fresh, again int
			if err := rows.Scan(&source, &sheet, &fresh, &again); err != nil {
				return err
			}
			for _, p := range r.parts {
				if p.source != source || p.sheetNo != sheet {
					continue
				}
				p.report.Counts.New = fresh
				if k.Dated == "" {
					p.report.Counts.Replaced = again
				} else {
					p.report.Counts.Corrections = again
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, p := range r.parts {
			if c := &p.report.Counts; p.report.Kind == k.Name && !r.left[p.source] {
				c.Identical = c.Rows - c.New - c.Corrections - c.Replaced - c.Refused
			}
		}
	}
	return nil
}

// parted reports whether rows of a kind come from several tables.
func (r *run) parted(k *kind.Kind) bool {
	n := 0
	for _, p := range r.parts {
		if p.report.Kind == k.Name {
			n++
		}
	}
	return n > 1
}

// A writer runs the statements of the transaction; the first error stops it.
type writer struct {
	ctx context.Context
	tx  *sql.Tx
	run *run
	err error

	fileID map[int]int // of each accepted source
}

func (w *writer) exec(what, query string, args ...any) {
	if w.err != nil {
		return
	}
	if _, err := w.tx.ExecContext(w.ctx, query, args...); err != nil {
		w.err = fmt.Errorf("write %s: %w", what, err)
	}
}

// files numbers the accepted sources after those of earlier loads.
func (w *writer) files(accepted []int) {
	w.exec("source_file", "create or replace temporary table accepted (src bigint, file_id integer)")
	for n, i := range accepted {
		s := w.run.sources[i]
		w.exec("source_file", "insert into accepted select $1, coalesce(max(file_id), 0) + $2 from source_file where load_no < $3", i, n+1, w.run.build.Position)
		w.exec("source_file", `insert into source_file select file_id, $2, $3, $4, $5 from accepted where src = $1`, i, s.SHA256, s.Name, s.Kind, w.run.build.Position)
	}
	if w.err != nil {
		return
	}
	w.fileID = map[int]int{}
	rows, err := w.tx.QueryContext(w.ctx, "select src, file_id from accepted")
	if err != nil {
		w.err = err
		return
	}
	defer rows.Close()
	for rows.Next() {
		var src, id int
		if w.err = rows.Scan(&src, &id); w.err != nil {
			return
		}
		w.fileID[src] = id
	}
	w.err = rows.Err()
}

// plans replaces the rows of the plans that the sources hold.
func (w *writer) plans(sources []int) {
	if len(sources) == 0 {
		return
	}
	list := strings.Trim(strings.ReplaceAll(fmt.Sprint(sources), " ", ", "), "[]")
	staged := "(select plan_id from staging.plan where src in (" + list + "))"
	// Indicators that only these plans used, and nobody reported, go with them.
	w.exec("indicator", `delete from indicator where indicator_code in (select indicator_code from staging.indicator where src in (`+list+`))
		or (indicator_code in (select indicator_code from target where plan_id in `+staged+`)
			and indicator_code not in (select indicator_code from target where plan_id not in `+staged+` and indicator_code is not null)
			and indicator_code not in (select indicator_code from actual))`)
	for _, table := range planTables {
		if table != "indicator" {
			w.exec(table, "delete from "+table+" where plan_id in "+staged)
		}
	}
	for _, table := range planTables {
		columns := w.run.stage.names(table, "")
		pick := "select " + strings.Join(columns, ", ")
		if table == "plan" {
			columns = append(columns, "file_id")
			pick += ", file_id"
		}
		from := fmt.Sprintf("from staging.%s", table)
		switch table {
		case "plan":
			from = "from staging.plan join accepted using (src)"
		case "indicator":
			from = "from (select distinct on (indicator_code) * from staging.indicator where src in (" + list + ") order by indicator_code, src)"
		}
		w.exec(table, fmt.Sprintf("insert into %s (%s) %s %s where src in (%s) order by src, row_no",
			table, strings.Join(columns, ", "), pick, from, list))
	}
}

// units inserts new org units behind the known ones; a changed one keeps its
// position.
func (w *writer) units() {
	if !w.run.stage.used["org_unit"] {
		return
	}
	columns := without(w.run.stage.names("org_unit", ""), "position")
	names := strings.Join(columns, ", ")
	w.exec("org_unit", `create or replace temporary table placed as
		select n.* exclude (position), coalesce(o.position, (select coalesce(max(position), 0) from org_unit)
			+ row_number() over (partition by o.position is null order by n.src, n.sheet_no, n.row_no)) as position
		from staging.new_org_unit n
		left join org_unit o using (unit_code, valid_from)`)
	w.exec("org_unit", "delete from org_unit o where exists (select 1 from placed p where p.unit_code = o.unit_code and p.valid_from = o.valid_from)")
	w.exec("org_unit", fmt.Sprintf(`insert into org_unit (%[1]s, position, file_id, sheet, row_no)
		select %[1]s, position, file_id, sheet, row_no from placed join accepted using (src) order by position`, names))
}

// unitChanges puts in new rows of the conversion table; a changed one takes the
// place of the known one.
func (w *writer) unitChanges() {
	if !w.run.stage.used["unit_change"] {
		return
	}
	w.exec("unit_change", `delete from unit_change o where exists (from staging.new_unit_change n
		where n.old_code = o.old_code and n.new_code = o.new_code and n.basis = o.basis and n.changed_on = o.changed_on)`)
	names := strings.Join(w.run.stage.names("unit_change", ""), ", ")
	w.exec("unit_change", fmt.Sprintf(`insert into unit_change (%[1]s, file_id, sheet, row_no)
		select %[1]s, file_id, sheet, row_no from staging.new_unit_change join accepted using (src) order by src, sheet_no, row_no`, names))
}

// unitStretches keeps what migrations 0007 and 0008 say of codes and trees.
func (w *writer) unitStretches() {
	if w.run.stage.used["org_unit"] || w.run.stage.used["unit_change"] {
		w.exec("unit_stretch", "delete from unit_stretch")
		w.exec("unit_stretch", unitStretchesSQL)
		w.exec("unit_below", "delete from unit_below")
		w.exec("unit_below", unitBelowSQL)
	}
}

// rows takes those of a kind's rows out again that say nothing new.
func (w *writer) rows(k *kind.Kind) {
	if !w.run.again[k.Table] {
		return
	}
	w.exec(k.Table, fmt.Sprintf(`delete from %[1]s where load_no = %[2]d
		and (file_id, sheet, row_no) in (select src + %[3]d, sheet, row_no from staging.old_%[1]s)`,
		k.Table, w.run.build.Position, w.run.stage.fileID(0)))
}

// number gives a kind's rows the numbers of their files, where a source before
// them was left out. Until then they have those of fileID.
func (w *writer) number(k *kind.Kind) {
	var cases strings.Builder
	for _, src := range sortedKeys(w.fileID) {
		if had := w.run.stage.fileID(src); had != w.fileID[src] {
			fmt.Fprintf(&cases, " when %d then %d", had, w.fileID[src])
		}
	}
	if cases.Len() > 0 {
		w.exec(k.Table, fmt.Sprintf("update %s set file_id = case file_id%s else file_id end where load_no = %d", k.Table, cases.String(), w.run.build.Position))
	}
}
