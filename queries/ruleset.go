package queries

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"sync"
)

// RuleSet names the text of every query and definition of this program, 16 hex
// digits: where two programs have the same, the same snapshot gives the same
// figures.
func RuleSet() string { return ruleSet() }

var ruleSet = sync.OnceValue(func() string {
	h := sha256.New()
	for _, text := range Definitions() {
		fmt.Fprintf(h, "%d ", len(text))
		io.WriteString(h, text)
	}
	for _, c := range Catalogue() {
		fmt.Fprintf(h, "%s %d ", c.Name, len(c.SQL))
		io.WriteString(h, c.SQL)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
})
