package queries

import (
	"fmt"
	"slices"
	"strings"
)

// The naive reading of the titles that later ones rest on.

func (l nLedger) prerequisites() map[string]nNumbers {
	alive := []string{"granted", "proposed", "approved", "submitted"}
	files := nFiles(l.awards, l.year-6, l.year, l.known)
	out := map[string]nNumbers{}
	for _, c := range files {
		id, back, words := "cstd_tinh_prior", 3, "CSTĐ cơ sở: "
		switch {
		case c.year != l.year || !slices.Contains(alive, c.state):
			continue
		case c.honour == "chien_si_thi_dua_toan_quoc":
			id, back, words = "cstd_toan_quoc_prior", 6, "CSTĐ cấp bộ, cấp tỉnh: "
		case c.honour != "chien_si_thi_dua_cap_tinh":
			continue
		}
		on := l.known
		if c.state == "granted" {
			on = c.lawDay()
		}
		rule := l.rule(id, on)
		alone := 0
		for _, o := range files {
			if o.year == l.year && o.honour == c.honour && slices.Contains(alive, o.state) && o.unit == c.unit && o.key == c.key {
				alone++
			}
		}
		held := map[int]string{}
		var told []string
		var times []int
		open := 0
		for year := l.year - back; year <= l.year; year++ {
			held[year] = l.heldIn(files, c, id, year, alone == 1)
			word := " không"
			switch held[year] {
			case "yes":
				word = " có"
				times = append(times, year)
			case "open":
				word = " chưa rõ"
				open++
			}
			told = append(told, fmt.Sprint(year)+word)
		}
		n := nNumbers{RuleUnknown, len(times), rule.Times.V, open}
		run := func(last int, want string, all bool) bool {
			hits := 0
			for y := last - 2; y <= last; y++ {
				if held[y] == want {
					hits++
				}
			}
			return hits == 3 || !all && hits > 0
		}
		k := len(times)
		switch {
		case rule.Grade == "U" || c.recipient == "":
		case id == "cstd_tinh_prior":
			switch {
			case run(l.year, "yes", true) || run(l.year-1, "yes", true):
				n.verdict = RulePass
			case run(l.year, "no", false) && run(l.year-1, "no", false):
				n.verdict = RuleFail
			}
		case k >= 2 && times[k-1]-times[k-2] <= 3:
			n.verdict = RulePass
		case k < 2 && open == 0:
			n.verdict = RuleFail
		}
		subject := c.name
		if subject == "" {
			subject = fmt.Sprintf("%d người không ghi tên", c.qty)
		}
		subject += " (" + c.unit + ")"
		if c.state != "granted" {
			subject += ", hồ sơ đang trình"
		}
		out[c.honour+words+strings.Join(told, ", ")+subject] = n
	}
	return out
}

// heldIn says whether the person held the earlier title in a year: yes, no, or
// open where the ledger does not tell.
func (l nLedger) heldIn(files []nFile, c nFile, rule string, year int, alone bool) string {
	counts := func(f nFile) bool {
		if f.year != year || !slices.Contains([]string{"granted", "proposed", "approved", "submitted"}, f.state) {
			return false
		}
		return rule == "cstd_tinh_prior" && f.honour == "chien_si_thi_dua_co_so" ||
			rule != "cstd_tinh_prior" && (f.honour == "chien_si_thi_dua_cap_tinh" || f.honour == "chien_si_thi_dua_cap_bo")
	}
	perhaps, listed := false, false
	for _, e := range files {
		if !counts(e) {
			continue
		}
		listed = listed || e.state == "granted"
		namesakes := 0
		for _, o := range files {
			if counts(o) && o.honour == e.honour && o.unit == e.unit && o.key == e.key {
				namesakes++
			}
		}
		byID := e.recipient == c.recipient && strings.HasPrefix(c.recipient, "id:")
		byName := e.unit == c.unit && c.key != "" && e.matches(c) && e.key == c.key && namesakes == 1 && alone
		if e.state == "granted" && (byID || byName) {
			return "yes"
		}
		perhaps = perhaps || e.recipient == "" && e.unit == c.unit || e.matches(c)
	}
	if perhaps || !listed {
		return "open"
	}
	return "no"
}
