package echarts

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"tdkt/charts/font"
	"tdkt/charts/svg"

	"modernc.org/quickjs"
)

const option = `{"textStyle": {"fontFamily": "Liberation Sans"},
	"grid": {"left": 60, "right": 10, "top": 10, "bottom": 20},
	"yAxis": {"type": "category", "data": ["Đạt", "Không đạt\nchỉ tiêu"], "axisLabel": {"interval": 0, "fontSize": 9}},
	"xAxis": {"type": "value", "axisLabel": {"show": false}},
	"series": [{"type": "bar", "data": [3, 5], "label": {"show": true, "position": "right", "fontSize": 9}},
		{"type": "line", "data": [1, null], "clip": true}]}`

// fresh runs the named test in a process of its own, where nothing has been
// compiled; it reports false in that process.
func fresh(t *testing.T) bool {
	t.Helper()
	if os.Getenv("ECHARTS_FRESH") == "1" {
		return false
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), "ECHARTS_FRESH=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	return true
}

func TestStartedOnUse(t *testing.T) {
	if fresh(t) {
		return
	}
	_, _ = Script(), Licences()
	pool := NewPool(2)
	defer pool.Close()
	if Started() || font.Parsed() != 0 {
		t.Error("something was started or parsed before the first drawing")
	}
	if err := pool.Warm(); err != nil {
		t.Fatal(err)
	}
	if !Started() {
		t.Error("an engine runs and none was started")
	}
	if font.Parsed() != 0 {
		t.Error("starting an engine parsed a font")
	}
}

func start(t testing.TB) *Engine {
	t.Helper()
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// TestPrecompiled: make compiles the script once, for every run.
func TestPrecompiled(t *testing.T) {
	got, ok := precompiled()
	if !ok {
		t.Fatal("compiled/echarts.bytecode is missing, or of another script or engine: run make build")
	}
	want, err := compile()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("compiled/echarts.bytecode is not what the script compiles to: run make build")
	}
}

// TestMemory: what drawings leave behind is taken away, although an engine's
// memory is outside Go's.
func TestMemory(t *testing.T) {
	if fresh(t) {
		return
	}
	e := start(t)
	resident := func(drawings int) int {
		for range drawings {
			if _, err := e.SVG([]byte(option), 300, 120); err != nil {
				t.Fatal(err)
			}
		}
		statm, err := os.ReadFile("/proc/self/statm")
		if err != nil {
			t.Skip("this system does not say how much memory is in use")
		}
		var size, pages int
		if _, err := fmt.Sscan(string(statm), &size, &pages); err != nil {
			t.Fatal(err)
		}
		return pages * os.Getpagesize() >> 20
	}
	first := resident(30)
	if last := resident(90); last > first+30 {
		t.Errorf("%d MB after 30 drawings, %d MB after 120", first, last)
	}
}

func TestSVG(t *testing.T) {
	e := start(t)
	first, err := e.SVG([]byte(option), 300, 120)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := svg.Texts(first)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Đạt", "Không đạt", "chỉ tiêu", "3", "5"} {
		if !strings.Contains("|"+strings.Join(texts, "|")+"|", "|"+want+"|") {
			t.Errorf("%q is not among %q", want, texts)
		}
	}
	for _, gone := range []string{"ecmeta", "class=", "pointer-events", "<style", "zr0"} {
		if bytes.Contains(first, []byte(gone)) {
			t.Errorf("%s is left in the drawing", gone)
		}
	}
	// The bytes do not depend on what was drawn before, nor by which engine.
	for range 3 {
		if again, err := e.SVG([]byte(option), 300, 120); err != nil || !bytes.Equal(first, again) {
			t.Fatalf("drawn again it differs (%v)", err)
		}
	}
	other := start(t)
	if again, err := other.SVG([]byte(option), 300, 120); err != nil || !bytes.Equal(first, again) {
		t.Errorf("another engine draws something else (%v)", err)
	}
}

// TestWidths: the engine lays out with the face's own widths, so that a label
// anchored at its end begins where the face says.
func TestWidths(t *testing.T) {
	e := start(t)
	for css, want := range map[string]float64{
		"normal normal 10px Liberation Sans":        font.SansRegular.Advance("Ướp", 10),
		"bold 10px Liberation Sans":                 font.SansBold.Advance("Ướp", 10),
		"italic 700 10px 'Liberation Serif', serif": font.SerifBoldItalic.Advance("Ướp", 10),
		"10px sans-serif":                           font.SansRegular.Advance("Ướp", 10),
	} {
		if got := e.measure("Ướp", css); got != want || e.err != nil {
			t.Errorf("%s: width %v, want %v (%v)", css, got, want, e.err)
		}
		if got := e.measure("国", css); got != 11.5 {
			t.Errorf("%s: line height %v, want 11.5", css, got)
		}
	}
}

func TestRefused(t *testing.T) {
	e := start(t)
	for _, c := range []struct {
		option        string
		width, height float64
		want          string
	}{
		{`{`, 100, 100, "SyntaxError"},
		{`null`, 100, 100, "null"},
		{option, 0, 100, "use 1 to 10000"},
		{strings.Replace(option, "Liberation Sans", "Arial", 1), 100, 100, `no family "Arial"`},
		{`{"series": [{"type": "bar", "data": [1]}]}`, 100, 100, "TypeError"},
	} {
		if _, err := e.SVG([]byte(c.option), c.width, c.height); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60s: error %v does not say %q", c.option, err, c.want)
		}
	}
	// The engine still works.
	if _, err := e.SVG([]byte(option), 300, 120); err != nil {
		t.Error(err)
	}
}

func TestPool(t *testing.T) {
	pool := NewPool(2)
	defer pool.Close()
	var group sync.WaitGroup
	drawn := make([][]byte, 8)
	for i := range drawn {
		group.Go(func() {
			var err error
			if drawn[i], err = pool.SVG([]byte(option), 300, 120); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, d := range drawn[1:] {
		if !bytes.Equal(d, drawn[0]) {
			t.Error("two engines draw differently")
		}
	}
	if n := len(pool.idle); n < 1 || n > 2 {
		t.Errorf("%d engines after the work", n)
	}
	if _, err := pool.SVG([]byte(`{`), 300, 120); err == nil {
		t.Error("bad JSON was drawn")
	}
}

func TestSettle(t *testing.T) {
	in := `<g clip-path="url(#zr7-c12)" class="zr7-cls-3"><text ecmeta_a="1">zr7-c12 class="x"</text></g><clipPath id="zr7-c12"/><clipPath id="zr7-c3"/>`
	want := `<g clip-path="url(#c811c9dc5-0)"><text>zr7-c12 class="x"</text></g><clipPath id="c811c9dc5-0"/><clipPath id="c811c9dc5-1"/>`
	if got := string(settle(in, nil)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestLicences(t *testing.T) {
	want := map[string]string{"Apache ECharts": "Apache License", "d3": "Bostock", "ZRender": "Redistribution", "tslib": "Microsoft"}
	for _, l := range Licences() {
		for name, words := range want {
			if strings.HasPrefix(l.Name, name) {
				delete(want, name)
				if !strings.Contains(l.Text, words) {
					t.Errorf("the licence of %s does not say %q", l.Name, words)
				}
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("no licence for %v", want)
	}
	if strings.Contains(strings.ToLower(Script()), "</script") {
		t.Error("the script would end itself inside a page")
	}
}

// TestLock: the lock file pins what is embedded and names no registry.
func TestLock(t *testing.T) {
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(lock, []byte("http")) || bytes.Contains(lock, []byte("resolved")) {
		t.Error("the lock file names the place it was made at; make it with --omit-lockfile-registry-resolved")
	}
	e := start(t)
	version, err := e.vm.Eval("echarts.version", quickjs.EvalGlobal)
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("\"version\": \"%s\"", version); !bytes.Contains(lock, []byte(want)) {
		t.Errorf("the embedded script is %s, which the lock file does not pin; run npm ci", version)
	}
}

// BenchmarkNew starts an engine with the compiled program.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		e, err := New()
		if err != nil {
			b.Fatal(err)
		}
		e.Close()
	}
}
