package quantity

import "testing"

func TestSmoke(t *testing.T) {
	for _, s := range []string{"9.007,4", "1.800 tỷ", "116.000 triệu đồng", "16 tỷ 434 triệu đồng", "02 xã", "27 %", "< 21 %", ">32 triệu", "99% trở lên", "83-86%", "từ 800 đến 900", "13/19 tiêu chí", "giảm 2,0%", "tăng thêm 02 xã ( Ngọc Phái, Quảng Bạch)", "5‰", "3 điểm %", "60 tạ/ha", "2 ngàn tỷ", "không phát sinh", "48/45 ha", "480/662 hộ", "1,35% (giảm 0,1% so với năm 2021)", "7 bác sĩ/1 vạn dân", "giảm cả 3 tiêu chí", "20 tập thể, cá nhân", "1.150", "-", "giảm xuống 5", "30/6/2022", "5 5", "abc", "500 kg/người/năm"} {
		v, err := Parse(s, Context{Format: FormatVi})
		t.Logf("%q -> %+v %v", s, v, err)
		if err == nil {
			t.Logf("   %s", v.Phrase())
		} else {
			t.Logf("   %s", Vietnamese(err))
		}
	}
}
