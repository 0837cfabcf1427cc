package reports

import (
	"slices"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// draftBlocks stand first on page one of a draft.
func (r *review) draftBlocks(reason string) []document.Block {
	blocks := []document.Block{document.Paragraph{Spans: []document.Span{{Text: reason, Bold: true}}}}
	if failed := r.contradicted(); len(failed) > 0 {
		blocks = append(blocks, document.List{Items: failed})
	}
	return blocks
}

// contradicted are the blocking proofs that fail, each with what it is about.
func (r *review) contradicted() [][]document.Span {
	var out [][]document.Span
	for _, f := range r.proofs {
		if !f.Blocks() {
			continue
		}
		about := f.Subject
		if f.ForYear != 0 {
			about += " (năm " + itoa(f.ForYear) + ")"
		}
		out = append(out, (&prose{}).w(capital(about)+": "+f.Reason+".").spans)
	}
	return out
}

// released gives the release of a named person over an obstacle.
func (r *review) released(over emulation.Obstacle) (queries.Release, bool) {
	i := slices.IndexFunc(r.releases, func(x queries.Release) bool { return x.Obstacle == string(over) })
	if i < 0 {
		return queries.Release{}, false
	}
	return r.releases[i], true
}

func (r *review) isReleased(over emulation.Obstacle) bool {
	_, ok := r.released(over)
	return ok
}

// releaseNotes say who let the report go out over what, for the method note.
func (r *review) releaseNotes() []*prose {
	var out []*prose
	for _, over := range emulation.AllObstacles() {
		x, ok := r.released(over)
		if !ok {
			continue
		}
		what := "chênh lệch số liệu đã ghi nhận"
		if over == emulation.ObstacleCoverage {
			if what = r.short(); what == "" {
				continue // enough of them came after all
			}
		}
		out = append(out, (&prose{}).w("Báo cáo được ban hành khi "+what+", theo ý kiến của "+x.ReleasedBy+" ngày "+day(x.ReleasedOn)+": "+x.Reason+"."))
	}
	return out
}

// assessedNote says of a verdict that the office set it, by whom and why, and
// what the rule says (semantics.md 6).
func (r *review) assessedNote(t queries.TargetResult) string {
	rule := emulation.Verdict(t.RuleVerdict).Label()
	if t.Restricted {
		return "Đánh giá của cơ quan (" + t.AssessedBy + ", " + day(t.AssessedOn) + "); tính theo quy tắc: " + rule + "."
	}
	note := "Đánh giá của cơ quan (" + t.AssessedBy + ", " + day(t.AssessedOn) + "): " + t.VerdictReason + ". Tính theo quy tắc: " + rule
	if t.RuleReason != "" {
		note += " (" + unnamed(t.RuleReason, t, r.Office.inAnnex()) + ")"
	}
	return note + "."
}
