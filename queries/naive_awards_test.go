package queries

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A second, deliberately plain reading of registrations and awards (semantics 5)
// over the rows themselves. It shares no code with the queries.

type nAward struct {
	unit, honour, id, name, position, state, decision, level string
	year, qty, load, row                                     int
	direct, kind, whose                                      string // "true", "false", ""; kind of commendation; of recipient, "" for an individual
	decided, reported                                        string // dates as text; "" for none
	individual                                               bool
}

type nRegistration struct {
	unit, honour, id, name, position, on string
	year, qty, load, row                 int
}

// An nFile is a row that holds, with whom it is about.
type nFile struct {
	nAward
	recipient, key string // "" : a counted group
	net            int
}

func nKey(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

func (a nAward) recipients() string {
	if a.whose == "" {
		return "individual"
	}
	return a.whose
}

func (a nAward) step() int {
	return slices.Index([]string{"registered", "proposed", "approved", "submitted", "rejected", "granted", "revoked"}, a.state)
}

// newer compares the latest reports of two rows; with states also what they say.
func (a nAward) newer(b nAward, states bool) int {
	if c := strings.Compare(a.reported, b.reported); c != 0 {
		return c
	}
	if a.load != b.load {
		return a.load - b.load
	}
	if states {
		return a.step() - b.step()
	}
	return 0
}

func nFiles(all []nAward, first, last int, known string) []nFile {
	var rows []nFile
	for _, a := range all {
		if a.year >= first && a.year <= last && a.reported <= known {
			rows = append(rows, nFile{nAward: a, key: nKey(a.name)})
		}
	}
	for i := range rows {
		r := &rows[i]
		switch {
		case r.id != "":
			r.recipient = "id:" + r.id
		case r.key != "":
			ids := map[string]bool{}
			for _, o := range rows {
				if o.unit == r.unit && o.key == r.key && o.id != "" {
					ids[o.id] = true
				}
			}
			r.recipient = "name:" + r.key
			if len(ids) == 1 {
				for id := range ids {
					r.recipient = "id:" + id
				}
			}
		}
	}
	var out []nFile
	for _, r := range rows {
		latest, decided, pending := true, true, true
		for _, o := range rows {
			if o.unit != r.unit || o.year != r.year || o.honour != r.honour || o.individual != r.individual || o.whose != r.whose || o.recipient != r.recipient {
				continue
			}
			if r.recipient != "" {
				latest = latest && o.newer(r.nAward, true) <= 0
				continue
			}
			if o.position != r.position || o.direct != r.direct {
				continue
			}
			if o.decision == r.decision && o.state == r.state {
				decided = decided && o.newer(r.nAward, false) <= 0
			}
			if o.state != "revoked" {
				pending = pending && o.newer(r.nAward, false) <= 0
			}
		}
		switch {
		case r.recipient != "":
			if !latest {
				continue
			}
			if r.state == "granted" {
				r.net = r.qty
			}
		case r.state == "granted" || r.state == "revoked":
			if !decided {
				continue
			}
			r.net = r.qty
			if r.state == "revoked" {
				r.net = -r.qty
			}
		case !pending:
			continue
		}
		out = append(out, r)
	}
	return out
}

// nOnList are the registrations of a year that hold.
func nOnList(all []nRegistration, year int, known string) []nFile {
	recipient := func(r nRegistration) string {
		switch {
		case r.id != "":
			return "id:" + r.id
		case r.name != "":
			return "name:" + nKey(r.name)
		}
		return ""
	}
	var out []nFile
	for _, r := range all {
		if r.year != year || r.on > known {
			continue
		}
		holds := true
		for _, o := range all {
			if o.year == year && o.on <= known && o.unit == r.unit && o.honour == r.honour && recipient(o) == recipient(r) &&
				(recipient(r) != "" || o.position == r.position) && (o.on > r.on || o.on == r.on && o.load > r.load) {
				holds = false
			}
		}
		if holds {
			out = append(out, nFile{
				nAward:    nAward{unit: r.unit, honour: r.honour, id: r.id, name: r.name, qty: r.qty, row: r.row, reported: r.on, individual: true},
				recipient: recipient(r), key: nKey(r.name),
			})
		}
	}
	return out
}

// An nSide is one recipient of a list, or all its nameless groups together.
type nSide struct {
	recipient, key string
	entries, qty   int
	partners       []*nSide
	certain        bool
}

func nSides(files []nFile, qty func(nFile) int) []*nSide {
	var out []*nSide
	for _, f := range files {
		n := qty(f)
		if n == 0 {
			continue
		}
		i := slices.IndexFunc(out, func(s *nSide) bool { return s.recipient == f.recipient })
		if i < 0 {
			out = append(out, &nSide{recipient: f.recipient, key: f.key, certain: true})
			i = len(out) - 1
		}
		out[i].entries++
		out[i].qty += n
	}
	return out
}

// nConversion gives the eight counts of one unit and honour in the order
// registered, granted, both, granted without, unnamed and to verify, registered
// without, unnamed and to verify.
func nConversion(files, list []nFile) [8]int {
	onList := list
	for _, f := range files {
		if f.state == "registered" && !slices.ContainsFunc(onList, func(l nFile) bool { return l.recipient == f.recipient }) {
			list = append(list, f)
		}
	}
	granted := nSides(files, func(f nFile) int { return f.net })
	registered := nSides(list, func(f nFile) int { return f.qty })
	isID := func(s *nSide) bool { return strings.HasPrefix(s.recipient, "id:") }
	for _, g := range granted {
		for _, r := range registered {
			if g.recipient == r.recipient && isID(g) {
				g.partners, r.partners = []*nSide{r}, []*nSide{g}
			}
		}
	}
	var open [][2]*nSide
	for _, g := range granted {
		for _, r := range registered {
			if len(g.partners) == 0 && len(r.partners) == 0 && g.recipient != "" && r.recipient != "" && g.key != "" && g.key == r.key && !(isID(g) && isID(r)) {
				open = append(open, [2]*nSide{g, r})
			}
		}
	}
	for _, p := range open {
		p[0].partners = append(p[0].partners, p[1])
		p[1].partners = append(p[1].partners, p[0])
	}
	for _, p := range open {
		if len(p[0].partners) > 1 || len(p[1].partners) > 1 || p[0].entries > 1 || p[1].entries > 1 {
			p[0].certain, p[1].certain = false, false
		}
	}
	tell := func(sides []*nSide) (all, both, rest, unnamed, unsure int) {
		for _, s := range sides {
			all += s.qty
			switch {
			case !s.certain:
				unsure += s.qty
			case s.recipient == "":
				unnamed += s.qty
			case len(s.partners) > 0:
				m := min(s.qty, s.partners[0].qty)
				both += m
				rest += s.qty - m
			default:
				rest += s.qty
			}
		}
		return
	}
	gAll, both, gRest, gUnnamed, gUnsure := tell(granted)
	rAll, _, rRest, rUnnamed, rUnsure := tell(registered)
	// A number without names may hold whoever of the other list is left.
	without := func(rest, unnamed, otherRest, otherUnnamed, otherUnsure int) (sure, open int) {
		if otherUnnamed > 0 {
			open += rest
		} else {
			sure += rest
		}
		if otherRest+otherUnnamed+otherUnsure > 0 {
			open += unnamed
		} else {
			sure += unnamed
		}
		return
	}
	gWithout, gOpen := without(gRest, gUnnamed, rRest, rUnnamed, rUnsure)
	rWithout, rOpen := without(rRest, rUnnamed, gRest, gUnnamed, gUnsure)
	return [8]int{rAll, gAll, both, gWithout, gOpen, gUnsure, rWithout, rOpen}
}

// randomLedger makes the registrations and awards of one plan: few names and
// ids, so that they collide in every way.
func randomLedger(r *rand.Rand, plan string) (awards []nAward, list []nRegistration) {
	var units []string
	for _, letter := range "abcdefghij" {
		units = append(units, plan+string(letter))
	}
	honours := []string{
		"lao_dong_tien_tien", "lao_dong_tien_tien", "lao_dong_tien_tien",
		"chien_si_thi_dua_co_so", "chien_si_thi_dua_co_so", "chien_si_thi_dua_co_so", "chien_si_thi_dua_co_so",
		"chien_si_thi_dua_cap_tinh", "chien_si_thi_dua_toan_quoc", "giay_khen", "bang_khen",
	}
	// One in three plans has names only, or numbers only: the clear cases.
	shape := pick(r, "mixed", "mixed", "named", "numbers")
	people := pick(r, 3, 8, 30)
	person := func() (id, name string, qty int) {
		n := r.IntN(people)
		if shape == "numbers" || shape == "mixed" && r.IntN(5) == 0 {
			return "", "", 1 + r.IntN(12)
		}
		name = fmt.Sprintf(pick(r, "Người %d", "người  %d"), n)
		if r.IntN(3) == 0 {
			id = fmt.Sprintf("%s-%d", plan, n+100*r.IntN(2))
		}
		return id, name, 1
	}
	for range 300 + r.IntN(300) {
		year := pick(r, 2019, 2020, 2021, 2022, 2022, 2023)
		a := nAward{
			unit: pick(r, units...), honour: pick(r, honours...), year: year, individual: true, load: 1 + r.IntN(2),
			state:    pick(r, "granted", "granted", "granted", "granted", "submitted", "proposed", "registered", "rejected", "revoked"),
			position: pick(r, "", "direct"), direct: pick(r, "", "true", "true", "false"), decision: pick(r, "1/QĐ", "2/QĐ"),
			level: pick(r, "commune", "district", "district", "province", "agency"),
		}
		a.id, a.name, a.qty = person()
		if a.name == "" && a.honour == "lao_dong_tien_tien" {
			a.qty *= 30 // so that a quota can hold
		}
		a.decided = fmt.Sprintf("%d-%s", year, pick(r, "11-30", "12-15"))
		if r.IntN(4) == 0 {
			a.decided = fmt.Sprintf("%d-01-%02d", year+1, 1+r.IntN(28))
		}
		a.reported = fmt.Sprintf("%d-02-%02d", year+1, 1+r.IntN(4))
		if r.IntN(10) == 0 {
			a.decided = ""
		}
		awards = append(awards, a)
	}
	if shape == "numbers" {
		// A quota that is met to the last person, under each reading in turn.
		awards = slices.DeleteFunc(awards, func(a nAward) bool {
			return a.year == 2022 && (a.honour == "lao_dong_tien_tien" || a.honour == "chien_si_thi_dua_co_so")
		})
		for honour, n := range map[string]int{"lao_dong_tien_tien": pick(r, 85, 100), "chien_si_thi_dua_co_so": 15} {
			awards = append(awards, nAward{
				unit: units[0], honour: honour, year: 2022, individual: true, load: 1, state: "granted", decision: "9/QĐ", qty: n,
				level: "district", decided: "2022-12-15", reported: "2023-02-01",
			})
		}
	}
	for range 120 + r.IntN(120) {
		g := nRegistration{
			unit: pick(r, units...), honour: pick(r, honours...), year: pick(r, 2022, 2022, 2023), position: pick(r, "", "direct"), load: 1 + r.IntN(2),
		}
		g.id, g.name, g.qty = person()
		g.on = fmt.Sprintf("%d-%s", g.year, pick(r, "02-01", "02-15", "12-01", "12-20"))
		list = append(list, g)
	}
	return awards, list
}
