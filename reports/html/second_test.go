package html

import (
	"strings"
	"testing"

	"tdkt/reports/document"
)

// Minutes are signed by two: the secretary's half stands before the chair's, the
// distribution list follows.
func TestTwoSign(t *testing.T) {
	d := small()
	d.Signature.Second = document.Signer{Authority: []string{"THƯ KÝ"}, Name: "Anh Ba"}
	page := written(t, d)
	if err := Check([]byte(page), d); err != nil {
		t.Fatal(err)
	}
	at := strings.LastIndex(page, `<div class="sign">`)
	for _, want := range []string{"THƯ KÝ", "Anh Ba", "CHỦ TỊCH", "(Họ và tên)", "Nơi nhận:"} {
		i := strings.Index(page, want)
		if i <= at {
			t.Errorf("%q stands at %d, after %d is wanted", want, i, at)
		}
		at = i
	}
}
