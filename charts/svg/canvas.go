package svg

import "tdkt/charts/font"

// A Canvas is a surface that a parsed SVG is drawn on: a PDF page or a raster
// image. Lengths are SVG user units; the origin is the top left corner, x grows
// to the right and y downwards. A canvas keeps the first error it meets and
// ignores later calls; its owner asks for it at the end.
type Canvas interface {
	// Push saves the graphics state and multiplies the current
	// transformation by m. Every Push and PushClip is ended by one Pop.
	Push(m Matrix)
	// PushClip saves the graphics state and intersects the clip with p.
	PushClip(p Path, evenOdd bool)
	Pop()
	// Draw fills and strokes p as paint says.
	Draw(p Path, paint Paint)
	// Text draws one run from its baseline's left end.
	Text(t Text)
}

// A Matrix maps (x, y) to (A·x + C·y + E, B·x + D·y + F), as in SVG's matrix().
type Matrix struct{ A, B, C, D, E, F float64 }

// Identity leaves every point where it is.
var Identity = Matrix{A: 1, D: 1}

// A Point is a place in user units.
type Point struct{ X, Y float64 }

// An Op is the kind of a path segment. Arcs and quadratic curves do not occur:
// the parser turns them into cubic ones.
type Op uint8

const (
	MoveTo  Op = iota // one point
	LineTo            // one point
	CubicTo           // two control points and the end
	Close             // no point
)

// A Segment is one step of a path; it uses as many points as its Op says.
type Segment struct {
	Op Op
	P  [3]Point
}

// A Path is a sequence of segments that begins with MoveTo.
type Path []Segment

// A Color is sRGB with an opacity in [0, 1].
type Color struct {
	R, G, B uint8
	Opacity float64
}

// A Stroke is the line drawn along a path.
type Stroke struct {
	Color Color
	Width float64   // user units, > 0
	Dash  []float64 // user units, empty for a solid line
	Cap   string    // butt, round, square
	Join  string    // miter, round, bevel
}

// A Paint says how a path is drawn; nil parts are not drawn.
type Paint struct {
	Fill    *Color
	EvenOdd bool
	Stroke  *Stroke
}

// A Text is one run in one face. The anchor and the baseline of the SVG are
// already resolved with the font's own widths: At is the left end of the
// alphabetic baseline.
type Text struct {
	At    Point
	S     string // NFC
	Face  font.Face
	Size  float64 // user units per em
	Color Color
	Halo  *Stroke // drawn under the glyphs (paint-order: stroke), or nil
}
