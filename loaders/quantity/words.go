package quantity

import "tdkt/loaders/emulation"

// A lead is a group of words that may stand before the number.
type lead struct {
	words     []string
	bound     emulation.Bound
	precision emulation.Precision
	measure   emulation.Measure
	estimate  bool
	from      bool // "từ": a range or "trở lên" must follow
	all       bool // "cả" of "giảm cả 3 tiêu chí"
	twoWays   bool // "tăng lên 500": by 500 or to 500
}

func words(s ...string) []string { return s }

// leads holds longer groups before shorter ones that begin them. "giảm xuống
// còn 23" names the level reached, "giảm 23" the change.
var leads = []lead{
	{words: words("không", "vượt", "quá"), bound: emulation.BoundCap},
	{words: words("khống", "chế", "ở", "mức"), bound: emulation.BoundCap},
	{words: words("khống", "chế", "dưới"), bound: emulation.BoundLessThan},
	{words: words("không", "thấp", "hơn"), bound: emulation.BoundAtLeast},
	{words: words("không", "cao", "hơn"), bound: emulation.BoundAtMost},
	{words: words("không", "dưới"), bound: emulation.BoundAtLeast},
	{words: words("không", "quá"), bound: emulation.BoundCap},
	{words: words("ít", "nhất"), bound: emulation.BoundAtLeast},
	{words: words("tối", "thiểu"), bound: emulation.BoundAtLeast},
	{words: words("tối", "đa"), bound: emulation.BoundCap},
	{words: words("trên", "dưới"), bound: emulation.BoundAbout, precision: emulation.PrecisionAbout},
	{words: words("trên"), bound: emulation.BoundMoreThan, precision: emulation.PrecisionAbove},
	{words: words("hơn"), bound: emulation.BoundMoreThan, precision: emulation.PrecisionAbove},
	{words: words("dưới"), bound: emulation.BoundLessThan},
	{words: words("chưa", "đến"), bound: emulation.BoundLessThan},
	{words: words("chưa", "đầy"), bound: emulation.BoundLessThan},
	{words: words("gần"), bound: emulation.BoundAbout, precision: emulation.PrecisionBelow},
	{words: words("khoảng"), bound: emulation.BoundAbout, precision: emulation.PrecisionAbout},
	{words: words("xấp", "xỉ"), bound: emulation.BoundAbout, precision: emulation.PrecisionAbout},

	{words: words("giảm", "xuống", "còn")},
	{words: words("hạ", "xuống", "còn")},
	{words: words("tăng", "lên", "đến")},
	{words: words("tăng", "lên", "mức")},
	{words: words("giảm", "còn")},
	{words: words("hạ", "còn")},
	{words: words("nâng", "lên")},
	{words: words("tăng", "lên"), twoWays: true},
	{words: words("giảm", "xuống"), twoWays: true},
	{words: words("tăng", "thêm"), measure: emulation.MeasureIncrease},
	{words: words("giảm", "thêm"), measure: emulation.MeasureDecrease},
	{words: words("tăng"), measure: emulation.MeasureIncrease},
	{words: words("thêm"), measure: emulation.MeasureIncrease},
	{words: words("giảm"), measure: emulation.MeasureDecrease},

	{words: words("ước"), estimate: true},
	{words: words("cả"), all: true},
	{words: words("từ"), from: true},
	{words: words("xuống", "còn")},
	{words: words("ở", "mức")},
	{words: words("đạt")},
	{words: words("còn")},
	{words: words("xuống")},
	{words: words("bằng")},
	{words: words("là")},
	{words: words("có")},
	{words: words("mức")},
}

var leadSigns = map[string]lead{
	">":  {bound: emulation.BoundMoreThan, precision: emulation.PrecisionAbove},
	">=": {bound: emulation.BoundAtLeast},
	"≥":  {bound: emulation.BoundAtLeast},
	"<":  {bound: emulation.BoundLessThan},
	"<=": {bound: emulation.BoundAtMost},
	"≤":  {bound: emulation.BoundAtMost},
	"~":  {bound: emulation.BoundAbout, precision: emulation.PrecisionAbout},
	"≈":  {bound: emulation.BoundAbout, precision: emulation.PrecisionAbout},
	":":  {},
	"=":  {},
}

// noUnitWord are words that never belong to the name of a unit: where one
// follows the number, the phrase says more than a quantity.
var noUnitWord = map[string]bool{
	"trên": true, "dưới": true, "hơn": true, "gần": true, "khoảng": true, "từ": true, "tăng": true,
	"giảm": true, "thêm": true, "không": true, "đạt": true, "còn": true, "ước": true, "bằng": true, "so": true,
	"trở": true, "hoặc": true, "nhưng": true, "trong": true, "và": true, "vượt": true, "chiếm": true,
	"kế": true, "được": true, "của": true,
}

// What stands for a missing value, and what reports that nothing happened.
var (
	missingTexts = map[string]bool{"...": true, "…": true, "chưa có số liệu": true, "chưa có báo cáo": true, "chưa báo cáo": true}
	nilTexts     = map[string]bool{"không": true, "không có": true, "không phát sinh": true, "không có phát sinh": true}
	// noneTexts ask for or report that something no longer occurs; a unit may follow.
	noneTexts = [][]string{{"không", "để", "xảy", "ra"}, {"không", "xảy", "ra"}, {"không", "còn"}}
)
