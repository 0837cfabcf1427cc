// Package kind says what each kind of data file holds: its columns with their
// names, and how a row of text cells becomes a typed row of a warehouse table.
//
// In: rows of package table and a Catalogue of what the plans and the tree of
// units define. Out: rows in the order of the table's columns, and findings
// with their cell. It must not know files, SQL or other rows; what several rows
// say together is checked where they are staged.
package kind

import (
	"strings"
	"sync"

	"tdkt/loaders/emulation"
)

// A Kind is one layout of a data file.
type Kind struct {
	Name    string   // "actuals"; also what --kind takes
	Table   string   // of the warehouse
	Columns []Column // in the order of the template
	// Key names the table's columns that say what a row is about. A later row
	// with the same key is a correction.
	Key []string
	// Dated names the table's column that tells two reports of one key apart;
	// empty: there are no later reports, a changed row takes the place of the
	// known one.
	Dated string

	// read puts one value for each of the table's columns, provenance apart.
	read  func(r *Reading)
	byKey func() map[string]int // folded header name to column
	index map[string]int        // Name to column
}

// A Column is one column of a file.
type Column struct {
	Name     string   // English, as accepted in a header and used in this program
	Label    string   // Vietnamese, as the template prints it
	Also     []string // further accepted headers
	Required bool     // every row needs a value, so the header must be there
}

// All gives every kind in the order in which a load reads them: what others
// refer to comes first.
func All() []*Kind {
	return []*Kind{orgUnits, unitChanges, actuals, registrations, awards, scores, exemplars, participations, activities,
		followUps, fundEntries, initiatives, votes, headcounts, assessedVerdicts, releases}
}

// Named finds a kind by its name.
func Named(name string) (*Kind, bool) {
	for _, k := range All() {
		if k.Name == name {
			return k, true
		}
	}
	return nil, false
}

// Names lists all kinds.
func Names() []string {
	var names []string
	for _, k := range All() {
		names = append(names, k.Name)
	}
	return names
}

func define(k Kind) *Kind {
	k.index = map[string]int{}
	for i, c := range k.Columns {
		k.index[c.Name] = i
	}
	// Folded when a header is first read: most runs of the program read none.
	k.byKey = sync.OnceValue(func() map[string]int {
		keys := map[string]int{}
		for i, c := range k.Columns {
			for _, name := range append([]string{c.Name, c.Label}, c.Also...) {
				keys[headerKey(name)] = i
			}
		}
		return keys
	})
	return &k
}

// headerKey is the form in which header names are compared: no accents, case,
// spaces or punctuation.
func headerKey(name string) string {
	return strings.ReplaceAll(emulation.Fold(name), " ", "")
}

// Columns that most kinds share.
var (
	colUnit       = Column{Name: "unit_code", Label: "Mã đơn vị", Also: []string{"Mã ĐV", "Mã số đơn vị", "unit"}, Required: true}
	colYear       = Column{Name: "for_year", Label: "Năm", Also: []string{"Năm thi đua", "Năm đăng ký", "Năm khen thưởng", "year"}, Required: true}
	colPhase      = Column{Name: "for_phase", Label: "Đợt", Also: []string{"Đợt thi đua", "phase"}}
	colHonour     = Column{Name: "honour_code", Label: "Danh hiệu, hình thức", Also: []string{"Danh hiệu", "Hình thức", "Danh hiệu thi đua", "Hình thức khen thưởng", "Danh hiệu, hình thức khen thưởng", "honour"}, Required: true}
	colRecipient  = Column{Name: "recipient_kind", Label: "Đối tượng", Also: []string{"Loại đối tượng", "recipient"}, Required: true}
	colPersonID   = Column{Name: "recipient_id", Label: "Mã đối tượng"}
	colPerson     = Column{Name: "recipient_name", Label: "Họ tên, tên tập thể", Also: []string{"Họ tên", "Họ và tên", "Tên tập thể", "Họ và tên, tên tập thể", "Tên cá nhân, tập thể"}}
	colQuantity   = Column{Name: "quantity", Label: "Số lượng", Also: []string{"SL"}}
	colPosition   = Column{Name: "position_group", Label: "Nhóm chức vụ"}
	colDirect     = Column{Name: "direct", Label: "Trực tiếp"}
	colContent    = Column{Name: "content", Label: "Nội dung", Also: []string{"Nội dung, thành tích", "Tóm tắt"}}
	colReportedOn = Column{Name: "reported_on", Label: "Ngày báo cáo", Also: []string{"Ngày gửi báo cáo", "Ngày lập báo cáo", "Ngày gửi"}, Required: true}
	colSource     = Column{Name: "source", Label: "Nguồn", Also: []string{"Nguồn số liệu", "Nguồn dữ liệu"}}
)
