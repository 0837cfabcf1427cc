package readback

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// mm is one millimetre in points.
const mm = 72 / 25.4

// A File is a PDF file that was read.
type File struct {
	Pages       []Page
	Fonts       []Font
	Outlines    []Outline
	Attachments []string // names in order
	Language    string
}

// A Page is one sheet. Places are millimetres from its top left corner, y
// downwards.
type Page struct {
	Width, Height float64 // mm
	Runs          []Run   // in the order of the file
	Lines         []Line  // straight strokes of one segment outside figures
	Figures       []Figure
	Links         int
}

// A Run is a text shown by one operator.
type Run struct {
	Text  string
	X, Y  float64 // left end of the baseline, mm
	Width float64 // mm
	Size  float64 // points, after all transformations
	Font  string  // as the file names it
	Angle float64 // degrees, counter-clockwise
	// NoGlyph counts codes that the font file has no glyph for.
	NoGlyph int
	Figure  int // index into Figures, or -1
}

// Right is the right end of a run that is not turned, mm.
func (r Run) Right() float64 { return r.X + r.Width }

// A Line is a straight stroke.
type Line struct{ X1, Y1, X2, Y2 float64 }

// A Figure is a drawing between its marks.
type Figure struct {
	Paths int // painted
	Texts []string
}

// A Font is a font of the file.
type Font struct {
	Name     string
	Embedded bool
}

// An Outline is a bookmark in reading order.
type Outline struct {
	Title string
	Level int // from 0
	Page  int // from 1
	Y     float64
}

// Open reads a whole file.
func Open(data []byte) (*File, error) {
	ctx, err := pdfcpu.Read(bytes.NewReader(data), configuration())
	if err != nil {
		return nil, fmt.Errorf("readback: %w", err)
	}
	if err := ctx.EnsurePageCount(); err != nil {
		return nil, fmt.Errorf("readback: %w", err)
	}
	r := &reader{ctx: ctx, fonts: map[string]*codes{}, file: &File{Pages: make([]Page, ctx.PageCount)}, sheets: map[int]int{}}
	if err := r.pages(); err != nil {
		return nil, fmt.Errorf("readback: %w", err)
	}
	if err := r.catalog(); err != nil {
		return nil, fmt.Errorf("readback: %w", err)
	}
	return r.file, nil
}

// configuration is spelled out: the reader's default one would create a folder
// in the user's home.
func configuration() *model.Configuration {
	return &model.Configuration{
		Reader15:       true,
		ValidationMode: model.ValidationRelaxed,
		Offline:        true,
		Limits:         model.DefaultResourceLimits(),
	}
}

// A reader's mutex guards everything but the pages: what they draw is read by
// several goroutines.
type reader struct {
	mutex  sync.Mutex
	ctx    *model.Context
	fonts  map[string]*codes // by object number or name
	file   *File
	sheets map[int]int // object number of a page -> page
}

// pages reads all pages, on every processor. The error is that of the first
// page that has one.
func (r *reader) pages() error {
	errs := make([]error, len(r.file.Pages))
	var begun atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(errs)) {
		workers.Go(func() {
			for n := int(begun.Add(1)); n <= len(errs); n = int(begun.Add(1)) {
				if err := r.page(n); err != nil {
					errs[n-1] = fmt.Errorf("page %d: %w", n, err)
				}
			}
		})
	}
	workers.Wait()
	slices.SortFunc(r.file.Fonts, func(a, b Font) int { return strings.Compare(a.Name, b.Name) })
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) page(n int) error {
	in, content, err := r.source(n)
	if err != nil {
		return err
	}
	if err := in.run(content); err != nil {
		return err
	}
	r.file.Pages[n-1] = *in.page
	return nil
}

// source gives what a page draws and where that is read into.
func (r *reader) source(n int) (*interpreter, []byte, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	d, ref, attrs, err := r.ctx.PageDict(n, false)
	if err != nil {
		return nil, nil, err
	}
	r.sheets[ref.ObjectNumber.Value()] = n
	if attrs.MediaBox == nil {
		return nil, nil, errors.New("no media box")
	}
	p := Page{Width: attrs.MediaBox.Width() / mm, Height: attrs.MediaBox.Height() / mm}
	if annots, _ := r.ctx.DereferenceArray(d["Annots"]); annots != nil {
		p.Links = len(annots)
	}
	content, err := r.ctx.PageContent(d, n)
	if err != nil {
		return nil, nil, err
	}
	return &interpreter{page: &p, high: attrs.MediaBox.Height(), figure: -1, font: func(name string) (*codes, error) {
		r.mutex.Lock()
		defer r.mutex.Unlock()
		return r.font(attrs.Resources, name)
	}}, content, nil
}

func (r *reader) catalog() error {
	root, err := r.ctx.Catalog()
	if err != nil {
		return err
	}
	if lang, _ := r.ctx.DereferenceText(root["Lang"]); lang != "" {
		r.file.Language = lang
	}
	if o, _ := r.ctx.DereferenceDict(root["Outlines"]); o != nil {
		if err := r.outlines(o, 0); err != nil {
			return err
		}
	}
	names, _ := r.ctx.DereferenceDict(root["Names"])
	if names == nil {
		return nil
	}
	files, _ := r.ctx.DereferenceDict(names["EmbeddedFiles"])
	if files == nil {
		return nil
	}
	list, err := r.ctx.DereferenceArray(files["Names"])
	if err != nil {
		return err
	}
	for i := 1; i < len(list); i += 2 {
		spec, err := r.ctx.DereferenceDict(list[i])
		if err != nil {
			return err
		}
		name, err := r.ctx.DereferenceText(spec["UF"])
		if err != nil {
			return err
		}
		r.file.Attachments = append(r.file.Attachments, name)
	}
	return nil
}

func (r *reader) outlines(parent types.Dict, level int) error {
	for o := parent["First"]; o != nil; {
		d, err := r.ctx.DereferenceDict(o)
		if err != nil {
			return err
		}
		if len(r.file.Outlines) > 10000 || level > 20 {
			return errors.New("the outline has no end")
		}
		title, err := r.ctx.DereferenceText(d["Title"])
		if err != nil {
			return err
		}
		out := Outline{Title: title, Level: level}
		if dest, _ := r.ctx.DereferenceArray(d["Dest"]); len(dest) >= 4 {
			if ref, ok := dest[0].(types.IndirectRef); ok {
				out.Page = r.sheets[ref.ObjectNumber.Value()]
			}
			if out.Page == 0 {
				return fmt.Errorf("outline %q points to no page", title)
			}
			y, _ := r.ctx.DereferenceNumber(dest[3])
			out.Y = r.file.Pages[out.Page-1].Height - y/mm
		}
		r.file.Outlines = append(r.file.Outlines, out)
		if err := r.outlines(d, level+1); err != nil {
			return err
		}
		o = d["Next"]
	}
	return nil
}
