package reports

import (
	"math/big"

	"tdkt/queries"
)

// An Office is what the head and the foot of a document need to know of the
// office that issues it. Empty fields are left open for the clerk's pen.
type Office struct {
	Superior     string   // cơ quan chủ quản, upper case; "" for none
	Issuer       string   // cơ quan ban hành, upper case
	Name         string   // in sentences: "Ủy ban nhân dân huyện Phù Ninh"
	Abbreviation string   // in the document's symbol: "UBND"
	Place        string   // địa danh: "Phù Ninh"
	Number       string   // of this report; "" leaves it open
	Date         string   // "2022-07-15"; "" leaves day and month open
	Addressees   []string // kính gửi
	Authority    []string // "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
	Signer       string   // "(Họ và tên)"
	Recipients   []string // nơi nhận
	RunningHead  string   // in the header of every page; "" for none
	Coverage     *big.Rat // % of units that must have reported; nil: no threshold
	Naming       Naming   // where lagging units are named; "" is NamedInAnnex
	Tolerances   queries.Tolerances
}
