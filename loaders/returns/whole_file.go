package returns

import "regexp"

// A wholeFile is what can be wrong with a file as such, for its sender.
type wholeFile struct {
	message        *regexp.Regexp
	reason, remedy string // $1 is the message's number
}

// wholeFiles are told apart by the beginnings of the operator's messages.
var wholeFiles = []wholeFile{
	{regexp.MustCompile(`^the line is longer than (\d+) MB`), "Có dòng dài quá $1 MB.", anotherFile},
	{regexp.MustCompile(`^byte 0x.. is not UTF-8 text`), "Có ký tự không đúng bảng mã Unicode (UTF-8).", "Mở tệp bằng Excel, lưu thành “CSV UTF-8” hoặc .xlsx; chữ gõ bằng phông cũ (.VnTime, VNI) thì chuyển sang Unicode trước."},
	{regexp.MustCompile(`^a byte is not .* text`), "Có ký tự không đọc được theo bảng mã của tệp.", "Lưu tệp thành “CSV UTF-8” hoặc .xlsx."},
	{regexp.MustCompile(`^a NUL byte`), "Tệp không phải tệp văn bản.", "Lưu biểu thành “CSV UTF-8” hoặc .xlsx."},
	{regexp.MustCompile(`^more than (\d+) columns`), "Biểu có quá $1 cột.", anotherFile},
	{regexp.MustCompile(`^a cell of `), "Có ô dài quá 64 KB.", "Rút gọn nội dung của ô; kiểm tra có thiếu dấu ngoặc kép đóng ô không."},
	{regexp.MustCompile(`^the quoted cell that starts here never ends`), "Ô bắt đầu ở đây có dấu ngoặc kép mở mà không đóng.", `Đóng ngoặc kép; dấu ngoặc kép nằm trong ô thì viết hai lần ("").`},
	{regexp.MustCompile(`^text after the closing quote of a cell`), "Có chữ đứng sau dấu ngoặc kép đóng ô.", `Dấu ngoặc kép nằm trong ô thì viết hai lần ("").`},
	{regexp.MustCompile(`^a value beyond column (\d+)`), "Có giá trị nằm sau cột thứ $1.", "Xóa phần nằm xa bên phải biểu."},
	{regexp.MustCompile(`^the file is empty`), "Tệp rỗng.", "Gửi lại tệp."},
	{regexp.MustCompile(`^an old or a protected workbook`), "Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu, không đọc được.", "Mở tệp bằng Excel, lưu thành .xlsx, không đặt mật khẩu."},
	{regexp.MustCompile(`^not a workbook, though`), "Tệp không phải tệp Excel dù tên có đuôi .xlsx.", "Mở tệp bằng Excel và lưu lại thành .xlsx."},
	{regexp.MustCompile(`^not an Excel workbook`), "Tệp không phải tệp Excel.", "Lưu biểu thành .xlsx hoặc “CSV UTF-8”."},
	{regexp.MustCompile(`^the workbook is damaged`), "Tệp Excel bị hỏng.", "Mở tệp bằng Excel, lưu lại thành .xlsx rồi gửi tệp đó."},
	{regexp.MustCompile(`^the path of a Parquet file`), "Tên tệp hoặc thư mục có ký tự không dùng được (* ? [ ] { }).", "Đổi tên tệp hoặc thư mục."},
	{regexp.MustCompile(`^the column .* has the type`), "Có cột mà kiểu dữ liệu không phải ô của biểu.", "Ghi lại tệp với cột kiểu chữ, số hoặc ngày."},
	{regexp.MustCompile(`^the Parquet file is damaged`), "Tệp Parquet bị hỏng.", "Ghi lại tệp."},
	{regexp.MustCompile(`^the rows kept from a database are damaged`), "Tệp lưu các dòng lấy từ cơ sở dữ liệu bị hỏng.", "Lấy lại số liệu từ cơ sở dữ liệu."},
	{regexp.MustCompile(`^no header of `), "Không tìm thấy dòng tiêu đề cột của biểu trong các dòng đầu.", "So tên các cột với biểu mẫu."},
	{regexp.MustCompile(`^the file holds no table`), "Tệp không có biểu nào.", "Gửi lại tệp."},
	{regexp.MustCompile(`^the sheet has no header of a known kind`), "Trang tính không có tiêu đề của biểu nào nên không được đọc.", "Nếu là số liệu, so tên các cột với biểu mẫu."},
	{regexp.MustCompile(`^the table has a header and no rows`), "Biểu chỉ có tiêu đề, không có dòng số liệu.", "Gửi lại tệp nếu biểu phải có số liệu."},
	{regexp.MustCompile(`^(\d+) more problems are not listed`), "Còn $1 lỗi khác không liệt kê.", "Sửa các lỗi đã nêu rồi gửi lại."},
}

const anotherFile = "Đây không phải biểu số liệu; gửi đúng tệp."

// WholeFile is a message about a file as such, and its remedy, as the sender
// reads them. known is false for a message without words of its own.
func WholeFile(message string) (reason, remedy string, known bool) {
	for _, w := range wholeFiles {
		if at := w.message.FindStringSubmatchIndex(message); at != nil {
			return string(w.message.ExpandString(nil, w.reason, message, at)), w.remedy, true
		}
	}
	return "Không đọc được tệp.", "Kiểm tra lại tệp rồi gửi lại.", false
}
