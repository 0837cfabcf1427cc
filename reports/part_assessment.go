package reports

import (
	"slices"
	"strings"

	"tdkt/loaders/emulation"
	"tdkt/queries"
	"tdkt/reports/document"
)

// What the office must write itself: the engine knows numbers, not causes. Where
// a unit stated the reason of its outlook, its words stand, as its words.
const (
	causeOpen    = "[Đơn vị chủ trì bổ sung nguyên nhân]"
	remedyOpen   = "[Đơn vị chủ trì bổ sung giải pháp]"
	causeNone    = "Không có chỉ tiêu không đạt hoặc chậm tiến độ phải nêu nguyên nhân."
	proposalOpen = "[Đơn vị chủ trì bổ sung đề xuất, kiến nghị]"
	lessonOpen   = "[Đơn vị chủ trì bổ sung bài học kinh nghiệm]"
)

// assessment is part V: what went well, what did not and by how much, and the
// place for the causes.
func (r *review) assessment() []document.Block {
	blocks := []document.Block{
		document.Heading{Level: 1, Number: "V", Text: "Đánh giá chung", ID: "phan-5"},
		document.Heading{Level: 2, Number: "1", Text: "Ưu điểm"},
	}
	blocks = append(blocks, r.strengths()...)
	blocks = append(blocks, document.Heading{Level: 2, Number: "2", Text: "Tồn tại, hạn chế"})
	weak := r.weak()
	blocks = append(blocks, r.weaknesses(weak)...)
	blocks = append(blocks, document.Heading{Level: 2, Number: "3", Text: "Nguyên nhân"})
	if len(weak) == 0 {
		blocks = append(append(blocks, say(causeNone)), r.followUp()...)
		return append(blocks, r.lessons(blocks)...)
	}
	var list document.List
	for _, t := range weak {
		list.Items = append(list.Items, r.causeText(t).w(".").spans)
	}
	blocks = append(append(blocks, list), r.followUp()...)
	return append(blocks, r.lessons(blocks)...)
}

// lessons are what was learnt, in the office's words: a final review leaves the
// place open where there are none, an interim one goes without. They follow the
// headings of the blocks before them.
func (r *review) lessons(before []document.Block) []document.Block {
	own := r.own("bai-hoc")
	if own == nil && !r.Final {
		return nil
	}
	if own == nil {
		own = []document.Block{say(lessonOpen)}
	}
	number := 1
	for _, b := range before {
		if h, ok := b.(document.Heading); ok && h.Level == 2 {
			number++
		}
	}
	return append([]document.Block{document.Heading{Level: 2, Number: itoa(number), Text: "Bài học kinh nghiệm"}}, own...)
}

// causeText is the cause and the remedy of a failed target in the office's words,
// with a mark where it has still to write them. A cause that the unit stated with
// its outlook stands as the unit's.
func (r *review) causeText(t queries.TargetResult) *prose {
	p := (&prose{}).w(t.Label + ": ")
	c, _ := r.causeOf(t)
	kind := "nguyên nhân chủ quan: "
	if c.Objective {
		kind = "nguyên nhân khách quan: "
	}
	switch {
	case c.Cause != "":
		r.fill(p.w(kind), c.Place, afterColon(sentenceEnd(c.Cause)))
	case t.OutlookReason != "":
		p.w("theo báo cáo của đơn vị, " + lower(sentenceEnd(t.OutlookReason)))
	default:
		p.w(causeOpen)
		if c.Remedy == "" {
			return p
		}
	}
	if c.Remedy == "" {
		return p.w("; giải pháp: " + remedyOpen)
	}
	return r.fill(p.w("; giải pháp: "), c.Place, afterColon(sentenceEnd(c.Remedy)))
}

// counted tells the rows that a summary speaks of: not the demands without a
// measure, not parts, and of lines that count as one only the one they name.
func (r *review) counted(t queries.TargetResult) bool {
	if emulation.Bound(t.Bound) == emulation.BoundText || t.PartOf != "" {
		return false
	}
	return t.CountsAs == t.TargetCode || !slices.ContainsFunc(r.targets, func(o queries.TargetResult) bool { return o.TargetCode == t.CountsAs })
}

func (r *review) strengths() []document.Block {
	var best document.List
	for _, t := range r.targets {
		if !r.counted(t) || !r.isGood(t) || t.Restricted || !t.Value.Valid && !isItems(t) {
			continue
		}
		if len(best.Items) < 5 {
			best.Items = append(best.Items, r.sentence(t).spans)
		}
	}
	p, total := &prose{}, r.total()
	switch {
	case r.Final && total.Met+total.Exceeded > 0:
		p.w("Có ").v("sl.dat-va-vuot", count(total.Met+total.Exceeded)).w("/").v("sl.tong", count(total.Targets)).w(" chỉ tiêu " + reachedWords(total) + ".")
	case !r.Final && total.Reached+total.Likely > 0:
		p.w("Trong ").v("sl.tong", count(total.Targets)).w(" chỉ tiêu có ")
		if total.Reached > 0 {
			p.v("sl.da-dat", count(total.Reached)).w(" chỉ tiêu đã đạt kế hoạch năm")
		}
		if total.Likely > 0 {
			if total.Reached > 0 {
				p.w(", ")
			}
			p.v("sl.co-kha-nang", count(total.Likely)).w(" chỉ tiêu có khả năng đạt")
		}
		p.w(".")
	default:
		p.w(r.participationPraise())
	}
	blocks := []document.Block{p.paragraph()}
	if len(best.Items) == 0 || len(r.measured()) == 0 {
		if praise := say(r.participationPraise()); document.Join(praise.Spans) != document.Join(p.spans) && len(r.measured()) > 0 {
			return append(blocks, praise)
		}
		return []document.Block{say(r.participationPraise())}
	}
	blocks = append(blocks, (&prose{}).w("Một số kết quả nổi bật:").paragraph(), best)
	if p, ok := r.leading(); ok {
		blocks = append(blocks, p)
	}
	return blocks
}

// participationPraise speaks of a plan without numbers.
func (r *review) participationPraise() string {
	received, expected, _ := r.received()
	if expected > 0 && received == expected {
		return "Các cơ quan, đơn vị, địa phương đã triển khai phong trào thi đua và báo cáo kết quả đầy đủ."
	}
	return "Các cơ quan, đơn vị, địa phương đã triển khai phong trào thi đua theo kế hoạch."
}

// isGood picks what stands under "ưu điểm": exceeded at the end, reached early
// before it.
func (r *review) isGood(t queries.TargetResult) bool {
	if r.Final {
		return t.Verdict == string(emulation.VerdictExceeded)
	}
	switch emulation.Pace(t.Pace) {
	case emulation.PaceMetEarly, emulation.PaceHolds:
		return true
	}
	return t.Verdict == string(emulation.VerdictExceeded) || t.Verdict == string(emulation.VerdictMet)
}

// weak are the targets that failed, or are behind or at risk before the end.
func (r *review) weak() []queries.TargetResult {
	var out []queries.TargetResult
	for _, t := range r.targets {
		if r.counted(t) && r.isWeak(t) {
			out = append(out, t)
		}
	}
	return out
}

func (r *review) isWeak(t queries.TargetResult) bool {
	if r.Final {
		return t.Verdict == string(emulation.VerdictNotMet)
	}
	// Of a target of several years one that is over may have failed.
	return lagging(t) || t.Outlook == string(emulation.OutlookAtRisk) || t.Outlook == string(emulation.OutlookUnlikely) ||
		emulation.Bound(t.Bound) == emulation.BoundAllOf && len(r.failedMembers(t)) > 0
}

func (r *review) weaknesses(weak []queries.TargetResult) []document.Block {
	var list document.List
	for _, t := range weak {
		list.Items = append(list.Items, r.weakness(t).spans)
	}
	for _, t := range r.targets {
		if r.counted(t) && t.Verdict == string(emulation.VerdictNoData) && !t.Restricted {
			list.Items = append(list.Items, r.sentence(t).spans)
		}
	}
	_, expected, missing := r.received()
	if late := r.late(); len(late)+len(missing) > 0 {
		p := (&prose{}).w("Chế độ báo cáo: trong ").v("bc.tong", count(expected)).w(" đơn vị phải báo cáo có ")
		if len(missing) > 0 {
			r.naming(p.v("bc.thieu", count(len(missing))).w(" đơn vị chưa báo cáo"), missing)
		}
		if len(late) > 0 {
			if len(missing) > 0 {
				p.w(", ")
			}
			r.naming(p.v("bc.muon", count(len(late))).w(" đơn vị báo cáo chậm"), late)
		}
		list.Items = append(list.Items, p.w(" (").see(r.annexName(annexCoverage), "bieu-bao-cao").w(").").spans)
	}
	if len(list.Items) == 0 {
		return []document.Block{(&prose{}).w("Không có chỉ tiêu không đạt hoặc chậm tiến độ; các đơn vị báo cáo đầy đủ, đúng hạn.").paragraph()}
	}
	return []document.Block{list}
}

// tasks is part VI: what is left to do, with the number from Remaining
// (semantics.md 4.5).
func (r *review) tasks() []document.Block {
	title := "Phương hướng, nhiệm vụ thời gian tới"
	if r.Final {
		title = "Phương hướng, nhiệm vụ năm " + itoa(r.plan.EndsOn.Year()+1)
	}
	blocks := []document.Block{document.Heading{Level: 1, Number: "VI", Text: title, ID: "phan-6"}}
	var list document.List
	for _, t := range r.targets {
		if !r.counted(t) || t.Restricted {
			continue
		}
		cause, _ := r.causeOf(t)
		switch {
		case cause.Task != "" && r.isWeak(t):
			list.Items = append(list.Items, r.fill((&prose{}).w(t.Label+": "), cause.Place, afterColon(sentenceEnd(cause.Task))).w(".").spans)
		case !r.Final && t.Verdict == string(emulation.VerdictNoData) || !r.Final && t.IndicatorCode != "" && !t.Value.Valid && !isItems(t) && t.ValueText == "" && emulation.Course(t.Course) != emulation.CourseOnce:
			list.Items = append(list.Items, (&prose{}).w(t.Label+": đôn đốc đơn vị chủ trì gửi số liệu để tổng hợp.").spans)
		case !r.Final && (t.IndicatorCode != "" || t.CountedFrom == "exemplars") && r.task(t) != nil:
			list.Items = append(list.Items, r.task(t).spans)
		case r.isWeak(t):
			p := (&prose{}).w(t.Label)
			if r.Final && r.gapPrinted(t) {
				r.makeUp(p.w(": "), t)
			} else if r.Final {
				p.w(": tập trung khắc phục, bảo đảm thực hiện trong năm tới")
			} else {
				p.w(": tập trung chỉ đạo để hoàn thành kế hoạch")
			}
			if t.LimitValue.Valid && !r.Final {
				p.w(" (")
				r.planWords(p, t)
				p.w(")")
			}
			list.Items = append(list.Items, p.w(".").spans)
		}
	}
	if _, _, missing := r.received(); len(missing) > 0 && !r.Final {
		list.Items = append(list.Items, r.naming((&prose{}).w("Đôn đốc ").v("bc.thieu", count(len(missing))).w(" đơn vị chưa báo cáo"), missing).w(" gửi báo cáo bổ sung.").spans)
	}
	if len(list.Items) == 0 {
		list.Items = append(list.Items, (&prose{}).w("Tiếp tục duy trì kết quả đã đạt được; đôn đốc các đơn vị thực hiện các nội dung thi đua của kế hoạch.").spans)
	}
	return append(blocks, list)
}

// proposals is part VII, which only the office can write.
func (r *review) proposals() []document.Block {
	own := r.own("de-xuat")
	for i, to := range r.Texts.Proposals {
		var list document.List
		for _, item := range to.Items {
			list.Items = append(list.Items, r.fill(&prose{}, to.Place, sentenceEnd(item)).w(".").spans)
		}
		own = append(own, document.Heading{Level: 2, Number: itoa(i + 1), Text: "Đối với " + to.To}, list)
	}
	if own == nil {
		own = []document.Block{(&prose{}).w(proposalOpen).paragraph()}
	}
	blocks := append([]document.Block{document.Heading{Level: 1, Number: "VII", Text: "Đề xuất, kiến nghị", ID: "phan-7"}}, own...)
	return append(blocks,
		(&prose{}).w("Trên đây là báo cáo "+r.reviewName()+" phong trào thi đua và công tác khen thưởng "+r.period()+" của "+r.Office.Name+annexList(len(r.annexIDs()))).paragraph())
}

// sentenceEnd takes the full stop off a text that goes on.
func sentenceEnd(s string) string { return strings.TrimRight(strings.TrimSpace(s), ".;") }
