package check

// Code names a kind of finding. Codes don't change: people write them into scripts and after --allow.
type Code string

// The codes; [Codes] says what each one means.
const (
	TextOverflow    Code = "text-overflow"
	GlyphMissing    Code = "glyph-missing"
	TextOutsideSafe Code = "text-outside-safe"
	LockBand        Code = "lock-band"
	LockPrivate     Code = "lock-private"
	TextCovered     Code = "text-covered"
	TextOverlap     Code = "text-overlap"
	TextTooSmall    Code = "text-too-small"
	Contrast        Code = "contrast"
	LineWidow       Code = "line-widow"
	LogoOutsideSafe Code = "logo-outside-safe"
	LogoCovered     Code = "logo-covered"
	LogoClearSpace  Code = "logo-clear-space"
	LogoTooSmall    Code = "logo-too-small"
	LogoDistorted   Code = "logo-distorted"
	LogoBlank       Code = "logo-blank"
	LogoLost        Code = "logo-lost"
	LogoResolution  Code = "logo-low-resolution"
	ColourAdjusted  Code = "colour-adjusted"
	SVGUnsupported  Code = "svg-unsupported"
	FocusCropped    Code = "focus-cropped"
	ShapeUnserved   Code = "shape-unserved"
	AltTooLong      Code = "alt-too-long"
	FileTooLarge    Code = "file-too-large"
	Definition      Code = "definition"
	PieceFailed     Code = "piece-failed"
	CopyFailed      Code = "copy-failed"
	SampleLeft      Code = "sample-left"
	ContactMissing  Code = "contact-missing"
	ProgramFault    Code = "program-fault"

	TranslationUnreviewed Code = "translation-unreviewed"
	TranslationMissing    Code = "translation-missing"

	MessageIncomplete Code = "message-incomplete"
	PostTooLong       Code = "post-too-long"
	ReadingGrade      Code = "reading-grade"
	LongSentence      Code = "sentence-too-long"
	Acronym           Code = "acronym-unexplained"
	LinkText          Code = "link-text"
	ReadsLikePhishing Code = "reads-like-phishing"
	ForeignAddress    Code = "address-foreign"
	Spelling          Code = "spelling"
)

// Severity says what a finding does to a build.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // a build leaves the piece out, unless its code is allowed; about a whole brand, it makes no pack
	Warning Severity = "warning" // worth a look; a build goes on
)

// Kind is what a code means.
type Kind struct {
	Code     Code
	Severity Severity
	Means    string // in one line, without a full stop
	Waivable bool   // --allow can let it pass: the piece can be made all the same
}

// Codes are all kinds of findings, in the order in which they are explained to people.
func Codes() []Kind {
	return []Kind{
		{TextOverflow, Error, "words don't fit their box, not even the shortest wording at the smallest legible size", false},
		{GlyphMissing, Error, "no font has a letter of the words", false},
		{TextOutsideSafe, Error, "words reach outside the safe area of the placement, where they may be cut off", true},
		{LockBand, Error, "words or a logo of a landscape lock screen lie outside its middle band (15 to 85% of the width, 33 to 69% of the height), where Windows may cut them off or show its clock over them", true},
		{LockPrivate, Warning, "a number, an address or a QR code is on a lock screen, which whoever passes can read", true},
		{TextCovered, Error, "words lie where the place itself shows something, such as a clock or an avatar, or under another part of the piece", true},
		{TextOverlap, Error, "words run into other words, a logo or a QR code", true},
		{TextTooSmall, Error, "words are smaller than can be read at the size at which the placement is shown", true},
		{Contrast, Error, "words have less contrast with the pixels behind them than WCAG 2.2 AA asks for: 4.5:1, and 3:1 for large type", true},
		{LineWidow, Warning, "a paragraph ends with one short word on a line of its own", true},
		{LogoOutsideSafe, Error, "a logo reaches outside the safe area of the placement", true},
		{LogoCovered, Error, "a logo lies where the place itself shows something, or under another part of the piece", true},
		{LogoClearSpace, Error, "words or another logo stand inside the clear space of a logo", true},
		{LogoTooSmall, Error, "a logo is too small to be made out at the size at which the placement is shown", true},
		{LogoDistorted, Error, "a logo is wider or higher than its own proportions", true},
		{LogoBlank, Error, "nothing of a logo can be seen", true},
		{LogoLost, Error, "a logo's edges have less contrast with their ground than 3:1; a warning where no ground would show all of it", true},
		{LogoResolution, Warning, "a logo that is a picture has too few pixels for the largest pieces, and would look blurred there", true},
		{ColourAdjusted, Warning, "a colour that the brand gives is made lighter or darker in its own hue to be seen, or isn't used", true},
		{SVGUnsupported, Error, "a logo uses SVG features that can't be drawn as they are meant", false},
		{FocusCropped, Error, "the part of the illustration that tells the story is cut off", true},
		{ShapeUnserved, Error, "a placement has a shape that a look has no layout for", false},
		{AltTooLong, Warning, "the alternative text is longer than its place takes, or leaves out words of the piece for that", true},
		{FileTooLarge, Error, "a file is over the limit of its placement and can't be made smaller without harm", false},
		{Definition, Error, "a campaign or brand file has a mistake", false},
		{PieceFailed, Error, "a piece can't be laid out or drawn for another reason", false},
		{CopyFailed, Error, "the copy beside the pieces can't be written", false},
		// Nobody but the sample has a use for its address or its logo, and a line is left out more easily than it is allowed.
		{SampleLeft, Error, "a name, a contact or a logo is still that of a sample organisation; a warning for a colour", false},
		{ContactMissing, Warning, "the brand lacks contacts, and wording that would give them gives way to wording that doesn't", true},
		{ProgramFault, Error, "kic itself failed: a mistake in the program, not in the files that it was given", false},
		{TranslationUnreviewed, Warning, "words in one of the brand's languages still wait for a review", true},
		{TranslationMissing, Warning, "words stay in another language, as nobody has said them in one of the brand's languages", true},
		{MessageIncomplete, Warning, "a message has no tips, bulletin or posts, so that some pieces or words aren't made of it", true},
		{PostTooLong, Error, "a post is longer than its platform takes, or has more hashtags", false},
		{ReadingGrade, Warning, "a text asks for more schooling than most readers have: a reading grade over 8", true},
		{LongSentence, Warning, "a sentence has more than 25 words", true},
		{Acronym, Warning, "an acronym isn't explained in its message", true},
		{LinkText, Warning, "a link says nothing about where it leads, such as \"click here\"", true},
		{ReadsLikePhishing, Warning, "words put pressure on people, or an address hides where it leads, as in a scam message", true},
		{ForeignAddress, Warning, "a text leads to an address that is neither the organisation's own nor a public body's", true},
		{Spelling, Warning, "a word in British English is spelt as Americans do", true},
	}
}

// Known is the kind of a code; ok is false where there is none.
func Known(code Code) (k Kind, ok bool) {
	for _, k := range Codes() {
		if k.Code == code {
			return k, true
		}
	}
	return Kind{}, false
}
