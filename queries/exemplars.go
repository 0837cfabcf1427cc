package queries

import (
	"context"
	"database/sql"

	"tdkt/loaders/quantity"
)

// A SectorExemplars counts the exemplars of a sector by the four stages. Each
// stage counts those that reached it inside the window.
type SectorExemplars struct {
	SectorCode    string // "*" for all sectors, "" for none given
	SectorName    string // "" for both
	Discovered    int
	Nurtured      int
	WrittenUp     int
	Replicated    int
	Individuals   int                  // of the discovered
	Groups        int                  // of the discovered: all that are not individuals
	Direct        int                  // discovered individuals who work directly
	DirectUnknown int                  // discovered individuals of whom that is not known
	DirectShare   quantity.NullDecimal // percent of Individuals, 2 decimals; not Valid without any
	DirectShareHi quantity.NullDecimal // if all unknown ones work directly
}

// Exemplars has one row for each sector with exemplars in the window, in the
// plan's order, and the total last.
func Exemplars(ctx context.Context, db *sql.DB, w Window) ([]SectorExemplars, error) {
	return collect[SectorExemplars](ctx, db, "exemplars", w)
}
