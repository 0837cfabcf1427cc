package pdf

import (
	"fmt"

	"tdkt/charts/font"
)

// mm is one millimetre in points.
const mm = 72 / 25.4

// Options change the layout within what the decree allows. The zero value is
// the project's usual layout. Lengths are millimetres, sizes points.
type Options struct {
	BodySize    float64 // running text, 13 to 14; 0 means 14
	TableSize   float64 // table cells, 10 to 13; 0 means 12, in annexes at most 11. Wide tables shrink from here
	LineSpacing float64 // of single spacing, 1 to 1.5; 0 means 1.15
	Indent      float64 // first line, 10 to 12.7; 0 means 12.7
	MarginRight float64 // 15 to 20; 0 means 18
	SealSpace   float64 // free height for seal and signature, 20 to 50; 0 means 30
}

// Margins of the decree (Phụ lục I, mục I.1): top and bottom 20-25, left 30-35,
// right 15-20 mm. The right one lies inside its range, so that neither the
// width of a table's rule nor a reader's rounding can leave it.
const (
	marginTop    = 20 * mm
	marginBottom = 20 * mm
	marginLeft   = 30 * mm
	paperShort   = 595.28
	paperLong    = 841.89
)

// Sizes in points that the decree gives no choice about, or where one value of
// its range is used throughout.
const (
	sizeNation      = 13 // quốc hiệu, cơ quan, số và ký hiệu
	sizeMotto       = 14 // tiêu ngữ, địa danh và ngày
	sizeTitle       = 14 // tên loại, trích yếu, nhãn phụ lục
	sizePageNumber  = 14
	sizeRunning     = 9
	sizeRecipients  = 11
	sizeNote        = 11
	annexTable      = 11  // tables of annexes, which are looked up rather than read
	leastAnnexTable = 9.5 // where that saves a page
	smallestTable   = 8.5
	paragraphGap    = 6
	rule            = 0.5 // width of lines
)

// tight takes the small end of what is left open.
func (o Options) tight() Options {
	for _, f := range []struct {
		v     *float64
		small float64
	}{{&o.BodySize, 13}, {&o.TableSize, 11}, {&o.LineSpacing, 1}, {&o.SealSpace, 25}} {
		if *f.v == 0 {
			*f.v = f.small
		}
	}
	return o
}

func (o Options) filled() (Options, error) {
	for _, f := range []struct {
		name        string
		v           *float64
		def, lo, hi float64
	}{
		{"body size", &o.BodySize, 14, 13, 14},
		{"table size", &o.TableSize, 12, 10, 13},
		{"line spacing", &o.LineSpacing, 1.15, 1, 1.5},
		{"indent", &o.Indent, 12.7, 10, 12.7},
		{"right margin", &o.MarginRight, 18, 15, 20},
		{"space for seal and signature", &o.SealSpace, 30, 20, 50},
	} {
		if *f.v == 0 {
			*f.v = f.def
		}
		if *f.v < f.lo || *f.v > f.hi {
			return o, fmt.Errorf("pdf: %s %g is outside %g to %g", f.name, *f.v, f.lo, f.hi)
		}
	}
	return o, nil
}

// single is the height of a line of single spacing in ems of Liberation Serif
// (and of Times New Roman).
const single = 1.149

// serif gives the face of a weight and a slant.
func serif(bold, italic bool) font.Face {
	switch {
	case bold && italic:
		return font.SerifBoldItalic
	case bold:
		return font.SerifBold
	case italic:
		return font.SerifItalic
	}
	return font.SerifRegular
}
