package definition

import (
	"errors"
	"fmt"
)

// Reason is why a value can't be used: with a code for programs, where there is one, and the way out apart from what is
// wrong, as either may quote what somebody wrote.
type Reason struct {
	Code   string
	What   string // without a full stop
	Remedy string
}

func (r *Reason) Error() string {
	if r.Remedy == "" {
		return r.What
	}
	return r.What + "; " + r.Remedy
}

// Parts is what is wrong, and what to do about it.
func (r *Reason) Parts() (what, remedy string) { return r.What, r.Remedy }

// Refuse is a reason without a code.
func Refuse(remedy, format string, args ...any) *Reason {
	return &Reason{What: fmt.Sprintf(format, args...), Remedy: remedy}
}

// Parts takes an error apart into what is wrong and what to do about it, as far as it carries these apart. What was
// wrapped round it isn't told.
func Parts(err error) (what, remedy string) {
	var carries interface{ Parts() (what, remedy string) }
	if errors.As(err, &carries) {
		return carries.Parts()
	}
	return err.Error(), ""
}
