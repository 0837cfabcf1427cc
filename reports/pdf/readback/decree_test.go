package readback_test

import (
	"math"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/pdf/readback"
)

const pt = 25.4 / 72 // mm

// The margins that the decree allows are taken up: 20 to 25 mm above and below,
// 30 to 35 at the left, 15 to 20 at the right, upright and across.
func TestMarginsOfTheDecree(t *testing.T) {
	doc := report()
	doc.Body = []document.Block{document.P(document.Span{Text: strings.Repeat(loremSentence, 60)})}
	doc.Annexes[0].Body = []document.Block{document.P(document.Span{Text: strings.Repeat(loremSentence, 60)})}
	_, res, f := write(t, doc)
	for _, k := range []int{1, res.Parts[1].First} { // the second page of the text, and of the landscape annex
		p := f.Pages[k]
		top, bottom, left, right := math.Inf(1), 0.0, math.Inf(1), 0.0
		for _, r := range p.Runs {
			if r.Y < 20 || r.Angle != 0 {
				continue
			}
			end := r.Right()
			if strings.HasSuffix(r.Text, " ") {
				end -= r.Size / 4 * pt
			}
			top, bottom = min(top, r.Y-r.Size*0.891*pt), max(bottom, r.Y)
			left, right = min(left, r.X), max(right, end)
		}
		line := 14 * 1.15 * 1.15 * pt // a last line may lack room for one more
		if top < 20 || top > 25 || p.Height-bottom < 20 || p.Height-bottom > 25+line || left < 30-0.05 || left > 35 || p.Width-right < 15 || p.Width-right > 20 {
			t.Errorf("page %d: margins %.1f above, %.1f below, %.1f left, %.1f right", k+1, top, p.Height-bottom, left, p.Width-right)
		}
	}
}

// Paragraphs stand at least 6 pt apart, their lines 1 to 1.5 apart.
func TestSpacingOfTheDecree(t *testing.T) {
	doc := report()
	doc.Annexes, doc.Stamp = nil, ""
	doc.Body = []document.Block{
		document.P(document.Span{Text: "Đoạn một " + strings.Repeat("nội dung ", 40)}),
		document.P(document.Span{Text: "Đoạn hai " + strings.Repeat("nội dung ", 40)})}
	_, _, f := write(t, doc)
	p := f.Pages[0]
	first, second := find(t, p, "Đoạn "), readback.Run{}
	var lines []float64
	for _, r := range p.Runs {
		if r.Y <= first.Y || r.Size != 14 || !strings.HasPrefix(r.Text, "nội") && !strings.HasPrefix(r.Text, "Đoạn") && !strings.HasPrefix(r.Text, "dung") {
			continue
		}
		if strings.HasPrefix(r.Text, "Đoạn") && second.Y == 0 {
			second = r
			continue
		}
		if n := len(lines); second.Y == 0 && (n == 0 || r.Y > lines[n-1]+0.1) {
			lines = append(lines, r.Y)
		}
	}
	if len(lines) < 2 || second.Y == 0 {
		t.Fatalf("%d lines, second paragraph at %.1f", len(lines), second.Y)
	}
	lead := lines[1] - lines[0]
	// Single spacing of this face is 1.15 times its size.
	if spacing := lead / pt / 14 / 1.149; spacing < 0.999 || spacing > 1.5 {
		t.Errorf("lines %.2f apart", spacing)
	}
	if gap := (second.Y - lines[len(lines)-1] - lead) / pt; gap < 6-0.05 {
		t.Errorf("paragraphs %.1f pt apart", gap)
	}
}

// Agencies stand in the left half, the superior one upright above the issuer;
// several addressees stand one to a line with their marks; the head of an annex is
// centred: label and title upright and bold, the reference in italics.
func TestPartsOfTheDecree(t *testing.T) {
	doc := report()
	doc.Head.Addressees = []string{"Ủy ban nhân dân tỉnh", "Sở Nội vụ"}
	_, res, f := write(t, doc)
	p := f.Pages[0]
	superior, issuer := find(t, p, "ỦY BAN NHÂN DÂN"), find(t, p, "ỦY BAN NHÂN DÂN HUYỆN")
	if superior.Right() > 105 || issuer.Right() > 105 || issuer.Y <= superior.Y || !near(centre(superior), centre(issuer), 0.2) {
		t.Errorf("superior at (%.1f, %.1f), issuer at (%.1f, %.1f)", superior.X, superior.Y, issuer.X, issuer.Y)
	}
	if number := find(t, p, "Số:"); !near(centre(number), centre(issuer), 0.2) {
		t.Errorf("the number is centred at %.1f, the agency at %.1f", centre(number), centre(issuer))
	}
	to, one, two := find(t, p, "Kính gửi:"), find(t, p, "- Ủy ban nhân dân tỉnh;"), find(t, p, "- Sở Nội vụ.")
	if to.Size < 13 || to.Size > 14 || strings.Contains(to.Font, "-") || two.Y <= one.Y || !near(one.X, two.X, 0.1) {
		t.Errorf("%+v, %+v, %+v", to, one, two)
	}
	kind, subject := find(t, p, "BÁO CÁO"), find(t, p, "Sơ kết phong trào")
	if middle := 30 + (210-48)/2.0; !near(centre(kind), middle, 0.2) || !near(centre(subject), middle, 0.2) || subject.Y <= kind.Y {
		t.Errorf("kind centred at %.1f, subject at %.1f", centre(kind), centre(subject))
	}
	annex := f.Pages[res.Parts[1].First-1]
	label, title, ref := find(t, annex, "Phụ lục I"), find(t, annex, "BIỂU CHỈ TIÊU"), find(t, annex, "(Kèm theo")
	for _, r := range []readback.Run{label, title, ref} {
		if r.Size < 13 || r.Size > 14 || !near(centre(r), 30+(297-48)/2.0, 0.2) {
			t.Errorf("%q: %.1f pt, centred at %.1f", r.Text, r.Size, centre(r))
		}
	}
	if !strings.HasSuffix(title.Font, "-Bold") || !(label.Y < title.Y && title.Y < ref.Y) {
		t.Errorf("title %s, at %.1f, %.1f, %.1f", title.Font, label.Y, title.Y, ref.Y)
	}
	if head := find(t, f.Pages[res.Parts[1].First], "Chỉ tiêu"); !strings.HasSuffix(head.Font, "-Bold") {
		t.Errorf("overleaf the table's head is in %s", head.Font)
	}
}
