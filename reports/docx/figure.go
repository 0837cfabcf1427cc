package docx

import (
	"fmt"

	"tdkt/charts/svg/raster"
	"tdkt/reports/document"
)

// dots is the resolution of the PNG beside a drawing, at its printed size.
const dots = 200

// figure prints a drawing with caption and notes. Word draws the SVG; programs
// that cannot show the PNG. Both carry the alternative text.
func (p *printer) figure(f document.Figure) error {
	drawing, size, err := vector(f.SVG)
	if err != nil {
		return err
	}
	width := p.width
	if f.Width > 0 && f.Width*mm < width {
		width = f.Width * mm
	}
	high := paperLong
	if p.width > paperShort {
		high = paperShort
	}
	height := width * size.Height / size.Width
	// Room for a heading above and the caption below.
	if room := high - 2*marginTop - 110; height > room {
		width, height = width*room/height, room
	}
	picture, err := raster.PNG(f.SVG, dots*width/size.Width)
	if err != nil {
		return err
	}
	p.pictures++
	n := p.pictures
	png := p.pack.add(fmt.Sprintf("media/hinh%d.png", n), "image", "", picture)
	vec := p.pack.add(fmt.Sprintf("media/hinh%d.svg", n), "image", "", drawing)
	inline := fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/><wp:docPr id="%d" name="Hình %[3]d" descr="%s"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>`+
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="%[3]d" name="hinh%[3]d.svg" descr="%[4]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="%[5]s"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="%[6]s"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		emu(width), emu(height), n, escape(f.Alt), png, vec)
	p.put(format{style: "Hinh"}, p.bookmark(f.ID, inline))
	if f.Caption != "" {
		p.put(format{style: "Caption", keepNext: len(f.Notes) > 0}, run(f.Caption, look{}))
	}
	for i, note := range f.Notes {
		p.put(format{style: "GhiChuBieu", keepNext: i+1 < len(f.Notes)}, run(note, look{}))
	}
	return nil
}
