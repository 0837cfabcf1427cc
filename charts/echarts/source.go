package echarts

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"modernc.org/quickjs"
)

// The common edition has every series and component that package charts uses
// and is a third smaller than the whole, which is a third less to compile.
//
//go:embed node_modules/echarts/dist/echarts.common.min.js
var script string

//go:embed shapes.js
var shapes string

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

// Script is the text of ECharts for a page that draws its charts in a browser,
// and a function tdktSet(chart, option) that takes the options of SVG. It holds
// no "</script". Asking for it compiles nothing.
func Script() string { return script + ";\n" + shapes }

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

// prefix runs before the library: what it counts from and how it is told the
// time never changes, so that drawings do not.
const prefix = `(function (global) {
  'use strict';
  const RealDate = Date;
  global.Date = class Date extends RealDate {
    constructor(...parts) { parts.length > 0 ? super(...parts) : super(0); }
    static now() { return 0; }
  };
  Math.random = function () { return 0.5; };
})(globalThis);
`

// program is everything that an engine runs at its start.
func program() string { return prefix + Script() + prelude }

//go:embed compiled
var compiledFiles embed.FS

// made counts the engines of this process.
var made atomic.Int64

// Started reports whether this process has started an engine, which costs
// 0.02 s with the compiled script that make puts into the program, else 0.15 s.
func Started() bool { return made.Load() > 0 }

// bytecode is the compiled program, shared by all engines.
var bytecode = sync.OnceValues(func() ([]byte, error) {
	if code, ok := precompiled(); ok {
		return code, nil
	}
	return compile()
})

// precompiled is what Precompile gave when this program was built; it reports
// false when there is none, or one of another script or engine.
func precompiled() ([]byte, bool) {
	data, err := compiledFiles.ReadFile("compiled/echarts.bytecode")
	if err != nil {
		return nil, false
	}
	return bytes.CutPrefix(data, label())
}

// Precompile gives the compiled program under a label that names the script and
// the engine it is for.
func Precompile() ([]byte, error) {
	code, err := compile()
	if err != nil {
		return nil, err
	}
	return append(label(), code...), nil
}

// label changes with the text of the program and the version of the engine.
func label() []byte {
	return fmt.Appendf(nil, "%s %x\n", quickjs.Version(), sha256.Sum256([]byte(program())))
}

func compile() ([]byte, error) {
	vm, err := newVM()
	if err != nil {
		return nil, err
	}
	defer vm.Close()
	code, err := vm.Compile(program(), quickjs.EvalGlobal)
	if err != nil {
		return nil, fmt.Errorf("echarts: the embedded script does not compile: %w", err)
	}
	return code, nil
}

func newVM() (*quickjs.VM, error) {
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, fmt.Errorf("echarts: starting the JavaScript engine: %w", err)
	}
	vm.SetMaxStackSize(stackSize)
	vm.SetGCThreshold(gcThreshold)
	return vm, nil
}

const (
	// stackSize is what the library needs with room to spare; the engine's own
	// quarter of a megabyte ends in a stack overflow.
	stackSize = 16 << 20
	// gcThreshold is the memory in use, in bytes, at which circles of objects are
	// first looked for; a chart leaves about 2 MB of them.
	gcThreshold = 24 << 20
)
