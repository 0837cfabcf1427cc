package reports

import (
	"math/big"
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/reports/document"
)

// summary is the box on page one that an official reads aloud.
func (r *review) summary() document.Box {
	box := document.Box{Title: "TÓM TẮT"}
	add := func(p *prose) { box.Items = append(box.Items, p.spans) }
	if len(r.measured()) > 0 {
		p := &prose{}
		r.countSentence(p)
		add(p.w("."))
	}
	if weak := r.weak(); len(weak) > 0 {
		lead := "Cần tập trung chỉ đạo: "
		if r.Final {
			lead = "Chỉ tiêu không đạt: "
		}
		p := (&prose{}).w(lead)
		for i, t := range weak {
			if i == 6 {
				p.w("; và các chỉ tiêu khác nêu tại ").see("phần V", "phan-5")
				break
			}
			if i > 0 {
				p.w("; ")
			}
			p.w(lower(t.Label))
			if t.Fulfilment.Valid && !t.Restricted {
				p.w(" (").v(key(t, figFulfilment), percent(t.Fulfilment)).w("%)")
			} else if emulation.Measure(t.Measure) == emulation.MeasureLevel && r.gapPrinted(t) {
				p.w(" ("+gapWord(t)+" ").v(key(t, figDifference), said(t, unsigned(t.Difference))).w(differenceUnit(t) + ")")
			} else if emulation.Measure(t.Measure) != emulation.MeasureLevel && r.gapPrinted(t) {
				p.w(" (còn thiếu ").v(key(t, figDifference), said(t, unsigned(t.Difference))).w(changeUnit(t) + ")")
			} else if failed := r.failedMembers(t); r.Final && len(failed) > 0 {
				p.w(": " + enumerate(failed))
			} else if onlyReached(t) {
				p.w(" (" + onlyReachedWords(t) + ")")
			}
		}
		add(p.w("."))
	}
	if len(r.measured()) == 0 && len(r.moves) > 0 {
		var joined, pledged int
		for _, m := range r.moves {
			joined += m.JoinedUnits
			pledged += m.PledgedUnits
		}
		add((&prose{}).v("pt.so", count(len(r.moves))).w(" phong trào thi đua được triển khai, ").v("pt.luot", count(joined)).
			w(" lượt đơn vị tham gia, ").v("pt.giao-uoc", count(pledged)).w(" lượt đơn vị ký kết giao ước thi đua."))
	}
	for _, group := range r.byCluster() {
		if leader, words, ok := clusterLeader(group); ok {
			add((&prose{}).w(leader.ClusterName+": "+leader.ShortName+" "+words+" (").
				v("cum."+leader.ClusterCode+"."+leader.UnitCode+".tong", number(leader.Total)).w(" điểm)."))
		}
	}
	if _, ok := r.yearsTable(); ok {
		add(&prose{spans: r.yearsSentence().Spans})
	} else if len(r.awards) == 1 && len(r.awards[0].conversion) > 0 {
		add(&prose{spans: r.awardOverview(r.awards[0]).Spans})
	}
	if received, expected, missing := r.received(); expected > 0 {
		p := (&prose{}).v("bc.nhan", count(received)).w("/").v("bc.tong", count(expected)).w(" đơn vị đã báo cáo")
		if n := len(r.late()); n > 0 {
			r.naming(p.w(", trong đó ").v("bc.muon", count(n)).w(" đơn vị báo cáo chậm"), r.late())
		}
		if len(missing) > 0 {
			r.naming(p.w("; ").v("bc.thieu", count(len(missing))).w(" đơn vị chưa báo cáo"), missing)
		}
		if r.Office.inAnnex() && len(missing)+len(r.late()) > 0 {
			p.w(" (danh sách tại ").see(r.annexName(annexCoverage), "bieu-bao-cao").w(")")
		}
		add(p.w("."))
	}
	if p := r.sinceSentence(); p != nil {
		add(p)
	}
	add((&prose{}).w(r.dates()))
	return box
}

// draft says why the document is stamped DỰ THẢO; "" when it is not. A named
// person may release it over missing reports, never over arithmetic (semantics.md 6).
func (r *review) draft() string {
	var why []string
	if n := len(r.contradicted()); n > 0 {
		why = append(why, "số liệu chưa khớp tại "+count(n)+" chỗ, nêu dưới đây")
	}
	if short := r.short(); short != "" && !r.isReleased(emulation.ObstacleCoverage) {
		why = append(why, short)
	}
	if r.unmeasured() {
		why = append(why, noFigures)
	}
	if n := len(r.unfilled); n > 0 {
		var places []string
		for _, e := range r.unfilled {
			if p := e.place(); !slices.Contains(places, p) {
				places = append(places, p)
			}
		}
		why = append(why, "lời của đơn vị chủ trì còn "+count(n)+" chỗ chưa có số liệu ("+strings.Join(places, "; ")+")")
	}
	if len(why) == 0 {
		return ""
	}
	return "Dự thảo: " + strings.Join(why, "; ") + "."
}

// short says that fewer units have reported than the office asks for.
func (r *review) short() string {
	received, expected, _ := r.received()
	if expected == 0 || r.Office.Coverage == nil {
		return ""
	}
	if big.NewRat(int64(received)*100, int64(expected)).Cmp(r.Office.Coverage) < 0 {
		return "mới có " + count(received) + "/" + count(expected) + " đơn vị báo cáo, thấp hơn ngưỡng " +
			strings.Replace(strings.TrimSuffix(strings.TrimRight(r.Office.Coverage.FloatString(2), "0"), "."), ".", ",", 1) + "% của đơn vị chủ trì"
	}
	return ""
}

const noFigures = "chưa có số liệu của chỉ tiêu nào trong kỳ"

// unmeasured reports whether the plan asks for figures by now and none of this
// period is there, whoever should have sent them: activities and movements alone
// are no result of a plan with numbers.
func (r *review) unmeasured() bool {
	asked := false
	for _, t := range r.targets {
		switch {
		case t.IndicatorCode == "", emulation.Bound(t.Bound) == emulation.BoundText, t.SpanFrom.After(r.DataTo),
			emulation.Course(t.Course) == emulation.CourseOnce && t.DueOn.After(r.DataTo):
			continue
		case t.ValueSource != "" && t.ValueTo.After(r.DataTo.AddDate(0, 0, -30)):
			return false
		}
		asked = true
	}
	return asked
}
