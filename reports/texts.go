package reports

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// Texts are what the office wrote itself for this report.
type Texts struct {
	Causes    []Cause
	Proposals []Proposal
	Sections  []Section
}

// A Proposal is what one office is asked for; fields are filled in its items.
type Proposal struct {
	To    string // "Ủy ban nhân dân tỉnh"
	Items []string
	Place string // of the error, "proposals.yaml:3"
}

// A Cause belongs to one target that failed or is at risk. Fields are filled in its
// texts.
type Cause struct {
	Target              string // target code
	Objective           bool   // khách quan; false: chủ quan
	Cause, Remedy, Task string // Task may be ""
	Place               string // of the error, "causes.yaml:3"
}

// A Section is the office's own words at the end of a part: paragraphs, and
// items that begin with "- ". A field, {{chi-tieu thu-ngan-sach.thuc-hien}}, is
// filled with the figure that the annex prints; while there is none the report is
// a draft with a mark in that place.
type Section struct {
	Name string // "phan-1" to "phan-6", "bai-hoc", "de-xuat"
	File string
	Text string
}

// A TextError says what in the office's texts cannot be printed.
type TextError struct {
	Place, Msg, Hint string
	Office           string // the same for the office, without the place
}

func (e *TextError) Error() string {
	if e.Hint == "" {
		return e.Place + ": " + e.Msg
	}
	return e.Place + ": " + e.Msg + " (" + e.Hint + ")"
}

// ForOffice is the error in the office's words: "phan-1.md, dòng 3: ...".
func (e *TextError) ForOffice() string { return e.place() + ": " + e.Office }

// place is "phan-1.md, dòng 3".
func (e *TextError) place() string {
	if file, line, ok := cutLast(e.Place, ":"); ok {
		return filepath.Base(file) + ", dòng " + line
	}
	return filepath.Base(e.Place)
}

// TextErrors are all that is wrong with the office's texts for one report.
type TextErrors []*TextError

func (all TextErrors) Error() string {
	lines := make([]string, len(all))
	for i, e := range all {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// ForOffice is the errors in the office's words, in one line.
func (all TextErrors) ForOffice() string {
	lines := make([]string, len(all))
	for i, e := range all {
		lines[i] = e.ForOffice()
	}
	return strings.Join(lines, "; ")
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// unfilledText stands in a draft where a field has no figure yet.
const unfilledText = "[chưa có số liệu]"

var field = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

// own gives the office's paragraphs of a part; errors are kept for the end, so
// that all of them are reported.
func (r *review) own(name string) []document.Block {
	i := slices.IndexFunc(r.Texts.Sections, func(s Section) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	section := r.Texts.Sections[i]
	var out []document.Block
	var para []string
	var items document.List
	line := 0
	flush := func() {
		if len(para) > 0 {
			out = append(out, r.filled(section.File, line-len(para), strings.Join(para, " ")).paragraph())
			para = nil
		}
		if len(items.Items) > 0 {
			out = append(out, items)
			items = document.List{}
		}
	}
	for text := range strings.Lines(section.Text) {
		line++
		text = strings.TrimSpace(text)
		item, isItem := strings.CutPrefix(text, "- ")
		switch {
		case text == "":
			flush()
		case isItem:
			if len(para) > 0 {
				flush()
			}
			items.Items = append(items.Items, r.filled(section.File, line, item).spans)
		case len(items.Items) > 0:
			last := len(items.Items) - 1
			items.Items[last] = append(items.Items[last], append([]document.Span{{Text: " "}}, r.filled(section.File, line, text).spans...)...)
		default:
			para = append(para, text)
		}
	}
	line++
	flush()
	return out
}

// filled writes a text with its fields as bound figures.
func (r *review) filled(file string, line int, text string) *prose {
	return r.fill(&prose{}, fmt.Sprintf("%s:%d", file, max(line, 1)), text)
}

// fill writes a text with its fields as bound figures behind other words.
func (r *review) fill(p *prose, place, text string) *prose {
	at := 0
	if rest := field.ReplaceAllString(text, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
		r.textErrors = append(r.textErrors, &TextError{Place: place, Msg: "a field is not closed, or not opened", Hint: "write {{chi-tieu CODE.thuc-hien}}",
			Office: "thiếu dấu {{ hoặc }} của một ô số liệu; viết {{chi-tieu MÃ-CHỈ-TIÊU.thuc-hien}}"})
	}
	for _, m := range field.FindAllStringSubmatchIndex(text, -1) {
		p.w(text[at:m[0]])
		k, value, err := r.field(text[m[2]:m[3]])
		switch {
		case err != nil:
			err.Place = place
			r.textErrors = append(r.textErrors, err)
		case value == zeroText:
			p.w("0") // reported as nothing: no figure of a table, which prints "-"
		case !bare(value):
			r.unfilled = append(r.unfilled, &TextError{Place: place,
				Msg:    fmt.Sprintf("{{%s}}: there is no figure yet", text[m[2]:m[3]]),
				Hint:   "the report is a draft until it is there; where the annex prints × there will be none, so write the sentence without it",
				Office: fmt.Sprintf("{{%s}} chưa có số liệu", text[m[2]:m[3]])})
			p.spans = append(p.spans, document.Span{Text: unfilledText, Bold: true})
		default:
			p.v(k, value)
		}
		at = m[1]
	}
	return p.w(text[at:])
}

// mention reports whether the office's words speak of a target by its code.
func (t Texts) mention(code string) bool {
	said := func(text string) bool {
		return strings.Contains(text, code) || strings.Contains(text, strings.ReplaceAll(code, "_", "-"))
	}
	return slices.ContainsFunc(t.Sections, func(s Section) bool { return said(s.Text) }) ||
		slices.ContainsFunc(t.Causes, func(c Cause) bool { return said(c.Target + "\n" + c.Cause + "\n" + c.Remedy + "\n" + c.Task) }) ||
		slices.ContainsFunc(t.Proposals, func(p Proposal) bool { return said(strings.Join(p.Items, "\n")) })
}

// fields are the figures that the annex of this review prints for a target.
func (r *review) fields() map[figureOf]func(queries.TargetResult) string {
	out := map[figureOf]func(queries.TargetResult) string{
		figValue:      valueText,
		figPlan:       func(t queries.TargetResult) string { return plan(t).number },
		figLast:       func(t queries.TargetResult) string { return cellNumber(t.LastValue) },
		figFulfilment: func(t queries.TargetResult) string { return percent(t.Fulfilment) },
		figGrowth: func(t queries.TargetResult) string {
			if t.Growth.Valid {
				return percent(absolute(t.Growth))
			}
			return unsigned(t.GrowthDifference)
		},
	}
	if r.Final {
		out[figDifference] = func(t queries.TargetResult) string { return unsigned(t.Difference) }
	} else {
		out[figEstimate] = estimateText
		out[figRemaining] = func(t queries.TargetResult) string { return cellNumber(t.Remaining) }
	}
	return out
}

// field finds the figure of "chi-tieu CODE.FIGURE"; a code may be written with
// hyphens.
func (r *review) field(name string) (string, string, *TextError) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(name), "chi-tieu ")
	code, figure, dotted := strings.Cut(strings.TrimSpace(rest), ".")
	if !ok || !dotted {
		return "", "", &TextError{Msg: fmt.Sprintf("{{%s}} is no field", name), Hint: "write {{chi-tieu CODE.thuc-hien}}",
			Office: fmt.Sprintf("không hiểu {{%s}}; viết {{chi-tieu MÃ-CHỈ-TIÊU.thuc-hien}}", name)}
	}
	code = strings.ReplaceAll(code, "-", "_")
	i := slices.IndexFunc(r.targets, func(t queries.TargetResult) bool { return t.TargetCode == code })
	if i < 0 {
		return "", "", r.noTarget("{{"+name+"}}: ", code)
	}
	if r.targets[i].Restricted {
		return "", "", &TextError{Msg: fmt.Sprintf("{{%s}}: the target is restricted: its figures stand in no report", name), Hint: "write the sentence without it",
			Office: fmt.Sprintf("{{%s}}: chỉ tiêu quốc phòng, an ninh không in số liệu", name)}
	}
	known := r.fields()
	print, ok := known[figureOf(figure)]
	if !ok {
		var names []string
		for f := range known {
			names = append(names, string(f))
		}
		slices.Sort(names)
		return "", "", &TextError{Msg: fmt.Sprintf("{{%s}}: no figure %q", name, figure), Hint: "a target has " + strings.Join(names, ", "),
			Office: fmt.Sprintf("{{%s}}: không có số “%s”; mỗi chỉ tiêu có %s", name, figure, strings.Join(names, ", "))}
	}
	return key(r.targets[i], figureOf(figure)), print(r.targets[i]), nil
}

// noTarget says that the report has no target of a name; where begins the
// message.
func (r *review) noTarget(where, code string) *TextError {
	e := &TextError{Msg: fmt.Sprintf("%sthe report has no target %q", where, code), Hint: "tdkt query target_results lists the targets",
		Office: fmt.Sprintf("%sbáo cáo không có chỉ tiêu mã “%s”", where, code)}
	var codes []string
	for _, t := range r.targets {
		codes = append(codes, t.TargetCode)
	}
	if near, ok := emulation.Nearest(code, codes); ok {
		e.Hint = fmt.Sprintf("did you mean %q?", near)
		e.Office += fmt.Sprintf("; có phải là “%s”?", near)
	}
	return e
}

// causeOf is the office's cause of a target, if it gave one.
func (r *review) causeOf(t queries.TargetResult) (Cause, bool) {
	i := slices.IndexFunc(r.Texts.Causes, func(c Cause) bool { return c.Target == t.TargetCode })
	if i < 0 {
		return Cause{}, false
	}
	return r.Texts.Causes[i], true
}

// checkCauses refuses causes of targets that the plan does not have.
func (r *review) checkCauses() {
	for _, c := range r.Texts.Causes {
		i := slices.IndexFunc(r.targets, func(t queries.TargetResult) bool { return t.TargetCode == c.Target })
		switch {
		case i < 0:
			e := r.noTarget("", c.Target)
			e.Place = c.Place
			r.textErrors = append(r.textErrors, e)
		case !r.isWeak(r.targets[i]):
			r.warnings = append(r.warnings, fmt.Sprintf("%s: target %s did not fail and is not at risk; its cause is not printed", c.Place, c.Target))
		}
	}
}

// open lists what the office has still to write.
func (r *review) open() {
	for _, e := range r.unfilled {
		r.warnings = append(r.warnings, "open: "+e.Error())
	}
	for _, t := range r.weak() {
		c, _ := r.causeOf(t)
		switch {
		case c.Cause == "" && t.OutlookReason == "":
			r.warnings = append(r.warnings, fmt.Sprintf("open: the cause of %s (%s), in causes.yaml", t.TargetCode, t.Label))
		case c.Remedy == "":
			r.warnings = append(r.warnings, fmt.Sprintf("open: the remedy of %s (%s), in causes.yaml", t.TargetCode, t.Label))
		}
	}
	if r.Final && !slices.ContainsFunc(r.Texts.Sections, func(s Section) bool { return s.Name == "bai-hoc" }) {
		r.warnings = append(r.warnings, "open: what was learnt (bài học kinh nghiệm), in bai-hoc.md")
	}
	if len(r.Texts.Proposals) == 0 && !slices.ContainsFunc(r.Texts.Sections, func(s Section) bool { return s.Name == "de-xuat" }) {
		r.warnings = append(r.warnings, "open: the proposals of part VII, in proposals.yaml")
	}
}
