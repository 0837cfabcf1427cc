package publish_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tdkt/reports/document"
	"tdkt/reports/publish"
)

// watcher is added to the page under test: it records errors, moves the pointer
// over the first chart and leaves what it saw in the page.
const watcher = `<script>
window.seen = [];
window.addEventListener('error', function (e) { seen.push('error: ' + e.message); });
document.addEventListener('securitypolicyviolation', function (e) { seen.push('refused: ' + e.blockedURI); });
</script>`

const mover = `<script>
setTimeout(function () {
  const chart = document.querySelector('.chart svg'), box = chart.getBoundingClientRect();
  ['mouseover', 'mousemove'].forEach(function (kind) {
    chart.dispatchEvent(new MouseEvent(kind, { bubbles: true, clientX: box.left + box.width * 0.4, clientY: box.top + box.height * 0.45 }));
  });
  setTimeout(function () {
    const note = document.createElement('pre'), tip = document.querySelector('.tip');
    const saw = { errors: window.seen.slice(), tip: tip ? tip.textContent : '',
      loaded: performance.getEntriesByType('resource').map(function (e) { return e.name; }) };
    // Last, what the page's policy must refuse.
    new Image().src = 'http://example.invalid/x.png';
    setTimeout(function () {
      saw.refused = window.seen.slice(saw.errors.length);
      note.id = 'seen';
      note.textContent = JSON.stringify(saw);
      document.body.appendChild(note);
    }, 300);
  }, 500);
}, 100);
</script>`

// TestPageInBrowser opens the page in Chromium without a network.
func TestPageInBrowser(t *testing.T) {
	chromium := need(t, "chromium", "chromium-browser", "google-chrome")
	dir := t.TempDir()
	doc := sample(t)
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
	page = page[:end] + mover + page[end:]
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--enable-logging=stderr",
		"--window-size=1200,900", "--virtual-time-budget=3000", "--dump-dom", "file://"+path)
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
		Errors, Loaded, Refused []string
		Tip                     string
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
	if !strings.Contains(seen.Tip, "Thị trấn Phong Châu") {
		t.Errorf("under the pointer stands %q", seen.Tip)
	}
	// Each chart is drawn with all its labels.
	for _, b := range doc.Body {
		f, ok := b.(document.Figure)
		if !ok {
			continue
		}
		drawn := regexp.MustCompile(`(?s)<figure id="` + f.ID + `">.*?</figure>`).FindString(dom)
		text := strings.Join(strings.Fields(unescape(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(drawn, " "))), " ")
		if !strings.Contains(drawn, "<svg") || strings.Count(drawn, "<path") < 2 {
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
