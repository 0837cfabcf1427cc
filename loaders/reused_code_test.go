package loaders

import (
	"strings"
	"testing"
)

// From 1/7/2022 the code 101 is another unit's: what the old one told is neither
// last year's value nor an earlier cumulative one of the new unit. 102 goes on,
// and the same figures are doubted there.
func TestTakenCodesAreNotComparedAcrossTheirDay(t *testing.T) {
	j := site(t)
	mustLoad(t, j)
	mustLoad(t, j, write(t, j, "data/don-vi-moi.csv", `Mã đơn vị;Tên đơn vị;Cấp;Loại;Mã cấp trên;Phải báo cáo;Có hiệu lực từ;Đến ngày
101;Xã Một;xã;xã;100;có;01/01/2000;30/6/2022
101;Xã Một Mới;xã;xã;100;có;01/7/2022;
`))
	rows := ""
	for _, unit := range []string{"101", "102"} {
		for _, row := range []string{
			"trong_rung;U;01/7/2021;30/9/2021;không;thực hiện;12;05/10/2021;Số liệu minh họa\n",
			"trong_rung;U;01/7/2022;30/9/2022;không;thực hiện;121;05/10/2022;Số liệu minh họa\n",
			"thu_ngan_sach;U;01/01/2022;30/6/2022;có;thực hiện;70;05/7/2022;Số liệu minh họa\n",
			"thu_ngan_sach;U;01/01/2022;30/9/2022;có;thực hiện;41;05/10/2022;Số liệu minh họa\n",
		} {
			rows += strings.Replace(row, "U", unit, 1)
		}
	}
	got := ""
	for line := range strings.Lines(summary(mustLoad(t, j, write(t, j, "data/x.csv", actualsHead+rows)))) {
		if strings.HasPrefix(line, "warning") && !strings.Contains(line, "runs past") {
			got += line
		}
	}
	equal(t, got, `
warning: data/x.csv:7: 121 is about 10 times last year's 12
warning: data/x.csv:9: the cumulative value 41 is below that of 30/06/2022, 70`)
}
