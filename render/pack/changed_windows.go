package pack

import (
	"io/fs"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// changed is when the contents or the status of a file last changed, by the system's own account.
func changed(name string, _ fs.FileInfo) (time.Time, bool) {
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return time.Time{}, false
	}
	const anyone = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	h, err := windows.CreateFile(path, windows.FILE_READ_ATTRIBUTES, anyone, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		return time.Time{}, false
	}
	defer windows.CloseHandle(h)
	var basic struct { // FILE_BASIC_INFO
		created, accessed, written, changed windows.Filetime
		attributes                          uint32
		_                                   uint32
	}
	err = windows.GetFileInformationByHandleEx(h, windows.FileBasicInfo, (*byte)(unsafe.Pointer(&basic)), uint32(unsafe.Sizeof(basic)))
	if err != nil || basic.changed == (windows.Filetime{}) { // some file systems don't keep it
		return time.Time{}, false
	}
	return time.Unix(0, basic.changed.Nanoseconds()), true
}
