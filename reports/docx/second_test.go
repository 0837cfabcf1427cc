package docx

import (
	"strings"
	"testing"

	"tdkt/reports/document"
)

// Minutes are signed by two: the secretary's half stands before the chair's, the
// distribution list follows.
func TestTwoSign(t *testing.T) {
	d := small()
	d.Signature = document.Signature{Authority: []string{"CHỦ TRÌ"}, Name: "Chị Hai", Recipients: []string{"Như trên"},
		Second: document.Signer{Authority: []string{"THƯ KÝ"}, Name: "Anh Ba"}}
	data, parts := written(t, d)
	if err := Check(data, d); err != nil {
		t.Fatal(err)
	}
	at := -1
	for _, want := range []string{"THƯ KÝ", "Anh Ba", "CHỦ TRÌ", "Chị Hai", "Nơi nhận:"} {
		i := strings.Index(parts["word/document.xml"], want)
		if i <= at {
			t.Errorf("%q stands at %d, after %d is wanted", want, i, at)
		}
		at = i
	}
}
