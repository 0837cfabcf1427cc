package reports

import (
	"tdkt/loaders/emulation"
	"tdkt/reports/document"
)

// method says how the figures were made, so that nobody has to ask.
func (r *review) method() []document.Block {
	var list document.List
	say := func(p *prose) { list.Items = append(list.Items, p.spans) }
	say((&prose{}).w(r.dates() + " Trong một kỳ, số chính thức được dùng trước số sơ bộ, số thực hiện, số ước; cùng loại thì lấy báo cáo mới nhất."))
	say((&prose{}).w("Tỷ lệ của nhiều đơn vị được tính từ tổng tử số chia tổng mẫu số, không tính bình quân các tỷ lệ. Ký hiệu “...” là chưa có số liệu, không phải bằng không."))
	say((&prose{}).w("Số tính toán được làm tròn một lần theo số chữ số thập phân của chỉ tiêu; số báo cáo được so sánh nguyên văn. Tỷ lệ so với kế hoạch lấy hai chữ số thập phân."))
	if r.Final {
		say((&prose{}).w("“Vượt”: tốt hơn mức kế hoạch; “Đạt”: bằng mức kế hoạch hoặc trong khoảng kế hoạch; “Không đạt”: chưa tới mức kế hoạch. Đánh giá có chữ “Ước” dựa trên số ước thực hiện cả năm."))
	} else {
		say((&prose{}).w("Báo cáo sơ kết không kết luận đạt hay không đạt đối với chỉ tiêu chưa hết kỳ. Tiến độ của chỉ tiêu lũy kế được so với mức tham chiếu; thấp hơn mức tham chiếu quá giới hạn cho phép (thông thường 5 điểm phần trăm; đối với chỉ tiêu tỷ lệ 0,5 điểm phần trăm) là “Chậm tiến độ”."))
		if r.anyLinear() {
			say((&prose{}).w("Mức tham chiếu được tính theo tỷ lệ thời gian (tuyến tính) khi chưa có số liệu các năm trước để xác định mùa vụ."))
		}
		say((&prose{}).w("Khả năng hoàn thành do đơn vị chủ trì nêu; nơi có ghi “đề xuất” là do cơ quan tổng hợp đề xuất căn cứ vào tiến độ."))
	}
	if n := r.total().Estimated; n > 0 {
		say((&prose{}).v("sl.uoc", count(n)).w(" chỉ tiêu dựa trên số ước thực hiện, được ghi chú tại " + r.annexName(annexIndicators) + "."))
	}
	if n := r.total().Assessed; n > 0 {
		say((&prose{}).v("sl.co-quan", count(n)).w(" chỉ tiêu do cơ quan đánh giá khác hoặc thay cho quy tắc tính; người đánh giá, lý do và kết quả tính được ghi chú tại " + r.annexName(annexIndicators) + "."))
	}
	if p := r.lateNote(); p != nil {
		where := r.annexName(annexCoverage)
		if len(r.coverage) == 0 {
			where = "bảng dưới đây"
		}
		table := "bieu-sau-chot"
		if len(r.afterCut) == 0 {
			table = "bieu-so-sau-chot"
		}
		say(p.w(" (").see(where, table).w(")."))
	}
	for _, p := range r.releaseNotes() {
		say(p)
	}
	if received, expected, missing := r.received(); len(missing) > 0 {
		p := (&prose{}).v("bc.nhan", count(received)).w("/").v("bc.tong", count(expected)).w(" đơn vị đã báo cáo; còn thiếu " + someUnits(shortNames(missing), r.Office.inAnnex()) + ".")
		say(p)
	}
	if !r.Final && !r.phase.Declared {
		say((&prose{}).w("Kỳ sơ kết do đơn vị chủ trì xác định; kế hoạch không quy định đợt."))
	}
	blocks := append([]document.Block{list}, r.paceNote()...)
	if len(r.coverage) == 0 {
		blocks = append(blocks, r.lateBlocks()...)
	}
	return blocks
}

func (r *review) anyLinear() bool {
	for _, t := range r.targets {
		if t.PaceBasis == "linear" && emulation.Course(t.Course) == emulation.CourseAccrues {
			return true
		}
	}
	return false
}
