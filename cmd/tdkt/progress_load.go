package main

import (
	"fmt"
	"path"
	"strings"
	"time"

	"tdkt/loaders"
)

// A loadProgress is the bar of a load on a terminal: rows, rate and remaining
// time. Elsewhere it shows nothing; the list of files comes at the end.
type loadProgress struct {
	line  *progress
	now   func() time.Time
	begun time.Time
	shown time.Time
}

func newLoadProgress(env environment) *loadProgress {
	return &loadProgress{line: newProgress(env), now: env.now}
}

// every is how often the bar is drawn.
const every = 100 * time.Millisecond

func (p *loadProgress) show(at loaders.Progress) {
	if !p.line.on {
		return
	}
	now := p.now()
	if p.begun.IsZero() {
		p.begun = now
	}
	if at.Step == "read" && now.Sub(p.shown) < every {
		return
	}
	p.shown = now
	p.line.show("%s", bar(at, now.Sub(p.begun)))
}

func (p *loadProgress) done() { p.line.done() }

const barWidth = 20

// bar is one line: "read ket-qua.csv [####------] 120,000 rows, 300,000/s, 0:12 left".
func bar(at loaders.Progress, took time.Duration) string {
	if at.Step != "read" {
		return fmt.Sprintf("%s %s rows", at.Step, grouped(at.Done))
	}
	line := "read " + path.Base(at.File)
	if at.Sheet != "" {
		line += " [" + at.Sheet + "]"
	}
	if at.Of > 0 {
		full := min(barWidth, barWidth*at.Done/at.Of)
		line += " [" + strings.Repeat("#", full) + strings.Repeat("-", barWidth-full) + "]"
	}
	line += " " + grouped(at.Done) + " rows"
	rate := 0.0
	if s := took.Seconds(); s > 0.2 {
		rate = float64(at.Done) / s
		line += ", " + grouped(int(rate)) + "/s"
	}
	if left := at.Of - at.Done; rate > 0 && at.Of > 0 && left > 0 {
		s := int(float64(left) / rate)
		line += fmt.Sprintf(", %d:%02d left", s/60, s%60)
	}
	return line
}

func grouped(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
