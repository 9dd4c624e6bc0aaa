package gallery

import "kic/templates"

// Channels are where the pieces of a pack go out, in the order in which a gallery shows them. The materials other than
// social are channels of their own.
func Channels(platforms []templates.Channel) []Channel {
	var all []Channel
	for _, material := range templates.Families() {
		if material.ID != templates.Social {
			all = append(all, Channel{ID: string(material.ID), Name: material.Name})
			continue
		}
		for _, platform := range platforms {
			all = append(all, Channel{ID: platform.ID, Name: platform.Name, Family: material.Name})
		}
		all = append(all, Channel{ID: meetings, Name: "Video meetings"}, Channel{ID: string(material.ID), Name: "Other social media"})
	}
	return all
}

// meetings is the channel of backgrounds for calls, which are no platform's.
const meetings = "video-meetings"

// PlaceOf is a placement for a gallery.
func PlaceOf(p *templates.Placement) Place {
	place := Place{ID: p.ID, Name: p.Name, Channel: p.Channel, Frame: frameOf(p), Safe: p.SafeBox(), Covered: p.Covered}
	switch {
	case p.Kind == templates.MeetingBackground:
		place.Channel = meetings
	case p.Channel == "" || p.Material != templates.Social:
		place.Channel = string(p.Material)
	}
	return place
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
