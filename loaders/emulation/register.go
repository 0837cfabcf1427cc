package emulation

// A FollowUpKind says what an earlier report had named.
type FollowUpKind string

const (
	FollowUpWeakness FollowUpKind = "weakness"
	FollowUpTask     FollowUpKind = "task"
)

var followUpKinds = set[FollowUpKind]{
	{FollowUpWeakness, "hạn chế"},
	{FollowUpTask, "nhiệm vụ"},
}

// AllFollowUpKinds gives every code in its fixed order.
func AllFollowUpKinds() []FollowUpKind { return followUpKinds.codes() }

// Valid reports whether f is one of the codes.
func (f FollowUpKind) Valid() bool { return followUpKinds.has(f) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (f FollowUpKind) Label() string { return followUpKinds.label(f) }

// A FollowUpState says what became of it.
type FollowUpState string

const (
	FollowUpDone       FollowUpState = "done"
	FollowUpInProgress FollowUpState = "in_progress"
	FollowUpNotDone    FollowUpState = "not_done"
)

var followUpStates = set[FollowUpState]{
	{FollowUpDone, "đã hoàn thành"},
	{FollowUpInProgress, "đang thực hiện"},
	{FollowUpNotDone, "chưa thực hiện"},
}

// AllFollowUpStates gives every code in its fixed order.
func AllFollowUpStates() []FollowUpState { return followUpStates.codes() }

// Valid reports whether f is one of the codes.
func (f FollowUpState) Valid() bool { return followUpStates.has(f) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (f FollowUpState) Label() string { return followUpStates.label(f) }

// A FundEntryKind says where money of the emulation fund comes from or goes.
type FundEntryKind string

const (
	FundOpening     FundEntryKind = "opening"
	FundAllocated   FundEntryKind = "allocated"
	FundContributed FundEntryKind = "contributed"
	FundPrize       FundEntryKind = "prize"
	FundOrganising  FundEntryKind = "organising"
	FundOther       FundEntryKind = "other_spending"
)

var fundEntryKinds = set[FundEntryKind]{
	{FundOpening, "số dư đầu năm"},
	{FundAllocated, "ngân sách cấp"},
	{FundContributed, "nguồn đóng góp, nguồn khác"},
	{FundPrize, "chi tiền thưởng"},
	{FundOrganising, "chi tổ chức, tuyên truyền, hiện vật"},
	{FundOther, "chi khác"},
}

// AllFundEntryKinds gives every code in its fixed order.
func AllFundEntryKinds() []FundEntryKind { return fundEntryKinds.codes() }

// Valid reports whether f is one of the codes.
func (f FundEntryKind) Valid() bool { return fundEntryKinds.has(f) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (f FundEntryKind) Label() string { return fundEntryKinds.label(f) }

// Spent reports whether the money left the fund.
func (f FundEntryKind) Spent() bool {
	return f == FundPrize || f == FundOrganising || f == FundOther
}

// An InitiativeState says how far an initiative has come.
type InitiativeState string

const (
	InitiativeProposed   InitiativeState = "proposed"
	InitiativeRecognised InitiativeState = "recognised"
	InitiativeRejected   InitiativeState = "rejected"
)

var initiativeStates = set[InitiativeState]{
	{InitiativeProposed, "đề nghị công nhận"},
	{InitiativeRecognised, "đã công nhận"},
	{InitiativeRejected, "không công nhận"},
}

// AllInitiativeStates gives every code in its fixed order.
func AllInitiativeStates() []InitiativeState { return initiativeStates.codes() }

// Valid reports whether i is one of the codes.
func (i InitiativeState) Valid() bool { return initiativeStates.has(i) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (i InitiativeState) Label() string { return initiativeStates.label(i) }
