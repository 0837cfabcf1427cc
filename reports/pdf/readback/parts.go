package readback

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash"
	"maps"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A Part is one page of a file as a reader's program shows it, to be held against
// the same page of another file.
type Part struct {
	Content []byte // drawing instructions: texts, rules and drawings with their places
	// Around is the digest of all else that the page shows or does: its size and
	// turn, fonts, pictures, links, and remarks that were laid over it.
	Around [sha256.Size]byte
	Err    error // the page cannot be read; the rest is empty then
}

// Parts gives the pages of a file, and the digest of what the document as a whole
// shows or does beside them: bookmarks, actions, fields, layers, attachments. A
// damaged page has its error; the error of the call is that of a file without pages.
func Parts(data []byte) ([]Part, [sha256.Size]byte, error) {
	var whole [sha256.Size]byte
	ctx, err := pdfcpu.Read(bytes.NewReader(data), configuration())
	if err == nil {
		err = ctx.EnsurePageCount()
	}
	if err != nil {
		return nil, whole, fmt.Errorf("readback: %w", err)
	}
	d := &digester{ctx: ctx, pages: map[int]int{}, known: map[int][sha256.Size]byte{}}
	var out []Part
	for n := 1; n <= ctx.PageCount; n++ {
		if ref, err := ctx.PageDictIndRef(n); err == nil && ref != nil {
			d.pages[ref.ObjectNumber.Value()] = n
		}
	}
	for n := 1; n <= ctx.PageCount; n++ {
		out = append(out, d.page(n))
	}
	root, err := ctx.Catalog()
	if err != nil {
		return nil, whole, fmt.Errorf("readback: %w", err)
	}
	h := sha256.New()
	for _, key := range []string{"AA", "AcroForm", "Names", "OCProperties", "OpenAction", "Outlines"} {
		if o, ok := root.Find(key); ok {
			fmt.Fprintf(h, "/%s ", key)
			d.object(h, o)
		}
	}
	return out, [sha256.Size]byte(h.Sum(nil)), nil
}

// A digester sums up objects of a file by what they hold, not by their numbers.
type digester struct {
	ctx   *model.Context
	pages map[int]int               // number of a page's object -> page
	known map[int][sha256.Size]byte // of objects by number; zero while under way
}

func (d *digester) page(n int) Part {
	page, _, inherited, err := d.ctx.PageDict(n, false)
	if err != nil {
		return Part{Err: err}
	}
	content, err := d.ctx.PageContent(page, n)
	if err != nil {
		return Part{Err: err}
	}
	h := sha256.New()
	around := d.dict(page, "Parent", "Contents")
	h.Write(around[:])
	// What a page does not say itself it has from the tree of pages.
	fmt.Fprintf(h, "%v %v %d", inherited.MediaBox, inherited.CropBox, inherited.Rotate)
	if _, own := page.Find("Resources"); !own {
		resources := d.dict(inherited.Resources)
		h.Write(resources[:])
	}
	p := Part{Content: content}
	h.Sum(p.Around[:0])
	return p
}

// dict is the digest of a dictionary without some of its entries.
func (d *digester) dict(dict types.Dict, without ...string) [sha256.Size]byte {
	h := sha256.New()
	d.entries(h, dict, without...)
	return [sha256.Size]byte(h.Sum(nil))
}

func (d *digester) entries(h hash.Hash, dict types.Dict, without ...string) {
	for _, key := range slices.Sorted(maps.Keys(dict)) {
		if !slices.Contains(without, key) {
			fmt.Fprintf(h, "/%s ", key)
			d.object(h, dict[key])
		}
	}
}

func (d *digester) object(h hash.Hash, o types.Object) {
	switch o := o.(type) {
	case nil:
		fmt.Fprint(h, "null ")
	case types.IndirectRef:
		number := o.ObjectNumber.Value()
		if page, ok := d.pages[number]; ok {
			fmt.Fprintf(h, "page %d ", page)
			return
		}
		sum, ok := d.known[number]
		if !ok {
			d.known[number] = sum // an object may lead back to itself
			inner := sha256.New()
			if target, err := d.ctx.Dereference(o); err != nil {
				fmt.Fprintf(inner, "error %v ", err)
			} else {
				d.object(inner, target)
			}
			sum = [sha256.Size]byte(inner.Sum(nil))
			d.known[number] = sum
		}
		h.Write(sum[:])
	case types.Dict:
		fmt.Fprint(h, "<< ")
		d.entries(h, o)
		fmt.Fprint(h, ">> ")
	case types.StreamDict:
		fmt.Fprint(h, "stream ")
		d.entries(h, o.Dict, "Length", "Filter", "DecodeParms")
		// Packed otherwise it holds the same.
		if err := o.Decode(); err == nil {
			h.Write(o.Content)
		} else {
			h.Write(o.Raw)
		}
	case types.Array:
		fmt.Fprint(h, "[ ")
		for _, e := range o {
			d.object(h, e)
		}
		fmt.Fprint(h, "] ")
	default:
		fmt.Fprintf(h, "%T %s ", o, o)
	}
}
