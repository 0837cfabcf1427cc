package plan

// A Table is rows for one table of the warehouse. Columns stand in the table's
// own order. A cell is a string (also numbers and days), int, bool, []string,
// or nil for NULL.
type Table struct {
	Name    string
	Columns []string
	Rows    [][]any
}

// Tables returns the plan as rows, one table after the other, so that no row
// names one that comes later. fileID goes into plan.file_id.
func (p *Plan) Tables(fileID int) []Table {
	return []Table{
		p.planTable(fileID), p.phaseTable(), p.sectorTable(), p.movementTable(), p.indicatorTable(),
		p.targetTable(), p.itemTable(), p.clusterTable(), p.memberTable(), p.criterionTable(),
	}
}

// text turns "" into NULL.
func text[T ~string](s T) any {
	if s == "" {
		return nil
	}
	return string(s)
}

// whole turns 0 into NULL.
func whole(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

func list(s []string) any {
	if len(s) == 0 {
		return nil
	}
	return s
}

func (p *Plan) planTable(fileID int) Table {
	return Table{"plan", []string{
		"plan_id", "doc_no", "doc_kind", "issuer", "issued_on", "title", "theme", "unit_code", "starts_on", "ends_on",
		"closes_on", "final_review_from", "final_review_to", "file_id",
	}, [][]any{{
		p.ID, text(p.Document.Number), p.Document.Kind, p.Document.Issuer, text(p.Document.IssuedOn), p.Document.Title,
		text(p.Theme.Text), p.Unit, p.From, p.To, p.ClosesOn, text(p.FinalReview.From), text(p.FinalReview.To), fileID,
	}}}
}

func (p *Plan) phaseTable() Table {
	t := Table{Name: "phase", Columns: []string{
		"plan_id", "phase_no", "name", "kind", "theme", "starts_on", "ends_on", "reports_due", "review_from", "review_to",
		"declared", "quote", "place",
	}}
	for _, ph := range p.Phases {
		t.Rows = append(t.Rows, []any{
			p.ID, ph.No, ph.Name, ph.Kind, text(ph.Theme), ph.From, ph.To, text(ph.ReportsDue), text(ph.Review.From),
			text(ph.Review.To), ph.Declared, text(ph.Quote), text(ph.Place),
		})
	}
	return t
}

func (p *Plan) sectorTable() Table {
	t := Table{Name: "sector", Columns: []string{"plan_id", "sector_code", "name", "position"}}
	for i, s := range p.Sectors {
		t.Rows = append(t.Rows, []any{p.ID, s.Code, s.Name, i + 1})
	}
	return t
}

func (p *Plan) movementTable() Table {
	t := Table{Name: "movement", Columns: []string{
		"plan_id", "movement_code", "name", "launched_by", "kind", "scope", "starts_on", "ends_on", "position", "quote", "place",
	}}
	for i, m := range p.Movements {
		t.Rows = append(t.Rows, []any{
			p.ID, m.Code, m.Name, m.LaunchedBy, m.Kind, text(m.Scope), text(m.From), text(m.To), i + 1, m.Quote, m.Place,
		})
	}
	return t
}

func (p *Plan) indicatorTable() Table {
	t := Table{Name: "indicator", Columns: []string{
		"indicator_code", "name", "short_name", "unit", "nature", "course", "direction", "decimals", "scale", "numerator",
		"denominator", "limit_lo", "limit_hi", "collected_at", "definition", "price_basis", "irreversible", "tolerance", "grades",
	}}
	for _, in := range p.Indicators {
		t.Rows = append(t.Rows, []any{
			in.Code, in.Name, in.ShortName, in.Unit, in.Nature, in.Course, in.Direction, in.Decimals, text(in.Scale),
			text(in.Numerator), text(in.Denominator), text(in.LimitLo), text(in.LimitHi), in.CollectedAt, in.Definition,
			text(in.PriceBasis), in.Irreversible, text(in.Tolerance), list(in.Grades),
		})
	}
	return t
}

func (p *Plan) targetTable() Table {
	t := Table{Name: "target", Columns: []string{
		"plan_id", "target_code", "version", "version_doc", "version_date", "in_force_from", "position", "sector_code",
		"indicator_code", "label", "unit", "unit_code", "owner", "span", "span_from", "span_to", "due_on", "bound", "measure",
		"basis", "lo", "hi", "exceeded_at", "last_digit", "change_measure", "change_bound", "change_basis", "change_lo",
		"base_year", "base_value", "base_text", "base_source", "ref_owner", "ref_percent", "set_name", "set_size", "grade",
		"counted_from", "titles", "recipients", "granted_by", "own_grant", "counts_as", "part_of", "part_kind", "headline",
		"restricted", "print_ratio", "quote", "corrected", "place",
	}}
	position, last := 0, ""
	for _, v := range p.Targets {
		if v.Code != last { // versions of one target share its position
			position, last = position+1, v.Code
		}
		t.Rows = append(t.Rows, []any{
			p.ID, v.Code, v.Version, text(v.VersionDoc), text(v.VersionDate), v.InForceFrom, position, v.Sector,
			text(v.Indicator), v.Label, v.Unit, v.UnitCode, v.Owner, v.Span, v.From, v.To, text(v.DueOn), v.Bound, v.Measure,
			v.Basis, text(v.Lo), text(v.Hi), text(v.ExceededAt), text(v.LastDigit), text(v.Change.Measure), text(v.Change.Bound), text(v.Change.Basis), text(v.Change.Value),
			whole(v.Base.Year), text(v.Base.Value), text(v.Base.Text), text(v.Base.Source), text(v.RefOwner), text(v.RefPercent), text(v.SetName), whole(v.SetSize), text(v.Grade),
			text(v.CountedFrom), list(v.Titles), list(v.Recipients), text(v.GrantedBy), v.OwnGrant, v.CountsAs, text(v.PartOf), text(v.PartKind), v.Headline,
			v.Restricted, v.PrintRatio, v.Quote, text(v.Corrected), v.Place,
		})
	}
	return t
}

func (p *Plan) itemTable() Table {
	t := Table{Name: "target_item", Columns: []string{"plan_id", "target_code", "version", "item_no", "item_code", "name"}}
	for _, v := range p.Targets {
		for i, item := range v.Items {
			t.Rows = append(t.Rows, []any{p.ID, v.Code, v.Version, i + 1, item.Code, item.Name})
		}
	}
	return t
}

func (p *Plan) clusterTable() Table {
	t := Table{Name: "cluster", Columns: []string{"plan_id", "cluster_code", "name", "kind", "year", "tie_break", "leader", "leader_doc"}}
	for _, c := range p.Clusters {
		t.Rows = append(t.Rows, []any{p.ID, c.Code, c.Name, c.Kind, c.Year, text(c.TieBreak), text(c.Leader), text(c.LeaderDoc)})
	}
	return t
}

func (p *Plan) memberTable() Table {
	t := Table{Name: "cluster_member", Columns: []string{"plan_id", "cluster_code", "unit_code", "disqualified"}}
	for _, c := range p.Clusters {
		for _, m := range c.Members {
			t.Rows = append(t.Rows, []any{p.ID, c.Code, m.Unit, text(m.Disqualified)})
		}
	}
	return t
}

func (p *Plan) criterionTable() Table {
	t := Table{Name: "criterion", Columns: []string{"plan_id", "cluster_code", "criterion_code", "name", "max_points", "position"}}
	for _, c := range p.Clusters {
		for i, k := range c.Criteria {
			t.Rows = append(t.Rows, []any{p.ID, c.Code, k.Code, k.Name, string(k.Max), i + 1})
		}
	}
	return t
}
