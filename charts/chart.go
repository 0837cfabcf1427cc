package charts

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// A Number is a value with the text that the reader sees. The zero Number is a
// missing value: nothing is drawn for it, and it never counts as 0.
type Number struct {
	Value float64 // finite; only lengths and places are made of it
	Text  string  // as printed, "77,3%" or "1.800,5 ha"; "" means missing
}

// Missing reports whether there is no value.
func (n Number) Missing() bool { return n.Text == "" }

// check refuses what cannot be drawn.
func (n Number) check() error {
	switch {
	case math.IsNaN(n.Value) || math.IsInf(n.Value, 0):
		return fmt.Errorf("value %v of %q is not a finite number", n.Value, n.Text)
	case n.Missing() && n.Value != 0:
		return fmt.Errorf("value %v has no text; a value is printed as its caller wrote it", n.Value)
	}
	return nil
}

// A Tone is the lightness and outline that shows a verdict on paper. The zero
// Tone also serves where there is no verdict.
type Tone uint8

const (
	ToneMet      Tone = iota // medium grey: Đạt, Đúng tiến độ, Hiện đạt mức kế hoạch
	ToneExceeded             // dark grey: Vượt, Đã đạt kế hoạch năm
	ToneNotMet               // white with a heavy outline: Không đạt, Chậm tiến độ, Đã vượt mức khống chế
	ToneNotDue               // light grey: Chưa đến kỳ đánh giá
	ToneNoData               // white with a dashed outline: Chưa có số liệu
	ToneToVerify             // light grey with a dashed outline: Cần xác minh

	tones
)

// A Direction says which way is good.
type Direction uint8

const (
	Up   Direction = iota // more is better
	Down                  // less is better: marked ↓
	Cap                   // a ceiling, "không quá": marked ≤
	Flat                  // neither: structure, exact numbers
)

// A Head is what every kind of chart has in common.
type Head struct {
	// ID is unique in a document, of letters, digits and hyphens; it becomes
	// part of the names inside the SVG.
	ID string
	// Title states the finding. It is carried to Chart.Title and not drawn.
	Title string
	// Alt says the chart in words; "" lets the constructor list its labels.
	Alt string
	// Width is the printed width in mm, 100 to 400; 0 means 160, the text
	// block of an A4 page.
	Width float64
}

// A Kind is a chart that has not been made yet.
type Kind interface {
	// Chart checks the input and lays the chart out.
	Chart() (*Chart, error)
}

// A Chart is a figure ready to be drawn.
type Chart struct {
	ID     string
	Title  string    // what the caption says; not part of the drawing
	Alt    string    // the drawing in words
	Option []byte    // the ECharts option, JSON
	Width  float64   // points
	Height float64   // points
	Texts  []string  // every label that must stand in the drawing, unbroken; a drawn label may run over several lines
	hover  []string  // for a page: what stands over category i, or over stop i
	stops  []float64 // of a trend: where its periods stand, in points from the left
}

// A Drawer turns an option into an SVG: an *echarts.Engine or an *echarts.Pool.
type Drawer interface {
	SVG(option []byte, width, height float64) ([]byte, error)
}

// SVG draws the chart for print. The same chart gives the same bytes.
func (c *Chart) SVG(d Drawer) ([]byte, error) {
	out, err := d.SVG(c.Option, c.Width, c.Height)
	if err != nil {
		return nil, fmt.Errorf("charts: %s: %w", c.ID, err)
	}
	return out, nil
}

// WidthMM and HeightMM are the printed size in millimetres.
func (c *Chart) WidthMM() float64  { return c.Width / pointsPerMM }
func (c *Chart) HeightMM() float64 { return c.Height / pointsPerMM }

const pointsPerMM = 72 / 25.4

// tidy rounds a length to a hundredth of a point, so that sizes read well.
func tidy(v float64) float64 { return math.Round(v*100) / 100 }

// check validates the head and returns the width in points.
func (h Head) check() (float64, error) {
	if h.ID == "" || strings.Trim(h.ID, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
		return 0, fmt.Errorf("ID %q: use letters, digits and hyphens", h.ID)
	}
	if h.Title == "" {
		return 0, errors.New("the title is empty; it states the finding")
	}
	width := h.Width
	if width == 0 {
		width = 160
	}
	if !(width >= 100 && width <= 400) {
		return 0, fmt.Errorf("width %v mm: use 100 to 400", h.Width)
	}
	return tidy(width * pointsPerMM), nil
}
