package emulation

import (
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
)

// word is what every code type offers.
type word interface {
	Valid() bool
	Label() string
}

func check[T interface {
	~string
	word
}](t *testing.T, name string, all []T) {
	t.Helper()
	if len(all) == 0 {
		t.Errorf("%s: empty", name)
	}
	codes, labels := map[T]bool{}, map[string]T{}
	for _, code := range all {
		label := code.Label()
		if codes[code] {
			t.Errorf("%s: code %q twice", name, code)
		}
		codes[code] = true
		if strings.Trim(string(code), "abcdefghijklmnopqrstuvwxyz_") != "" {
			t.Errorf("%s: code %q is not lower-case letters and _", name, code)
		}
		if !code.Valid() {
			t.Errorf("%s: %q is listed and not valid", name, code)
		}
		if label == "" || label != strings.TrimSpace(label) || label == string(code) && strings.Contains(label, "_") {
			t.Errorf("%s: %q has label %q", name, code, label)
		}
		if !norm.NFC.IsNormalString(label) {
			t.Errorf("%s: label %q is not NFC", name, label)
		}
		if other, twice := labels[label]; twice {
			t.Errorf("%s: %q and %q have one label %q", name, other, code, label)
		}
		labels[label] = code
	}
	if T("no_such_code").Valid() || T("").Valid() || T("no_such_code").Label() != "no_such_code" {
		t.Errorf("%s: takes an unknown code", name)
	}
}

func TestTables(t *testing.T) {
	check(t, "Bound", AllBounds())
	check(t, "Measure", AllMeasures())
	check(t, "Basis", AllBases())
	check(t, "Span", AllSpans())
	check(t, "PartKind", AllPartKinds())
	check(t, "Assessment", AllAssessments())
	check(t, "Obstacle", AllObstacles())
	check(t, "Nature", AllNatures())
	check(t, "Course", AllCourses())
	check(t, "Direction", AllDirections())
	check(t, "Accumulation", AllAccumulations())
	check(t, "Precision", AllPrecisions())
	check(t, "Status", AllStatuses())
	check(t, "Verdict", AllVerdicts())
	check(t, "Pace", AllPaces())
	check(t, "Outlook", AllOutlooks())
	check(t, "ShareBasis", AllShareBases())
	check(t, "Level", AllLevels())
	check(t, "UnitKind", AllUnitKinds())
	check(t, "RecipientKind", AllRecipientKinds())
	check(t, "AwardState", AllAwardStates())
	check(t, "KindOfCommendation", AllKindsOfCommendation())
	check(t, "PositionGroup", AllPositionGroups())
	check(t, "ExemplarStage", AllExemplarStages())
	check(t, "MovementKind", AllMovementKinds())
	check(t, "MovementScope", AllMovementScopes())
	check(t, "ClusterKind", AllClusterKinds())
	check(t, "ActivityKind", AllActivityKinds())
	check(t, "PhaseKind", AllPhaseKinds())
	check(t, "FollowUpKind", AllFollowUpKinds())
	check(t, "FollowUpState", AllFollowUpStates())
	check(t, "FundEntryKind", AllFundEntryKinds())
	check(t, "InitiativeState", AllInitiativeStates())
	check(t, "HonourKind", AllHonourKinds())
	check(t, "Honour", AllHonours())
}

// The code of an honour is its name without accents, so that an officer can
// guess it.
func TestHonourCodesFollowTheirNames(t *testing.T) {
	other := map[Honour]bool{ // named by level or shortened
		"chien_si_thi_dua_cap_bo": true, CoThiDuaCapTinh: true, "co_thi_dua_cap_bo": true,
		CoThiDuaChinhPhu: true, XaTieuBieu: true, ThonVanHoa: true, BangKhenThuTuong: true,
	}
	for _, h := range AllHonours() {
		if name := strings.ReplaceAll(Fold(h.Label()), " ", "_"); name != string(h) && !other[h] {
			t.Errorf("%q: code %q", h.Label(), h)
		}
		if len(h.Recipients()) == 0 || !h.Kind().Valid() || h.Short() == "" {
			t.Errorf("%s: recipients %v, kind %q, short %q", h, h.Recipients(), h.Kind(), h.Short())
		}
	}
	if ChienSiThiDuaCoSo.Short() != "CSTĐCS" || LaoDongTienTien.Kind() != HonourEmulationTitle {
		t.Error("CSTĐCS, LĐTT: wrong entry")
	}
	if BangKhen.State() || !BangKhenThuTuong.State() || !GiayKhen.For(RecipientHousehold) || GiaDinhVanHoa.For(RecipientIndividual) {
		t.Error("forms: wrong State or For")
	}
	if ChienSiThiDuaToanQuoc.Rank() >= LaoDongTienTien.Rank() || Honour("x").Rank() != 0 {
		t.Error("ranks do not fall from the highest title")
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{VerdictExceeded.Label(), "Vượt"},
		{VerdictExceeded.EstimateLabel(), "Ước vượt"},
		{VerdictMet.EstimateLabel(), "Ước đạt"},
		{VerdictNotMet.EstimateLabel(), "Ước không đạt"},
		{VerdictToVerify.EstimateLabel(), "Cần xác minh"},
		{VerdictNotMet.InterimLabel(), "Chưa đạt"},
		{PaceHolds.Label(), "Hiện đạt mức kế hoạch"},
		{RecipientIndividual.CountingWord(), "người"},
		{RecipientCollective.CountingWord(), "tập thể"},
		{RecipientEnterprise.CountingWord(), "doanh nghiệp"},
		{RecipientHousehold.CountingWord(), "hộ"},
		{RecipientCommunity.CountingWord(), "cộng đồng"},
		{CommendationMerit.StatisticalLabel(), "thường xuyên"},
		{CommendationForeign.StatisticalLabel(), "đối ngoại"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestRanks(t *testing.T) {
	// Official beats preliminary beats actual beats estimate.
	if !(StatusOfficial.Rank() > StatusPreliminary.Rank() && StatusPreliminary.Rank() > StatusActual.Rank() &&
		StatusActual.Rank() > StatusEstimate.Rank() && StatusEstimate.Rank() > Status("").Rank()) {
		t.Error("statuses are out of order")
	}
	if !(LevelCentral.Rank() < LevelProvince.Rank() && LevelProvince.Rank() < LevelCommune.Rank()) || Level("x").Rank() != 0 {
		t.Error("levels are out of order")
	}
	if ExemplarDiscovered.Rank() != 1 || ExemplarReplicated.Rank() != 4 {
		t.Error("exemplar stages are out of order")
	}
}

func TestDirectIsThreeValued(t *testing.T) {
	for _, c := range []struct {
		p             PositionGroup
		direct, known bool
	}{
		{PositionDirect, true, true},
		{PositionOtherLeader, false, true},
		{PositionUnknown, false, false},
		{"", false, false},
		{"typo", false, false},
	} {
		if d, k := c.p.Direct(); d != c.direct || k != c.known {
			t.Errorf("%q: %v, %v", c.p, d, k)
		}
	}
}

func TestValidity(t *testing.T) {
	last, first := time.Date(2025, 6, 30, 23, 0, 0, 0, time.UTC), time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name          string
		v             Validity
		before, after bool
	}{
		{"district", LevelDistrict.Validity(), true, false},
		{"quận", UnitKindUrbanDistrict.Validity(), true, false},
		{"thị trấn", UnitKindTownship.Validity(), true, false},
		{"đặc khu", UnitKindSpecialZone.Validity(), false, true},
		{"xã", UnitKindCommune.Validity(), true, true},
	} {
		if c.v.On(last) != c.before || c.v.On(first) != c.after {
			t.Errorf("%s: %v on 30/6/2025, %v on 01/7/2025", c.name, c.v.On(last), c.v.On(first))
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"Xã Phù Ninh", "Xã Phú Mỹ", "Xã Trạm Thản", "Xã Dân Chủ"}
	for _, c := range []struct {
		text, want string
		ok         bool
	}{
		{"xa phu nihn", "Xã Phù Ninh", true}, // two letters swapped
		{"Xã Phu My", "Xã Phú Mỹ", true},
		{"TRAM THAN", "Xã Trạm Thản", true}, // 3 letters of 12 are missing, a third is the limit
		{"Xã Ngọc Phái", "", false},
		{"", "", false},
		{strings.Repeat("x", 1000), "", false},
	} {
		got, ok := Nearest(c.text, names)
		if got != c.want || ok != c.ok {
			t.Errorf("Nearest(%q) = %q, %v; want %q, %v", c.text, got, ok, c.want, c.ok)
		}
	}
	if got := Fold("  Đặng-Thùy  TRÂM. "); got != "dang thuy tram" {
		t.Errorf("Fold: %q", got)
	}
}

func TestMatch(t *testing.T) {
	if b, err := Match("bound", "at_least", AllBounds()); b != BoundAtLeast || err != nil {
		t.Errorf("at_least: %q, %v", b, err)
	}
	_, err := Match("bound", "at_lest", AllBounds())
	var unknown *UnknownCodeError
	if !errors.As(err, &unknown) || unknown.Nearest != "at_least" || err.Error() != `unknown bound "at_lest": did you mean "at_least"?` {
		t.Errorf("at_lest: %v", err)
	}
	if _, err = Match("bound", "qqqqqq", AllBounds()); err == nil || strings.Contains(err.Error(), "did you mean") {
		t.Errorf("qqqqqq: %v", err)
	}
}

func FuzzNearest(f *testing.F) {
	f.Add("xã Phù Ninh", "xa phu ninh")
	f.Fuzz(func(t *testing.T, a, b string) {
		if got, ok := Nearest(a, []string{b}); ok && got != b {
			t.Errorf("gave %q, not the only candidate %q", got, b)
		}
		if Fold(Fold(a)) != Fold(a) {
			t.Errorf("Fold is not stable on %q", a)
		}
	})
}
