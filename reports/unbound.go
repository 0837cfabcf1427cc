package reports

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"tdkt/reports/document"
)

// Numbers in the office's own words and in the cells of tables.
var (
	// A number with the word behind it: "88,5 tỷ", "02 xã", "12,5%".
	numberAndWord = regexp.MustCompile(`(\d[\d.,]*\d|\d)\s?(%|‰|\pL+[²³23]?)`)
	numberAlone   = regexp.MustCompile(`\d[\d.,]*\d|\d`)
	numberWord    = regexp.MustCompile(`^(%|‰|\pL+[²³23]?)`)
	// A day or a year is no figure, whatever stands behind it.
	dayAlone = regexp.MustCompile(`\d{1,2}/\d{1,2}/\d{4}|năm \d{4}`)
)

// measures are the words that make a number a measured figure, beside the units of
// the report's own targets: not "6 tháng", "02 năm" or "12 văn bản".
var measures = strings.Fields(`% ‰ tỷ triệu nghìn ngàn đồng ha tấn tạ yến kg lít m m² m³ m2 m3 km km² km2 lần
	người hộ xã phường thôn trường lớp vụ lượt điểm con cây nhà căn suất cuộc buổi`)

// unbound warns of measured figures in the office's own words that no table of
// the document contains.
func (r *review) unbound(d document.Document) {
	tables := tableNumbers(d)
	words := measures
	for _, t := range r.targets {
		if unit := numberWord.FindString(strings.ToLower(t.Unit)); unit != "" {
			words = append(words[:len(words):len(words)], unit)
		}
	}
	look := func(place, text string) {
		text = dayAlone.ReplaceAllString(field.ReplaceAllString(text, ""), "")
		for _, m := range numberAndWord.FindAllStringSubmatch(text, -1) {
			if slices.Contains(words, strings.ToLower(m[2])) && !tables[m[1]] && !tables[strings.TrimPrefix(m[1], "0")] {
				r.warnings = append(r.warnings, fmt.Sprintf("%s: the figure %q stands in no table; write it as a field, or check it", place, m[0]))
			}
		}
	}
	for _, c := range r.Texts.Causes {
		look(c.Place, c.Cause+"\n"+c.Remedy+"\n"+c.Task)
	}
	for _, p := range r.Texts.Proposals {
		look(p.Place, strings.Join(p.Items, "\n"))
	}
	for _, s := range r.Texts.Sections {
		line := 0
		for text := range strings.Lines(s.Text) {
			line++
			look(fmt.Sprintf("%s:%d", s.File, line), text)
		}
	}
}

// tableNumbers are the numbers that the cells of a document's tables hold. The
// numbering of the rows and the days are none: they would vouch for any small
// figure.
func tableNumbers(d document.Document) map[string]bool {
	out := map[string]bool{}
	walk := func(blocks []document.Block) {
		for _, b := range blocks {
			t, ok := b.(document.Table)
			if !ok {
				continue
			}
			numbered := len(t.Header) > 0 && len(t.Header[0]) > 0 && t.Header[0][0].Text == "TT"
			for _, row := range t.Rows {
				for i, c := range row.Cells {
					if i == 0 && numbered && row.Kind != document.Group {
						continue
					}
					for _, n := range numberAlone.FindAllString(dayAlone.ReplaceAllString(c.Plain(), ""), -1) {
						out[n] = true
					}
				}
			}
		}
	}
	walk(d.Body)
	for _, a := range d.Annexes {
		walk(a.Body)
	}
	return out
}
