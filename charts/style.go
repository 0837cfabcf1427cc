package charts

import "tdkt/charts/font"

// Sizes in points on paper.
const (
	textSize = 9.0  // names, numbers, verdicts
	noteSize = 8.0  // what explains them
	lineStep = 1.15 // line height, in em: what the engine is told, too
	thin     = 0.5
	heavy    = 1.4
)

const (
	ink   = "#000000"
	grey  = "#444444" // notes: still readable after copying
	faint = "#8c8c8c" // lines behind the data
	paper = "#ffffff"
)

// A look is how a tone is drawn.
type look struct {
	fill, line string
	width      float64
	dashed     bool
	text       string // on the fill
}

func (t Tone) look() look {
	return [tones]look{
		ToneMet:      {"#a6a6a6", ink, thin, false, ink},
		ToneExceeded: {"#4d4d4d", ink, thin, false, paper},
		ToneNotMet:   {paper, ink, heavy, false, ink},
		ToneNotDue:   {"#e6e6e6", faint, thin, false, ink},
		ToneNoData:   {paper, grey, 0.8, true, ink},
		ToneToVerify: {"#d0d0d0", ink, 0.8, true, ink},
	}[t]
}

// shares are the fills of a whole's parts: neighbours differ by a clear step.
var shares = []look{
	{"#4d4d4d", ink, thin, false, paper},
	{"#d9d9d9", ink, thin, false, ink},
	{"#8c8c8c", ink, thin, false, ink},
	{paper, ink, thin, false, ink},
	{"#b8b8b8", ink, thin, false, ink},
}

func (l look) item() map[string]any {
	item := map[string]any{"color": l.fill, "borderColor": l.line, "borderWidth": l.width}
	if l.dashed {
		item["borderType"] = []float64{2.5, 1.5}
	}
	return item
}

var hidden = map[string]any{"show": false}

// width is the length of a line of text in the regular face.
func width(s string, size float64) float64 { return font.SansRegular.Advance(s, size) }
