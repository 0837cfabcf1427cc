package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tdkt/reports"
	"tdkt/reports/document"
	"tdkt/reports/publish"
)

// Of the fixture's units on 12/7/2022 Thanh tra huyện has not reported
// and Phòng Tư pháp were late, and Lệ Mỹ is missing in a rate and behind in two
// others.
var lagging = []string{"Thanh tra huyện", "Phòng Tư pháp", "Lệ Mỹ"}

// TestLaggingUnitsAreNamedWhereTheOfficeWants makes the interim review and the
// report on reporting under each setting. The lists of exemplars, the tasks that
// units were given and are not late with, and the units' own reasons are not about
// who lags.
func TestLaggingUnitsAreNamedWhereTheOfficeWants(t *testing.T) {
	ctx := context.Background()
	a, d := loaded(t, "phu-ninh-2022", 1, "2022-07-12")
	for _, c := range []struct {
		naming      reports.Naming
		text, annex string // of the named units in the review
		cover       string // in the other report's text
	}{
		{reports.NamedInAnnex, "", "Thanh tra huyện, Phòng Tư pháp, Lệ Mỹ", ""},
		{reports.NamedInText, "Thanh tra huyện, Phòng Tư pháp, Lệ Mỹ", "Thanh tra huyện, Phòng Tư pháp, Lệ Mỹ", "Thanh tra huyện, Phòng Tư pháp, Lệ Mỹ"},
		{reports.NamedNowhere, "", "", ""},
	} {
		t.Run(fmt.Sprintf("%q", c.naming), func(t *testing.T) {
			req := d.request
			req.Office.Naming = c.naming
			built, err := reports.Build(ctx, d.snapshot.DB, d.pool, a.env.now, req)
			if err != nil {
				t.Fatal(err)
			}
			text, annex := namedIn(t, built.Document)
			if text != c.text || annex != c.annex {
				t.Errorf("the review's text names %q, its annexes %q; want %q, %q", text, annex, c.text, c.annex)
			}
			cover, err := reports.BuildCoverage(ctx, d.snapshot.DB, d.pool, a.env.now, req)
			if err != nil {
				t.Fatal(err)
			}
			if text, annex = namedIn(t, cover.Document); text != c.cover || annex != c.annex {
				t.Errorf("the report on reporting names %q, its annexes %q; want %q, %q", text, annex, c.cover, c.annex)
			}
			if c.naming == reports.NamedNowhere {
				namedInNoTwin(t, cover.Document)
			}
		})
	}
	// A card names its own unit, and nobody else.
	req := d.request
	req.Office.Naming = reports.NamedNowhere
	cards, err := reports.PrepareScorecards(ctx, d.snapshot.DB, a.env.now, req)
	if err != nil {
		t.Fatal(err)
	}
	card, err := a.buildCard(ctx, cards, d.pool, "08234")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range card.Document.Body {
		if f, ok := f.(document.Figure); ok && strings.Contains(strings.Join(f.Texts, " "), "Phong Châu") {
			t.Error("the card's chart names the best unit beside its own")
		}
	}
	if text, _ := namedIn(t, card.Document); text != "Lệ Mỹ" {
		t.Errorf("the card of Lệ Mỹ names %q", text)
	}
}

// namedIn lists the lagging units in a document's text and in its annexes, charts
// included.
func namedIn(t *testing.T, d document.Document) (text, annex string) {
	t.Helper()
	said := func(blocks []document.Block) string {
		kept := slices.DeleteFunc(slices.Clone(blocks), func(b document.Block) bool {
			table, ok := b.(document.Table)
			return ok && (table.ID == "danh-sach-dien-hinh" || table.ID == "bang-khac-phuc")
		})
		var b bytes.Buffer
		if err := document.Text(&b, document.Document{Body: kept}); err != nil {
			t.Fatal(err)
		}
		for _, block := range kept {
			if f, ok := block.(document.Figure); ok {
				b.WriteString(strings.Join(f.Texts, "\n") + f.Alt + string(f.Option))
			}
		}
		var found []string
		for _, name := range lagging {
			if strings.Contains(b.String(), name) {
				found = append(found, name)
			}
		}
		return strings.Join(found, ", ")
	}
	var annexes []document.Block
	for _, a := range d.Annexes {
		annexes = append(annexes, a.Body...)
	}
	return said(d.Body), said(annexes)
}

var tag = regexp.MustCompile(`<[^>]*>`)

// namedInNoTwin opens the twins and looks for the units' names.
func namedInNoTwin(t *testing.T, d document.Document) {
	t.Helper()
	for _, f := range []publish.Format{publish.FormatWord, publish.FormatExcel, publish.FormatPage} {
		path := filepath.Join(t.TempDir(), "x."+string(f))
		if _, err := publish.Twin(path, d, f); err != nil {
			t.Fatal(err)
		}
		for _, name := range lagging {
			if strings.Contains(contents(t, path), name) {
				t.Errorf("the %s names %s", f, name)
			}
		}
	}
}

// contents are the texts of a file or of the parts of an archive.
func contents(t *testing.T, path string) string {
	t.Helper()
	if strings.HasSuffix(path, ".html") {
		return readFile(t, path)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var b strings.Builder
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(html.UnescapeString(tag.ReplaceAllString(string(data), "")))
	}
	return b.String()
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
