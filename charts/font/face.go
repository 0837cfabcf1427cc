package font

import (
	"fmt"
	"strings"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
)

// A Face is one of the embedded Liberation faces.
type Face uint8

const (
	SerifRegular Face = iota
	SerifBold
	SerifItalic
	SerifBoldItalic
	SansRegular
	SansBold

	faces
)

// Faces lists every face in order.
func Faces() []Face {
	return []Face{SerifRegular, SerifBold, SerifItalic, SerifBoldItalic, SansRegular, SansBold}
}

// The families, as the faces' own name tables spell them.
const (
	Serif = "Liberation Serif"
	Sans  = "Liberation Sans"
)

// Family is the family name, Serif or Sans.
func (f Face) Family() string {
	if f == SansRegular || f == SansBold {
		return Sans
	}
	return Serif
}

// Bold reports whether the face has the heavy weight.
func (f Face) Bold() bool { return f == SerifBold || f == SerifBoldItalic || f == SansBold }

// Italic reports whether the face is slanted.
func (f Face) Italic() bool { return f == SerifItalic || f == SerifBoldItalic }

// Name is the face's full name, such as "Liberation Serif Bold Italic".
func (f Face) Name() string {
	name := f.Family()
	if f.Bold() {
		name += " Bold"
	}
	if f.Italic() {
		name += " Italic"
	}
	return name
}

// String is Name, or the number of a face that does not exist.
func (f Face) String() string {
	if f >= faces {
		return fmt.Sprintf("font.Face(%d)", uint8(f))
	}
	return f.Name()
}

// Find returns the face of a family, a weight and a slant. The generic names
// serif and sans-serif stand for the two families; matching ignores case.
// There is no slanted sans face: asking for one is an error, as is an unknown
// family.
func Find(family string, bold, italic bool) (Face, error) {
	var f Face
	switch strings.ToLower(strings.Trim(strings.TrimSpace(family), `"'`)) {
	case "liberation serif", "serif":
		switch {
		case bold && italic:
			f = SerifBoldItalic
		case bold:
			f = SerifBold
		case italic:
			f = SerifItalic
		default:
			f = SerifRegular
		}
	case "liberation sans", "sans-serif":
		if italic {
			return 0, fmt.Errorf("font: %q has no italic face; use the upright one", Sans)
		}
		f = SansRegular
		if bold {
			f = SansBold
		}
	default:
		return 0, fmt.Errorf("font: no family %q; use %q or %q", family, Serif, Sans)
	}
	return f, nil
}

// Bytes is the face as a TrueType file. The caller must not change it. Asking
// for it parses nothing.
func (f Face) Bytes() []byte {
	switch f {
	case SerifRegular:
		return liberationserifregular.TTF
	case SerifBold:
		return liberationserifbold.TTF
	case SerifItalic:
		return liberationserifitalic.TTF
	case SerifBoldItalic:
		return liberationserifbolditalic.TTF
	case SansRegular:
		return liberationsansregular.TTF
	case SansBold:
		return liberationsansbold.TTF
	}
	panic(fmt.Sprintf("font: there is no face %d", uint8(f)))
}
