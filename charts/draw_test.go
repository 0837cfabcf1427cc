package charts_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"tdkt/charts"
	"tdkt/charts/echarts"
	"tdkt/charts/svg/raster"
)

var pictures = flag.String("pictures", "", "write every sample as PNG and SVG into this `directory`")

func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("-pictures is not given")
	}
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
		drawn, err := c.SVG(e)
		if err != nil {
			t.Error(err)
			continue
		}
		if err := os.WriteFile(filepath.Join(*pictures, c.ID+".svg"), drawn, 0o644); err != nil {
			t.Fatal(err)
		}
		picture, err := raster.PNG(drawn, 150)
		if err != nil {
			t.Error(err)
			continue
		}
		if err := os.WriteFile(filepath.Join(*pictures, c.ID+".png"), picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var _ charts.Drawer = (*echarts.Engine)(nil)
var _ charts.Drawer = (*echarts.Pool)(nil)
