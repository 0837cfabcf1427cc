package document

import (
	"math"
	"strings"
	"unicode"
)

// What a centred break costs beside the squared unevenness of the lines, which
// is about 0.1 for one line half again as long as the other.
const (
	tornPhrase  = 10  // between syllables that are one word to the reader
	danglingEnd = 0.1 // after "và", which belongs to what follows
	bodyBreak   = -1  // between the kind of an office and its place
)

// phrases are the words of several syllables that heads and titles are made of;
// a line ends before or after them.
var phrases = func() [][]string {
	var out [][]string
	for _, s := range []string{
		"ủy ban nhân dân", "hội đồng nhân dân", "công tác khen thưởng", "công tác", "thi đua", "khen thưởng",
		"giai đoạn", "phong trào", "yêu nước", "sơ kết", "tổng kết", "báo cáo", "phương hướng", "nhiệm vụ",
		"thực hiện", "kết quả", "chỉ tiêu", "số liệu", "danh sách", "điển hình", "tiên tiến", "tình hình",
		"đơn vị", "cơ quan", "phương pháp", "phụ lục", "thị xã", "thị trấn", "thành phố", "chủ tịch",
		"tháng đầu năm", "tháng cuối năm", "kế hoạch", "so với", "năm trước", "cùng kỳ", "bằng khen", "giấy khen", "lao động",
		"cá nhân", "tập thể", "quyết định", "trở lên", "đoàn thể", "trường học",
	} {
		out = append(out, strings.Fields(s))
	}
	return out
}()

// bodies are the phrases after which the name of an office breaks best.
var bodies = [][]string{phrases[0], phrases[1]}

// A TitleWord is one word of a centred text.
type TitleWord struct {
	Text         string
	Width, Space float64 // Space: before the word, in a line
	Glued        bool    // a figure stands before it: "6 tháng"
}

// BreakTitle sets the words of a head or title in n lines of about equal length, at
// most width wide, with no phrase torn where that can be. It gives the number of the
// first word of each line; nil when they do not fit so.
func BreakTitle(words []TitleWord, n int, width float64) []int {
	total := 0.0
	for i, w := range words {
		if w.Width > width {
			return nil
		}
		total += w.Width
		if i > 0 {
			total += w.Space
		}
	}
	at := breakCosts(words)
	goal := total / float64(n)
	// best[k][j] is the least cost of the first j words in k lines; from[k][j]
	// is where the last of these lines begins.
	best, from := make([][]float64, n+1), make([][]int, n+1)
	for k := range best {
		best[k], from[k] = make([]float64, len(words)+1), make([]int, len(words)+1)
		for j := range best[k] {
			best[k][j] = math.Inf(1)
		}
	}
	best[0][0] = 0
	for k := 1; k <= n; k++ {
		for j := 1; j <= len(words); j++ {
			w := 0.0
			for i := j - 1; i >= 0; i-- {
				if w += words[i].Width; w > width+0.01 {
					break
				}
				uneven := (w - goal) / goal
				if c := best[k-1][i] + at[i] + uneven*uneven; c < best[k][j] {
					best[k][j], from[k][j] = c, i
				}
				w += words[i].Space
			}
		}
	}
	if math.IsInf(best[n][len(words)], 1) {
		return nil
	}
	starts := make([]int, n)
	for k, j := n, len(words); k > 0; k-- {
		j = from[k][j]
		starts[k-1] = j
	}
	return starts
}

// breakCosts gives what a break before each word costs.
func breakCosts(words []TitleWord) []float64 {
	at := make([]float64, len(words))
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = strings.ToLower(w.Text)
	}
	for i := range words {
		if i > 0 && texts[i-1] == "và" {
			at[i] += danglingEnd
		}
		// A number stays with its unit, "6 tháng", else with the word before it:
		// "năm 2022 của", "giai đoạn 2020-2025".
		if i > 0 && strings.IndexFunc(texts[i], unicode.IsDigit) == 0 {
			unit := i+1 < len(words) && words[i+1].Glued
			if unit && !dated(texts[i-1]) {
				at[i+1] += tornPhrase
			} else {
				at[i] += tornPhrase
			}
		}
		for _, p := range phrases {
			if begins(texts[i:], p) {
				for k := 1; k < len(p); k++ {
					at[i+k] += tornPhrase
				}
			}
		}
		for _, p := range bodies {
			if j := i + len(p); j < len(words) && begins(texts[i:], p) && strings.HasSuffix(texts[j-1], p[len(p)-1]) {
				at[j] += bodyBreak
			}
		}
	}
	return at
}

// dated reports whether a number after a word is a date's, and no quantity.
func dated(s string) bool {
	return strings.HasSuffix(s, "năm") || strings.HasSuffix(s, "đoạn")
}

// begins reports whether texts begin with a phrase, punctuation around it aside.
func begins(texts, phrase []string) bool {
	if len(texts) < len(phrase) {
		return false
	}
	for i, p := range phrase {
		s := texts[i]
		if i == 0 {
			s = strings.TrimLeft(s, "(“\"")
		}
		if i == len(phrase)-1 {
			s = strings.TrimRight(s, ",;:.)”\"")
		}
		if s != p {
			return false
		}
	}
	return true
}
