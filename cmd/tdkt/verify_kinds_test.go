package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tdkt/reports/document"
	"tdkt/reports/pdf"
)

// TestVerifyEveryKind prints a report of every kind on two days and in two time
// zones: the bytes are the same. Verified it is identical; after a load the figures
// that differ are named with their file; printed by another version its texts, tables
// and drawings are compared, and said to be the same.
func TestVerifyEveryKind(t *testing.T) {
	a, ws := kindsWorkspace(t)
	dir := t.TempDir()
	first := a.env.now()
	zone := time.FixedZone("elsewhere", -11*3600)
	later := first.AddDate(0, 3, 1).In(zone)
	elsewhere := *a
	elsewhere.env.now = func() time.Time { return later }
	paths := map[string]string{}
	for kind := range kindCommands {
		paths[kind] = filepath.Join(dir, kind+".pdf")
		kindFile(t, a, kind, paths[kind])
	}
	// same makes the report and its twins again elsewhere.
	same := func(t *testing.T, kind string) {
		t.Helper()
		formats := []string{"pdf", "docx", "xlsx", "html"}
		switch kind {
		case "query":
			return // dated with the day on which it was asked
		case "forms":
			formats = []string{"pdf", "xlsx"}
		}
		var made [2]map[string][]byte
		for i, app := range []*app{a, &elsewhere} {
			path := filepath.Join(dir, kind+"-"+string(rune('1'+i))+".pdf")
			kindFile(t, app, kind, path, "--format", strings.Join(formats, ","))
			made[i] = map[string][]byte{}
			for _, f := range formats {
				data, err := os.ReadFile(strings.TrimSuffix(path, "pdf") + f)
				if err != nil {
					t.Fatal(err)
				}
				made[i][f] = data
			}
		}
		for _, f := range formats {
			if !bytes.Equal(made[0][f], made[1][f]) {
				t.Errorf("%s, %s: another day and zone give other bytes", kind, f)
			}
		}
		if first, err := os.ReadFile(paths[kind]); err != nil || !bytes.Equal(first, made[0]["pdf"]) {
			t.Errorf("%s: the PDF beside its twins is another (%v)", kind, err)
		}
	}
	verify := func(t *testing.T, kind string, status int, want ...string) {
		t.Helper()
		code, out, talk := runOn(a, first, "verify", paths[kind])
		if code != status {
			t.Errorf("%s: exit status %d, want %d\n%s%s", kind, code, status, out, talk)
		}
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("%s: %q is not said:\n%s", kind, w, out)
			}
		}
	}
	for kind := range kindCommands {
		t.Run(kind, func(t *testing.T) {
			same(t, kind)
			was := version
			version = "another"
			defer func() { version = was }()
			verify(t, kind, exitOK, "identical ", "program   "+was+" printed it, another made it again")
		})
	}
	t.Run("another program", func(t *testing.T) {
		path := paths["scorecard"]
		other := filepath.Join(dir, "older.pdf")
		file, doc := kindDocument(t, a, ws, path)
		writeAs(t, other, file, doc, "0.9")
		code, out, _ := runOn(a, first, "verify", other)
		if code != exitOK || !strings.Contains(out, "texts, tables and drawing instructions of all 2 pages; the bytes differ because tdkt 0.9 printed it") {
			t.Errorf("exit status %d\n%s", code, out)
		}
	})
	// A later report of one unit changes what every kind counts.
	if err := os.WriteFile(filepath.Join(a.workspace, "data", "bo-sung.csv"), []byte(laterRows), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, out, talk := runOn(a, first, "load"); code != exitOK {
		t.Fatalf("%s%s", out, talk)
	}
	for kind, want := range map[string][]string{
		"awards": {"figures would differ", `would be`}, "scorecard": {"figures would differ", `[3.f] bang-khen-thuong, Giấy khen, Đã có quyết định: "1" would be "5"`, "because of data/bo-sung.csv, row 3"},
		"forms": {"figures would differ", "because of data/bo-sung.csv, row 2"}, "final": {"figures would differ"}, "query": {"no figure would differ"},
	} {
		verify(t, kind, exitOK, append(want, "identical ", "loaded    since: data/bo-sung.csv (awards, load 2)")...)
	}
}

// laterRows are awards that came after every report's last day: a bằng khen and four
// giấy khen of Thôn 3.
const laterRows = `Mã đơn vị;Năm;Đợt;Danh hiệu, hình thức;Đối tượng;Mã đối tượng;Họ tên, tên tập thể;Số lượng;Nhóm chức vụ;Trực tiếp;Loại hình khen thưởng;Cấp khen;Trạng thái;Số quyết định;Ngày quyết định;Ngày báo cáo;Nguồn
12154-03;2024;;Bằng khen;cá nhân;;Lê Văn Mẫu 99;1;trực tiếp;có;công trạng;tỉnh;đã có quyết định;700/QĐ-UBND;2024-12-20;2025-02-01;Số liệu minh họa
12154-03;2024;;Giấy khen;cá nhân;;;4;trực tiếp;có;phong trào;xã;đã có quyết định;43/QĐ-UBND;2024-12-21;2025-02-01;Số liệu minh họa
`

// writeAs prints a document as a program of another version did, whose files differ in
// a byte that no page shows.
func writeAs(t *testing.T, path string, file printed, doc document.Document, program string) {
	t.Helper()
	raw := bytes.Replace(file.raw, []byte(`"program": "`+version+`"`), []byte(`"program": "`+program+`"`), 1)
	if bytes.Equal(raw, file.raw) {
		t.Fatalf("the record names no program:\n%s", raw)
	}
	var buf bytes.Buffer
	if _, err := pdf.Write(&buf, withRecord(doc, raw), pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	other := bytes.Replace(buf.Bytes(), []byte("/Producer"), []byte("/Prodacer"), 1)
	if bytes.Equal(other, buf.Bytes()) {
		t.Fatal("nothing was changed")
	}
	if err := os.WriteFile(path, other, 0o644); err != nil {
		t.Fatal(err)
	}
}
