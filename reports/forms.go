package reports

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"tdkt/queries"
	"tdkt/reports/document"
)

// FormFamilies are the statistical forms by what they count; each stands for
// the form of 2018 (0701 to 0703) and that of 2023 (0601 to 0603).
var FormFamilies = []string{"0601", "0602", "0603"}

// A FormsRequest asks for statistical forms of one year.
type FormsRequest struct {
	Request
	Year     int
	Families []string // of FormFamilies; empty: all
}

// BuildForms fills in the statistical forms of a year, in force in that year:
// as forms for the workbook, and as a report with one annex each. Awards count
// by the year of their decision.
func BuildForms(ctx context.Context, db *sql.DB, now func() time.Time, req FormsRequest) (Built, []document.Form, error) {
	var built Built
	stage := stages(now, &built.Timings)
	r, err := started(ctx, db, req.Request)
	if err != nil {
		return built, nil, err
	}
	if req.Year == 0 {
		req.Year = min(r.KnownAt.Year(), r.plan.EndsOn.Year())
	}
	year := queries.AwardYear{PlanID: r.PlanID, Year: req.Year, KnownAt: r.KnownAt}
	var forms []document.Form
	for _, family := range FormFamilies {
		if len(req.Families) > 0 && !slices.Contains(req.Families, family) {
			continue
		}
		var f document.Form
		switch family {
		case "0601":
			rows, err := queries.Form0601(ctx, db, queries.MovementForm{PlanID: r.PlanID, Year: req.Year})
			if err != nil {
				return built, nil, err
			}
			f = movementForm(asked("form_0601", pair("plan_id", r.PlanID), pair("year", itoa(req.Year)), pair("form", rows[0].Form)), rows)
		case "0602":
			rows, err := queries.Form0602(ctx, db, year)
			if err != nil {
				return built, nil, err
			}
			f = stateForm(r.yearAsked("form_0602", req.Year), rows)
		case "0603":
			rows, err := queries.Form0603(ctx, db, year)
			if err != nil {
				return built, nil, err
			}
			f = provinceForm(r.yearAsked("form_0603", req.Year), rows)
		}
		f.Period, f.Reporter = "Năm "+itoa(req.Year), r.Office.Name
		if len(r.Office.Addressees) > 0 {
			f.Receiver = r.Office.Addressees[0]
		}
		forms = append(forms, f)
	}
	stage("queries")
	built.Document, err = r.formsReport(req.Year, req.Families, forms)
	for _, f := range forms {
		built.Counts = append(built.Counts, Count{"Biểu " + f.Number(), f.Rows[0].Values[0]})
	}
	stage("text")
	return built, forms, err
}

// formsReport is the letter that the forms go with.
func (r *review) formsReport(year int, families []string, forms []document.Form) (document.Document, error) {
	p := &paper{review: r, kind: KindForms, about: about{Year: year, Forms: families}}
	p.title = "Số liệu thống kê thi đua, khen thưởng năm " + itoa(year)
	p.body = []document.Block{(&prose{}).w("Thực hiện chế độ báo cáo thống kê ngành Nội vụ (" + circularOf(year) + "), " + r.Office.Name +
		" báo cáo số liệu thống kê thi đua, khen thưởng năm " + itoa(year) + " như sau:").paragraph()}
	var list document.List
	var wrong, open []string
	for i, f := range forms {
		annex := document.Annex{Title: strings.ToUpper(f.Title), Reference: "(Biểu số " + f.Code + ", " + lower(f.Issued) + ")", Landscape: f.Landscape}
		head := []string{"Đơn vị báo cáo: " + f.Reporter}
		if f.Receiver != "" {
			head = append(head, "Đơn vị nhận báo cáo: "+f.Receiver)
		}
		if f.Due != "" {
			head = append(head, f.Due)
		}
		annex.Body = []document.Block{document.Paragraph{Spans: document.Spans(strings.Join(head, "; ") + "."), Style: document.Centred},
			document.Paragraph{Spans: []document.Span{{Text: f.Period, Italic: true}}, Style: document.Centred}, f.Table(countCell)}
		p.annexed = append(p.annexed, annex)
		item := (&prose{}).w("Biểu số "+f.Code+" (").see(formAnnex(i, len(forms)), "bieu-"+f.Number()).w("): " + lower(f.Title) + ", ")
		if n := f.Rows[0].Values[0]; n > 0 {
			item.w("tổng số ").v(f.Key(f.Rows[0], 0), countCell(n))
		} else {
			item.w("trong năm không phát sinh")
		}
		if i == len(forms)-1 {
			item.w(".")
		} else {
			item.w(";")
		}
		list.Items = append(list.Items, item.spans)
		for _, w := range f.Wrong() {
			wrong = append(wrong, "biểu "+f.Number()+": "+w)
		}
		for _, c := range f.Checks {
			if c.Other > 0 {
				open = append(open, "biểu "+f.Number()+", "+lower(c.Text))
			}
		}
	}
	p.body = append(p.body, list)
	check := &prose{}
	if len(wrong) == 0 {
		text := "Đã kiểm tra: cột 1 của từng dòng bằng tổng các cột sau; các dòng chia theo từng tiêu thức"
		if len(open) > 0 {
			text += ", kể cả số chưa phân loại,"
		}
		check.w(text + " cộng bằng dòng tổng số.")
	} else {
		check.w("Số liệu chưa khớp: " + strings.Join(wrong, "; ") + ".")
		p.reason = "Biểu thống kê có số liệu chưa khớp."
	}
	if len(open) > 0 {
		check.w(" Sổ chưa ghi đủ thông tin để phân loại một số trường hợp (ghi chú dưới biểu): " + strings.Join(open, "; ") + ".")
	}
	p.body = append(p.body, check.paragraph(),
		(&prose{}).w("Phong trào thi đua tính theo năm phát động, khen thưởng tính theo năm của quyết định. Đơn vị đối chiếu với biểu mẫu ban hành kèm theo thông tư trước khi gửi.").paragraph(),
		(&prose{}).w("Trên đây là số liệu thống kê thi đua, khen thưởng năm "+itoa(year)+" của "+r.Office.Name+annexList(len(forms))).paragraph())
	label(p.annexed)
	head := p.head()
	head.Subject = p.title
	return p.compose(head, document.Signature{Authority: r.Office.Authority, Name: r.Office.Signer, Recipients: r.Office.Recipients,
		Second: document.Signer{Authority: []string{"NGƯỜI LẬP BIỂU"}, Name: "(Họ và tên)"}})
}

func formAnnex(i, n int) string {
	if n == 1 {
		return "Phụ lục"
	}
	return "Phụ lục " + roman(i+1)
}

// circularOf is the act that sets the forms of a year.
func circularOf(year int) string {
	if year >= 2023 {
		return "Thông tư số 02/2023/TT-BNV"
	}
	return "Thông tư số 03/2018/TT-BNV"
}

// newForm sets what a form's generation decides.
func newForm(number string) document.Form {
	f := document.Form{Code: number + ".N/BNV-TĐKT"}
	if strings.HasPrefix(number, "06") {
		f.Issued, f.Due = "Ban hành theo Thông tư số 02/2023/TT-BNV ngày 23/3/2023", "Ngày nhận báo cáo: ngày 15 tháng 12 năm báo cáo"
	} else {
		f.Issued = "Ban hành theo Thông tư số 03/2018/TT-BNV ngày 06/3/2018"
		// What is known of the older rows and columns is grade C, of 0702 and 0703 nothing.
		known := "Dòng, cột và mã số của biểu này lấy theo mẫu in sẵn của một phần mềm"
		if number != "0701" {
			known = "Dòng, cột và mã số của biểu này lấy theo biểu 06" + number[2:] + ".N (Thông tư số 02/2023/TT-BNV), vì chưa có nguồn về biểu " + number + ".N"
		}
		f.Notes = []string{known + "; phải đối chiếu với biểu ban hành kèm theo Thông tư số 03/2018/TT-BNV trước khi gửi."}
	}
	return f
}

// unclassified says what stands in no row of a heading.
func unclassified(f *document.Form, text string, n int) {
	if n > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("%s: %d trường hợp chưa đủ thông tin để phân loại.", text, n))
	}
}

// countCell prints a count; none is a dash, as the statistical yearbooks print it.
func countCell(n int) string {
	if n == 0 {
		return zeroText
	}
	return whole(n)
}

// sumText writes "01 = 02 + 03".
func sumText(text, whole string, parts []string) string {
	return text + ": " + whole + " = " + strings.Join(parts, " + ")
}
