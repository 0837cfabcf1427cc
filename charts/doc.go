// Package charts draws the figures of a report: fulfilment by indicator,
// results by unit, verdicts by sector, trend, registrations against awards,
// the structure of awards, and a few more.
//
// In: labels, exact numbers that the caller has already written in Vietnamese
// ("1.800,5 ha", "77,3%"), and the same numbers as float64 for the length of a
// bar. Out: a Chart, which becomes an SVG for print or a page for a browser;
// both come from one go-echarts option. It knows neither SQL nor the rules that
// make a verdict: which row is good is said by its Tone.
//
// ECharts draws what stands for a number: bars, lines, points. Words, keys and
// the cells of a table are shapes at places that are computed here, where every
// text has been measured: nothing is cut, moved or left out by an engine.
//
// Every figure must survive an office's black-and-white copier: tones are
// lightness steps with outlines and dashes, numbers and names stand beside what
// they name, there is no colour, gradient or pattern. Titles are not drawn: the
// report prints Chart.Title as a caption.
//
// Lengths inside a Chart are points (1/72 inch) at the printed size, so that a
// label of 9 is a 9 pt label on paper.
package charts
