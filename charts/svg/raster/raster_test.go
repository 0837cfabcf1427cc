package raster

import (
	"bytes"
	"fmt"
	"image/png"
	"math"
	"strings"
	"testing"
)

func drawing(inner string) []byte {
	return []byte(`<svg width="40" height="20">` + inner + `</svg>`)
}

// ink sums the darkness of an image: 1 for a black pixel, 0 for a white one.
func ink(t *testing.T, inner string) float64 {
	t.Helper()
	img, err := Image(drawing(inner), 72)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			r, g, b, _ := img.At(x, y).RGBA()
			sum += 1 - float64(r+g+b)/3/0xffff
		}
	}
	return sum
}

// TestArea compares the ink with the area that the shape must cover.
func TestArea(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
	}{
		{``, 0},
		{`<rect x="5" y="5" width="10" height="4"/>`, 40},
		{`<rect x="5.5" y="5.25" width="10" height="4"/>`, 40},
		{`<rect x="5" y="5" width="10" height="4" fill="#000" fill-opacity="0.5"/>`, 20},
		{`<rect x="-5" y="-5" width="10" height="10"/>`, 25},
		{`<rect x="-1000" y="-1000" width="5000" height="5000"/>`, 800},
		{`<rect x="100" y="100" width="5" height="5"/>`, 0},
		{`<circle cx="20" cy="10" r="8"/>`, math.Pi * 64},
		{`<line x1="5" y1="10" x2="25" y2="10" stroke="#000" stroke-width="2"/>`, 40},
		{`<line x1="5" y1="10" x2="25" y2="10" stroke="#000" stroke-width="2" stroke-linecap="square"/>`, 44},
		{`<line x1="5" y1="10" x2="25" y2="10" stroke="#000" stroke-width="2" stroke-linecap="round"/>`, 40 + math.Pi},
		{`<line x1="5" y1="10" x2="25" y2="10" stroke="#000" stroke-width="2" stroke-dasharray="3 2"/>`, 24},
		// A mitred frame: the outer square less the inner one.
		{`<rect x="5" y="5" width="10" height="10" fill="none" stroke="#000" stroke-width="2"/>`, 144 - 64},
		{`<rect x="5" y="5" width="10" height="10" fill="none" stroke="#000" stroke-width="2" stroke-linejoin="bevel"/>`, 144 - 64 - 2},
		{`<rect x="5" y="5" width="10" height="10" fill="none" stroke="#000" stroke-width="2" stroke-linejoin="round"/>`, 144 - 64 - 4 + math.Pi},
		{`<g transform="translate(10 10) rotate(90) scale(2)"><rect width="3" height="2"/></g>`, 24},
		{`<g clip-path="url(#c)"><rect width="40" height="20"/></g><clipPath id="c"><rect x="1" y="1" width="6" height="5"/></clipPath>`, 30},
		{`<g clip-path="url(#c)"><g clip-path="url(#d)"><rect width="40" height="20"/></g></g>
			<clipPath id="c"><rect x="1" y="1" width="6" height="5"/></clipPath><clipPath id="d"><rect x="4" y="3" width="9" height="9"/></clipPath>`, 9},
	} {
		if got := ink(t, c.in); math.Abs(got-c.want) > 0.02*c.want+0.3 {
			t.Errorf("%s: %.2f pixels of ink, want %.2f", c.in, got, c.want)
		}
	}
}

func TestText(t *testing.T) {
	one, two := ink(t, `<text x="2" y="15" font-size="12">I</text>`), ink(t, `<text x="2" y="15" font-size="12">II</text>`)
	if one < 5 || math.Abs(two-2*one) > 0.6 {
		t.Errorf("I has %.2f pixels of ink and II %.2f", one, two)
	}
	// The halo wipes out what is under the letters.
	under := `<rect width="40" height="20"/>`
	if got := ink(t, under+`<text x="2" y="15" font-size="12" stroke="#fff" stroke-width="4" paint-order="stroke">I</text>`); got > 800-20 {
		t.Errorf("under a halo %.2f pixels of ink remain", got)
	}
}

func TestPNG(t *testing.T) {
	src := drawing(`<rect x="5" y="5" width="10" height="4"/><text x="2" y="15">Đạt</text>`)
	one, err := PNG(src, 144)
	if err != nil {
		t.Fatal(err)
	}
	two, _ := PNG(src, 144)
	if !bytes.Equal(one, two) {
		t.Error("drawn twice it differs")
	}
	img, err := png.Decode(bytes.NewReader(one))
	if err != nil || fmt.Sprint(img.Bounds()) != "(0,0)-(80,40)" {
		t.Error(img.Bounds(), err)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		src  []byte
		dpi  float64
		want string
	}{
		{drawing(``), 0, "dpi"},
		{drawing(``), math.NaN(), "dpi"},
		{drawing(`<image/>`), 72, "image"},
		{drawing(`<path d="M0 0H9V9Z" fill-rule="evenodd"/>`), 72, "even-odd"},
		{[]byte(`<svg width="90000" height="90000"/>`), 300, "pixels"},
	} {
		if _, err := PNG(c.src, c.dpi); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40s at %v dpi: error %v does not say %q", c.src, c.dpi, err, c.want)
		}
	}
}
