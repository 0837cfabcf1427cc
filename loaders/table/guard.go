package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
)

// A guard reads an unpacked part of a workbook and bounds what its reader has
// to hold at once: the size of the part, of one piece of markup and of one
// text. Comments and document types are refused: no program writes them into a
// workbook, and they are how entities come in.
type guard struct {
	io.ReadCloser
	name   string
	left   int64
	limit  int64
	inside bool // between < and >
	begun  bool // the last byte was <
	run    int  // bytes since the last angle bracket
}

func newGuard(f *zip.File, r io.ReadCloser) *guard {
	limit := int64(maxUnzipped)
	if packed := int64(f.CompressedSize64); packed < maxUnzipped/maxRatio {
		limit = max(mostSmall, packed*maxRatio)
	}
	return &guard{ReadCloser: r, name: f.Name, left: limit, limit: limit}
}

// Read implements io.Reader.
func (g *guard) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, fmt.Errorf("%s unpacks to more than %d MB, far more than a sheet of its size", g.name, g.limit>>20)
	}
	n, err := g.ReadCloser.Read(p[:min(int64(len(p)), g.left)])
	g.left -= int64(n)
	if bad := g.check(p[:n]); bad != nil {
		return 0, bad
	}
	return n, err
}

func (g *guard) check(p []byte) error {
	for len(p) > 0 {
		if g.begun {
			g.begun = false
			if p[0] == '!' {
				return fmt.Errorf("%s holds a comment, an entity or a document type", g.name)
			}
		}
		end := byte('<')
		if g.inside {
			end = '>'
		}
		i := bytes.IndexByte(p, end)
		if i < 0 {
			g.run += len(p)
			break
		}
		if g.run += i; g.run > maxMarkup {
			break
		}
		g.run, g.begun, g.inside = 0, !g.inside, !g.inside
		p = p[i+1:]
	}
	if g.run > maxMarkup {
		return fmt.Errorf("%s holds a text or a name of more than %d MB", g.name, maxMarkup>>20)
	}
	return nil
}
