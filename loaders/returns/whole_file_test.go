package returns

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	messageText = regexp.MustCompile("problem\\.Problem\\{[^\n]*?(?:\n\\s*)?Message: +(?:fmt\\.Sprintf\\()?\"((?:[^\"\\\\]|\\\\.)*)\"")
	verb        = regexp.MustCompile(`%0?\d*[a-z]`)
)

// Everything that the readers of files say about a file has its Vietnamese.
func TestWholeFile(t *testing.T) {
	seen := 0
	for _, pattern := range []string{"../table/*.go", "../parquet/*.go", "../tables.go", "../decide.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range messageText.FindAllStringSubmatch(string(text), -1) {
				seen++
				message := verb.ReplaceAllString(m[1], "42")
				reason, remedy, known := WholeFile(message)
				if !known || strings.Contains(reason, "$") || remedy == "" {
					t.Errorf("%s: %q has no Vietnamese: %q, %q", f, message, reason, remedy)
				}
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d messages were found", seen)
	}
	if reason, _, known := WholeFile("read x: input/output error"); known || reason == "" {
		t.Error(reason)
	}
}
