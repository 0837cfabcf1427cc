package html

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"

	"tdkt/charts"
	"tdkt/reports/document"
)

//go:embed page.css
var stylesheet string

// Write prints the document. The same tree gives the same bytes. Nothing is
// written to w unless the whole page could be made; errors name the place.
func Write(w io.Writer, doc document.Document) error {
	p := &printer{}
	p.main(doc)
	if p.err != nil {
		return fmt.Errorf("html: %w", p.err)
	}
	lang := doc.Meta.Language
	if lang == "" {
		lang = "vi"
	}
	scripts := ""
	if len(p.charts) > 0 {
		scripts = charts.Scripts() + "\ntdktCharts([\n" + strings.Join(p.charts, ",\n") + "\n]);"
	}
	var out bytes.Buffer
	err := page.Execute(&out, map[string]any{
		"Lang": strings.ToLower(strings.SplitN(lang, "-", 2)[0]), "Meta": doc.Meta, "Keywords": strings.Join(doc.Meta.Keywords, ", "),
		"Style": template.CSS(stylesheet), "Contents": p.contents, "Main": template.HTML(p.out.String()), "Scripts": template.JS(scripts),
	})
	if err != nil {
		return fmt.Errorf("html: %w", err)
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("html: %w", err)
	}
	return nil
}

// The policy lets the page run what it carries and load nothing.
var page = template.Must(template.New("page").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Meta.Title}}</title>
<meta name="author" content="{{.Meta.Author}}">
<meta name="description" content="{{.Meta.Subject}}">
<meta name="keywords" content="{{.Keywords}}">
<link rel="icon" href="data:,">
<style>{{.Style}}</style>
</head>
<body>
<div class="layout">
<nav aria-label="Mục lục">
<h2>Mục lục</h2>
<ol>
{{range .Contents}}<li class="level{{.Level}}"><a href="#{{.ID}}">{{.Label}}</a></li>
{{end}}</ol>
</nav>
<main>
{{.Main}}</main>
</div>
{{if .Scripts}}<script>{{.Scripts}}</script>
{{end}}</body>
</html>
`))

// An entry is a line of the table of contents.
type entry struct {
	Level     int
	ID, Label string
}

// A printer walks one document.
type printer struct {
	out      strings.Builder
	contents []entry
	charts   []string
	notes    []string // footnotes of the part, in order
	first    int      // how many footnotes stand in the parts before
	sections int
	err      error
}

func (p *printer) put(format string, args ...any) { fmt.Fprintf(&p.out, format+"\n", args...) }

// escape writes text for an element or an attribute; a line break stays one.
func escape(s string) string {
	return strings.ReplaceAll(template.HTMLEscapeString(s), "\n", "<br>")
}

func (p *printer) main(doc document.Document) {
	if doc.RunningHead != "" {
		p.put(`<p class="running-head">%s</p>`, escape(doc.RunningHead))
	}
	if doc.Stamp != "" {
		p.put(`<div class="stamp">%s</div>`, escape(doc.Stamp))
	}
	p.head(doc.Head)
	p.blocks(document.Ended(doc.Body), 0)
	p.signature(doc.Signature)
	p.footnotes()
	for _, a := range doc.Annexes {
		class := "annex"
		if a.Landscape {
			class += " landscape"
		}
		p.sections++
		id := a.ID
		if id == "" {
			id = "phu-luc-" + strconv.Itoa(p.sections)
		}
		label := a.Label
		if a.Title != "" {
			label += ". " + a.Title
		}
		p.contents = append(p.contents, entry{1, id, label})
		p.put(`<section class="%s" aria-labelledby="%s">`, class, id)
		p.put(`<h2 id="%s"><span>%s</span> <span>%s</span></h2>`, id, escape(a.Label), escape(a.Title))
		if a.Reference != "" {
			p.put(`<p class="reference">%s</p>`, escape(a.Reference))
		}
		p.blocks(a.Body, 1)
		p.footnotes()
		p.put("</section>")
	}
}

// Quốc hiệu and tiêu ngữ are the same in every document.
const (
	nation = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	motto  = "Độc lập - Tự do - Hạnh phúc"
)

func (p *printer) head(h document.Head) {
	p.put(`<header class="masthead">`)
	p.put(`<div><p>%s</p><p class="short"><strong>%s</strong></p></div>`, escape(h.Superior), escape(h.Issuer))
	p.put(`<div><p><strong>%s</strong></p><p><strong class="rule">%s</strong></p></div>`, nation, motto)
	p.put(`<p>%s</p><p><em>%s</em></p>`, escape(h.Number), escape(h.PlaceDate))
	p.put(`</header>`)
	p.put(`<h1><span>%s</span> <span>%s</span></h1>`, escape(h.Kind), escape(h.Subject))
	switch lines := h.AddressLines(); len(lines) {
	case 0:
	case 1:
		p.put(`<div class="addressees"><p>Kính gửi: %s</p></div>`, escape(lines[0]))
	default:
		p.put(`<div class="addressees"><p>Kính gửi:</p><ul>`)
		for _, l := range lines {
			p.put("<li>%s</li>", escape(l))
		}
		p.put("</ul></div>")
	}
}

func (p *printer) signature(s document.Signature) {
	if len(s.Authority) == 0 && s.Name == "" && len(s.Recipients) == 0 && !s.Second.Signs() {
		return
	}
	p.put(`<div class="sign">`)
	if s.Second.Signs() {
		p.signer(s.Second)
	} else {
		p.distribution(s)
	}
	p.signer(document.Signer{Authority: s.Authority, Name: s.Name})
	if s.Second.Signs() {
		p.distribution(s)
	}
	p.put(`</div>`)
}

func (p *printer) signer(s document.Signer) {
	p.put(`<div class="by">`)
	for _, a := range s.Authority {
		p.put("<p>%s</p>", escape(a))
	}
	p.put(`<p class="name">%s</p></div>`, escape(s.Name))
}

func (p *printer) distribution(s document.Signature) {
	p.put(`<div class="to">`)
	if len(s.Recipients) > 0 {
		p.put("<p><strong><em>Nơi nhận:</em></strong></p><ul>")
		for _, l := range s.Distribution() {
			p.put("<li>%s</li>", escape(l))
		}
		p.put("</ul>")
	}
	p.put(`</div>`)
}

// footnotes closes a part with its footnotes; each leads back to its mark.
func (p *printer) footnotes() {
	if len(p.notes) == 0 {
		return
	}
	p.put(`<section class="footnotes" aria-label="Chú thích"><ol start="%d">`, p.first+1)
	for i, n := range p.notes {
		p.put(`<li id="chu-thich-%d" value="%[1]d">%s <a href="#dau-%[1]d" aria-label="Trở lại">↩</a></li>`, p.first+i+1, escape(n))
	}
	p.put("</ol></section>")
	p.first += len(p.notes)
	p.notes = nil
}

func (p *printer) figure(f document.Figure) {
	if len(f.SVG) == 0 && len(f.Option) == 0 {
		p.fail(errors.New("the figure has neither drawing nor data"), f.Caption)
		return
	}
	p.put(`<figure%s>`, id(f.ID))
	if len(f.Option) > 0 {
		var c struct {
			ID            string
			Width, Height float64
		}
		if err := json.Unmarshal(f.Option, &c); err != nil || c.ID == "" || !(c.Width > 0 && c.Height > 0) {
			p.fail(fmt.Errorf("the chart's data are not what charts.Chart.Interactive gives: %w", err), f.Caption)
			return
		}
		p.charts = append(p.charts, string(f.Option))
		p.put(`<div class="chart" id="%s" role="img" aria-label="%s" style="--points: %g; aspect-ratio: %[3]g / %g"></div>`, escape(c.ID), escape(f.Alt), c.Width, c.Height)
		p.put(`<noscript><p class="note">%s</p></noscript>`, escape(f.Alt))
	} else {
		p.put(`<div class="drawing" role="img" aria-label="%s">%s</div>`, escape(f.Alt), f.SVG)
	}
	if f.Caption != "" {
		p.put("<figcaption>%s</figcaption>", escape(f.Caption))
	}
	p.put("</figure>")
	for _, n := range f.Notes {
		p.put(`<p class="note">%s</p>`, escape(n))
	}
}

func (p *printer) fail(err error, place string) {
	if p.err == nil {
		p.err = fmt.Errorf("%s: %w", place, err)
	}
}

func id(s string) string {
	if s == "" {
		return ""
	}
	return ` id="` + escape(s) + `"`
}
