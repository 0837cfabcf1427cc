package loaders

import (
	"context"
	"fmt"
	"strings"

	"tdkt/loaders/kind"
)

// makeNew makes the view staging.new_<table>: the staged rows that are not known,
// with whether they repeat a key ("again"). Where no key stands twice, in the
// stage or in the warehouse, all staged rows are new: a million rows are neither
// compared nor copied.
//
// Else rows are followed by their place and hashes of 8 bytes: a million rows
// over a million others must fit into the memory of the database, and whole rows
// do not.
func (r *run) makeNew(ctx context.Context, k *kind.Kind) error {
	key := strings.Join(k.Key, ", ")
	crowded, err := r.crowded(ctx, k)
	if err != nil {
		return err
	}
	met := crowded
	if !met {
		if err := r.build.DB.QueryRowContext(ctx, fmt.Sprintf("select exists (from staging.%[2]s where hash(row(%[1]s)) in (select hash(row(%[1]s)) from %[3]s))",
			key, k.Table, r.stage.known(k.Table))).Scan(&met); err != nil {
			return err
		}
	}
	if !met {
		_, err := r.build.DB.ExecContext(ctx, fmt.Sprintf("create view staging.new_%[1]s as select *, false as again from staging.%[1]s", k.Table))
		return err
	}
	repeated := fmt.Sprintf("select src, sheet_no, row_no from staging.%[2]s where hash(row(%[1]s)) in (select hash(row(%[1]s)) from %[3]s)",
		key, k.Table, r.stage.known(k.Table))
	if crowded {
		repeated += fmt.Sprintf(`
			union
			select src, sheet_no, row_no
			from (select src, sheet_no, row_no, hash(row(%s)) as key_hash from staging.%s)
			qualify row_number() over (partition by key_hash order by src, sheet_no, row_no) > 1`, key, k.Table)
	}
	if _, err := r.build.DB.ExecContext(ctx, fmt.Sprintf("create table staging.again_%s as %s", k.Table, repeated)); err != nil {
		return err
	}
	if err := r.makeOld(ctx, k, crowded && r.parted(k)); err != nil {
		return err
	}
	_, err = r.build.DB.ExecContext(ctx, fmt.Sprintf(`
		create view staging.new_%[1]s as
		select s.*, a.row_no is not null as again
		from staging.%[1]s s
		left join staging.again_%[1]s a using (src, sheet_no, row_no)
		anti join staging.old_%[1]s using (src, sheet_no, row_no)`, k.Table))
	return err
}

// makeOld makes staging.old_<table>: the places of the staged rows that say what
// a known row says, and of the copies of a row in several files of this load.
// Equal rows of one file were refused.
func (r *run) makeOld(ctx context.Context, k *kind.Kind, copies bool) error {
	columns := without(r.stage.names(k.Table, ""), "position")
	all := strings.Join(columns, ", ")
	if _, err := r.build.DB.ExecContext(ctx, fmt.Sprintf(`
		create table staging.old_%[1]s as
		with alike as (
			from staging.%[1]s where hash(row(%[2]s)) in (select hash(row(%[2]s)) from %[3]s)
		)
		select s.src, s.sheet_no, s.sheet, s.row_no
		from alike s
		semi join %[3]s k on %[4]s`, k.Table, all, r.stage.known(k.Table), same(columns, "k", "s"))); err != nil {
		return err
	}
	if copies {
		if _, err := r.build.DB.ExecContext(ctx, fmt.Sprintf(`
			insert into staging.old_%[1]s
			select src, sheet_no, sheet, row_no
			from staging.%[1]s
			where hash(row(%[2]s)) in (select hash(row(%[2]s)) from staging.%[1]s group by all having count(*) > 1)
				and (src, sheet_no, row_no) not in (select (src, sheet_no, row_no) from staging.old_%[1]s)
			qualify row_number() over (partition by %[2]s order by src, sheet_no, row_no) > 1`, k.Table, all)); err != nil {
			return err
		}
	}
	var any bool
	err := r.build.DB.QueryRowContext(ctx, fmt.Sprintf("select exists (from staging.old_%s)", k.Table)).Scan(&any)
	if r.again == nil {
		r.again = map[string]bool{}
	}
	r.again[k.Table] = any
	return err
}
