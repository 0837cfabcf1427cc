package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"tdkt/loaders/quantity"
	"tdkt/reports/document"
)

// formula gives the sum that the total in row i, column j stands for: of the
// plain rows since the total above it, else of all plain rows above it, else of
// all below it where the total opens the table. "" where none of them has
// exactly its value, or fewer than two numbers. first is the sheet's row of the
// table's first row, from 1.
func formula(t document.Table, i, j, first int) string {
	if t.Rows[i].Kind != document.Total || j >= len(t.Rows[i].Cells) {
		return ""
	}
	total, ok := parse(t.Rows[i].Cells[j].Plain())
	if !ok {
		return ""
	}
	since := 0
	for k := i - 1; k >= 0 && since == 0; k-- {
		if t.Rows[k].Kind == document.Total {
			since = k + 1
		}
	}
	ranges := [][2]int{{since, i}, {0, i}}
	if leading(t.Rows[:i]) {
		below := len(t.Rows)
		for k := i + 1; k < len(t.Rows); k++ {
			if t.Rows[k].Kind == document.Total {
				below = k
				break
			}
		}
		ranges = [][2]int{{i + 1, below}}
	}
	for _, r := range ranges {
		if f, ok := sumOf(t, r[0], r[1], j, total.value, first); ok {
			return f
		}
	}
	return ""
}

// leading reports whether no plain row stands above.
func leading(rows []document.Row) bool {
	for _, r := range rows {
		if r.Kind == document.Plain {
			return false
		}
	}
	return true
}

// sumOf writes SUM over the plain rows from a up to b if it gives want.
func sumOf(t document.Table, a, b, j int, want quantity.Decimal, first int) (string, bool) {
	got, terms := quantity.FromInt(0), 0
	var areas []string
	start := -1
	column, err := excelize.ColumnNumberToName(j + 1)
	if err != nil {
		return "", false
	}
	for k := a; k <= b; k++ {
		// A group's title holds no number and may stand inside an area.
		plain := k < b && (t.Rows[k].Kind == document.Plain || t.Rows[k].Kind == document.Group && start >= 0)
		if plain && start < 0 {
			start = k
		}
		if !plain && start >= 0 {
			areas = append(areas, fmt.Sprintf("%s%d:%[1]s%[3]d", column, first+start, first+k-1))
			start = -1
		}
		if k < b && t.Rows[k].Kind == document.Plain {
			if n, ok := parse(t.Rows[k].Cells[j].Plain()); ok {
				got, terms = got.Add(n.value), terms+1
			}
		}
	}
	if terms < 2 || !got.Equal(want) {
		return "", false
	}
	return "SUM(" + strings.Join(areas, ",") + ")", true
}
