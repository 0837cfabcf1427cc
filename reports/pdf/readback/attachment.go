package readback

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
)

// ErrNoAttachment says that a file carries nothing under the name asked for.
var ErrNoAttachment = errors.New("the file carries no such attachment")

// Attachment gives what a PDF carries under a name. It reads no page.
func Attachment(data []byte, name string) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, errors.New("readback: it does not begin as a PDF")
	}
	ctx, err := pdfcpu.Read(bytes.NewReader(data), configuration())
	if err != nil {
		return nil, fmt.Errorf("readback: %w", err)
	}
	root, err := ctx.Catalog()
	if err != nil {
		return nil, fmt.Errorf("readback: %w", err)
	}
	names, _ := ctx.DereferenceDict(root["Names"])
	files, _ := ctx.DereferenceDict(names["EmbeddedFiles"])
	list, _ := ctx.DereferenceArray(files["Names"])
	for i := 1; i < len(list); i += 2 {
		spec, err := ctx.DereferenceDict(list[i])
		if err != nil {
			return nil, fmt.Errorf("readback: %w", err)
		}
		if found, _ := ctx.DereferenceText(spec["UF"]); found != name {
			continue
		}
		embedded, err := ctx.DereferenceDict(spec["EF"])
		if err != nil {
			return nil, fmt.Errorf("readback: %s: %w", name, err)
		}
		stream, _, err := ctx.DereferenceStreamDict(embedded["F"])
		if err != nil || stream == nil {
			return nil, fmt.Errorf("readback: %s: the attachment has no content", name)
		}
		if err := stream.Decode(); err != nil {
			return nil, fmt.Errorf("readback: %s: %w", name, err)
		}
		return stream.Content, nil
	}
	return nil, fmt.Errorf("readback: %q: %w", name, ErrNoAttachment)
}
