package kind

import (
	"strings"
	"sync"

	"tdkt/loaders/emulation"
)

// A vocabulary finds the code that a cell means: the code itself, its
// Vietnamese label, or another usual word, all without accents and case.
type vocabulary struct {
	what   string // in messages, "status"
	codes  map[string]string
	labels []string // shown when nothing is near
	words  []string // all words, for the nearest one

	once   sync.Once
	gather func() // fills it when a cell is first looked up: most runs of the program read none
}

// word adds the usual words of one code.
type word struct {
	code  string
	words string // separated by "|"
}

func vocabularyOf[T interface {
	~string
	Label() string
}](what string, all []T, also ...word) *vocabulary {
	v := &vocabulary{what: what, codes: map[string]string{}}
	v.gather = func() {
		for _, c := range all {
			v.add(string(c), string(c))
			v.add(string(c), c.Label())
			v.labels = append(v.labels, c.Label())
		}
		for _, w := range also {
			for one := range strings.SplitSeq(w.words, "|") {
				v.add(w.code, one)
			}
		}
		for _, c := range all { // "kiểm tra, giám sát" is either
			for part := range strings.SplitSeq(c.Label(), ",") {
				v.add(string(c), strings.TrimSpace(part))
			}
		}
	}
	return v
}

// then does something more when the vocabulary is filled.
func (v *vocabulary) then(do func()) *vocabulary {
	first := v.gather
	v.gather = func() {
		first()
		do()
	}
	return v
}

func (v *vocabulary) add(code, text string) {
	key := headerKey(text)
	if _, taken := v.codes[key]; taken || key == "" {
		return
	}
	v.codes[key] = code
	v.words = append(v.words, text)
}

func (v *vocabulary) find(text string) (string, bool) {
	v.once.Do(v.gather)
	code, ok := v.codes[headerKey(text)]
	return code, ok
}

func (v *vocabulary) hint(text string) string {
	v.once.Do(v.gather)
	if n, ok := emulation.Nearest(text, v.words); ok {
		return "did you mean \"" + n + "\"?"
	}
	return "use one of: " + strings.Join(v.labels, "; ")
}

var (
	levels = vocabularyOf("level", emulation.AllLevels(),
		word{"central", "trung ương|TW"}, word{"province", "tỉnh|thành phố"}, word{"district", "huyện|quận|thị xã"},
		word{"commune", "xã|phường|thị trấn"}, word{"village", "thôn|làng|tổ dân phố|khu dân cư"},
		word{"agency", "cơ quan|đơn vị|phòng, ban|cơ sở"})
	unitKinds = vocabularyOf("kind of unit", emulation.AllUnitKinds(),
		word{"ministry", "bộ"}, word{"village", "thôn|làng|bản|buôn|ấp|khu dân cư"},
		word{"department", "sở|phòng|ban|phòng chuyên môn|phòng, ban|UBND|văn phòng|ban chuyên môn|cơ quan|phòng, ban chuyên môn|cơ quan chuyên môn"},
		word{"party_body", "ban Đảng|Huyện ủy|Đảng ủy|cơ quan Đảng, đoàn thể"},
		word{"mass_organization", "đoàn thể|hội|MTTQ|Mặt trận|Ủy ban MTTQ|tổ chức chính trị - xã hội|hội đặc thù"},
		word{"school", "trường|trường mầm non|trường tiểu học|trường THCS|trường THPT"},
		word{"health_facility", "trạm y tế|trung tâm y tế|bệnh viện"}, word{"police", "công an huyện|công an xã"},
		word{"military", "quân đội|ban chỉ huy quân sự"}, word{"public_service", "trung tâm|sự nghiệp"},
		word{"cooperative", "HTX"}, word{"provincial_city", "thành phố"}, word{"other", "khác"})
	accumulations = accumulationVocabulary()
	statuses      = vocabularyOf("status", emulation.AllStatuses(),
		word{"estimate", "ước tính|ước thực hiện|ƯTH"}, word{"actual", "TH"})
	outlooks   = vocabularyOf("outlook", emulation.AllOutlooks(), word{"unlikely", "không đạt"}, word{"at_risk", "khó khăn"})
	recipients = vocabularyOf("kind of recipient", emulation.AllRecipientKinds(),
		word{"household", "hộ"}, word{"community", "cộng đồng"})
	awardStates = vocabularyOf("state of an award", emulation.AllAwardStates(),
		word{"proposed", "đã đề nghị"}, word{"approved", "đã thông qua|thông qua"}, word{"submitted", "trình|đã trình"},
		word{"granted", "đã quyết định|đã khen thưởng|đã tặng|đã khen|quyết định"}, word{"rejected", "không đạt|không xét"}, word{"revoked", "thu hồi|hủy bỏ"})
	commendations = vocabularyOf("kind of commendation", emulation.AllKindsOfCommendation(),
		word{"merit", "thường xuyên|công trạng và thành tích"}, word{"movement", "chuyên đề|theo đợt|phong trào thi đua|theo chuyên đề"},
		word{"service", "cống hiến"})
	positions = vocabularyOf("position group", emulation.AllPositionGroups(),
		word{"province_leader", "lãnh đạo cấp tỉnh"}, word{"department_leader", "lãnh đạo cấp sở"},
		word{"other_leader", "lãnh đạo|lãnh đạo khác|lãnh đạo, quản lý|cán bộ lãnh đạo"},
		word{"direct", "trực tiếp|người trực tiếp|người lao động trực tiếp|lao động trực tiếp"}, word{"unknown", "chưa rõ|không rõ"})
	activityKinds = vocabularyOf("kind of activity", emulation.AllActivityKinds(),
		word{"directive", "văn bản"}, word{"inspection", "kiểm tra|giám sát"}, word{"training", "bồi dưỡng"},
		word{"news", "tin bài|tin, bài|tuyên truyền"}, word{"other", "khác"})
	shareBases = vocabularyOf("basis of a share", emulation.AllShareBases(),
		word{"all", "tất cả|chung|toàn bộ"}, word{"population", "nhân khẩu"}, word{"households", "hộ"})
	followUpKinds = vocabularyOf("kind of item", emulation.AllFollowUpKinds(),
		word{"weakness", "tồn tại|tồn tại, hạn chế|khuyết điểm"}, word{"task", "nhiệm vụ, giải pháp|giải pháp"})
	followUpStates = vocabularyOf("result", emulation.AllFollowUpStates(),
		word{"done", "hoàn thành|đã khắc phục|đã thực hiện|xong"}, word{"in_progress", "đang khắc phục|đang triển khai"},
		word{"not_done", "chưa khắc phục|chưa hoàn thành|chưa làm"})
	fundEntryKinds = vocabularyOf("kind of entry", emulation.AllFundEntryKinds(),
		word{"opening", "số dư|số dư năm trước chuyển sang|kết dư"}, word{"allocated", "được cấp|trích lập|ngân sách nhà nước cấp"},
		word{"contributed", "đóng góp|nguồn khác|tài trợ"}, word{"prize", "tiền thưởng"},
		word{"organising", "chi tổ chức|chi tuyên truyền|in ấn, khung, hiện vật"}, word{"other_spending", "khác"})
	initiativeStates = vocabularyOf("result", emulation.AllInitiativeStates(),
		word{"proposed", "đề nghị|đang xét"}, word{"recognised", "công nhận|được công nhận"}, word{"rejected", "không đạt"})
	// Of an initiative, cấp cơ sở is whoever employs the author.
	recognitionLevels = vocabularyOf("level", emulation.AllLevels(),
		word{"agency", "cơ sở|cấp cơ sở|đơn vị"}, word{"central", "trung ương|toàn quốc|bộ|cấp bộ"}, word{"province", "tỉnh|cấp tỉnh"},
		word{"district", "huyện"}, word{"commune", "xã|phường"})
	honours = honourVocabulary()
)

func honourVocabulary() *vocabulary {
	v := vocabularyOf("title or form of commendation", emulation.AllHonours(),
		word{"bang_khen", "Bằng khen của Chủ tịch UBND tỉnh"}, word{"giay_khen", "Giấy khen của Chủ tịch UBND huyện|Giấy khen của Chủ tịch UBND xã"})
	return v.then(func() {
		for _, h := range emulation.AllHonours() {
			v.add(string(h), h.Short())
		}
	})
}

// accumulationVocabulary reads the answer to "Lũy kế": có or không, or the
// words themselves.
func accumulationVocabulary() *vocabulary {
	v := vocabularyOf("answer", emulation.AllAccumulations(),
		word{"cumulative", "có|x|yes|true|1|đúng"}, word{"in_period", "không|no|false|0|sai"})
	return v.then(func() { v.labels = []string{"có", "không"} })
}
