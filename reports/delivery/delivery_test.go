package delivery

import "testing"

// A folder is one address from wherever the program is started, and after the
// workspace was moved.
func TestKeyIsTheFolderAsTheSettingsNameIt(t *testing.T) {
	a := Recipient{Folder: "van-phong/outbox", Place: "outbox"}
	b := Recipient{Folder: "/srv/van-phong/outbox", Place: "outbox"}
	if a.Key() != b.Key() || a.Key() != "folder:outbox" {
		t.Errorf("%s and %s", a.Key(), b.Key())
	}
	if got := (Recipient{Folder: "/mnt/chung"}).Key(); got != "folder:/mnt/chung" {
		t.Errorf("got %s", got)
	}
}
