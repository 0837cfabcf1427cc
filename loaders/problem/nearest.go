package problem

import (
	"fmt"
	"strings"

	"tdkt/loaders/emulation"
)

// DidYouMean returns a hint that names the nearest candidate; without one it
// lists up to twelve of them.
func DidYouMean(word string, candidates []string) string {
	if n, ok := emulation.Nearest(word, candidates); ok {
		return fmt.Sprintf("did you mean %q?", n)
	}
	if len(candidates) == 0 {
		return ""
	}
	const most = 12
	list, tail := candidates, ""
	if len(list) > most {
		list, tail = list[:most], ", ..."
	}
	return "one of: " + strings.Join(list, ", ") + tail
}
