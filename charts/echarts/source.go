package echarts

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dop251/goja"
)

// The common edition has every series and component that package charts uses
// and is a third smaller than the whole, which is a third less to compile.
//
//go:embed node_modules/echarts/dist/echarts.common.min.js
var script string

//go:embed prelude.js
var prelude string

//go:embed node_modules/echarts/LICENSE
var licence string

//go:embed node_modules/echarts/NOTICE
var notice string

//go:embed node_modules/echarts/licenses/LICENSE-d3
var licenceD3 string

//go:embed node_modules/zrender/LICENSE
var licenceZRender string

//go:embed node_modules/tslib/LICENSE.txt
var licenceTSLib string

// Script is the text of ECharts for a page that draws its charts in a browser.
// It holds no "</script". Asking for it compiles nothing.
func Script() string { return script }

// A Licence is the terms of one embedded piece of JavaScript.
type Licence struct {
	Name string // "Apache ECharts"
	Text string
}

// Licences lists the terms of everything that the embedded script contains.
func Licences() []Licence {
	return []Licence{
		{"Apache ECharts", strings.TrimSpace(notice) + "\n\n" + strings.TrimSpace(licence) + "\n"},
		{"d3 (inside Apache ECharts)", strings.TrimSpace(licenceD3) + "\n"},
		{"ZRender (inside Apache ECharts)", strings.TrimSpace(licenceZRender) + "\n"},
		{"tslib (inside Apache ECharts)", strings.TrimSpace(licenceTSLib) + "\n"},
	}
}

var compiled atomic.Bool

// Compiled reports whether this process has compiled the script, which costs
// about 0.2 s and happens when the first Engine is made.
func Compiled() bool { return compiled.Load() }

// programs are shared by all runtimes: a compiled program is immutable.
var programs = sync.OnceValues(func() ([2]*goja.Program, error) {
	compiled.Store(true)
	library, err := goja.Compile("echarts.common.min.js", script, false)
	if err != nil {
		return [2]*goja.Program{}, fmt.Errorf("echarts: the embedded script does not compile: %w", err)
	}
	start, err := goja.Compile("prelude.js", prelude, true)
	if err != nil {
		return [2]*goja.Program{}, fmt.Errorf("echarts: prelude.js does not compile: %w", err)
	}
	return [2]*goja.Program{library, start}, nil
})
