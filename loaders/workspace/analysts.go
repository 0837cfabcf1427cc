package workspace

import "tdkt/loaders/strictyaml"

// Analysts says what the views for analysts show beyond public figures. The
// snapshot itself is a file: who may read it sees everything in it.
type Analysts struct {
	Restricted bool   // targets of defence and security with their values; default no
	Personal   bool   // names of persons; default no
	Province   string // code of the province that the units belong to; "": from the tree of units
}

func readAnalysts(m *strictyaml.Map) Analysts {
	a := Analysts{Restricted: m.Bool("restricted", false), Personal: m.Bool("personal", false), Province: m.Text("province")}
	m.Done()
	return a
}
