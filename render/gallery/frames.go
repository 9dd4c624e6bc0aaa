package gallery

import "kic/templates"

// PlaceOf is a placement for a gallery.
func PlaceOf(p *templates.Placement) Place {
	return Place{ID: p.ID, Name: p.Name, Channel: p.Outlet(), Frame: frameOf(p), Safe: p.SafeBox(), Covered: p.Covered}
}

// frameOf is how people meet a piece on its platform.
func frameOf(p *templates.Placement) Frame {
	const upright = 1.6 // height ÷ width from which a phone shows nothing but the picture
	switch {
	case p.Material != templates.Social:
		return FrameBare
	case p.Kind == templates.MeetingBackground:
		return FrameMeeting
	case p.Kind == templates.Cover || p.Kind == templates.Centre:
		return FrameProfile
	case p.Height >= upright*p.Width:
		return FrameStory
	}
	switch p.Channel {
	case "youtube":
		return FrameVideo
	case "whatsapp":
		return FrameChat
	case "instagram":
		return FramePhoto
	}
	return FramePost
}
