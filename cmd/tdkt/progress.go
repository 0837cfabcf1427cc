package main

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// A progress is one line on a terminal that is written over; elsewhere nothing.
type progress struct {
	w     io.Writer
	on    bool
	width int
}

func newProgress(env environment) *progress {
	return &progress{w: env.stderr, on: env.terminal}
}

func (p *progress) show(format string, args ...any) {
	if !p.on {
		return
	}
	line := fmt.Sprintf(format, args...)
	n := utf8.RuneCountInString(line)
	fmt.Fprintf(p.w, "\r%s%*s", line, max(0, p.width-n), "")
	p.width = n
}

func (p *progress) done() {
	if p.on && p.width > 0 {
		fmt.Fprintf(p.w, "\r%*s\r", p.width, "")
		p.width = 0
	}
}
