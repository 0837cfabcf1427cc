package readback_test

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/pdf/readback"
)

// The layout of Nghị định 30/2020/NĐ-CP, Phụ lục I, read back from the file.

const loremSentence = "Thực hiện Kế hoạch phát động phong trào thi đua yêu nước năm 2022, các cơ quan, đơn vị, địa phương đã tổ chức đăng ký, ký kết giao ước thi đua và cụ thể hóa thành chương trình công tác. "

func report() document.Document {
	p := func(n int) document.Block { return document.P(document.Span{Text: strings.Repeat(loremSentence, n)}) }
	return document.Document{
		Meta: document.Meta{Title: "Báo cáo sơ kết", Author: "UBND huyện", Language: "vi-VN", Made: time.Date(2022, 7, 12, 8, 0, 0, 0, time.UTC)},
		Head: document.Head{Superior: "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", Issuer: "ỦY BAN NHÂN DÂN HUYỆN", Number: "Số:      /BC-UBND",
			PlaceDate: "Phù Ninh, ngày      tháng      năm 2022", Kind: "BÁO CÁO", Subject: "Sơ kết phong trào thi đua"},
		RunningHead: "SỐ LIỆU MINH HỌA - KHÔNG PHẢI VĂN BẢN CỦA CƠ QUAN NHÀ NƯỚC",
		Stamp:       "DỰ THẢO",
		Body: []document.Block{
			document.Heading{Level: 1, Number: "I", Text: "Tình hình", ID: "p1"}, p(4),
			document.Heading{Level: 2, Number: "1", Text: "Kinh tế"}, p(14),
			document.Heading{Level: 1, Number: "II", Text: "Kết quả"}, p(12),
		},
		Signature: document.Signature{Authority: []string{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"}, Name: "(Họ và tên)",
			Recipients: []string{"Như trên", "Lưu: VT"}},
		Annexes: []document.Annex{
			{Label: "Phụ lục I", Title: "BIỂU CHỈ TIÊU", Reference: "(Kèm theo Báo cáo)", Landscape: true,
				Body: []document.Block{table(60)}},
			{Label: "Phụ lục II", Title: "DANH SÁCH", Body: []document.Block{p(20)}},
		},
	}
}

func write(t testing.TB, doc document.Document) ([]byte, pdf.Result, *readback.File) {
	t.Helper()
	var b bytes.Buffer
	res, err := pdf.Write(&b, doc, pdf.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := readback.Open(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), res, f
}

// find returns the first run of a page whose text begins so.
func find(t testing.TB, p readback.Page, prefix string) readback.Run {
	t.Helper()
	for _, r := range p.Runs {
		if strings.HasPrefix(r.Text, prefix) {
			return r
		}
	}
	t.Fatalf("no run begins with %q", prefix)
	return readback.Run{}
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

func TestHead(t *testing.T) {
	_, _, f := write(t, report())
	p := f.Pages[0]
	if !near(p.Width, 210, 0.1) || !near(p.Height, 297, 0.1) {
		t.Errorf("paper %.1f x %.1f mm", p.Width, p.Height)
	}
	for _, c := range []struct {
		text, font string
		size       float64
	}{
		{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "-Bold", 13},
		{"Độc lập - Tự do - Hạnh phúc", "-Bold", 14},
		{"ỦY BAN NHÂN DÂN", "", 13},            // cơ quan chủ quản, upright
		{"ỦY BAN NHÂN DÂN HUYỆN", "-Bold", 13}, // cơ quan ban hành
		{"Số:      /BC-UBND", "", 13},
		{"Phù Ninh, ngày      tháng      năm 2022", "-Italic", 14},
		{"BÁO CÁO", "-Bold", 14},
		{"Sơ kết phong trào thi đua", "-Bold", 14},
		{"I. TÌNH HÌNH", "-Bold", 14},
		{"1. Kinh tế", "-Bold", 14},
		{"Thực ", "", 14},
	} {
		r := find(t, p, c.text)
		if !near(r.Size, c.size, 0.01) || r.Font != "TDKTVN+LiberationSerif"+c.font {
			t.Errorf("%q: %.1f pt %s, want %.0f pt %q", c.text, r.Size, r.Font, c.size, c.font)
		}
	}
	nation, motto := find(t, p, "CỘNG HÒA"), find(t, p, "Độc lập")
	if centre(nation) < 105 || !near(centre(nation), centre(motto), 0.1) {
		t.Errorf("quốc hiệu at %.1f, tiêu ngữ at %.1f mm", centre(nation), centre(motto))
	}
	number, date := find(t, p, "Số:"), find(t, p, "Phù Ninh, ngày")
	if !near(number.Y, date.Y, 0.2) || !near(centre(date), centre(motto), 0.1) {
		t.Errorf("number at %.2f, date at %.2f mm", number.Y, date.Y)
	}
	if under := ruleUnder(p, motto); !near(under.X2-under.X1, motto.Width, 0.2) {
		t.Errorf("the line under tiêu ngữ is %.1f mm long, the text %.1f", under.X2-under.X1, motto.Width)
	}
	for _, text := range []string{"ỦY BAN NHÂN DÂN HUYỆN", "Sơ kết phong trào"} {
		r := find(t, p, text)
		under := ruleUnder(p, r)
		if share := (under.X2 - under.X1) / r.Width; share < 1.0/3 || share > 0.5 || !near((under.X1+under.X2)/2, centre(r), 0.1) {
			t.Errorf("the line under %q is %.2f of the text", text, share)
		}
	}
}

func centre(r readback.Run) float64 { return r.X + r.Width/2 }

// ruleUnder is the first line less than 4 mm below a run and inside it.
func ruleUnder(p readback.Page, r readback.Run) readback.Line {
	for _, l := range p.Lines {
		if l.Y1 > r.Y && l.Y1 < r.Y+4 && l.X1 >= r.X-0.2 && l.X2 <= r.Right()+0.2 {
			return l
		}
	}
	return readback.Line{}
}

// Nothing but the page's head stands outside the margins, the body is
// justified, and first lines are indented.
func TestMarginsAndBody(t *testing.T) {
	_, res, f := write(t, report())
	full := 0
	for i, p := range f.Pages {
		rows := map[float64][2]float64{} // y -> left and right end
		for _, r := range p.Runs {
			if strings.HasPrefix(r.Text, "SỐ LIỆU MINH HỌA") || r.Y < 20 {
				if r.Y > 19 {
					t.Errorf("page %d: %q at %.1f mm", i+1, r.Text, r.Y)
				}
				continue
			}
			right := r.X + r.Width
			if strings.HasSuffix(r.Text, " ") {
				right -= r.Size / 4 * 25.4 / 72
			}
			if r.X < 29.95 || right > p.Width-15 || r.Y-r.Size*0.7*25.4/72 < 20 || r.Y > p.Height-20 {
				t.Errorf("page %d: %q from (%.1f, %.1f) to %.1f mm", i+1, r.Text, r.X, r.Y, right)
			}
			ends, ok := rows[r.Y]
			if !ok {
				ends = [2]float64{r.X, right}
			}
			rows[r.Y] = [2]float64{min(ends[0], r.X), max(ends[1], right)}
		}
		if i+1 >= res.Parts[1].First {
			continue
		}
		for _, e := range rows {
			if near(e[0], 30, 0.05) && near(e[1], 210-18, 0.15) {
				full++
			}
		}
	}
	if full < 40 {
		t.Errorf("only %d lines fill the width", full)
	}
	first := find(t, f.Pages[0], "Thực ")
	if !near(first.X, 30+12.7, 0.05) {
		t.Errorf("first line at %.2f mm", first.X)
	}
}

// Arabic numbers from page 2, centred in the top margin, each part from 1; the
// running head stands above them on every page.
func TestPageNumbers(t *testing.T) {
	_, res, f := write(t, report())
	if len(res.Parts) != 3 || res.Parts[0].Pages < 2 || res.Parts[1].Pages < 2 {
		t.Fatalf("%+v", res.Parts)
	}
	for n, part := range res.Parts {
		for k := range part.Pages {
			p := f.Pages[part.First-1+k]
			head := find(t, p, "SỐ LIỆU MINH HỌA")
			var number *readback.Run
			for i, r := range p.Runs {
				if r.Y < 20 && r.Y > 10 {
					number = &p.Runs[i]
				}
			}
			if k == 0 {
				if number != nil {
					t.Errorf("part %d: the first page has a number %q", n, number.Text)
				}
				continue
			}
			want := string(rune('1' + k))
			if number == nil || number.Text != want || !near(number.Size, 14, 0.01) {
				t.Fatalf("part %d page %d: number %+v", n, k+1, number)
			}
			if !near(centre(*number), 30+(p.Width-48)/2, 0.1) || !near(centre(*number), centre(head), 0.1) {
				t.Errorf("part %d page %d: number centred at %.1f", n, k+1, centre(*number))
			}
			if number.Y-number.Size*0.7*25.4/72 < head.Y+1 {
				t.Errorf("the number at %.1f mm meets the running head at %.1f", number.Y, head.Y)
			}
		}
	}
}

func TestAnnexes(t *testing.T) {
	_, res, f := write(t, report())
	first := f.Pages[res.Parts[1].First-1]
	if first.Width < first.Height {
		t.Error("the first annex is not landscape")
	}
	if second := f.Pages[res.Parts[2].First-1]; second.Width > second.Height {
		t.Error("the second annex is landscape")
	}
	label := find(t, first, "Phụ lục I")
	if !near(label.Size, 14, 0.01) || !strings.HasSuffix(label.Font, "-Bold") || !near(centre(label), 30+(297-48)/2.0, 0.2) {
		t.Errorf("label %+v", label)
	}
	ref := find(t, first, "(Kèm theo")
	if !strings.HasSuffix(ref.Font, "-Italic") {
		t.Errorf("reference in %s", ref.Font)
	}
}

func TestSignature(t *testing.T) {
	_, res, f := write(t, report())
	p := f.Pages[res.Parts[0].Pages-1]
	tm, post, name := find(t, p, "TM."), find(t, p, "CHỦ TỊCH"), find(t, p, "(Họ và tên)")
	to := find(t, p, "Nơi nhận:")
	if !near(tm.Y, to.Y, 0.1) || to.X > 31 || tm.X < 105 {
		t.Errorf("Nơi nhận at (%.1f, %.1f), TM. at (%.1f, %.1f)", to.X, to.Y, tm.X, tm.Y)
	}
	if to.Size != 12 || !strings.HasSuffix(to.Font, "-BoldItalic") {
		t.Errorf("Nơi nhận: %+v", to)
	}
	if item := find(t, p, "- Như trên;"); !near(item.Size, 11, 0.01) {
		t.Errorf("%+v", item)
	}
	find(t, p, "- Lưu: VT.")
	if free := name.Y - post.Y; free < 30 || free > 40 {
		t.Errorf("%.1f mm between office and name", free)
	}
	for _, r := range []readback.Run{tm, post, name} {
		if !near(r.Size, 14, 0.01) || !strings.HasSuffix(r.Font, "-Bold") || !near(centre(r), centre(tm), 0.1) {
			t.Errorf("%+v", r)
		}
	}
}

// Whatever the length of the text, the signature has two lines of it on its
// page, no heading ends a page, and the text ends with "./.".
func TestSignatureNeverAlone(t *testing.T) {
	for n := 16; n < 40; n++ {
		doc := report()
		doc.Annexes, doc.Stamp, doc.RunningHead = nil, "", ""
		doc.Body = nil
		for i := range n {
			doc.Body = append(doc.Body, document.P(document.Span{Text: "Đoạn văn ngắn."}))
			if i%7 == 3 && i < n-1 {
				doc.Body = append(doc.Body, document.Heading{Level: 1, Number: "I", Text: "Mục"})
			}
		}
		_, res, f := write(t, doc)
		p := f.Pages[res.Pages-1]
		above := map[float64]bool{}
		tm := find(t, p, "TM.")
		for _, r := range p.Runs {
			if r.Y > 20 && r.Y < tm.Y {
				above[r.Y] = true
			}
		}
		if len(above) < 2 {
			t.Fatalf("%d paragraphs: %d lines above the signature", n, len(above))
		}
		find(t, p, "Đoạn văn ngắn./.")
		for i, p := range f.Pages {
			if last := p.Runs[len(p.Runs)-1]; strings.Contains(last.Text, "MỤC") {
				t.Fatalf("%d paragraphs: page %d ends with a heading", n, i+1)
			}
		}
	}
}
