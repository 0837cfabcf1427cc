// Package svg reads the SVG that the chart engine writes and draws it on a
// Canvas: a page of a PDF, or an image.
//
// In: SVG with path, rect, circle, ellipse, line, polyline, polygon, text, g
// and clipPath. Out: calls on a Canvas, with arcs and quadratic curves as cubic
// ones and every text at the left end of its baseline in one embedded face. It
// knows neither the chart engine nor PDF.
//
// It is strict: an element, attribute or value that it does not know is an
// error with its line and column, because leaving it out would silently change
// the figure. Nothing is drawn unless everything was understood.
package svg
