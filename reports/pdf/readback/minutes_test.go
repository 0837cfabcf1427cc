package readback_test

import (
	"testing"

	"tdkt/reports/document"
)

// Minutes are signed by two: the secretary level with the chair on the left, the
// distribution list below both (Mẫu 1.10 of the decree).
func TestTwoSign(t *testing.T) {
	doc := report()
	doc.Signature.Second = document.Signer{Authority: []string{"THƯ KÝ"}, Name: "(Tên thư ký)"}
	_, res, f := write(t, doc)
	p := f.Pages[res.Parts[0].Pages-1]
	chair, secretary := find(t, p, "TM."), find(t, p, "THƯ KÝ")
	second, to := find(t, p, "(Tên thư ký)"), find(t, p, "Nơi nhận:")
	if !near(chair.Y, secretary.Y, 0.1) || centre(secretary) > 105 || centre(chair) < 105 {
		t.Errorf("secretary at (%.1f, %.1f), chair at (%.1f, %.1f)", secretary.X, secretary.Y, chair.X, chair.Y)
	}
	if !near(centre(second), centre(secretary), 0.1) || second.Y-secretary.Y < 30 {
		t.Errorf("the name stands at (%.1f, %.1f), the post at (%.1f, %.1f)", second.X, second.Y, secretary.X, secretary.Y)
	}
	if to.Y < second.Y || to.X > 31 {
		t.Errorf("Nơi nhận at (%.1f, %.1f), the name above it at %.1f", to.X, to.Y, second.Y)
	}
}
