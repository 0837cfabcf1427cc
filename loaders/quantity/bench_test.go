package quantity

import "testing"

func BenchmarkParse(b *testing.B) {
	for _, text := range []string{"1150", "9.007,4", "116.000 triệu đồng", "từ 800 đến 900 cá nhân"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			ctx := Context{Format: FormatVi, Unit: "triệu đồng"}
			for b.Loop() {
				if _, err := Parse(text, ctx); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
