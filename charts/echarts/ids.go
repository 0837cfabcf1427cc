package echarts

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"strconv"
	"strings"
)

var (
	// tag is an element's opening or closing; quoted values may hold '>'.
	tag = regexp.MustCompile(`<[^!?"<>](?:[^"<>]|"[^"]*")*>`)
	// counted are the names that the renderer makes from counters which run on
	// from chart to chart in one process, such as zr3-c12.
	counted = regexp.MustCompile(`zr\d+-[a-z]+[-a-z]*\d*`)
	// interactive are the attributes that only a script would read.
	interactive = regexp.MustCompile(` (?:ecmeta_[a-z_]+|pointer-events|class)="[^"]*"`)
)

// settle renames what is counted in the order of first occurrence, so that a
// drawing does not depend on the ones before it, and removes what is of no use
// on paper. The names begin with a hash of the option, because a page may hold
// several drawings. What people wrote stands between the tags and stays as it
// is.
func settle(svg string, option []byte) []byte {
	hash := fnv.New32a()
	hash.Write(option)
	prefix := fmt.Sprintf("c%08x-", hash.Sum32())
	names := map[string]string{}
	return []byte(tag.ReplaceAllStringFunc(svg, func(t string) string {
		if !strings.Contains(t, "=") {
			return t
		}
		t = interactive.ReplaceAllString(t, "")
		return counted.ReplaceAllStringFunc(t, func(old string) string {
			name, ok := names[old]
			if !ok {
				name = prefix + strconv.Itoa(len(names))
				names[old] = name
			}
			return name
		})
	}))
}
