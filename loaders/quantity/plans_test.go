package quantity

import "testing"

// Every quantity phrase of the five plans, as it is written there. Documents
// of Vietnamese offices are read in the declared format.
func TestPhrasesOfThePlans(t *testing.T) {
	for _, plan := range []struct {
		name    string
		phrases [][2]string
	}{
		{"Phù Ninh 2022", [][2]string{
			{"đạt 1.800 tỷ đồng", "1800 unit=tỷ đồng settled=format"},
			{"đạt 159,9 tỷ đồng", "159.9 unit=tỷ đồng"},
			{"đạt 105 triệu đồng", "105 unit=triệu đồng"},
			{"đạt 35%", "35 unit=%"},
			{"đạt 75%", "75 unit=%"},
			{"40%", "40 unit=%"},
			{"1,7%", "1.7 unit=%"},
			{"1,35% (giảm 0,1% so với năm 2021)", "1.35 unit=% change{0.1 unit=% measure=decrease against=năm 2021}"},
			{"đạt 92,15%", "92.15 unit=%"},
			{"7 bác sĩ", "7 unit=bác sĩ"},
			{"đạt 29 giường", "29 unit=giường"},
			{"02 xã", "2 unit=xã"},
			{"98%", "98 unit=%"},
			{"đạt 100%", "100 unit=%"},
			{"đạt 83-86%", "83 high=86 unit=% bound=range precision=interval"},
			{"Có 55 điển hình tiên tiến", "55 unit=điển hình tiên tiến"},
			{"02 tập thể", "2 unit=tập thể"},
			{"01 cá nhân", "1 unit=cá nhân"},
			{"30 tập thể", "30 unit=tập thể"},
			{"20 tập thể, cá nhân", "20 unit=tập thể, cá nhân"},
			{"Có từ 800 đến 900 cá nhân", "800 high=900 unit=cá nhân bound=range precision=interval"},
			{"Có từ 120 đến 135 cá nhân", "120 high=135 unit=cá nhân bound=range precision=interval"},
			{"Có từ 90-100 tập thể", "90 high=100 unit=tập thể bound=range precision=interval"},
			{"Có từ 100-200 tập thể, cá nhân", "100 high=200 unit=tập thể, cá nhân bound=range precision=interval"},
			{"đạt trên 50%", "50 unit=% bound=more_than precision=above"},
		}},
		{"Lơ Ku 2022", [][2]string{
			{"9.007,4 tấn", "9007.4 unit=tấn"},
			{"2.719 kg/người/năm", "2719 unit=kg/người/năm settled=format"},
			{"3.994 ha", "3994 unit=ha settled=format"},
			{"40 ha", "40 unit=ha"},
			{">32 triệu đồng", "32 unit=triệu đồng bound=more_than precision=above"},
			{"3.027 con", "3027 unit=con settled=format"},
			{"780 con", "780 unit=con"},
			{"1.110 con", "1110 unit=con settled=format"},
			{"30 ha", "30 unit=ha"},
			{"216 triệu đồng", "216 unit=triệu đồng"},
			{"còn dưới\t27 %", "27 unit=% bound=less_than precision="},
			{"xuống dưới:\t1,2 %", "1.2 unit=% bound=less_than precision="},
			{"< 21 %", "21 unit=% bound=less_than precision="},
			{"96 %", "96 unit=%"},
			{"99% trở lên", "99 unit=% bound=at_least precision="},
			{"25 lao động", "25 unit=lao động"},
			{"đạt 13/19 tiêu chí", "13 of=19 unit=tiêu chí bound=x_of_y"},
			{"đạt 15/19 tiêu chí", "15 of=19 unit=tiêu chí bound=x_of_y"},
			{"8 thanh niên", "8 unit=thanh niên"},
			{"9 thôn, làng", "9 unit=thôn, làng"},
			{"4 chương trình trọng tâm", "4 unit=chương trình trọng tâm"},
		}},
		{"Chợ Đồn 2022", [][2]string{
			{"đạt trên 500 kg/người/năm", "500 unit=kg/người/năm bound=more_than precision=above"},
			{"116.000 triệu đồng", "116000 unit=triệu đồng settled=format"},
			{"570 ha", "570 unit=ha"},
			{"đạt 80,5%", "80.5 unit=%"},
			{"tăng thêm 02 xã ( Ngọc Phái, Quảng Bạch)", "2 unit=xã measure=increase names=Ngọc Phái+Quảng Bạch"},
			{"02 hợp tác xã", "2 unit=hợp tác xã"},
			{"600 người", "600 unit=người"},
			{"giảm 2,0%", "2 unit=% measure=decrease"},
			{"tăng thêm 04 xã", "4 unit=xã measure=increase"},
			{"tăng thêm 05 trường", "5 unit=trường measure=increase"},
			{"Trên 90%", "90 unit=% bound=more_than precision=above"},
			{"đạt trên 85%", "85 unit=% bound=more_than precision=above"},
			{"giảm cả 3 tiêu chí", "3 unit=tiêu chí bound=all_of measure=decrease"},
		}},
		{"Đào Dương 2024", [][2]string{{"4 khâu", "4 unit=khâu"}}},
		// Ngọc Hồi 2020-2025 has no measured figure.
		{"published results", [][2]string{
			{"10.280 tấn", "10280 unit=tấn settled=format"},
			{"771,9 ha", "771.9 unit=ha"},
			{"trên 550 kg/người/năm", "550 unit=kg/người/năm bound=more_than precision=above"},
			{"hơn 277 tỷ đồng", "277 unit=tỷ đồng bound=more_than precision=above"},
			{"ước 6.217 tỷ đồng", "6217 unit=tỷ đồng estimate settled=format"},
			{"bằng 101,1%", "101.1 unit=%"},
			{"22/26 chỉ tiêu", "22 of=26 unit=chỉ tiêu bound=x_of_y"},
			{"Khoảng 4", "4 bound=about precision=about"},
			{"1-1,5", "1 high=1.5 bound=range precision=interval"},
		}},
	} {
		for _, p := range plan.phrases {
			v, err := Parse(p[0], Context{Format: FormatVi})
			if err != nil || show(v) != p[1] {
				t.Errorf("%s: %q: %s, %v; want %s", plan.name, p[0], show(v), err, p[1])
			}
		}
	}
}
