package publish_test

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"tdkt/reports/publish"
)

// BenchmarkAgainstChromium prints the table of 3,000 rows as a checked PDF, and lets
// Chromium print the HTML twin of the same tree, in turns. It reports the
// milliseconds of both, start and check included, and how many times longer the
// browser takes. Without Chromium it is skipped.
func BenchmarkAgainstChromium(b *testing.B) {
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		b.Skip("no Chromium: apt-get install chromium")
	}
	dir := b.TempDir()
	doc := longTable(3000)
	page, err := publish.Twin(filepath.Join(dir, "table.html"), doc, publish.FormatPage)
	if err != nil {
		b.Fatal(err)
	}
	var own, theirs time.Duration
	for b.Loop() {
		start := time.Now()
		if _, err := publish.PDF(filepath.Join(dir, "own.pdf"), doc); err != nil {
			b.Fatal(err)
		}
		own += time.Since(start)
		start = time.Now()
		out, err := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--user-data-dir="+filepath.Join(dir, "profile"),
			"--no-pdf-header-footer", "--print-to-pdf="+filepath.Join(dir, "browser.pdf"), "file://"+page.Path).CombinedOutput()
		if err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		theirs += time.Since(start)
	}
	n := float64(b.N)
	b.ReportMetric(float64(own.Milliseconds())/n, "ms/own")
	b.ReportMetric(float64(theirs.Milliseconds())/n, "ms/chromium")
	b.ReportMetric(float64(theirs)/float64(own), "times-longer")
}
