package kind

import (
	"fmt"
	"strconv"
	"time"
)

// A Value is one value of a typed row, without an interface around it: a row
// has up to 22, and a load millions of rows.
type Value struct {
	Sort   Sort
	Text   string // of a Text
	Number int64  // of all others
}

// A Sort says what a Value holds.
type Sort uint8

// The sorts of a Value. A decimal is a Text in machine form ("-1800.5") or
// Millionths, whichever its reader has at hand.
const (
	Null       Sort = iota // nothing
	Text                   // Text; elements of a list joined by ListMark
	Whole                  // Number
	Bool                   // Number is 1 for true
	Day                    // Number counts days from 1/1/1970
	Millionths             // a decimal: Number / 1,000,000
)

// String is the value as the database writes it; "" for nothing.
func (v Value) String() string {
	switch v.Sort {
	case Text:
		return v.Text
	case Whole:
		return strconv.FormatInt(v.Number, 10)
	case Bool:
		return strconv.FormatBool(v.Number != 0)
	case Day:
		return time.Unix(v.Number*secondsOfDay, 0).UTC().Format(time.DateOnly)
	case Millionths:
		sign, n := "", v.Number
		if n < 0 {
			sign, n = "-", -n
		}
		return fmt.Sprintf("%s%d.%06d", sign, n/1_000_000, n%1_000_000)
	}
	return ""
}

const secondsOfDay = 24 * 60 * 60

// days counts the days from 1/1/1970 to midnight UTC of a day.
func days(midnight time.Time) int64 { return midnight.Unix() / secondsOfDay }

// valueOf takes what reading functions give: string, int64, bool, time.Time or
// nil.
func valueOf(v any) Value {
	switch x := v.(type) {
	case nil:
		return Value{}
	case string:
		return Value{Sort: Text, Text: x}
	case int64:
		return Value{Sort: Whole, Number: x}
	case bool:
		n := int64(0)
		if x {
			n = 1
		}
		return Value{Sort: Bool, Number: n}
	case time.Time:
		return Value{Sort: Day, Number: days(x)}
	}
	panic(fmt.Sprintf("kind: a value of type %T", v))
}
