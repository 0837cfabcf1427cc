package queries

import "tdkt/loaders/quantity"

// A ProofRow is a place where two figures that must agree do not. A proof holds
// when its query gives no row. All proof queries give this type.
type ProofRow struct {
	ProofID    string               // which proof, such as conversion
	Blocking   bool                 // the final report is a draft until it is mended; false: noted
	Subject    string               // Vietnamese
	Expected   quantity.NullDecimal // what the one side says; not Valid: the proof is not about numbers
	Found      quantity.NullDecimal // what the other side says
	Problem    string               // Vietnamese
	RowsBehind []string             // "data/khen-thuong.csv:14"; nil where the figures are computed
}
