package pack

import "golang.org/x/sys/unix"

// exchange lets two folders take each other's name in one step. Some file systems can't.
func exchange(a, b string) error { return unix.RenamexNp(a, b, unix.RENAME_SWAP) }
