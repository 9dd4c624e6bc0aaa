package pack

import (
	"io/fs"
	"syscall"
	"time"
)

// changed is when the contents or the status of a file last changed, by the system's own account.
func changed(_ string, info fs.FileInfo) (time.Time, bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return time.Time{}, false
	}
	return time.Unix(s.Ctimespec.Sec, s.Ctimespec.Nsec), true
}
