package charts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"tdkt/charts/echarts"
	"tdkt/charts/font"
)

// Page is the chart as a page for a browser: the same option, drawn there by
// the embedded ECharts, with the words of a row shown under the pointer. The
// page needs no network and no other file; it is about 0.7 MB.
func (c *Chart) Page() ([]byte, error) { return Page(c.Title, c) }

// Page puts several charts under one heading.
func Page(heading string, charts ...*Chart) ([]byte, error) {
	type figure struct {
		ID, Title, Alt string
		Width, Height  float64
		Data           template.JS
	}
	var figures []figure
	seen := map[string]bool{}
	for _, c := range charts {
		if seen[c.ID] {
			return nil, fmt.Errorf("charts: two charts of a page have the ID %q; give each its own", c.ID)
		}
		seen[c.ID] = true
		data, err := c.Interactive()
		if err != nil {
			return nil, err
		}
		figures = append(figures, figure{c.ID, c.Title, c.Alt, c.Width, c.Height, template.JS(data)})
	}
	var out bytes.Buffer
	err := page.Execute(&out, map[string]any{"Heading": heading, "Figures": figures,
		"Library": template.JS(echarts.Script()), "Starter": template.JS(starter)})
	if err != nil {
		return nil, fmt.Errorf("charts: page %q: %w", heading, err)
	}
	return out.Bytes(), nil
}

// Interactive is the chart as data for Scripts: a JSON object of its id, its
// size, its option and the words of its rows. It holds no "<" and may stand
// inside a script element.
func (c *Chart) Interactive() ([]byte, error) {
	// An office's machine has Arial, whose widths are the same.
	option := strings.ReplaceAll(string(c.Option), font.Sans, font.Sans+", Arial, sans-serif")
	// Marshal escapes < and >, so that no label can end the script.
	data, err := json.Marshal(map[string]any{"id": c.ID, "width": c.Width, "height": c.Height,
		"hover": c.hover, "stops": c.stops, "option": json.RawMessage(option)})
	if err != nil {
		return nil, fmt.Errorf("charts: %s: %w", c.ID, err)
	}
	return data, nil
}

// Scripts is what a page that shows charts needs, about 0.7 MB: ECharts and a
// function tdktCharts that takes an array of what Interactive returns and draws
// each into the empty element that has its id. It holds no "</script".
func Scripts() string { return echarts.Script() + "\n" + starter }

var page = template.Must(template.New("page").Parse(`<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Heading}}</title>
<style>
body { font-family: "Liberation Sans", Arial, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; }
figure { margin: 0 0 2.5em; }
figure > div { width: 100%; }
figcaption { font-weight: bold; margin-bottom: .6em; }
.tip { white-space: normal !important; max-width: 24em; }
</style>
</head>
<body>
<h1>{{.Heading}}</h1>
{{range .Figures}}<figure>
<figcaption>{{.Title}}</figcaption>
<div id="{{.ID}}" role="img" aria-label="{{.Alt}}" style="aspect-ratio: {{.Width}} / {{.Height}}"></div>
</figure>
{{end}}<script>{{.Library}}</script>
<script>
{{.Starter}}
tdktCharts([{{range $i, $f := .Figures}}{{if $i}},{{end}}
{{$f.Data}}{{end}}
]);
</script>
</body>
</html>
`))

// starter draws the charts of a page.
const starter = `function tdktCharts(figures) {
  'use strict';
  figures.forEach(function (f) {
    const place = document.getElementById(f.id);
    const chart = echarts.init(place, null, { renderer: 'svg', width: f.width, height: f.height });
    const axis = [].concat(f.option.yAxis, f.option.xAxis).find(function (a) { return a.type === 'category'; });
    const rows = f.stops || axis && axis.data.map(function (_, i) { return i; });
    if (rows && f.hover && f.hover.length === rows.length) {
      // A line that is not seen has a point in every row: the last of a row's items.
      const lies = axis && [].concat(f.option.yAxis).includes(axis);
      const other = [].concat(lies ? f.option.xAxis : f.option.yAxis)[0];
      f.option.series = (f.option.series || []).concat({
        type: 'line', silent: true, symbol: 'none', lineStyle: { opacity: 0 },
        data: rows.map(function (at) { return lies ? [other.min, at] : [at, other.min]; })
      });
      f.option.tooltip = {
        trigger: 'axis', confine: true, className: 'tip', axisPointer: { type: axis ? 'shadow' : 'line' },
        formatter: function (items) { return echarts.format.encodeHTML(f.hover[items[items.length - 1].dataIndex]); }
      };
    }
    tdktSet(chart, f.option);
    // Drawn in points, shown as wide as the page.
    const scale = function () {
      const k = place.clientWidth / f.width;
      place.firstElementChild.style.transformOrigin = '0 0';
      place.firstElementChild.style.transform = 'scale(' + k + ')';
    };
    scale();
    window.addEventListener('resize', scale);
  });
}`
