package queries

// A ParamError says which parameter of a query is missing, unknown or not of
// its type; the text names it, its type and an example.
type ParamError struct {
	Query string
	Param string
	Text  string
}

func (e *ParamError) Error() string { return e.Text }
