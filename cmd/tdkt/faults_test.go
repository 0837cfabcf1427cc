package main

import (
	"bufio"
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
	"tdkt/reports/pdf/readback"
)

// TestFaultyFilesAreFound damages a file of every kind of report after it was
// printed: the check that a file must pass before it gets its name finds a text that
// was taken out, wherever it stood, a shape that a drawing lost, a missing font,
// page or run record, and a figure that reads otherwise.
func TestFaultyFilesAreFound(t *testing.T) {
	a, ws := kindsWorkspace(t)
	for kind := range kindCommands {
		t.Run(kind, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.pdf")
			kindFile(t, a, kind, path)
			file, doc := kindDocument(t, a, ws, path)
			var buf bytes.Buffer
			want, err := pdf.Write(&buf, doc, pdf.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(buf.Bytes(), file.data) {
				t.Fatal("made again from its record it is another file")
			}
			// Written again by the other program, undamaged, it passes.
			if err := readback.Verify(rewritten(t, file.data, func(*model.Context) {}), doc, want); err != nil {
				t.Fatal(err)
			}
			f := &faults{data: file.data, doc: doc, want: want}
			f.texts(t)
			f.shapes(t)
			f.found(t, "is not embedded", func(ctx *model.Context) { forget(ctx, "FontDescriptor", "FontFile2") })
			f.found(t, `attachment "run.json"`, func(ctx *model.Context) { forget(ctx, "Catalog", "Names") })
			f.found(t, "is empty", func(ctx *model.Context) {
				setContent(t, ctx, want.Pages, []byte("q Q"))
			})
			f.otherNumber(t)
			t.Logf("%d faults of %d pages", f.n, want.Pages)
		})
	}
}

// faults counts what was done to a printed file.
type faults struct {
	data []byte
	doc  document.Document
	want pdf.Result
	n    int
}

// found spoils a copy of the file and wants an error that says so.
func (f *faults) found(t *testing.T, say string, spoil func(*model.Context)) {
	t.Helper()
	f.n++
	err := readback.Verify(rewritten(t, f.data, spoil), f.doc, f.want)
	if err == nil || !strings.Contains(err.Error(), say) {
		t.Errorf("want %q: %v", say, err)
	}
}

// texts takes single texts out: 20 over the whole file, and 3 of its drawings.
func (f *faults) texts(t *testing.T) {
	t.Helper()
	read, err := readback.Open(f.data)
	if err != nil {
		t.Fatal(err)
	}
	all, drawn := 0, 0
	for _, p := range read.Pages {
		all += len(p.Runs)
	}
	at := 0
	for n, p := range read.Pages {
		content := pageContent(t, f.data, n+1)
		shows := regexp.MustCompile(`\bTj\b`).FindAllIndex(content, -1)
		if len(shows) != len(p.Runs) {
			t.Fatalf("page %d: %d texts, %d are read", n+1, len(shows), len(p.Runs))
		}
		for i, r := range p.Runs {
			at++
			label := r.Figure >= 0 && drawn < 3 && at%5 == 0
			if strings.TrimSpace(r.Text) == "" || at%max(all/20, 1) != 0 && !label {
				continue
			}
			if r.Figure >= 0 {
				drawn++
			}
			without := bytes.Clone(content)
			copy(without[shows[i][0]:], "xx")
			f.n++
			err := readback.Verify(rewritten(t, f.data, func(ctx *model.Context) { setContent(t, ctx, n+1, without) }), f.doc, f.want)
			if err == nil {
				t.Errorf("page %d: the text %q was taken out", n+1, r.Text)
			}
		}
	}
}

var paints = regexp.MustCompile(`(?m) (f|f\*|B|B\*|S)$`)

// shapes takes a shape out of each drawing.
func (f *faults) shapes(t *testing.T) {
	t.Helper()
	for n := range f.want.Pages {
		content := pageContent(t, f.data, n+1)
		rest := 0
		for {
			begin := bytes.Index(content[rest:], []byte("/Figure BMC"))
			if begin < 0 {
				break
			}
			begin += rest
			rest = begin + bytes.Index(content[begin:], []byte("EMC"))
			drawn := paints.FindAllSubmatchIndex(content[begin:rest], -1)
			if len(drawn) == 0 {
				t.Fatalf("page %d: a drawing without shapes", n+1)
			}
			shape := drawn[len(drawn)/2]
			without := bytes.Clone(content)
			for i := begin + shape[2]; i < begin+shape[3]; i++ {
				without[i] = ' '
			}
			without[begin+shape[2]] = 'n'
			f.found(t, "shapes are drawn", func(ctx *model.Context) { setContent(t, ctx, n+1, without) })
		}
	}
}

// otherNumber lets each table's last row of figures say something else than the file.
func (f *faults) otherNumber(t *testing.T) {
	t.Helper()
	changed := func(body []document.Block) bool {
		for i, b := range body {
			table, ok := b.(document.Table)
			if !ok {
				continue
			}
			for r, row := range table.Rows {
				for c, cell := range row.Cells {
					if table.Columns[c].Align != document.Decimal || !strings.ContainsAny(cell.Plain(), "123456789") {
						continue
					}
					rows := append([]document.Row{}, table.Rows...)
					rows[r].Cells = append([]document.Cell{}, row.Cells...)
					digit := strings.IndexAny(cell.Plain(), "123456789")
					other := cell.Plain()[:digit] + "0" + cell.Plain()[digit+1:]
					rows[r].Cells[c] = document.WordCell(other)
					table.Rows = rows
					body[i] = table
					return true
				}
			}
		}
		return false
	}
	doc := f.doc
	doc.Body = append([]document.Block{}, doc.Body...)
	if !changed(doc.Body) {
		for i, a := range doc.Annexes {
			a.Body = append([]document.Block{}, a.Body...)
			if changed(a.Body) {
				doc.Annexes = append([]document.Annex{}, doc.Annexes...)
				doc.Annexes[i] = a
				break
			}
		}
	}
	f.n++
	if err := readback.Verify(f.data, doc, f.want); err == nil || !strings.Contains(err.Error(), "is missing") {
		t.Errorf("a figure reads otherwise: %v", err)
	}
}

func reading() *model.Configuration {
	return &model.Configuration{Reader15: true, Eol: types.EolLF, ValidationMode: model.ValidationRelaxed, Offline: true, Limits: model.DefaultResourceLimits()}
}

// rewritten is the file after something was done to it, written by another program.
func rewritten(t *testing.T, data []byte, spoil func(*model.Context)) []byte {
	t.Helper()
	ctx, err := pdfcpu.Read(bytes.NewReader(data), reading())
	if err == nil {
		err = ctx.EnsurePageCount()
	}
	if err != nil {
		t.Fatal(err)
	}
	version := model.V17
	ctx.HeaderVersion = &version
	spoil(ctx)
	var out bytes.Buffer
	ctx.Write.Writer = bufio.NewWriter(&out)
	err = pdfcpu.WriteContext(ctx)
	if err == nil {
		err = ctx.Write.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func pageContent(t *testing.T, data []byte, page int) []byte {
	t.Helper()
	parts, _, err := readback.Parts(data)
	if err != nil {
		t.Fatal(err)
	}
	return parts[page-1].Content
}

// setContent gives a page other drawing instructions.
func setContent(t *testing.T, ctx *model.Context, page int, content []byte) {
	t.Helper()
	d, _, _, err := ctx.PageDict(page, false)
	if err != nil {
		t.Fatal(err)
	}
	ref, ok := d["Contents"].(types.IndirectRef)
	if !ok {
		t.Fatalf("page %d: its content is %T", page, d["Contents"])
	}
	entry, _ := ctx.FindTableEntryForIndRef(&ref)
	stream := entry.Object.(types.StreamDict)
	stream.Content = content
	if err := stream.Encode(); err != nil {
		t.Fatal(err)
	}
	entry.Object = stream
}

// forget takes an entry out of every dictionary of a type.
func forget(ctx *model.Context, kind, name string) {
	for _, entry := range ctx.Table {
		if d, ok := entry.Object.(types.Dict); ok && d.Type() != nil && *d.Type() == kind {
			delete(d, name)
		}
	}
}
