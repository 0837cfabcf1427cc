package loaders

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"tdkt/loaders/kind"
	"tdkt/loaders/quantity"
)

//go:embed sql/catalogue_indicators.sql
var catalogueIndicators string

//go:embed sql/catalogue_clusters.sql
var catalogueClusters string

// catalogue reads what data rows may refer to, from the warehouse and from
// what this load has staged so far: its plans and its units. A staged plan or
// unit takes the place of a known one.
func (s *stage) catalogue(ctx context.Context) (*kind.Catalogue, error) {
	c := &kind.Catalogue{Indicators: map[string]kind.Indicator{}, Movements: map[string]bool{}, Sectors: map[string]bool{},
		Clusters: map[kind.ClusterYear]kind.Cluster{}, Plans: map[string]kind.Plan{}}
	for _, read := range []func(context.Context, *kind.Catalogue) error{
		s.readIndicators, s.readClusters, s.readCodes, s.readPhases, s.readPlans, s.readUnits,
	} {
		if err := read(ctx, c); err != nil {
			return nil, err
		}
	}
	c.LastYear = func(indicator, unit string, from, to time.Time) quantity.NullDecimal {
		return s.lastYear(ctx, indicator, unit, from, to)
	}
	return c, nil
}

// lastYear looks up one value of the warehouse. A value that cannot be had
// settles nothing.
func (s *stage) lastYear(ctx context.Context, indicator, unit string, from, to time.Time) (d quantity.NullDecimal) {
	const query = `
		select cast(value as varchar)
		from staging.known_actual
		where indicator_code = $1 and unit_code = $2 and period_start = $3 and period_end = $4
			and measure = 'level' and basis = 'unit' and value is not null
			-- not what another unit told under the code
			and not exists (from org_unit u where u.unit_code = $2 and u.valid_from > $4 and u.valid_from <= $5)
		order by reported_on desc, load_no desc, row_no desc
		limit 1`
	var text string
	err := s.build.DB.QueryRowContext(ctx, query, indicator, unit, from.AddDate(-1, 0, 0), to.AddDate(-1, 0, 0), to).Scan(&text)
	if err != nil || d.Scan(text) != nil {
		return quantity.NullDecimal{}
	}
	return d
}

// each runs a query and calls scan for every row.
func (s *stage) each(ctx context.Context, query string, scan func(*sql.Rows) error) error {
	rows, err := s.build.DB.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s *stage) readIndicators(ctx context.Context, c *kind.Catalogue) error {
	return s.each(ctx, catalogueIndicators, func(rows *sql.Rows) error {
		var i kind.Indicator
		var unit string
		var scale, lo, hi, grades, items, sizes sql.NullString
		if err := rows.Scan(&i.Code, &unit, &i.Nature, &i.Decimals, &scale, &lo, &hi, &i.Definition, &grades, &items, &sizes); err != nil {
			return err
		}
		i.Unit = quantity.UnitOf(unit)
		for from, to := range map[*sql.NullString]*quantity.NullDecimal{&scale: &i.Scale, &lo: &i.LimitLo, &hi: &i.LimitHi} {
			if !from.Valid {
				continue
			}
			if err := to.Scan(from.String); err != nil {
				return fmt.Errorf("indicator %s: %w", i.Code, err)
			}
		}
		i.Grades, i.Items = split(grades.String), split(items.String)
		for _, n := range split(sizes.String) {
			var size int
			if _, err := fmt.Sscan(n, &size); err != nil {
				return err
			}
			i.SetSizes = append(i.SetSizes, size)
		}
		c.Indicators[i.Code] = i
		return nil
	})
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, kind.ListMark)
}

func (s *stage) readClusters(ctx context.Context, c *kind.Catalogue) error {
	return s.each(ctx, catalogueClusters, func(rows *sql.Rows) error {
		var key kind.ClusterYear
		var what, code string
		var points sql.NullString
		if err := rows.Scan(&key.Code, &key.Year, &what, &code, &points); err != nil {
			return err
		}
		cluster, ok := c.Clusters[key]
		if !ok {
			cluster = kind.Cluster{Members: map[string]bool{}, Criteria: map[string]quantity.Decimal{}}
			c.Clusters[key] = cluster
		}
		switch what {
		case "member":
			cluster.Members[code] = true
		case "criterion":
			d, err := quantity.New(points.String)
			if err != nil {
				return err
			}
			cluster.Criteria[code] = d
		}
		return nil
	})
}

func (s *stage) readCodes(ctx context.Context, c *kind.Catalogue) error {
	for table, into := range map[string]map[string]bool{"movement": c.Movements, "sector": c.Sectors} {
		query := fmt.Sprintf(`select %[1]s_code from staging.%[1]s union select %[1]s_code from %[1]s
			where plan_id not in (select plan_id from staging.plan)`, table)
		if err := s.each(ctx, query, func(rows *sql.Rows) error {
			var code string
			err := rows.Scan(&code)
			into[code] = true
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) readPhases(ctx context.Context, c *kind.Catalogue) error {
	const query = `select phase_no, starts_on, ends_on from staging.phase
		union select phase_no, starts_on, ends_on from phase where plan_id not in (select plan_id from staging.plan)
		order by all`
	return s.each(ctx, query, func(rows *sql.Rows) error {
		var p kind.Phase
		err := rows.Scan(&p.No, &p.From, &p.To)
		c.Phases = append(c.Phases, p)
		return err
	})
}

// readPlans reads what the office's own decisions refer to.
func (s *stage) readPlans(ctx context.Context, c *kind.Catalogue) error {
	const plans = `select plan_id, starts_on, ends_on from staging.plan
		union all select plan_id, starts_on, ends_on from plan where plan_id not in (select plan_id from staging.plan)`
	err := s.each(ctx, plans, func(rows *sql.Rows) error {
		var id string
		var from, to time.Time
		err := rows.Scan(&id, &from, &to)
		c.Plans[id] = kind.Plan{FromYear: from.Year(), ToYear: to.Year(), Targets: map[string]bool{}, Phases: map[int]bool{}}
		return err
	})
	if err != nil {
		return err
	}
	const targets = `select plan_id, target_code, bound <> 'text' and part_kind is distinct from 'of_which' from staging.target
		union all select plan_id, target_code, bound <> 'text' and part_kind is distinct from 'of_which' from target
		where plan_id not in (select plan_id from staging.plan)`
	err = s.each(ctx, targets, func(rows *sql.Rows) error {
		var id, code string
		var judged bool
		err := rows.Scan(&id, &code, &judged)
		if p, ok := c.Plans[id]; ok {
			p.Targets[code] = p.Targets[code] || judged
		}
		return err
	})
	if err != nil {
		return err
	}
	const phases = `select plan_id, phase_no from staging.phase
		union all select plan_id, phase_no from phase where plan_id not in (select plan_id from staging.plan)`
	return s.each(ctx, phases, func(rows *sql.Rows) error {
		var id string
		var no int
		err := rows.Scan(&id, &no)
		if p, ok := c.Plans[id]; ok {
			p.Phases[no] = true
		}
		return err
	})
}

func (s *stage) readUnits(ctx context.Context, c *kind.Catalogue) error {
	const query = `select unit_code, valid_from, valid_to from staging.org_unit
		union all select unit_code, valid_from, valid_to from org_unit o
		where not exists (from staging.org_unit n where n.unit_code = o.unit_code and n.valid_from = o.valid_from)`
	return s.each(ctx, query, func(rows *sql.Rows) error {
		var code string
		var from time.Time
		var to sql.NullTime
		err := rows.Scan(&code, &from, &to)
		c.AddUnit(code, from, to.Time)
		return err
	})
}
