package loaders

import (
	"os"
	"path/filepath"

	"tdkt/loaders/lock"
)

// folderName begins the names of the folders in which a load keeps what lives
// as long as it does: the answers of databases, the warehouse of a rehearsal.
const folderName = "tdkt-load-"

// scratchFolder makes a folder that nobody else may read, below the system's
// folder for temporary files, and removes those of loads that were killed. Which
// they are, their locks tell, because a lock dies with its process.
func scratchFolder() (dir string, done func(), err error) {
	clearScratch(os.TempDir())
	for range 3 {
		if dir, err = os.MkdirTemp("", folderName); err != nil {
			return "", nil, err
		}
		var held *lock.Lock
		if held, err = lock.Take(filepath.Join(dir, "LOCK")); err == nil {
			return dir, func() { held.Release(); os.RemoveAll(dir) }, nil
		}
		// Another load that clears away was between the file and its lock.
		os.RemoveAll(dir)
	}
	return "", nil, err
}

// clearScratch removes the folders that nobody holds. What cannot be removed is
// another user's, or another load is faster.
func clearScratch(temp string) {
	folders, _ := filepath.Glob(filepath.Join(temp, folderName+"*"))
	for _, dir := range folders {
		path := filepath.Join(dir, "LOCK")
		if _, err := os.Stat(path); err != nil {
			continue // just being made, or not ours
		}
		if held, err := lock.Take(path); err == nil {
			os.RemoveAll(dir)
			held.Release()
		}
	}
}
