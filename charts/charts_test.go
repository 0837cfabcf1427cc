package charts_test

import (
	"bytes"
	"math"
	"regexp"
	"strings"
	"testing"

	"tdkt/charts"
	"tdkt/charts/echarts"
	"tdkt/charts/font"
	"tdkt/charts/svg"
	"tdkt/charts/svg/raster"
)

// squeeze removes what wrapping changes.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// TestDrawn reads every sample's SVG back: each text stands in it unbroken, none
// is cut, leaves the drawing or runs into another one, none is too small.
func TestDrawn(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range samples() {
		c, err := k.Chart()
		if err != nil {
			t.Error(err)
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			drawn, err := c.SVG(e)
			if err != nil {
				t.Fatal(err)
			}
			labels, size, err := svg.Labels(drawn)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(size.Width-c.Width) > 0.01 || math.Abs(size.Height-c.Height) > 0.01 {
				t.Errorf("the drawing is %v, the chart %v by %v", size, c.Width, c.Height)
			}
			if math.Abs(c.WidthMM()-160) > 0.1 || c.HeightMM() > 240 {
				t.Errorf("%.1f by %.1f mm on paper", c.WidthMM(), c.HeightMM())
			}
			check(t, c, labels, size)
			again, err := c.SVG(e)
			if err != nil || !bytes.Equal(drawn, again) {
				t.Errorf("drawn again it differs (%v)", err)
			}
		})
	}
}

func check(t *testing.T, c *charts.Chart, labels []svg.Label, size svg.Size) {
	t.Helper()
	var all strings.Builder
	for i, l := range labels {
		all.WriteString(squeeze(l.S))
		if strings.Contains(l.S, "…") {
			t.Errorf("%q was cut", l.S)
		}
		if l.Size < 8 || l.Size > 10 {
			t.Errorf("%q is set in %v pt", l.S, l.Size)
		}
		if l.Face != font.SansRegular && l.Face != font.SansBold {
			t.Errorf("%q is set in %s", l.S, l.Face)
		}
		if l.Left < -0.01 || l.Right > size.Width+0.01 || l.Top < -1.2 || l.Bottom > size.Height+1 {
			t.Errorf("%q leaves the drawing: %.1f,%.1f to %.1f,%.1f of %v", l.S, l.Left, l.Top, l.Right, l.Bottom, size)
		}
		for _, o := range labels[:i] {
			// Line boxes may touch; letters are smaller than they.
			if min(l.Right, o.Right)-max(l.Left, o.Left) > 0.5 && min(l.Bottom, o.Bottom)-max(l.Top, o.Top) > 2.2 {
				t.Errorf("%q runs into %q", l.S, o.S)
			}
		}
	}
	for _, want := range c.Texts {
		if !strings.Contains(all.String(), squeeze(want)) {
			t.Errorf("%q is not in the drawing", want)
		}
	}
}

// What an office copies in black and white must not depend on colour.
func TestGreyOnly(t *testing.T) {
	colour := regexp.MustCompile(`(?:fill|stroke)="([^"]*)"`)
	grey := regexp.MustCompile(`^(?:none|#(..)(..)(..)|#(.)(.)(.)|rgba?\((\d+), ?(\d+), ?(\d+).*\))$`)
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range samples() {
		c, err := k.Chart()
		if err != nil {
			t.Fatal(err)
		}
		drawn, err := c.SVG(e)
		if err != nil {
			t.Fatal(err)
		}
		found := colour.FindAllSubmatch(drawn, -1)
		if len(found) == 0 {
			t.Errorf("%s has no colours at all", c.ID)
		}
		for _, m := range found {
			g := grey.FindStringSubmatch(string(m[1]))
			same := g != nil
			for i := 1; same && i < len(g); i += 3 {
				same = g[i] == g[i+1] && g[i+1] == g[i+2]
			}
			if !same {
				t.Errorf("%s is drawn with %s", c.ID, m[1])
			}
		}
	}
}

// A gap leaves no mark, a zero leaves one: the same row with a value of 0 and
// without a value give different drawings.
func TestMissingIsNotZero(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	draw := func(k charts.Kind) string {
		c, err := k.Chart()
		if err != nil {
			t.Fatal(err)
		}
		drawn, err := c.SVG(e)
		if err != nil {
			t.Fatal(err)
		}
		texts, err := svg.Texts(drawn)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(texts, "|")
	}
	u := units()
	u.Rows[4].Result, u.Rows[4].Gap = charts.Number{}, "chưa báo cáo"
	if got := draw(u); strings.Contains(got, "0/12") || strings.Count(got, "chưa báo cáo") != 2 {
		t.Errorf("a gap is drawn as %s", got)
	}
	if got := draw(units()); !strings.Contains(got, "0/12") {
		t.Errorf("a zero is not drawn: %s", got)
	}
	tr := trend()
	if got := draw(tr); strings.Contains(got, "|0|") {
		t.Errorf("a gap in a line became a zero: %s", got)
	}
}

func TestPage(t *testing.T) {
	c, err := trend().Chart()
	if err != nil {
		t.Fatal(err)
	}
	c.Title = `A "quoted" <title> & more`
	page, err := c.Page()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(page); n < 600_000 || n > 1_000_000 {
		t.Errorf("the page has %d bytes", n)
	}
	for _, want := range []string{`lang="vi"`, "A &#34;quoted&#34; &lt;title&gt; &amp; more", "Thực hiện 2022", "Liberation Sans, Arial"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("%s is not in the page", want)
		}
	}
	// Nothing is loaded from anywhere.
	page = bytes.ReplaceAll(page, []byte(echarts.Script()), nil)
	if m := regexp.MustCompile(`<(?:script|link|img|iframe)[^>]*(?:src|href)=[^>]*>|@import|url\(http`).Find(page); m != nil {
		t.Errorf("the page loads %s", m)
	}
	if opened, closed := bytes.Count(page, []byte("<script>")), bytes.Count(page, []byte("</script>")); opened != 2 || closed != 2 {
		t.Errorf("%d scripts begin and %d end", opened, closed)
	}
	if _, err := charts.Page("Hai biểu đồ", c, c); err == nil {
		t.Error("two charts with one ID share a page")
	}
}

// TestRaster draws one sample as an image and looks for its darkest bar.
func TestRaster(t *testing.T) {
	c, err := structure().Chart()
	if err != nil {
		t.Fatal(err)
	}
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := c.SVG(e)
	if err != nil {
		t.Fatal(err)
	}
	img, err := raster.Image(drawn, 72)
	if err != nil {
		t.Fatal(err)
	}
	dark := 0
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, _, _, _ := img.At(x, y).RGBA(); r>>8 == 0x4d {
				dark++
			}
		}
	}
	// Two bars of 18 pt, 54,2% and 61,03% of 451 pt.
	want := 18 * 451 * (0.542 + 0.6103)
	if float64(dark) < want*0.85 || float64(dark) > want*1.1 {
		t.Errorf("%d dark pixels, want about %.0f", dark, want)
	}
}
