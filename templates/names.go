package templates

// LayerKind is what a layer paints.
type LayerKind string

// The kinds of layers.
const (
	LayerFill     LayerKind = "fill"     // a region in one colour
	LayerDisc     LayerKind = "disc"     // a part of a circle round a corner of the region
	LayerArt      LayerKind = "art"      // the message's illustration
	LayerEmblem   LayerKind = "emblem"   // its emblem
	LayerSign     LayerKind = "sign"     // its sign: a drawing of a few strokes, in one colour that shows on the layer's ground and on the accent
	LayerLogo     LayerKind = "logo"     // the brand's logo, or its name
	LayerText     LayerKind = "text"     // words, by slots
	LayerPartners LayerKind = "partners" // a row of the brand's partners
	LayerQR       LayerKind = "qr"       // a code that leads to the brand's intranet page
)

// LayerKinds are all kinds of layers.
func LayerKinds() []LayerKind {
	return []LayerKind{LayerFill, LayerDisc, LayerArt, LayerEmblem, LayerSign, LayerLogo, LayerText, LayerPartners, LayerQR}
}

// SlotText is what a slot says.
type SlotText string

// The texts of slots.
const (
	TextHeadline      SlotText = "headline"
	TextSupport       SlotText = "support"
	TextAction        SlotText = "action"
	TextSummary       SlotText = "summary" // of the bulletin
	TextBody          SlotText = "body"    // the bulletin's paragraphs
	TextTipsHeading   SlotText = "tips-heading"
	TextTips          SlotText = "tips"
	TextReportHeading SlotText = "report-heading"
	TextContacts      SlotText = "contacts"
	TextCampaign      SlotText = "campaign" // its name
	TextName          SlotText = "name"     // the organisation's
)

// SlotTexts are all texts of slots.
func SlotTexts() []SlotText {
	return []SlotText{TextHeadline, TextSupport, TextAction, TextSummary, TextBody, TextTipsHeading, TextTips, TextReportHeading, TextContacts, TextCampaign, TextName}
}

// When is what a brand must have for a region to be there; always where empty.
type When string

// The conditions of regions.
const (
	WhenLogo     When = "logo"
	WhenNoLogo   When = "no-logo"
	WhenPartners When = "partners"
	WhenIntranet When = "intranet" // a page that a QR code can lead to
)

// Whens are all conditions of regions.
func Whens() []When { return []When{WhenLogo, WhenNoLogo, WhenPartners, WhenIntranet} }

// Plate is what lies behind a logo; a card where the ground needs one, where empty.
type Plate string

// The plates.
const (
	PlateTab  Plate = "tab"  // grows out of a corner of the page
	PlateCard Plate = "card" // stands by itself
	PlateNone Plate = "none"
)

// Plates are all plates.
func Plates() []Plate { return []Plate{PlateTab, PlateCard, PlateNone} }

// Side is a side of a region.
type Side string

// The sides.
const (
	Top    Side = "top"
	Right  Side = "right"
	Bottom Side = "bottom"
	Left   Side = "left"
)

// RoleNames are the colour roles of a brand, from dark to light where there is such an order. They are those of
// brand.RoleNames.
func RoleNames() []string {
	return []string{"deep", "primary-dark", "primary", "tint", "paper", "ink", "shade", "accent"}
}
