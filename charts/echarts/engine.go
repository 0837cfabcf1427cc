package echarts

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"tdkt/charts/font"
)

// An Engine draws charts one after the other. It belongs to one goroutine; use
// a Pool for several.
type Engine struct {
	vm   *goja.Runtime
	draw goja.Callable
	err  error // of the last measureText that failed
}

// New starts an engine. The first one of a process compiles the script.
func New() (*Engine, error) {
	compiled, err := programs()
	if err != nil {
		return nil, err
	}
	e := &Engine{vm: goja.New()}
	// A moment that no chart shows; what matters is that it never changes.
	e.vm.SetTimeSource(func() time.Time { return time.Unix(0, 0).UTC() })
	e.vm.SetRandSource(func() float64 { return 0.5 })
	if _, err := e.vm.RunProgram(compiled[0]); err != nil {
		return nil, fmt.Errorf("echarts: starting the script: %w", err)
	}
	start, err := e.vm.RunProgram(compiled[1])
	if err != nil {
		return nil, fmt.Errorf("echarts: starting prelude.js: %w", err)
	}
	call, ok := goja.AssertFunction(start)
	if !ok {
		return nil, errors.New("echarts: prelude.js is not a function")
	}
	if _, err := call(goja.Undefined(), e.vm.GlobalObject(), e.vm.ToValue(e.measure)); err != nil {
		return nil, fmt.Errorf("echarts: prelude.js: %w", err)
	}
	if e.draw, ok = goja.AssertFunction(e.vm.Get("tdktDraw")); !ok {
		return nil, errors.New("echarts: prelude.js defines no tdktDraw")
	}
	return e, nil
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
// functions written as strings are not called. Only the families of charts/font
// may occur in it, and a warning of the library is an error.
func (e *Engine) SVG(option []byte, width, height float64) ([]byte, error) {
	for _, v := range []float64{width, height} {
		if !(v >= 1 && v <= 10000) || math.IsNaN(v) {
			return nil, fmt.Errorf("echarts: a drawing of %v by %v: use 1 to 10000", width, height)
		}
	}
	e.err = nil
	v, err := e.draw(goja.Undefined(), e.vm.ToValue(string(option)), e.vm.ToValue(width), e.vm.ToValue(height))
	switch {
	case e.err != nil:
		return nil, fmt.Errorf("echarts: %w", e.err)
	case err != nil:
		return nil, fmt.Errorf("echarts: %w", err)
	}
	return settle(v.String(), option), nil
}
