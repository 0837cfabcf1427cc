package returns

import (
	"regexp"
	"strings"
)

// remedies are the Vietnamese of the hints that a row can get.
var remedies = map[string]string{
	"a value for a period that is not over is an estimate: write ước": "Kỳ chưa kết thúc: ghi loại số liệu là “ước”.",
	"check the dates": "Kiểm tra lại các ngày.",
	"check the three cells; the stated value is kept":                               "Kiểm tra lại giá trị, tử số và mẫu số.",
	"check the title and the date":                                                  "Kiểm tra lại danh hiệu và ngày.",
	"check the title and the recipient":                                             "Kiểm tra lại danh hiệu và đối tượng.",
	"check the digits":                                                              "Kiểm tra lại các chữ số.",
	"count against the set that the plan names":                                     "Ghi theo bộ tiêu chí mà kế hoạch nêu.",
	"declare the number format of the source, or write the number without grouping": "Viết số liền, không dùng dấu phân nhóm; phần thập phân sau dấu phẩy.",
	"delete one of them":                                                            "Xóa một trong hai dòng.",
	"every row needs it":                                                            "Điền vào ô này.",
	"fill in both, or neither":                                                      "Điền cả hai ô, hoặc để trống cả hai.",
	"give parts (trong đó) rows of their own":                                       "Ghi phần “trong đó” thành dòng riêng.",
	"give the cell a number format without %":                                       "Định dạng ô là số, không phải phần trăm.",
	"give the earlier row its last day":                                             "Ghi ngày hết hiệu lực cho dòng trước.",
	"in-period values of one unit must not overlap; write có under Lũy kế if this value counts from the start of its period": "Các kỳ của cùng một đơn vị không được chồng nhau; nếu là số lũy kế từ đầu kỳ, ghi “có” ở cột Lũy kế.",
	"keep one of them": "Chỉ giữ một mục.",
	"keep the right one; a later correction has a later day of report": "Giữ dòng đúng, xóa dòng sai; nếu là số điều chỉnh, ghi ngày báo cáo muộn hơn.",
	"keep the word or the sign":                                        "Chỉ dùng chữ hoặc dấu, không dùng cả hai.",
	"leave the cell blank for the whole year, or load the plan":        "Để trống nếu tính cho cả năm, hoặc ghi đúng số đợt của kế hoạch.",
	"load the list of units with it, or mend the code":                 "Sửa mã đơn vị theo danh sách đơn vị.",
	"load the plan or the list that defines it, or mend the code":      "Sửa mã theo kế hoạch hoặc danh mục.",
	"mend one of the codes of the units above":                         "Sửa mã đơn vị cấp trên.",
	"mend one of the two dates":                                        "Sửa một trong hai ngày.",
	"mend one of the two":                                              "Sửa một trong hai ô.",
	"mend one of the two; are they swapped?":                           "Sửa một trong hai ô; kiểm tra có bị đảo chỗ không.",
	"mend the date":                                                    "Sửa lại ngày.",
	"mend the digits or the unit; the limits stand in the plan file":   "Kiểm tra lại chữ số và đơn vị tính.",
	"mend the digits":                                                  "Kiểm tra lại các chữ số.",
	"mend the points; what goes beyond is a bonus, with its reason":    "Sửa điểm; phần vượt ghi vào điểm thưởng, kèm lý do.",
	"name the column in the header, or delete the value; is a delimiter inside a cell without quotes?": "Đặt tên cho cột hoặc xóa giá trị thừa.",
	"name the unit above it, or leave the cell blank for the topmost":                                  "Ghi mã đơn vị cấp trên; để trống nếu là cấp cao nhất.",
	"open the file in Excel, mend the formula, save it; or paste values":                               "Sửa công thức rồi lưu lại, hoặc dán giá trị thay cho công thức.",
	"round it at the source or use a larger unit":                                                      "Làm tròn số hoặc dùng đơn vị lớn hơn.",
	"use one unit": "Chỉ dùng một đơn vị tính.",
	"use the unit of that time, or mend its dates in the list of units": "Dùng đơn vị có tại thời điểm đó.",
	"write 0 for nothing, leave the cell blank for no figure":           "Ghi 0 nếu không phát sinh, để trống nếu chưa có số liệu.",
	"write 1.800,5":                              "Viết như 1.800,5.",
	"write a number":                             "Ghi một con số.",
	"write có or không":                          "Ghi “có” hoặc “không”.",
	"write day/month/year: 30/6/2022":            "Ghi ngày theo dạng 30/6/2022.",
	"write digits only":                          "Chỉ ghi chữ số.",
	"write four digits, such as 2022":            "Ghi bốn chữ số, ví dụ 2022.",
	"write it as 30/6/2022 or 2022-06-30":        "Ghi ngày theo dạng 30/6/2022.",
	"write one number":                           "Chỉ ghi một con số.",
	"write one number, without words or a range": "Chỉ ghi một con số, không kèm chữ hoặc khoảng.",
	"write one row for each named recipient, or leave the name blank for a counted group": "Mỗi người một dòng; nếu là nhóm thì để trống cột tên.",
	"write scores with the code of their criterion":                                       "Ghi điểm ở dòng có mã tiêu chí.",
	"write the date, or another state":                                                    "Ghi ngày quyết định, hoặc sửa trạng thái.",
	"write the number and its unit only":                                                  "Chỉ ghi số và đơn vị tính.",
	"write the number that was reached":                                                   "Ghi con số thực hiện.",
	"write the number, or another state":                                                  "Ghi số quyết định, hoặc sửa trạng thái.",
	"write the points without a sign":                                                     "Ghi số điểm không có dấu.",
	"write the total and the plan in columns of their own":                                "Ghi tổng số và số kế hoạch ở cột riêng.",
	"write the value and the comparison in columns of their own":                          "Ghi giá trị và phần so sánh ở cột riêng.",
	"write the value only; the plan is in the plan file":                                  "Chỉ ghi số thực hiện, không ghi số kế hoạch.",
	"write the whole that the share is of":                                                "Ghi tổng số dùng làm mẫu số.",
	"write whole đồng without a sign, such as 45.000.000":                                 "Ghi số đồng chẵn, không có dấu, ví dụ 45.000.000.",
	"leave the cell blank, or write chi tiền thưởng":                                      "Để trống ô này, hoặc ghi “chi tiền thưởng”.",
	"say what was granted, to whom, by which level and how many":                          "Ghi rõ hình thức khen, đối tượng, cấp khen và số lượng.",
	"mend the numbers": "Sửa lại các con số.",
	"count both among the advanced, and mend the numbers":                                                                                    "Tính cả hai vào số lao động tiên tiến và sửa lại các con số.",
	"write one row for each, or leave name and author blank for a counted group":                                                             "Mỗi sáng kiến một dòng; nếu là nhóm thì để trống cột tên và tác giả.",
	"write the percentage, 100 for the whole; leave the cell blank when it is not known":                                                     "Ghi tỷ lệ phần trăm, 100 nếu là toàn bộ; để trống nếu chưa rõ.",
	"a changed unit has a row of its own in the list of units, from that day":                                                                "Đơn vị sau sắp xếp phải có một dòng trong danh sách đơn vị, có hiệu lực từ ngày đó.",
	"they make 100 together; a share that is not known leaves room for it":                                                                   "Tổng các tỷ lệ phải bằng 100; tỷ lệ chưa rõ thì chừa phần còn lại.",
	"every basis names the same successors; leave a share blank when it is not known":                                                        "Mỗi căn cứ phải nêu cùng các đơn vị kế thừa; tỷ lệ chưa rõ thì để trống.",
	"write 100, or name the other successors":                                                                                                "Ghi 100, hoặc nêu các đơn vị kế thừa khác.",
	"give its row in the list of units that last day":                                                                                        "Ghi ngày đó vào cột “Đến ngày” của đơn vị trong danh sách đơn vị.",
	"load a conversion row (unit_changes), 100 from the same code for a mere change of name; until then nothing is compared across that day": "Nạp bảng quy đổi đơn vị; nếu chỉ đổi tên thì ghi 100 từ cùng mã. Chưa có bảng này thì không so sánh qua ngày đó.",
	"write the percentage that the rules ask for, such as 80":                                                                                "Ghi tỷ lệ phần trăm mà quy chế yêu cầu, ví dụ 80.",
	"write the year in which the judged span ends":                                                                                           "Ghi năm kết thúc của thời gian được đánh giá.",
	"mend the number of the phase":                                                                                                           "Sửa lại số thứ tự của đợt.",
	"write \"sơ kết 1\" or \"tổng kết\"":                                                                                                     "Ghi “sơ kết 1” hoặc “tổng kết”.",
	"write x/y alone": "Chỉ ghi dạng x/y.",
}

var didYouMean = regexp.MustCompile(`^did you mean "(.*?)"\?`)

// anyRemedy is for a hint without a translation of its own.
const anyRemedy = "Sửa các ô màu đỏ theo lý do đã nêu."

// Remedy is a hint for the operator as the sender reads it.
func Remedy(hint string) string {
	if vi, ok := remedies[hint]; ok {
		return vi
	}
	if m := didYouMean.FindStringSubmatch(hint); m != nil {
		return "Có phải là “" + m[1] + "” không?"
	}
	if _, ok := strings.CutPrefix(hint, "write the number and its unit"); ok {
		return "Ghi số và đơn vị tính."
	}
	if list, ok := strings.CutPrefix(hint, "use one of: "); ok {
		return "Dùng một trong các từ: " + list + "."
	}
	return anyRemedy
}
