package docx

import (
	"strings"
	"testing"
)

// A tight document takes the small end of each size that the decree leaves open:
// letters of 13 points on single lines, tables of 11; another keeps 14, 1.15 and 12.
func TestTight(t *testing.T) {
	for _, tight := range []bool{false, true} {
		doc := small()
		doc.Tight = tight
		_, parts := written(t, doc)
		styles, text := parts["word/styles.xml"], parts["word/document.xml"]
		if strings.Contains(styles, `<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang`) != tight || strings.Contains(styles, `w:line="276"`) == tight {
			t.Errorf("tight %v: body of another size or leading", tight)
		}
		if strings.Contains(text, `<w:sz w:val="22"/>`) != tight {
			t.Errorf("tight %v: tables of another size", tight)
		}
	}
}
