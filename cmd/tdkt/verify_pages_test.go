package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// TestPagesAreComparedWhole holds a printed report against copies in which something
// was changed that is no drawing instruction, and yet changes what a reader sees: such
// a copy is not the same, whatever program printed it. Written again by another
// program, and nothing changed, it is.
func TestPagesAreComparedWhole(t *testing.T) {
	a, _ := kindsWorkspace(t)
	path := filepath.Join(t.TempDir(), "x.pdf")
	kindFile(t, a, "scorecard", path)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	first := func(ctx *model.Context) types.Dict {
		d, _, _, err := ctx.PageDict(1, false)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		name  string
		spoil func(*model.Context)
		want  string // "" for the same
	}{
		{"nothing", func(*model.Context) {}, ""},
		{"a remark over a figure", func(ctx *model.Context) {
			d := first(ctx)
			d["Annots"] = types.Array{types.Dict{"Type": types.Name("Annot"), "Subtype": types.Name("FreeText"),
				"Rect": types.NewIntegerArray(200, 300, 400, 360), "Contents": types.StringLiteral("999")}}
		}, "the same drawing instructions, but other fonts, pictures, links, remarks, size or turn, on page 1"},
		{"a page upside down", func(ctx *model.Context) { first(ctx)["Rotate"] = types.Integer(180) }, "remarks, size or turn, on page 1"},
		{"a font with other letters", func(ctx *model.Context) {
			for _, e := range ctx.Table {
				d, ok := e.Object.(types.Dict)
				if !ok || d["FontFile2"] == nil {
					continue
				}
				s, _, err := ctx.DereferenceStreamDict(d["FontFile2"])
				if err == nil {
					err = s.Decode()
				}
				if err != nil {
					t.Fatal(err)
				}
				s.Content[len(s.Content)/2] ^= 1
				if err := s.Encode(); err != nil {
					t.Fatal(err)
				}
				e := ctx.Table[d["FontFile2"].(types.IndirectRef).ObjectNumber.Value()]
				e.Object = *s
			}
		}, "but other fonts"},
		{"an action on opening", func(ctx *model.Context) {
			root, err := ctx.Catalog()
			if err != nil {
				t.Fatal(err)
			}
			root["OpenAction"] = types.Dict{"S": types.Name("URI"), "URI": types.StringLiteral("http://vi-du.vn")}
		}, "other bookmarks, actions or attachments"},
	} {
		d, err := comparePages(rewritten(t, data, c.spoil), data)
		if err != nil {
			t.Fatal(err)
		}
		if d.same() != (c.want == "") || c.want != "" && !strings.Contains(d.String(), c.want) {
			t.Errorf("%s: same %v, %s", c.name, d.same(), d)
		}
	}

	// Where the drawing itself is another, what follows from it is not told as well.
	moved := rewritten(t, data, func(ctx *model.Context) {
		setContent(t, ctx, 1, []byte("q Q"))
		first(ctx)["Rotate"] = types.Integer(180)
		second, _, _, err := ctx.PageDict(2, false)
		if err != nil {
			t.Fatal(err)
		}
		second["Rotate"] = types.Integer(180)
	})
	if d, err := comparePages(moved, data); err != nil || d.same() || strings.Contains(d.String(), "size or turn") || !strings.Contains(d.String(), "texts on 1 of 2 pages") {
		t.Errorf("another drawing: %v, %s", err, d)
	}

	// A page whose content is damaged is named, and the others are still compared.
	at := bytes.Index(data, []byte("stream\n")) + 60
	broken := bytes.Clone(data)
	broken[at] ^= 0x55
	d, err := comparePages(broken, data)
	if err != nil || d.same() || !strings.HasPrefix(d.String(), "what cannot be read, on page 1") {
		t.Errorf("a damaged page: %v, %s", err, d)
	}
}
