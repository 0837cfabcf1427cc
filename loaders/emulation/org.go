package emulation

// A Level is a step of administration. Which levels exist is a matter of date:
// there is no district from 01/7/2025.
type Level string

const (
	LevelCentral  Level = "central"
	LevelProvince Level = "province"
	LevelDistrict Level = "district"
	LevelCommune  Level = "commune"
	LevelVillage  Level = "village"
	LevelAgency   Level = "agency" // bodies, schools, firms beside the territory
)

var levels = set[Level]{
	{LevelCentral, "Trung ương"},
	{LevelProvince, "cấp tỉnh"},
	{LevelDistrict, "cấp huyện"},
	{LevelCommune, "cấp xã"},
	{LevelVillage, "thôn, tổ dân phố"},
	{LevelAgency, "cơ quan, đơn vị"},
}

// AllLevels gives every code in its fixed order.
func AllLevels() []Level { return levels.codes() }

// Valid reports whether l is one of the codes.
func (l Level) Valid() bool { return levels.has(l) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (l Level) Label() string { return levels.label(l) }

// A UnitKind says what an org unit is.
type UnitKind string

const (
	UnitKindMinistry         UnitKind = "ministry"
	UnitKindProvince         UnitKind = "province"
	UnitKindCentralCity      UnitKind = "central_city"
	UnitKindDistrict         UnitKind = "district"
	UnitKindUrbanDistrict    UnitKind = "urban_district"
	UnitKindDistrictTown     UnitKind = "district_town"
	UnitKindProvincialCity   UnitKind = "provincial_city"
	UnitKindCommune          UnitKind = "commune"
	UnitKindWard             UnitKind = "ward"
	UnitKindTownship         UnitKind = "township"
	UnitKindSpecialZone      UnitKind = "special_zone"
	UnitKindVillage          UnitKind = "village"
	UnitKindResidentialGroup UnitKind = "residential_group"
	UnitKindDepartment       UnitKind = "department"
	UnitKindPartyBody        UnitKind = "party_body"
	UnitKindMassOrganization UnitKind = "mass_organization"
	UnitKindSchool           UnitKind = "school"
	UnitKindHealthFacility   UnitKind = "health_facility"
	UnitKindPolice           UnitKind = "police"
	UnitKindMilitary         UnitKind = "military"
	UnitKindPublicService    UnitKind = "public_service"
	UnitKindEnterprise       UnitKind = "enterprise"
	UnitKindCooperative      UnitKind = "cooperative"
	UnitKindOther            UnitKind = "other"
)

var unitKinds = set[UnitKind]{
	{UnitKindMinistry, "bộ, ban, ngành"},
	{UnitKindProvince, "tỉnh"},
	{UnitKindCentralCity, "thành phố trực thuộc Trung ương"},
	{UnitKindDistrict, "huyện"},
	{UnitKindUrbanDistrict, "quận"},
	{UnitKindDistrictTown, "thị xã"},
	{UnitKindProvincialCity, "thành phố thuộc tỉnh"},
	{UnitKindCommune, "xã"},
	{UnitKindWard, "phường"},
	{UnitKindTownship, "thị trấn"},
	{UnitKindSpecialZone, "đặc khu"},
	{UnitKindVillage, "thôn, làng"},
	{UnitKindResidentialGroup, "tổ dân phố"},
	{UnitKindDepartment, "sở, phòng, ban chuyên môn"},
	{UnitKindPartyBody, "cơ quan Đảng"},
	{UnitKindMassOrganization, "Mặt trận, đoàn thể"},
	{UnitKindSchool, "trường học"},
	{UnitKindHealthFacility, "cơ sở y tế"},
	{UnitKindPolice, "công an"},
	{UnitKindMilitary, "quân sự"},
	{UnitKindPublicService, "đơn vị sự nghiệp"},
	{UnitKindEnterprise, "doanh nghiệp"},
	{UnitKindCooperative, "hợp tác xã"},
	{UnitKindOther, "đơn vị khác"},
}

// AllUnitKinds gives every code in its fixed order.
func AllUnitKinds() []UnitKind { return unitKinds.codes() }

// Valid reports whether u is one of the codes.
func (u UnitKind) Valid() bool { return unitKinds.has(u) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (u UnitKind) Label() string { return unitKinds.label(u) }

// Rank orders levels from the top: central 1, province 2, down to agency 6;
// 0 for an unknown level.
func (l Level) Rank() int { return levels.index(l) + 1 }

// Validity is the span in which the level exists. The district level ended on
// 30/6/2025 (two-tier local government from 01/7/2025).
func (l Level) Validity() Validity {
	if l == LevelDistrict {
		return Validity{To: "2025-06-30"}
	}
	return Validity{}
}

// Level is the level at which a unit of this kind stands by nature; agency for
// bodies that exist at several levels.
func (u UnitKind) Level() Level {
	switch u {
	case UnitKindMinistry:
		return LevelCentral
	case UnitKindProvince, UnitKindCentralCity:
		return LevelProvince
	case UnitKindDistrict, UnitKindUrbanDistrict, UnitKindDistrictTown, UnitKindProvincialCity:
		return LevelDistrict
	case UnitKindCommune, UnitKindWard, UnitKindTownship, UnitKindSpecialZone:
		return LevelCommune
	case UnitKindVillage, UnitKindResidentialGroup:
		return LevelVillage
	}
	return LevelAgency
}

// Validity is the span in which units of this kind exist: thị trấn and the
// kinds of the district level to 30/6/2025, đặc khu from 01/7/2025.
func (u UnitKind) Validity() Validity {
	switch u {
	case UnitKindTownship:
		return Validity{To: "2025-06-30"}
	case UnitKindSpecialZone:
		return Validity{From: "2025-07-01"}
	}
	return u.Level().Validity()
}

// A ShareBasis says what the shares of a divided unit are shares of.
type ShareBasis string

const (
	ShareOfAll        ShareBasis = "all" // of everything that is counted, such as a unit that passes whole
	ShareOfPopulation ShareBasis = "population"
	ShareOfArea       ShareBasis = "area"
	ShareOfHouseholds ShareBasis = "households"
)

var shareBases = set[ShareBasis]{
	{ShareOfAll, "mọi số liệu"},
	{ShareOfPopulation, "dân số"},
	{ShareOfArea, "diện tích"},
	{ShareOfHouseholds, "số hộ"},
}

// AllShareBases gives every code in its fixed order.
func AllShareBases() []ShareBasis { return shareBases.codes() }

// Valid reports whether s is one of the codes.
func (s ShareBasis) Valid() bool { return shareBases.has(s) }

// Label is the Vietnamese word; for an unknown code the code itself.
func (s ShareBasis) Label() string { return shareBases.label(s) }
