package xlsx

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"tdkt/reports/document"
)

// ErrNoAttachment says that a workbook carries nothing under a name.
var ErrNoAttachment = errors.New("xlsx: no such attachment")

// attachmentPiece is how many characters of a text property every office program
// keeps.
const attachmentPiece = 240

// attach puts the document's attachments into properties of the workbook, which
// saving it again keeps: "run.json 1", "run.json 2" ..., in base64. No sheet and no
// cell changes.
func (b *book) attach(all []document.Attachment) {
	for _, a := range all {
		text := base64.StdEncoding.EncodeToString(a.Data)
		for i := 1; text != ""; i++ {
			piece := text[:min(len(text), attachmentPiece)]
			text = text[len(piece):]
			b.do(b.file.SetCustomProps(excelize.CustomProperty{Name: fmt.Sprintf("%s %d", a.Name, i), Value: piece}))
		}
	}
}

// Attachment reads what a workbook carries under a name. It returns
// ErrNoAttachment where there is nothing.
func Attachment(data []byte, name string) ([]byte, error) {
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	defer file.Close()
	props, err := file.GetCustomProps()
	if err != nil {
		return nil, fmt.Errorf("xlsx: %w", err)
	}
	pieces := map[string]string{}
	for _, p := range props {
		if text, ok := p.Value.(string); ok {
			pieces[p.Name] = text
		}
	}
	var text strings.Builder
	for i := 1; ; i++ {
		piece, ok := pieces[fmt.Sprintf("%s %d", name, i)]
		if !ok {
			break
		}
		text.WriteString(piece)
	}
	if text.Len() == 0 {
		return nil, ErrNoAttachment
	}
	out, err := base64.StdEncoding.DecodeString(text.String())
	if err != nil {
		return nil, fmt.Errorf("xlsx: attachment %q: %w", name, err)
	}
	return out, nil
}
