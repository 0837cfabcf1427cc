package emulation

// A MovementKind is the kind of emulation (Điều 16 of the 2022 law; theo đợt is the
// older law's word and still the plans').
type MovementKind string

const (
	MovementRegular  MovementKind = "regular"
	MovementThematic MovementKind = "thematic"
	MovementPhased   MovementKind = "phased"
	MovementCampaign MovementKind = "campaign" // run by the Front or a mass organisation
)

var movementKinds = set[MovementKind]{
	{MovementRegular, "thường xuyên"},
	{MovementThematic, "chuyên đề"},
	{MovementPhased, "theo đợt"},
	{MovementCampaign, "cuộc vận động"},
}

// AllMovementKinds gives every code in its fixed order.
func AllMovementKinds() []MovementKind { return movementKinds.codes() }

// Valid reports whether m is one of the codes.
func (m MovementKind) Valid() bool { return movementKinds.has(m) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (m MovementKind) Label() string { return movementKinds.label(m) }

// A MovementScope is how far a movement reaches.
type MovementScope string

const (
	ScopeNational MovementScope = "national"
	ScopeProvince MovementScope = "province"
	ScopeCluster  MovementScope = "cluster"
	ScopeUnit     MovementScope = "unit"
)

var movementScopes = set[MovementScope]{
	{ScopeNational, "toàn quốc"},
	{ScopeProvince, "bộ, ban, ngành, đoàn thể, địa phương"},
	{ScopeCluster, "cụm, khối thi đua"},
	{ScopeUnit, "cơ quan, đơn vị"},
}

// AllMovementScopes gives every code in its fixed order.
func AllMovementScopes() []MovementScope { return movementScopes.codes() }

// Valid reports whether m is one of the codes.
func (m MovementScope) Valid() bool { return movementScopes.has(m) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (m MovementScope) Label() string { return movementScopes.label(m) }

// A ClusterKind tells cụm (by area) from khối (by sector).
type ClusterKind string

const (
	ClusterKindCluster ClusterKind = "cluster"
	ClusterKindBlock   ClusterKind = "block"
)

var clusterKinds = set[ClusterKind]{
	{ClusterKindCluster, "cụm thi đua"},
	{ClusterKindBlock, "khối thi đua"},
}

// AllClusterKinds gives every code in its fixed order.
func AllClusterKinds() []ClusterKind { return clusterKinds.codes() }

// Valid reports whether c is one of the codes.
func (c ClusterKind) Valid() bool { return clusterKinds.has(c) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (c ClusterKind) Label() string { return clusterKinds.label(c) }

// An ActivityKind is one kind of leading, checking and publicity work.
type ActivityKind string

const (
	ActivityDirective      ActivityKind = "directive"
	ActivityConference     ActivityKind = "conference"
	ActivityInspection     ActivityKind = "inspection"
	ActivityTraining       ActivityKind = "training"
	ActivityNews           ActivityKind = "news"
	ActivityBroadcast      ActivityKind = "broadcast"
	ActivityLaunch         ActivityKind = "launch"
	ActivityPledge         ActivityKind = "pledge"
	ActivityCouncilMeeting ActivityKind = "council_meeting"
	ActivityHonouring      ActivityKind = "honouring"
	ActivityExchange       ActivityKind = "exchange"
	ActivityOther          ActivityKind = "other"
)

var activityKinds = set[ActivityKind]{
	{ActivityDirective, "văn bản chỉ đạo"},
	{ActivityConference, "hội nghị"},
	{ActivityInspection, "kiểm tra, giám sát"},
	{ActivityTraining, "tập huấn, bồi dưỡng"},
	{ActivityNews, "tin, bài tuyên truyền"},
	{ActivityBroadcast, "chương trình phát thanh, truyền hình"},
	{ActivityLaunch, "lễ phát động"},
	{ActivityPledge, "ký kết giao ước"},
	{ActivityCouncilMeeting, "họp Hội đồng Thi đua - Khen thưởng"},
	{ActivityHonouring, "tuyên dương, tôn vinh"},
	{ActivityExchange, "giao lưu, trao đổi kinh nghiệm"},
	{ActivityOther, "hoạt động khác"},
}

// AllActivityKinds gives every code in its fixed order.
func AllActivityKinds() []ActivityKind { return activityKinds.codes() }

// Valid reports whether a is one of the codes.
func (a ActivityKind) Valid() bool { return activityKinds.has(a) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (a ActivityKind) Label() string { return activityKinds.label(a) }

// CountingWord follows a number: "18 cuộc kiểm tra, giám sát".
func (a ActivityKind) CountingWord() string {
	switch a {
	case ActivityInspection:
		return "cuộc kiểm tra, giám sát"
	case ActivityTraining:
		return "lớp tập huấn, bồi dưỡng"
	case ActivityNews:
		return "tin, bài tuyên truyền"
	case ActivityPledge:
		return "hội nghị ký kết giao ước"
	case ActivityCouncilMeeting:
		return "cuộc họp Hội đồng Thi đua - Khen thưởng"
	case ActivityHonouring:
		return "đợt tuyên dương, tôn vinh"
	case ActivityExchange:
		return "cuộc giao lưu, trao đổi kinh nghiệm"
	}
	return a.Label()
}

// Rank is the place of a in the order of print, from 1; 0 for an unknown code.
func (a ActivityKind) Rank() int { return activityKinds.index(a) + 1 }

// A PhaseKind says what a stretch of a plan is.
type PhaseKind string

const (
	PhaseDot       PhaseKind = "dot"      // inside the plan, without overlap
	PhaseCaoDiem   PhaseKind = "cao_diem" // may overlap
	PhaseReporting PhaseKind = "reporting"
	PhaseYear      PhaseKind = "year"
)

var phaseKinds = set[PhaseKind]{
	{PhaseDot, "đợt"},
	{PhaseCaoDiem, "đợt cao điểm"},
	{PhaseReporting, "kỳ báo cáo"},
	{PhaseYear, "năm"},
}

// AllPhaseKinds gives every code in its fixed order.
func AllPhaseKinds() []PhaseKind { return phaseKinds.codes() }

// Valid reports whether p is one of the codes.
func (p PhaseKind) Valid() bool { return phaseKinds.has(p) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (p PhaseKind) Label() string { return phaseKinds.label(p) }
