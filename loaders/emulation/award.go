package emulation

// A RecipientKind says who receives an award.
type RecipientKind string

const (
	RecipientIndividual RecipientKind = "individual"
	RecipientCollective RecipientKind = "collective"
	RecipientEnterprise RecipientKind = "enterprise" // counted among the collectives, shown apart
	RecipientHousehold  RecipientKind = "household"
	RecipientCommunity  RecipientKind = "community"
)

var recipientKinds = set[RecipientKind]{
	{RecipientIndividual, "cá nhân"},
	{RecipientCollective, "tập thể"},
	{RecipientEnterprise, "doanh nghiệp"},
	{RecipientHousehold, "hộ gia đình"},
	{RecipientCommunity, "cộng đồng dân cư"},
}

// AllRecipientKinds gives every code in its fixed order.
func AllRecipientKinds() []RecipientKind { return recipientKinds.codes() }

// Valid reports whether r is one of the codes.
func (r RecipientKind) Valid() bool { return recipientKinds.has(r) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (r RecipientKind) Label() string { return recipientKinds.label(r) }

// An AwardState is how far an award has come. The result counted is granted less revoked.
type AwardState string

const (
	AwardRegistered AwardState = "registered"
	AwardProposed   AwardState = "proposed"
	AwardApproved   AwardState = "approved"
	AwardSubmitted  AwardState = "submitted"
	AwardGranted    AwardState = "granted"
	AwardRejected   AwardState = "rejected"
	AwardRevoked    AwardState = "revoked"
)

var awardStates = set[AwardState]{
	{AwardRegistered, "đăng ký"},
	{AwardProposed, "đề nghị"},
	{AwardApproved, "Hội đồng đã thông qua"},
	{AwardSubmitted, "đang trình"},
	{AwardGranted, "đã có quyết định"},
	{AwardRejected, "không được công nhận"},
	{AwardRevoked, "thu hồi, hủy bỏ"},
}

// AllAwardStates gives every code in its fixed order.
func AllAwardStates() []AwardState { return awardStates.codes() }

// Valid reports whether a is one of the codes.
func (a AwardState) Valid() bool { return awardStates.has(a) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (a AwardState) Label() string { return awardStates.label(a) }

// A KindOfCommendation is the ground of an award (loại hình khen thưởng, Điều 8 of
// the 2022 law).
type KindOfCommendation string

const (
	CommendationMerit    KindOfCommendation = "merit"
	CommendationSudden   KindOfCommendation = "sudden" // outside programme and plan
	CommendationMovement KindOfCommendation = "movement"
	CommendationService  KindOfCommendation = "service"
	CommendationTenure   KindOfCommendation = "tenure"
	CommendationForeign  KindOfCommendation = "foreign"
)

var kindsOfCommendation = set[KindOfCommendation]{
	{CommendationMerit, "công trạng"},
	{CommendationSudden, "đột xuất"},
	{CommendationMovement, "phong trào"},
	{CommendationService, "quá trình cống hiến"},
	{CommendationTenure, "niên hạn"},
	{CommendationForeign, "đối ngoại"},
}

// AllKindsOfCommendation gives every code in its fixed order.
func AllKindsOfCommendation() []KindOfCommendation { return kindsOfCommendation.codes() }

// Valid reports whether k is one of the codes.
func (k KindOfCommendation) Valid() bool { return kindsOfCommendation.has(k) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (k KindOfCommendation) Label() string { return kindsOfCommendation.label(k) }

// A PositionGroup is the post of an individual recipient, in the groups of the
// statistical forms 0602 and 0603 of Thông tư 02/2023/TT-BNV.
type PositionGroup string

const (
	PositionProvinceLeader   PositionGroup = "province_leader"
	PositionDepartmentLeader PositionGroup = "department_leader"
	PositionEntrepreneur     PositionGroup = "entrepreneur"
	PositionOtherLeader      PositionGroup = "other_leader"
	PositionDirect           PositionGroup = "direct"
	PositionUnknown          PositionGroup = "unknown"
)

var positionGroups = set[PositionGroup]{
	{PositionProvinceLeader, "lãnh đạo cấp bộ, cấp tỉnh trở lên"},
	{PositionDepartmentLeader, "lãnh đạo cấp vụ, cấp sở và tương đương"},
	{PositionEntrepreneur, "doanh nhân"},
	{PositionOtherLeader, "lãnh đạo khác, từ phó trưởng phòng trở lên"},
	{PositionDirect, "người trực tiếp công tác, lao động, học tập, chiến đấu"},
	{PositionUnknown, "chưa rõ vị trí"},
}

// AllPositionGroups gives every code in its fixed order.
func AllPositionGroups() []PositionGroup { return positionGroups.codes() }

// Valid reports whether p is one of the codes.
func (p PositionGroup) Valid() bool { return positionGroups.has(p) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (p PositionGroup) Label() string { return positionGroups.label(p) }

// An ExemplarStage is one of the four steps of điển hình tiên tiến.
type ExemplarStage string

const (
	ExemplarDiscovered ExemplarStage = "discovered"
	ExemplarNurtured   ExemplarStage = "nurtured"
	ExemplarWrittenUp  ExemplarStage = "written_up"
	ExemplarReplicated ExemplarStage = "replicated"
)

var exemplarStages = set[ExemplarStage]{
	{ExemplarDiscovered, "phát hiện"},
	{ExemplarNurtured, "bồi dưỡng"},
	{ExemplarWrittenUp, "tổng kết"},
	{ExemplarReplicated, "nhân rộng"},
}

// AllExemplarStages gives every code in its fixed order.
func AllExemplarStages() []ExemplarStage { return exemplarStages.codes() }

// Valid reports whether e is one of the codes.
func (e ExemplarStage) Valid() bool { return exemplarStages.has(e) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (e ExemplarStage) Label() string { return exemplarStages.label(e) }

// CountingWord is the unit in which recipients of this kind are counted.
func (r RecipientKind) CountingWord() string {
	switch r {
	case RecipientIndividual:
		return "người"
	case RecipientHousehold:
		return "hộ"
	case RecipientCommunity:
		return "cộng đồng"
	}
	return r.Label()
}

// StatisticalLabel is the word of the statistical forms of Thông tư 02/2023:
// thường xuyên for công trạng, chuyên đề for phong trào.
func (k KindOfCommendation) StatisticalLabel() string {
	switch k {
	case CommendationMerit:
		return "thường xuyên"
	case CommendationMovement:
		return "chuyên đề"
	case CommendationService:
		return "cống hiến"
	}
	return k.Label()
}

// Direct reports whether the person works directly and leads nobody; known is
// false when the post is not known, and then direct means nothing.
func (p PositionGroup) Direct() (direct, known bool) {
	return p == PositionDirect, p.Valid() && p != PositionUnknown
}

// Rank orders the stages: discovered 1 to replicated 4; 0 for an unknown one.
func (e ExemplarStage) Rank() int { return exemplarStages.index(e) + 1 }
