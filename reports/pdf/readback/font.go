package readback

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// codes is what a font says about its two-byte codes.
type codes struct {
	name   string
	width  map[int]float64 // thousandths of an em
	wide   float64         // of codes not in width
	glyphs []byte          // CIDToGIDMap; nil for identity
	text   func(code int) rune
}

func (c *codes) widthOf(code int) float64 {
	if w, ok := c.width[code]; ok {
		return w
	}
	return c.wide
}

// hasGlyph reports whether the font file draws something for a code: fonts map
// every code to itself as text, so the text alone does not tell.
func (c *codes) hasGlyph(code int) bool {
	if c.glyphs == nil {
		return code != 0
	}
	i := 2 * code
	return i+1 < len(c.glyphs) && (c.glyphs[i] != 0 || c.glyphs[i+1] != 0)
}

func (r *reader) font(resources types.Dict, name string) (*codes, error) {
	all, err := r.ctx.DereferenceDict(resources["Font"])
	if err != nil || all == nil {
		return nil, fmt.Errorf("font %s: the page has no fonts", name)
	}
	key := name
	if ref, ok := all[name].(types.IndirectRef); ok {
		key = ref.String()
	}
	if c, ok := r.fonts[key]; ok {
		return c, nil
	}
	c, embedded, err := r.readFont(all[name])
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	r.fonts[key] = c
	r.file.Fonts = append(r.file.Fonts, Font{Name: c.name, Embedded: embedded})
	return c, nil
}

func (r *reader) readFont(o types.Object) (*codes, bool, error) {
	d, err := r.ctx.DereferenceDict(o)
	if err != nil || d == nil {
		return nil, false, fmt.Errorf("not in the file: %v", err)
	}
	if s := d.Subtype(); s == nil || *s != "Type0" {
		return nil, false, fmt.Errorf("not a composite font")
	}
	c := &codes{width: map[int]float64{}, wide: 1000}
	if n := d.NameEntry("BaseFont"); n != nil {
		c.name = *n
	}
	down, err := r.ctx.DereferenceArray(d["DescendantFonts"])
	if err != nil || len(down) != 1 {
		return nil, false, fmt.Errorf("no descendant font")
	}
	cid, err := r.ctx.DereferenceDict(down[0])
	if err != nil {
		return nil, false, err
	}
	if dw, err := r.ctx.DereferenceNumber(cid["DW"]); err == nil && cid["DW"] != nil {
		c.wide = dw
	}
	if err := r.widths(c, cid["W"]); err != nil {
		return nil, false, err
	}
	if sd, _, err := r.ctx.DereferenceStreamDict(cid["CIDToGIDMap"]); err == nil && sd != nil {
		if err := sd.Decode(); err != nil {
			return nil, false, err
		}
		c.glyphs = sd.Content
	}
	if c.text, err = r.unicode(d["ToUnicode"]); err != nil {
		return nil, false, err
	}
	desc, err := r.ctx.DereferenceDict(cid["FontDescriptor"])
	if err != nil {
		return nil, false, err
	}
	file, _, err := r.ctx.DereferenceStreamDict(desc["FontFile2"])
	return c, err == nil && file != nil && len(file.Raw) > 0, nil
}

// widths reads the W array: "first [w w w]" and "first last w".
func (r *reader) widths(c *codes, o types.Object) error {
	list, err := r.ctx.DereferenceArray(o)
	if err != nil {
		return err
	}
	num := func(i int) (float64, error) {
		if i >= len(list) {
			return 0, fmt.Errorf("the widths end early")
		}
		return r.ctx.DereferenceNumber(list[i])
	}
	for i := 0; i < len(list); {
		first, err := num(i)
		if err != nil {
			return err
		}
		if i+1 < len(list) {
			if ws, ok := list[i+1].(types.Array); ok {
				for k, o := range ws {
					w, err := r.ctx.DereferenceNumber(o)
					if err != nil {
						return err
					}
					c.width[int(first)+k] = w
				}
				i += 2
				continue
			}
		}
		last, err := num(i + 1)
		if err != nil {
			return err
		}
		w, err := num(i + 2)
		if err != nil {
			return err
		}
		for k := int(first); k <= int(last) && k < 1<<16; k++ {
			c.width[k] = w
		}
		i += 3
	}
	return nil
}

// unicode reads a ToUnicode map of bfchar and bfrange lines.
func (r *reader) unicode(o types.Object) (func(int) rune, error) {
	sd, _, err := r.ctx.DereferenceStreamDict(o)
	if err != nil || sd == nil {
		return nil, fmt.Errorf("no map to Unicode")
	}
	if err := sd.Decode(); err != nil {
		return nil, err
	}
	type span struct{ lo, hi, to int }
	var spans []span
	hex := func(s string) (int, error) {
		v, err := strconv.ParseInt(strings.Trim(s, "<>"), 16, 32)
		return int(v), err
	}
	mode, words := "", []string(nil)
	for _, f := range strings.Fields(string(sd.Content)) {
		switch f {
		case "beginbfrange", "beginbfchar":
			mode, words = f, nil
			continue
		case "endbfrange", "endbfchar":
			step := 3
			if mode == "beginbfchar" {
				step = 2
			}
			for i := 0; i+step <= len(words); i += step {
				lo, e1 := hex(words[i])
				hi, e2 := hex(words[i+step-2])
				to, e3 := hex(words[i+step-1])
				if e1 != nil || e2 != nil || e3 != nil {
					return nil, fmt.Errorf("the map to Unicode holds %q", words[i:i+step])
				}
				spans = append(spans, span{lo, hi, to})
			}
			mode = ""
			continue
		}
		if mode != "" {
			words = append(words, f)
		}
	}
	return func(code int) rune {
		for _, s := range spans {
			if code >= s.lo && code <= s.hi {
				return rune(s.to + code - s.lo)
			}
		}
		return '\uFFFD'
	}, nil
}
