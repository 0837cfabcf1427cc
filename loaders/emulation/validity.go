package emulation

import "time"

// A Validity is the span of days on which a term is in force, both ends
// included, as "2006-01-02". An empty end is open.
type Validity struct {
	From, To string
}

// On reports whether the day of t (in t's own zone) lies in the span.
func (v Validity) On(t time.Time) bool {
	day := t.Format(time.DateOnly)
	return (v.From == "" || v.From <= day) && (v.To == "" || day <= v.To)
}
