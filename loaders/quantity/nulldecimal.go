package quantity

import "database/sql/driver"

// A NullDecimal is a Decimal that may be absent. The zero NullDecimal is
// absent: missing is never 0.
type NullDecimal struct {
	Decimal Decimal
	Valid   bool
}

// Some makes a present value.
func Some(d Decimal) NullDecimal { return NullDecimal{Decimal: d, Valid: true} }

// Equal reports whether both are absent or both hold the same number.
func (n NullDecimal) Equal(m NullDecimal) bool {
	return n.Valid == m.Valid && (!n.Valid || n.Decimal.Equal(m.Decimal))
}

// String is the machine form, "" when absent.
func (n NullDecimal) String() string {
	if !n.Valid {
		return ""
	}
	return n.Decimal.String()
}

// Scan takes what Decimal.Scan takes, and nil for absent.
func (n *NullDecimal) Scan(src any) error {
	if src == nil {
		*n = NullDecimal{}
		return nil
	}
	var d Decimal
	if err := d.Scan(src); err != nil {
		return err
	}
	*n = Some(d)
	return nil
}

// Value is nil when absent, otherwise as Decimal.Value.
func (n NullDecimal) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	return n.Decimal.Value()
}

// MarshalJSON is null when absent, otherwise the machine form as a text.
func (n NullDecimal) MarshalJSON() ([]byte, error) {
	if !n.Valid {
		return []byte("null"), nil
	}
	return []byte(`"` + n.Decimal.String() + `"`), nil
}

// UnmarshalJSON reads null, a text or a number in machine form.
func (n *NullDecimal) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*n = NullDecimal{}
		return nil
	}
	if len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"' {
		text = text[1 : len(text)-1]
	}
	var d Decimal
	if err := d.UnmarshalText(text); err != nil {
		return err
	}
	*n = Some(d)
	return nil
}
