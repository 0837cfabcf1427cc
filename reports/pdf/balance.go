package pdf

import "tdkt/reports/document"

// balance sets words in n lines of about equal length, at most width wide, with
// no phrase torn where that can be; nil when they do not fit so.
func balance(words []word, n int, width float64) []line {
	titled := make([]document.TitleWord, len(words))
	for i, w := range words {
		if w.force || w.split {
			return nil
		}
		titled[i] = document.TitleWord{Width: w.w, Space: w.space, Glued: w.glued}
		for _, f := range w.frags {
			if f.raise == 0 {
				titled[i].Text += f.s
			}
		}
	}
	starts := document.BreakTitle(titled, n, width)
	if starts == nil {
		return nil
	}
	lines := make([]line, n)
	for k, i := range starts {
		j := len(words)
		if k+1 < n {
			j = starts[k+1]
		}
		ln := line{words: append([]word(nil), words[i:j]...), end: k == n-1}
		ln.words[0].space = 0
		for _, w := range ln.words {
			ln.w += w.space + w.w
		}
		lines[k] = ln
	}
	return lines
}
