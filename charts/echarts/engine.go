package echarts

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"modernc.org/quickjs"

	"tdkt/charts/font"
)

// An Engine draws charts one after the other. It belongs to one goroutine; use
// a Pool for several. Its memory is outside Go's: Close gives it back.
type Engine struct {
	vm  *quickjs.VM
	err error // of the last measureText that failed
}

// New starts an engine.
func New() (*Engine, error) {
	made.Add(1)
	code, err := bytecode()
	if err != nil {
		return nil, err
	}
	vm, err := newVM()
	if err != nil {
		return nil, err
	}
	e := &Engine{vm: vm}
	if err := vm.RegisterHostFunc("tdktMeasure", e.answer); err != nil {
		e.Close()
		return nil, fmt.Errorf("echarts: %w", err)
	}
	if _, err := vm.EvalBytecode(code); err != nil {
		e.Close()
		return nil, fmt.Errorf("echarts: starting the script: %w", err)
	}
	return e, nil
}

// Close ends the engine; it draws nothing any more.
func (e *Engine) Close() error { return e.vm.Close() }

// answer is measure as the script calls it.
func (e *Engine) answer(args []any) (any, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("measureText with %d arguments", len(args))
	}
	text, isText := args[0].(string)
	css, isFont := args[1].(string)
	if !isText || !isFont {
		return nil, fmt.Errorf("measureText of %T in %T", args[0], args[1])
	}
	return e.measure(text, css), nil
}

// measure answers the library's measureText. A font that is not embedded makes
// the whole drawing fail: the layout would be of another face.
func (e *Engine) measure(text, css string) float64 {
	face, size, err := parseFont(css)
	if err != nil {
		if e.err == nil {
			e.err = fmt.Errorf("text %q: %w", text, err)
		}
		return 0
	}
	// The library asks for the width of this sign where it wants the height
	// of a line. The faces have no such sign; 1.15 em is their line.
	if text == "国" {
		return 1.15 * size
	}
	return face.Advance(text, size)
}

// parseFont reads a CSS font as the library writes it, such as
// "normal bold 9px Liberation Sans": of a list of families the first counts.
func parseFont(css string) (font.Face, float64, error) {
	words := strings.Fields(css)
	bold, italic := false, false
	for i, w := range words {
		number, isSize := strings.CutSuffix(w, "px")
		if !isSize {
			switch w {
			case "bold", "bolder", "600", "700", "800", "900":
				bold = true
			case "italic", "oblique":
				italic = true
			}
			continue
		}
		size, err := strconv.ParseFloat(number, 64)
		if err != nil || !(size > 0 && size < 1000) {
			return 0, 0, fmt.Errorf("font %q: bad size %q", css, w)
		}
		family, _, _ := strings.Cut(strings.Join(words[i+1:], " "), ",")
		face, err := font.Find(family, bold, italic)
		if err != nil {
			return 0, 0, fmt.Errorf("font %q: %w", css, err)
		}
		return face, size, nil
	}
	return 0, 0, fmt.Errorf("font %q has no size in px", css)
}

// SVG draws an option of width by height user units. The option is plain JSON;
// functions written as strings are not called. "shapes" beside what ECharts knows
// is a list of zrender elements: a kind ("Text", "Rect", "Line") and its
// properties. Only the families of charts/font may occur, and a warning of the
// library is an error.
func (e *Engine) SVG(option []byte, width, height float64) ([]byte, error) {
	for _, v := range []float64{width, height} {
		if !(v >= 1 && v <= 10000) || math.IsNaN(v) {
			return nil, fmt.Errorf("echarts: a drawing of %v by %v: use 1 to 10000", width, height)
		}
	}
	e.err = nil
	v, err := e.vm.Call("tdktDraw", string(option), width, height)
	if e.err != nil {
		return nil, fmt.Errorf("echarts: %w", e.err)
	}
	if err != nil {
		return nil, fmt.Errorf("echarts: %w", err)
	}
	svg, ok := v.(string)
	if !ok {
		return nil, fmt.Errorf("echarts: the drawing is no text but %T", v)
	}
	return settle(svg, option), nil
}
