// Package raster draws a chart's SVG as an image, for documents that cannot
// hold vectors and for looking at charts.
//
// In: an SVG that charts/svg understands and a resolution. Out: PNG on white.
// The same input gives the same bytes on one machine architecture. It knows
// neither the chart engine nor the document.
package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/vector"

	"tdkt/charts/svg"
)

// PNG draws src at dpi dots per inch, where a user unit is a point (1/72 inch).
// Images of more than 64 million pixels are refused.
func PNG(src []byte, dpi float64) ([]byte, error) {
	img, err := Image(src, dpi)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, img); err != nil {
		return nil, fmt.Errorf("raster: %w", err)
	}
	return out.Bytes(), nil
}

// Image draws src as PNG does and returns the picture itself.
func Image(src []byte, dpi float64) (*image.RGBA, error) {
	if !(dpi >= 10 && dpi <= 2400) {
		return nil, fmt.Errorf("raster: %v dpi: use 10 to 2400", dpi)
	}
	_, size, err := svg.Labels(src)
	if err != nil {
		return nil, fmt.Errorf("raster: %w", err)
	}
	k := dpi / 72
	w, h := math.Ceil(size.Width*k), math.Ceil(size.Height*k)
	if w*h > 64e6 {
		return nil, fmt.Errorf("raster: %v by %v pixels: use fewer than %v dpi", w, h, dpi)
	}
	c := &canvas{img: image.NewRGBA(image.Rect(0, 0, int(w), int(h)))}
	draw.Draw(c.img, c.img.Bounds(), image.White, image.Point{}, draw.Src)
	c.state.m = svg.Matrix{A: k, D: k}
	if _, err := svg.Draw(src, c); err != nil {
		return nil, fmt.Errorf("raster: %w", err)
	}
	if c.err != nil {
		return nil, fmt.Errorf("raster: %w", c.err)
	}
	return c.img, nil
}

// A canvas paints on img; pixels are its device units.
type canvas struct {
	img   *image.RGBA
	state state
	saved []state
	err   error
}

type state struct {
	m    svg.Matrix
	clip *image.Alpha // of the whole image; nil for none
}

func (c *canvas) Push(m svg.Matrix) {
	c.saved = append(c.saved, c.state)
	c.state.m = c.state.m.Mul(m)
}

func (c *canvas) PushClip(p svg.Path, evenOdd bool) {
	c.saved = append(c.saved, c.state)
	if evenOdd {
		c.fail("an even-odd clip is not drawn")
		return
	}
	next := image.NewAlpha(c.img.Bounds())
	mask, box := fill(flatten(p, c.state.m), c.img.Bounds())
	if mask != nil {
		draw.Draw(next, box, mask, image.Point{}, draw.Src)
		if c.state.clip != nil {
			multiply(next, c.state.clip, box)
		}
	}
	c.state.clip = next
}

func (c *canvas) Pop() {
	c.state = c.saved[len(c.saved)-1]
	c.saved = c.saved[:len(c.saved)-1]
}

func (c *canvas) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *canvas) Draw(p svg.Path, paint svg.Paint) {
	lines := flatten(p, c.state.m)
	if paint.Fill != nil {
		if paint.EvenOdd {
			c.fail("an even-odd fill is not drawn")
			return
		}
		c.paint(lines, *paint.Fill)
	}
	if paint.Stroke != nil {
		c.stroke(lines, *paint.Stroke)
	}
}

// stroke widens the lines evenly, which is right as long as the transformation
// does not squeeze one direction; charts only scale, turn and shift.
func (c *canvas) stroke(lines []line, s svg.Stroke) {
	m := c.state.m
	k := math.Sqrt(math.Abs(m.A*m.D - m.B*m.C))
	c.paint(outline(lines, s, k), s.Color)
}

func (c *canvas) Text(t svg.Text) {
	steps, err := t.Face.Outlines(t.S, t.Size)
	if err != nil {
		c.fail("%w", err)
		return
	}
	var p svg.Path
	var at svg.Point
	for _, s := range steps {
		point := func(i int) svg.Point { return svg.Point{X: t.At.X + s.P[i][0], Y: t.At.Y + s.P[i][1]} }
		switch s.Op {
		case 'M':
			at = point(0)
			p = append(p, svg.Segment{Op: svg.MoveTo, P: [3]svg.Point{at}})
		case 'L':
			at = point(0)
			p = append(p, svg.Segment{Op: svg.LineTo, P: [3]svg.Point{at}})
		case 'Q':
			q, end := point(0), point(1)
			p = append(p, svg.Segment{Op: svg.CubicTo, P: [3]svg.Point{
				{X: at.X + (q.X-at.X)*2/3, Y: at.Y + (q.Y-at.Y)*2/3},
				{X: end.X + (q.X-end.X)*2/3, Y: end.Y + (q.Y-end.Y)*2/3}, end}})
			at = end
		case 'C':
			p = append(p, svg.Segment{Op: svg.CubicTo, P: [3]svg.Point{point(0), point(1), point(2)}})
			at = point(2)
		case 'Z':
			p = append(p, svg.Segment{Op: svg.Close})
		}
	}
	lines := flatten(p, c.state.m)
	if t.Halo != nil {
		c.stroke(lines, *t.Halo)
	}
	c.paint(lines, t.Color)
}

// paint covers the area of the lines with one colour.
func (c *canvas) paint(lines []line, of svg.Color) {
	mask, box := fill(lines, c.img.Bounds())
	if mask == nil {
		return
	}
	if c.state.clip != nil {
		clipped := image.NewAlpha(mask.Bounds())
		for y := range box.Dy() {
			for x := range box.Dx() {
				a := uint32(mask.AlphaAt(x, y).A) * uint32(c.state.clip.AlphaAt(box.Min.X+x, box.Min.Y+y).A) / 255
				clipped.SetAlpha(x, y, color.Alpha{A: uint8(a)})
			}
		}
		mask = clipped
	}
	ink := color.NRGBA{of.R, of.G, of.B, uint8(math.Round(of.Opacity * 255))}
	draw.DrawMask(c.img, box, image.NewUniform(ink), image.Point{}, mask, image.Point{}, draw.Over)
}

func multiply(dst, by *image.Alpha, box image.Rectangle) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			a := uint32(dst.AlphaAt(x, y).A) * uint32(by.AlphaAt(x, y).A) / 255
			dst.SetAlpha(x, y, color.Alpha{A: uint8(a)})
		}
	}
}

// fill returns the coverage of the lines inside bounds as a mask whose origin is
// the returned box's corner, or nil if nothing is covered.
func fill(lines []line, bounds image.Rectangle) (*image.Alpha, image.Rectangle) {
	lo, hi := svg.Point{X: math.Inf(1), Y: math.Inf(1)}, svg.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, l := range lines {
		for _, p := range l.points {
			lo.X, lo.Y = math.Min(lo.X, p.X), math.Min(lo.Y, p.Y)
			hi.X, hi.Y = math.Max(hi.X, p.X), math.Max(hi.Y, p.Y)
		}
	}
	if !(lo.X <= hi.X && lo.Y <= hi.Y) {
		return nil, image.Rectangle{}
	}
	// Whole pixels, inside the image; far away points only need to stay
	// outside of it.
	bound := func(v float64, limit int) int { return int(math.Max(0, math.Min(v, float64(limit)))) }
	box := image.Rect(bound(math.Floor(lo.X), bounds.Max.X), bound(math.Floor(lo.Y), bounds.Max.Y),
		bound(math.Ceil(hi.X), bounds.Max.X), bound(math.Ceil(hi.Y), bounds.Max.Y))
	if box.Empty() {
		return nil, image.Rectangle{}
	}
	z := vector.NewRasterizer(box.Dx(), box.Dy())
	place := func(p svg.Point) (float32, float32) {
		return float32(p.X - float64(box.Min.X)), float32(p.Y - float64(box.Min.Y))
	}
	for _, l := range lines {
		for i, p := range l.points {
			x, y := place(p)
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
	}
	mask := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy()))
	z.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	return mask, box
}
