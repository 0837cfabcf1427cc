package queries

import (
	"context"
	"database/sql"
	"time"
)

// An Exemplar is one person or group held up as an example (điển hình tiên tiến).
type Exemplar struct {
	UnitCode      string
	ShortName     string // of the unit
	Name          string
	RecipientKind string
	SectorCode    string // "" when not given
	SectorName    string
	Direct        sql.NullBool // direct worker; not Valid when not known
	Content       string
	Stage         string // furthest stage by the end of the window: discovered, nurtured, written_up, replicated
	DiscoveredOn  time.Time
	NurturedOn    time.Time // zero when not reached; likewise below
	WrittenUpOn   time.Time
	ReplicatedOn  time.Time
	ReportedOn    time.Time
}

// ExemplarList lists the exemplars that reached a stage inside the window, by
// sector, unit and name.
func ExemplarList(ctx context.Context, db *sql.DB, w Window) ([]Exemplar, error) {
	return collect[Exemplar](ctx, db, "exemplar_list", w)
}
