package workspace

import "tdkt/loaders/strictyaml"

// Snapshots says which old snapshots of the warehouse are kept. One is removed
// when Keep newer ones are there and it is older than Days; the one in force
// never is, and a removed one can be made again from the archive.
type Snapshots struct {
	Keep int // default 10, at least 1
	Days int // default 30
}

func readSnapshots(m *strictyaml.Map) Snapshots {
	s := Snapshots{Keep: m.Int("keep", 10, 1, 10000), Days: m.Int("days", 30, 0, 36500)}
	m.Done()
	return s
}
