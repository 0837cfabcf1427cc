package echarts

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"strconv"
	"strings"
)

var (
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
	out := make([]byte, 0, len(svg))
	for svg != "" {
		text, rest := svg, ""
		if at := strings.IndexByte(svg, '<'); at >= 0 {
			text, rest = svg[:at], svg[at:]
		}
		out = append(out, text...)
		tag := tagAt(rest)
		svg = rest[len(tag):]
		if strings.Contains(tag, "class=") || strings.Contains(tag, "ecmeta_") || strings.Contains(tag, "pointer-events=") {
			tag = interactive.ReplaceAllString(tag, "")
		}
		if strings.Contains(tag, "zr") {
			tag = counted.ReplaceAllStringFunc(tag, func(old string) string {
				name, ok := names[old]
				if !ok {
					name = prefix + strconv.Itoa(len(names))
					names[old] = name
				}
				return name
			})
		}
		out = append(out, tag...)
	}
	return out
}

// tagAt is the element's opening or closing that svg begins with; quoted values
// may hold '>'. Of an unclosed one it is the rest.
func tagAt(svg string) string {
	quoted := false
	for i := 0; i < len(svg); i++ {
		switch svg[i] {
		case '"':
			quoted = !quoted
		case '>':
			if !quoted {
				return svg[:i+1]
			}
		}
	}
	return svg
}
