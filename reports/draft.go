package reports

import (
	"slices"
	"strings"

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
	for _, f := range slices.Concat(r.proofs, r.misscored) {
		if !f.Blocks() {
			continue
		}
		about := spelled(f.Subject)
		if f.ForYear != 0 {
			about += " (năm " + itoa(f.ForYear) + ")"
		}
		out = append(out, (&prose{}).w(capital(about)+": "+f.Reason+".").spans)
	}
	return out
}

// spelled gives the honours and kinds of recipient of a finding's subject their
// names: "Thôn 1: Huy hiệu, cá nhân".
func spelled(subject string) string {
	head, codes, ok := strings.Cut(subject, ": ")
	if !ok {
		head, codes = "", subject
	} else {
		head += ": "
	}
	words := strings.Split(codes, ", ")
	for i, w := range words {
		if h := emulation.Honour(w); h.Valid() {
			words[i] = h.Label()
		} else if k := emulation.RecipientKind(w); k.Valid() {
			words[i] = k.Label()
		}
	}
	return head + strings.Join(words, ", ")
}

// disagreeing is why a paper is a draft while blocking proofs of its figures
// fail; "" when none does.
func (r *review) disagreeing() string {
	if n := len(r.contradicted()); n > 0 {
		return "Dự thảo: số liệu chưa khớp tại " + count(n) + " chỗ, nêu dưới đây."
	}
	return ""
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
