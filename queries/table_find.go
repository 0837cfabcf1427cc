package queries

import "slices"

// Find gives the first row whose columns have these texts, as Cell writes them;
// -1 when there is none. Empty text and NULL are the same.
func (t Table) Find(pick map[string]string) int {
	return slices.IndexFunc(t.Rows, func(row []any) bool {
		for i, c := range t.Columns {
			if want, ok := pick[c.Name]; ok && plainText(row[i]) != want {
				return false
			}
		}
		return true
	})
}

// Cell is the text of a row's column; "" for NULL, and for no such row or column.
func (t Table) Cell(row int, column string) string {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == column })
	if i < 0 || row < 0 || row >= len(t.Rows) {
		return ""
	}
	return plainText(t.Rows[row][i])
}

func plainText(v any) string {
	if v == nil {
		return ""
	}
	return textCell(v)
}
