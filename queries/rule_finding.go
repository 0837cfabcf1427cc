package queries

import (
	"database/sql"
	"time"
)

// The verdicts of a rule.
const (
	RulePass    = "pass"
	RuleFail    = "fail"
	RuleUnknown = "unknown" // the data or the source of the rule do not decide
)

// A RuleFinding is what one rule says of one subject: the verdict, the numbers
// used, and the rows behind them. All rule queries give this type.
type RuleFinding struct {
	RuleID     string
	RuleText   string // Vietnamese
	Article    string // the act in force on LawDate
	Grade      string // how well it is sourced: A, B; U not known, and then the verdict is unknown
	Binding    bool   // a failure blocks the final report; false: information
	Subject    string // whom it is about, Vietnamese
	UnitCode   string // "": the plan's whole tree
	HonourCode string // "": several
	ForYear    int
	LawDate    time.Time // the day whose law applies: the decision's, or the day of knowledge for a file under way
	Verdict    string    // pass, fail, unknown

	// The count judged and what it is judged against; of a rule over years, the
	// years found and the years asked for. Not Valid: the data do not say.
	Part       sql.Null[int]
	Whole      sql.Null[int]
	OtherWhole sql.Null[int] // the second reading of Whole

	Numbers    string   // both as a sentence reads, Vietnamese
	Reason     string   // why not pass, Vietnamese; "" on pass
	RowsBehind []string // "data/khen-thuong.csv:14"
}
