// Package echarts runs Apache ECharts without a browser: an option as JSON goes
// in with a size, an SVG comes out, laid out with the widths of the faces in
// charts/font. It is the only importer of the JavaScript engine and knows
// neither the charts that are drawn nor the page they stand on.
//
// ECharts itself is not part of this repository. package.json and
// package-lock.json pin it, "npm ci --ignore-scripts" in this directory puts it
// into node_modules, and the build embeds it from there.
//
// The output depends on the option, the size and the program alone: the
// engine's clock stands still, its random numbers are always the same, and
// counted names in the SVG start anew for every chart.
package echarts
