package publish_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tdkt/charts"
	"tdkt/reports/document"
	"tdkt/reports/publish"
)

// watcher is added to the page under test: it records errors, moves the pointer
// over the charts and leaves what it saw in the page.
const watcher = `<script>
window.seen = [];
window.addEventListener('error', function (e) { seen.push('error: ' + e.message); });
document.addEventListener('securitypolicyviolation', function (e) { seen.push('refused: ' + e.blockedURI); });
</script>`

const mover = `<script>
setTimeout(function () {
  const tips = [], spots = SPOTS;
  (function next() {
    if (tips.length === spots.length) { return end(); }
    const spot = spots[tips.length], figure = document.getElementById(spot.figure);
    const chart = figure.querySelector('svg'), box = chart.getBoundingClientRect();
    ['mouseover', 'mousemove'].forEach(function (kind) {
      chart.dispatchEvent(new MouseEvent(kind, { bubbles: true, clientX: box.left + box.width * spot.x, clientY: box.top + box.height * spot.y }));
    });
    setTimeout(function () {
      const tip = figure.querySelector('.tip');
      tips.push(tip ? tip.textContent : '');
      next();
    }, 300);
  })();
  function end() {
    const note = document.createElement('pre');
    const saw = { errors: window.seen.slice(), tips: tips,
      loaded: performance.getEntriesByType('resource').map(function (e) { return e.name; }) };
    // Last, what the page's policy must refuse.
    new Image().src = 'http://example.invalid/x.png';
    setTimeout(function () {
      saw.refused = window.seen.slice(saw.errors.length);
      note.id = 'seen';
      note.textContent = JSON.stringify(saw);
      document.body.appendChild(note);
    }, 300);
  }
}, 100);
</script>`

// A spot is a place of a chart, from its upper left corner in shares of its size.
type spot struct {
	Figure string  `json:"figure"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	tip    string  // what must stand under the pointer
}

// pointed is a document with more charts, and where the pointer goes: to rows
// with a value, to rows without one and to a table of words.
func pointed(t *testing.T) (document.Document, []spot) {
	doc := sample(t)
	more := []charts.Kind{
		charts.HeatTable{Head: charts.Head{ID: "bang", Title: "Một xã chưa báo cáo"}, Columns: []string{"Ngân sách", "Trồng rừng"},
			Rows: []charts.HeatRow{
				{Name: "Xã Ví Dụ Một", Cells: []charts.HeatCell{{Text: "104%"}, {Text: "97%"}}},
				{Name: "Xã Ví Dụ Hai", Cells: []charts.HeatCell{{Text: "...", Tone: charts.ToneNoData}, {Text: "...", Tone: charts.ToneNoData}}}}},
		charts.Trend{Head: charts.Head{ID: "thang", Title: "Thu tăng đều"}, Measure: "tỷ đồng", Periods: []string{"Tháng 1", "Tháng 2", "Tháng 3"},
			Actual: charts.Line{Name: "Năm 2022", Points: []charts.Number{num(7, "7"), num(8.5, "8,5"), num(9.25, "9,25")}}},
	}
	for i, kind := range more {
		doc.Body = append(doc.Body, figure(t, kind, 3+i))
	}
	return doc, []spot{
		{"hinh-rung", 0.4, 0.45, "Thị trấn Phong Châu"},
		{"hinh-rung", 0.4, 0.75, "Xã Bình Phú, chưa báo cáo"},
		{"hinh-co-cau", 0.4, 0.5, "Trực tiếp 60%"},
		{"hinh-bang", 0.4, 0.45, "Xã Ví Dụ Một, Ngân sách 104%"},
		{"hinh-bang", 0.9, 0.8, "Xã Ví Dụ Hai"},
		{"hinh-thang", 0.4, 0.5, "Tháng 2; Năm 2022 8,5"},
	}
}

// TestPageInBrowser opens the page in Chromium without a network.
func TestPageInBrowser(t *testing.T) {
	chromium := need(t, "chromium", "chromium-browser", "google-chrome")
	dir := t.TempDir()
	doc, spots := pointed(t)
	path := filepath.Join(dir, "page.html")
	if _, err := publish.Twin(path, doc, publish.FormatPage); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Replace(string(data), "<style>", watcher+"<style>", 1)
	end := strings.LastIndex(page, "</body>")
	list, err := json.Marshal(spots)
	if err != nil {
		t.Fatal(err)
	}
	page = page[:end] + strings.Replace(mover, "SPOTS", string(list), 1) + page[end:]
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--enable-logging=stderr",
		"--window-size=1200,900", "--virtual-time-budget=8000", "--dump-dom", "file://"+path)
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	for _, m := range regexp.MustCompile(`.*CONSOLE.*`).FindAllString(errs.String(), -1) {
		if !strings.Contains(m, "example.invalid") {
			t.Errorf("the console says: %s", m)
		}
	}
	dom := out.String()
	var seen struct {
		Errors, Loaded, Refused, Tips []string
	}
	m := regexp.MustCompile(`(?s)<pre id="seen">(.*?)</pre>`).FindStringSubmatch(dom)
	if m == nil {
		t.Fatalf("the page did not run to its end:\n%s", errs.String())
	}
	if err := json.Unmarshal([]byte(unescape(m[1])), &seen); err != nil {
		t.Fatal(err)
	}
	if len(seen.Errors) > 0 || len(seen.Loaded) > 0 {
		t.Errorf("errors %q; loaded %q", seen.Errors, seen.Loaded)
	}
	if len(seen.Refused) != 1 || seen.Refused[0] != "refused: http://example.invalid/x.png" {
		t.Errorf("a picture from elsewhere was not refused: %q", seen.Refused)
	}
	for i, s := range spots {
		if i >= len(seen.Tips) || !strings.Contains(seen.Tips[i], s.tip) {
			t.Errorf("the pointer at %v of %s: %q does not stand in %q", [2]float64{s.X, s.Y}, s.Figure, s.tip, seen.Tips)
		}
	}
	// Each chart is drawn with all its labels.
	for _, b := range doc.Body {
		f, ok := b.(document.Figure)
		if !ok {
			continue
		}
		drawn := regexp.MustCompile(`(?s)<figure id="` + f.ID + `">.*?</figure>`).FindString(dom)
		text := strings.Join(strings.Fields(unescape(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(drawn, " "))), " ")
		if !strings.Contains(drawn, "<svg") || strings.Count(drawn, "<path")+strings.Count(drawn, "<rect") < 2 {
			t.Errorf("%s: nothing is drawn: %.300s", f.ID, drawn)
		}
		for _, want := range f.Texts {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the label %q is missing in %q", f.ID, want, text)
			}
		}
	}
}

func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&", "&nbsp;", " ").Replace(s)
}
