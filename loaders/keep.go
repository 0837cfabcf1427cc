package loaders

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"tdkt/loaders/kind"
)

// compareRefusals makes staging.new_refused, the refused rows that are not
// refused and open already, and staging.answered, the open refusals that the
// load's rows answer: by the reference that a return sheet gave them, or by
// being about the same thing.
func (r *run) compareRefusals(ctx context.Context) error {
	db := r.build.DB
	if _, err := db.ExecContext(ctx, `
		create table staging.new_refused as
		select f.* from staging.refused f
		anti join (from refusal where state = 'open') o on o.raw = f.raw and o.kind = f.kind;
		create table staging.answered (ref varchar, src bigint);
		insert into staging.answered
		select o.ref, min(p.src)
		from refusal o
		join staging.reply p on p.ref = o.ref
		left join staging.refused f on f.src = p.src and f.sheet_no = p.sheet_no and f.row_no = p.row_no
		where o.state = 'open' and (f.raw is null or f.raw <> o.raw)
		group by o.ref`); err != nil {
		return err
	}
	var open int
	if err := db.QueryRowContext(ctx, "select count(*) from refusal where state = 'open' and row_key is not null").Scan(&open); err != nil {
		return err
	}
	for _, k := range kind.All() {
		if !r.stage.used[k.Table] {
			continue
		}
		if open > 0 {
			if _, err := db.ExecContext(ctx, fmt.Sprintf(`
				insert into staging.answered
				select o.ref, min(n.src)
				from refusal o
				join staging.new_%s n on %s = o.row_key
				where o.state = 'open' and o.kind = $1 and o.ref not in (select ref from staging.answered)
				group by o.ref`, k.Table, keyOf(k)), k.Name); err != nil {
				return err
			}
		}
		if err := r.nameSenders(ctx, k); err != nil {
			return err
		}
	}
	r.answers = map[int]bool{}
	if err := r.stage.each(ctx, "select src, false from staging.new_refused union select src, true from staging.answered", func(rows *sql.Rows) error {
		var source int
		var answer bool
		err := rows.Scan(&source, &answer)
		r.answers[source] = true
		return err
	}); err != nil {
		return err
	}
	return db.QueryRowContext(ctx, "select count(*) from staging.answered").Scan(&r.closed)
}

// nameSenders gives refused rows whose unit is not known to the unit that most
// rows of their file are from.
func (r *run) nameSenders(ctx context.Context, k *kind.Kind) error {
	who := "unit_code"
	switch k.Table {
	case "actual":
		who = "reporter_code"
	case "org_unit", "unit_change", "assessed_verdict", "review_release":
		return nil
	}
	_, err := r.build.DB.ExecContext(ctx, fmt.Sprintf(`
		update staging.new_refused f
		set sender = (select %[1]s from staging.%[2]s t where t.src = f.src group by %[1]s order by count(*) desc, %[1]s limit 1)
		where kind = $1 and (sender is null or sender not in (select unit_code from org_unit union select unit_code from staging.org_unit))`,
		who, k.Table), k.Name)
	return err
}

// refusals keeps what was refused and closes what was answered.
func (w *writer) refusals() {
	load := w.run.build.Position
	w.exec("refusal", fmt.Sprintf("update refusal set state = 'closed', closed_by = %d where ref in (select ref from staging.answered)", load))
	w.exec("refusal", fmt.Sprintf(`
		insert into refusal
		with listed as (
			-- sorted afterwards, all at once: an ordered list sorts every group by itself
			select src, sheet_no, row_no, list_sort(list({'n': rowid, 'c': column_name, 'm': message, 'h': hint, 'v': vi, 'r': remedy})) as f
			from staging.finding
			where not warning
			group by all
		), said as (
			select src, sheet_no, row_no, list_distinct([x.c for x in f if x.c <> '']) as columns,
				array_to_string([x.m for x in f], chr(10)) as reason, array_to_string([x.h for x in f], chr(10)) as hint,
				array_to_string([x.v for x in f], chr(10)) as reason_vi, array_to_string([x.r for x in f], chr(10)) as remedy_vi
			from listed
		)
		select 'R%[1]d-' || row_number() over (order by f.src, f.sheet_no, f.row_no), %[1]d, a.file_id, f.sheet, f.row_no, f.kind, f.sender,
			coalesce(list_sort(s.columns), []), s.reason, s.hint, s.reason_vi, s.remedy_vi, f.raw, f.row_key, 'open', null
		from staging.new_refused f
		join accepted a using (src)
		join said s using (src, sheet_no, row_no)
		order by f.src, f.sheet_no, f.row_no`, load))
}

// warnings keeps what is doubted in rows that are written.
func (w *writer) warnings() {
	var rows []string
	for _, k := range kind.All() {
		if w.run.stage.used[k.Table] {
			rows = append(rows, fmt.Sprintf("select '%s' as kind, src, sheet_no, sheet, row_no from staging.new_%s", k.Name, k.Table))
		}
	}
	if len(rows) == 0 {
		return
	}
	w.exec("warning", fmt.Sprintf(`
		insert into warning
		select n.kind, a.file_id, n.sheet, n.row_no, f.column_name, f.message, f.hint, f.vi
		from staging.finding f
		join (%s) n using (src, sheet_no, row_no)
		join accepted a using (src)
		where f.warning
		order by f.src, f.sheet_no, f.row_no, f.rowid`, strings.Join(rows, " union all ")))
}
