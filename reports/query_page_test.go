package reports

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"tdkt/charts/echarts"
	"tdkt/queries"
	"tdkt/reports/document"
)

func queryPage(chart queries.ChartSpec, rows ...[]any) QueryPage {
	columns := []queries.Column{{Name: "unit_name", Type: "VARCHAR"}, {Name: "year", Type: "INTEGER"}, {Name: "total", Type: "DECIMAL(24,6)"}}
	return QueryPage{
		Query: queries.Saved{
			Contract: queries.Contract{Name: "thu_theo_xa", About: "Thu ngân sách theo xã.", Returns: columns, Params: []queries.Param{{Name: "plan_id", Type: "VARCHAR"}}},
			Title:    "Thu ngân sách theo xã", Headings: map[string]string{"unit_name": "Đơn vị", "year": "Năm", "total": "Số thu (tỷ đồng)"}, Chart: chart,
		},
		Table:  queries.Table{Columns: columns, Rows: rows},
		Params: map[string]string{"plan_id": "p1"},
		Made:   time.Date(2022, 7, 12, 0, 0, 0, 0, time.UTC),
		Office: Office{Issuer: "ỦY BAN NHÂN DÂN XÃ B", Name: "Ủy ban nhân dân xã B", Abbreviation: "UBND", Place: "B", Authority: []string{"CHỦ TỊCH"}},
	}
}

func row(unit string, year int, total string) []any {
	out := []any{unit, queries.Number(strconv.Itoa(year)), nil}
	if total != "" {
		out[2] = queries.Number(total)
	}
	return out
}

// The page has the office's head, the chart, the table in Vietnamese numbers,
// and says where the figures come from.
func TestQueryPage(t *testing.T) {
	pool := echarts.NewPool(1)
	defer pool.Close()
	for _, c := range []struct {
		chart queries.ChartSpec
		texts []string // of the chart
	}{
		{queries.ChartSpec{}, nil},
		{queries.ChartSpec{Kind: "heat", Label: "unit_name", Series: "year", Value: "total"}, []string{"Xã A", "2021", "1.234,5", "chưa có số liệu", "thấp (từ 10)", "cao (đến 1.234,5)"}},
		{queries.ChartSpec{Kind: "line", Label: "year", Series: "unit_name", Value: "total"}, []string{"Xã A", "Xã B", "2021", "2022"}},
		{queries.ChartSpec{Kind: "multiples", Label: "year", Panel: "unit_name", Value: "total"}, []string{"Xã A", "Xã B"}},
	} {
		p := queryPage(c.chart, row("Xã A", 2021, "1234.5"), row("Xã A", 2022, "10"), row("Xã B", 2021, "20.25"), row("Xã B", 2022, ""))
		d, err := BuildQuery(pool, p)
		if err != nil {
			t.Errorf("%s: %v", c.chart.Kind, err)
			continue
		}
		var b strings.Builder
		if err := document.Text(&b, d); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"ỦY BAN NHÂN DÂN XÃ B", "Thu ngân sách theo xã", "Đơn vị", "Số thu (tỷ đồng)", "1.234,5", "20,25", "...", "2021",
			"Nguồn: truy vấn thu_theo_xa", "điều kiện: plan_id = p1", "CHỦ TỊCH"} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s: the page lacks %q:\n%s", c.chart.Kind, want, b.String())
			}
		}
		var figure *document.Figure
		for _, block := range d.Body {
			if f, ok := block.(document.Figure); ok {
				figure = &f
			}
		}
		if (figure != nil) != (c.chart.Kind != "") {
			t.Errorf("%s: figure %v", c.chart.Kind, figure)
			continue
		}
		for _, want := range c.texts {
			if !strings.Contains(strings.Join(figure.Texts, "\n"), want) {
				t.Errorf("%s: the chart lacks %q: %q", c.chart.Kind, want, figure.Texts)
			}
		}
	}
	p := queryPage(queries.ChartSpec{Kind: "bar", Label: "unit_name", Value: "total"}, row("Xã A", 2022, "-3"), row("Xã B", 2022, ""), row("{x|y}", 2022, "2"))
	if _, err := BuildQuery(pool, p); err != nil {
		t.Error(err)
	}
}

func TestQueryPageRefuses(t *testing.T) {
	pool := echarts.NewPool(1)
	defer pool.Close()
	bar := queries.ChartSpec{Kind: "bar", Label: "unit_name", Value: "total"}
	line := queries.ChartSpec{Kind: "line", Label: "year", Series: "unit_name", Value: "total"}
	var many [][]any
	for i := range 41 {
		many = append(many, row("Xã "+strconv.Itoa(i), 2022, "1"))
	}
	for _, c := range []struct {
		page QueryPage
		want string
	}{
		{queryPage(queries.ChartSpec{}, many...), "41 rows do not fit"},
		{queryPage(bar, row("Xã A", 2021, "1"), row("Xã A", 2022, "2")), "two rows for Xã A"},
		{queryPage(line, row("a", 2021, "1"), row("b", 2021, "1"), row("c", 2021, "1"), row("d", 2021, "1")), "the chart has 4 lines"},
		{queryPage(line, row("a", 2021, "1")), "periods: use 2 to 24"},
		{queryPage(bar, row("Xã 漢", 2021, "1")), "no glyph"},
	} {
		_, err := BuildQuery(pool, c.page)
		var page *PageError
		if !errors.As(err, &page) || !strings.Contains(err.Error(), c.want) || page.Hint == "" {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
	if _, err := BuildQuery(pool, queryPage(bar)); !errors.Is(err, ErrNoRows) {
		t.Errorf("no rows: %v", err)
	}
}

// A section is the last annex, with the next number.
func TestAppendQuery(t *testing.T) {
	d := document.Document{
		Body:    []document.Block{document.P(document.Span{Text: "Báo cáo."})},
		Annexes: []document.Annex{{Label: "Phụ lục", Title: "GHI CHÚ", Reference: "(Kèm theo)", Body: []document.Block{document.P(document.Span{Text: "x"})}}},
		Attachments: []document.Attachment{{Name: "run.json", MediaType: "application/json",
			Data: []byte(`{"kind": "interim", "plan": "p1", "data_to": "2022-06-30", "known_at": "2022-07-12", "snapshot": "m1-1"}`)}},
	}
	if err := AppendQuery(nil, &d, queryPage(queries.ChartSpec{}, row("Xã A", 2022, "1"))); err != nil {
		t.Fatal(err)
	}
	if err := AppendQuery(nil, &d, queryPage(queries.ChartSpec{})); err != nil {
		t.Fatal(err)
	}
	if d.Annexes[0].Label != "Phụ lục I" || d.Annexes[1].Label != "Phụ lục II" || d.Annexes[1].Title != "THU NGÂN SÁCH THEO XÃ" || d.Annexes[1].Reference != "(Kèm theo)" {
		t.Errorf("%+v", d.Annexes)
	}
	if p, ok := d.Annexes[2].Body[0].(document.Paragraph); !ok || !strings.HasPrefix(p.Spans[0].Text, "Không có số liệu.") {
		t.Errorf("an empty section is %+v", d.Annexes[2].Body)
	}
	if plan, to, known, err := ReportDays(d); plan != "p1" || to != "2022-06-30" || known != "2022-07-12" || err != nil {
		t.Errorf("%s %s %s %v", plan, to, known, err)
	}
}

// A period that only the second line has stands in its place among the others.
func TestLabelsOfLinesAreMerged(t *testing.T) {
	var points []point
	for _, p := range []struct{ series, labels string }{{"a", "2 4 6"}, {"b", "1 2 3 6"}, {"c", "4 5"}, {"d", "7"}} {
		for _, label := range strings.Fields(p.labels) {
			points = append(points, point{label: label, series: p.series})
		}
	}
	got := gather(points, func(pt point) string { return pt.series })
	if text := strings.Join(got.labels, " "); text != "1 2 3 4 5 6 7" || strings.Join(got.groups, "") != "abcd" {
		t.Errorf("labels %s, groups %v", text, got.groups)
	}
}
