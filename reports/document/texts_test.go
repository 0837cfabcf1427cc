package document

import (
	"strings"
	"testing"
)

func TestTexts(t *testing.T) {
	d := bound()
	d.Head = Head{Issuer: "UBND HUYỆN", Addressees: []string{"A", "B"}}
	d.Signature = Signature{Name: "(Họ và tên)", Recipients: []string{"Như trên"}}
	d.Annexes = []Annex{{Label: "Phụ lục", Body: []Block{Box{Title: "Tóm tắt", Items: [][]Span{Spans("một")}},
		List{Items: [][]Span{Spans("hai")}}, Figure{Caption: "Biểu đồ 1", Notes: []string{"Nguồn"}, Alt: "nói"}}}}
	got := strings.Join(Texts(d), "|")
	want := "UBND HUYỆN|- A;|- B.|I. KẾT QUẢ|Thu đạt |83,4 tỷ đồng|, xem |Biểu 1|Biểu 1|Chỉ tiêu|Năm|2022|Thu|83,4\u00a0tỷ\u00a0đồng|./.|" +
		"- Như trên.|(Họ và tên)|Phụ lục|Tóm tắt|một|hai|Biểu đồ 1|Nguồn"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
