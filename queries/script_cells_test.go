package queries

import (
	"database/sql"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// splitWords splits at spaces; name="a b" and "a b" are one word.
func splitWords(line string) ([]string, error) {
	var out []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		end, quoted := 0, false
		for end < len(line) && (quoted || line[end] != ' ') {
			if line[end] == '"' {
				quoted = !quoted
			}
			end++
		}
		if quoted {
			return nil, fmt.Errorf("a quote is not closed in %q", line)
		}
		out = append(out, strings.ReplaceAll(line[:end], `"`, ""))
		line = line[end:]
	}
	return out, nil
}

var cellForm = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|\S+(?: \S+)*`)

// splitCells splits a line of a table at two or more spaces; a quoted cell is
// one cell whatever it holds.
func splitCells(line string) []string {
	return cellForm.FindAllString(line, -1)
}

// cellValue reads a cell as Table.Text writes it; the database casts the text
// to the column's type.
func cellValue(cell string) any {
	switch {
	case cell == "NULL":
		return nil
	case cell == "''":
		return ""
	case strings.HasPrefix(cell, `"`):
		if s, err := strconv.Unquote(cell); err == nil {
			return s
		}
	}
	return cell
}

func tableColumns(db *sql.DB, table string) ([]string, error) {
	rows, err := db.Query("select column_name from duckdb_columns() where table_name = ? and not internal order by column_index", table)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		out = append(out, name)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no table %s", table)
	}
	return out, rows.Err()
}

// defaults fill the columns that a load block leaves out. A column that is
// neither given nor here is NULL.
var defaults = map[string]string{
	"file_id": "1", "sheet": "", "load_no": "1", "quote": "", "place": "",

	"plan.doc_kind": "Kế hoạch", "plan.issuer": "UBND", "plan.title": "Phong trào thi đua", "plan.unit_code": "233",
	"plan.starts_on": "2022-01-01", "plan.ends_on": "2022-12-31", "plan.closes_on": "2023-06-30",
	"phase.kind": "dot", "phase.declared": "true",
	"movement.launched_by": "district", "movement.kind": "thematic",

	"indicator.unit": "người", "indicator.nature": "count", "indicator.course": "accrues", "indicator.direction": "up",
	"indicator.decimals": "2", "indicator.collected_at": "district", "indicator.definition": "1", "indicator.irreversible": "false",

	"target.version": "1", "target.in_force_from": "2022-01-01", "target.sector_code": "kinh_te", "target.unit": "người",
	"target.unit_code": "233", "target.owner": "Kế hoạch", "target.span": "year", "target.span_from": "2022-01-01",
	"target.span_to": "2022-12-31", "target.bound": "at_least", "target.measure": "level", "target.basis": "unit",
	"target.own_grant": "false", "target.headline": "false", "target.restricted": "false", "target.print_ratio": "false",
	"target_item.version": "1",

	"cluster.kind": "cluster", "cluster.year": "2022",
	"org_unit.level": "commune", "org_unit.kind": "commune", "org_unit.reports": "true", "org_unit.valid_from": "2000-01-01",

	"actual.period_start": "2022-01-01", "actual.accumulation": "cumulative", "actual.status": "actual", "actual.measure": "level",
	"actual.basis": "unit", "actual.value_precision": "exact", "actual.definition": "1",
	"registration.for_year": "2022", "registration.recipient_kind": "individual", "registration.quantity": "1",
	"registration.registered_on": "2022-02-15",
	"award.for_year":             "2022", "award.recipient_kind": "individual", "award.quantity": "1", "award.level": "district",
	"award.state": "granted", "award.reported_on": "2022-12-20",
	"score.year": "2022", "score.bonus": "0", "score.deduction": "0", "score.reported_on": "2022-12-15",
	"exemplar.recipient_kind":   "individual",
	"participation.reported_on": "2022-03-01",
	"activity.quantity":         "1", "activity.content": "nội dung",
	"source_file.kind": "actuals",
	"vote.for_year":    "2022", "vote.written": "0",
	"unit_change.basis": "all", "unit_change.share": "1", "unit_change.changed_on": "2022-07-01",

	"assessed_verdict.for_year": "2022", "assessed_verdict.assessed_by": "Nguyễn Văn A", "assessed_verdict.assessed_on": "2023-01-12",
	"assessed_verdict.reason": "lý do",
	"review_release.obstacle": "coverage", "review_release.in_force": "true", "review_release.released_by": "Nguyễn Văn A",
	"review_release.reason": "lý do",
}

// copies are columns that repeat another one when left out.
var copies = map[string]string{
	"indicator.name": "indicator_code", "indicator.short_name": "indicator_code",
	"target.target_code": "indicator_code", "target.label": "target_code", "target.counts_as": "target_code",
	"target_item.item_code": "item_no", "target_item.name": "item_code",
	"org_unit.name": "unit_code", "org_unit.short_name": "name",
	"actual.reporter_code": "unit_code", "actual.reported_on": "period_end",
	"sector.name": "sector_code", "movement.name": "movement_code", "phase.name": "phase_no",
	"cluster.name": "cluster_code", "criterion.name": "criterion_code",
	"source_file.name": "file_id", "source_file.sha256": "file_id", "source_file.load_no": "file_id",
	"exemplar.reported_on": "discovered_on", "activity.reported_on": "held_on",
}

func defaultFor(table, column string, given map[string]any, n int) (any, bool) {
	if column == "row_no" || column == "position" {
		return n, true
	}
	if v, ok := defaults[table+"."+column]; ok {
		return v, true
	}
	for from, ok := copies[table+"."+column]; ok; from, ok = copies[table+"."+from] {
		if v, has := given[from]; has {
			return v, true
		}
	}
	v, ok := defaults[column]
	return v, ok
}
