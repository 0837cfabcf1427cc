package quantity

import "math/big"

type atomKind int

const (
	measured atomKind = iota // halves make sense
	counted                  // whole things
	member                   // whole things of a numbered set
	bare                     // neither: lần, điểm
)

type unitAtom struct {
	dimension string
	num, den  int64 // the factor to the base unit, as a fraction; 0 stands for 1
	kind      atomKind
	factor    *big.Rat // num/den, shared by all readers
}

var scaleNames = map[string]string{
	"nghìn": "nghìn", "ngàn": "nghìn", "vạn": "vạn", "triệu": "triệu", "tỷ": "tỷ", "tỉ": "tỷ",
}

var unitAtoms = completed(map[string]unitAtom{
	"đồng":          {dimension: "money"},
	"nghìn đồng":    {dimension: "money", num: 1_000},
	"triệu đồng":    {dimension: "money", num: 1_000_000},
	"tỷ đồng":       {dimension: "money", num: 1_000_000_000},
	"nghìn tỷ đồng": {dimension: "money", num: 1_000_000_000_000},
	"USD":           {dimension: "usd"},

	"m2":  {dimension: "area"},
	"ha":  {dimension: "area", num: 10_000},
	"km2": {dimension: "area", num: 1_000_000},
	// A sào differs by region (360, 497, 500, 1.000 m2) and converts to nothing.
	"sào": {dimension: "sào"},

	"gam": {dimension: "mass", den: 1_000},
	"kg":  {dimension: "mass"},
	"yến": {dimension: "mass", num: 10},
	"tạ":  {dimension: "mass", num: 100},
	"tấn": {dimension: "mass", num: 1_000},

	"m":     {dimension: "length"},
	"km":    {dimension: "length", num: 1_000},
	"m3":    {dimension: "volume"},
	"lít":   {dimension: "volume", den: 1_000},
	"kWh":   {dimension: "energy"},
	"năm":   {dimension: "năm"},
	"tháng": {dimension: "tháng"},
	"ngày":  {dimension: "ngày"},
	"giờ":   {dimension: "giờ"},

	"%":      {dimension: "share"},
	"‰":      {dimension: "share", den: 10},
	"điểm %": {dimension: "point"},
	"lần":    {dimension: "times", kind: bare},
	"điểm":   {dimension: "score", kind: bare},

	"tiêu chí":   {dimension: "tiêu chí", kind: member},
	"chỉ tiêu":   {dimension: "chỉ tiêu", kind: member},
	"tiêu chuẩn": {dimension: "tiêu chuẩn", kind: member},
	"điều kiện":  {dimension: "điều kiện", kind: member},
})

// Persons under several names, and households: one dimension each.
var (
	personNames = []string{"người", "lao động", "thanh niên", "cá nhân", "dân", "nhân khẩu", "học sinh",
		"trẻ em", "hội viên", "đoàn viên", "đảng viên", "cán bộ", "công chức", "giáo viên", "đại biểu", "quân nhân"}
	householdNames = []string{"hộ", "hộ gia đình", "gia đình"}
	// countedNames are whole things, each a dimension of its own.
	countedNames = []string{
		"tỉnh", "huyện", "xã", "phường", "thị trấn", "thôn", "làng", "thôn, làng", "tổ dân phố", "khu dân cư", "cộng đồng",
		"trường", "trạm", "cơ sở", "cơ quan", "đơn vị", "doanh nghiệp", "hợp tác xã", "tổ hợp tác", "trang trại",
		"bác sĩ", "giường", "giường bệnh", "vụ", "vụ án", "con", "cây", "lượt", "lượt người", "lượt khách",
		"tập thể", "tập thể, cá nhân", "điển hình", "điển hình tiên tiến", "mô hình", "sản phẩm", "sáng kiến",
		"phong trào", "cuộc", "lớp", "buổi", "đợt", "hội nghị", "văn bản", "tin", "bài", "tin, bài", "hồ sơ",
		"dự án", "công trình", "nhà", "căn", "chiếc", "cái", "giấy", "cờ", "bằng", "bằng khen", "giấy khen",
		"danh hiệu", "giải", "hạng", "công việc", "nhiệm vụ", "dịch vụ", "thủ tục", "máy", "xe", "thuê bao",
	}
)

// completed adds the counted things and the factors.
func completed(atoms map[string]unitAtom) map[string]unitAtom {
	for _, name := range personNames {
		atoms[name] = unitAtom{dimension: "person", kind: counted}
	}
	for _, name := range householdNames {
		atoms[name] = unitAtom{dimension: "household", kind: counted}
	}
	for _, name := range countedNames {
		atoms[name] = unitAtom{dimension: name, kind: counted}
	}
	for name, a := range atoms {
		a.factor = big.NewRat(max(a.num, 1), max(a.den, 1))
		atoms[name] = a
	}
	return atoms
}

var unitAliases = map[string]string{
	"đ": "đồng", "vnđ": "đồng", "vnd": "đồng", "đồng việt nam": "đồng",
	"nghìn": "nghìn đồng", "ngàn": "nghìn đồng", "ngàn đồng": "nghìn đồng", "1.000 đồng": "nghìn đồng",
	"1000 đồng": "nghìn đồng", "1000đ": "nghìn đồng", "1.000đ": "nghìn đồng", "nghìn đ": "nghìn đồng",
	"triệu": "triệu đồng", "tr.đ": "triệu đồng", "trđ": "triệu đồng", "tr.đồng": "triệu đồng", "triệu đ": "triệu đồng",
	"tỷ": "tỷ đồng", "tỉ": "tỷ đồng", "tỉ đồng": "tỷ đồng", "tỷ đ": "tỷ đồng",
	"nghìn tỷ": "nghìn tỷ đồng", "ngàn tỷ": "nghìn tỷ đồng", "nghìn tỉ": "nghìn tỷ đồng", "ngàn tỉ": "nghìn tỷ đồng",
	"ngàn tỷ đồng": "nghìn tỷ đồng", "nghìn tỉ đồng": "nghìn tỷ đồng", "ngàn tỉ đồng": "nghìn tỷ đồng",
	"usd": "USD", "đô la mỹ": "USD",
	"m²": "m2", "mét vuông": "m2", "km²": "km2", "hecta": "ha", "héc ta": "ha", "hec ta": "ha",
	"ki lô gam": "kg", "kilôgam": "kg", "kilogam": "kg", "g": "gam",
	"mét": "m", "ki lô mét": "km", "kilômét": "km", "m³": "m3", "mét khối": "m3", "kwh": "kWh",
	"phần trăm": "%", "phần nghìn": "‰", "điểm phần trăm": "điểm %", "điểm%": "điểm %",
	"htx": "hợp tác xã", "bác sỹ": "bác sĩ", "tin bài": "tin, bài",
}
