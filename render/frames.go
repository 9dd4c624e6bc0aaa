package render

import (
	"kic/render/pack"
	"kic/render/scene"
	"kic/templates"
)

// channels are where the pieces of a pack go out, in the order in which a gallery shows them. The materials other than
// social are channels of their own.
func channels(platforms []templates.Channel) []pack.Channel {
	var all []pack.Channel
	for _, material := range templates.Families() {
		if material.ID != templates.Social {
			all = append(all, pack.Channel{ID: string(material.ID), Name: material.Name})
			continue
		}
		for _, platform := range platforms {
			all = append(all, pack.Channel{ID: platform.ID, Name: platform.Name, Family: material.Name})
		}
		all = append(all, pack.Channel{ID: meetings, Name: "Video meetings"}, pack.Channel{ID: string(material.ID), Name: "Other social media"})
	}
	return all
}

// meetings is the channel of backgrounds for calls, which are no platform's.
const meetings = "video-meetings"

// placeOf is a placement for the gallery.
func placeOf(p *templates.Placement) pack.Place {
	place := pack.Place{ID: p.ID, Name: p.Name, Channel: p.Channel, Frame: frameOf(p), Safe: rect(p.SafeBox())}
	switch {
	case p.Kind == templates.MeetingBackground:
		place.Channel = meetings
	case p.Channel == "" || p.Material != templates.Social:
		place.Channel = string(p.Material)
	}
	for _, c := range p.Covered {
		place.Covered = append(place.Covered, pack.Zone{Rect: rect(c), What: c.What})
	}
	return place
}

func rect(b templates.Box) scene.Rect { return scene.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H} }

// frameOf is how people meet a piece on its platform.
func frameOf(p *templates.Placement) pack.Frame {
	const upright = 1.6 // height ÷ width from which a phone shows nothing but the picture
	switch {
	case p.Material != templates.Social:
		return pack.FrameBare
	case p.Kind == templates.MeetingBackground:
		return pack.FrameMeeting
	case p.Kind == templates.Cover || p.Kind == templates.Centre:
		return pack.FrameProfile
	case p.Height >= upright*p.Width:
		return pack.FrameStory
	}
	switch p.Channel {
	case "youtube":
		return pack.FrameVideo
	case "whatsapp":
		return pack.FrameChat
	case "instagram":
		return pack.FramePhoto
	}
	return pack.FramePost
}
