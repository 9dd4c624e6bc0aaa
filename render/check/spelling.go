package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// American spellings, as pairs of a whole word or its beginning (with *) and the British way. Words of which both spellings
// are British in some meaning, such as program, practice, license and check, are left out.
var american = pairs(`
	acknowledgment acknowledgement   aging ageing   aluminum aluminium   analog analogue   analyze* analyse
	analyzing analysing   anesthe* anaesthe   apologiz* apologis   armor* armour   artifact* artefact
	authoriz* authoris   behavior* behaviour   canceled cancelled   canceling cancelling   catalog catalogue
	catalogs catalogues   categoriz* categoris   center centre   centers centres   centered centred
	characteriz* characteris   color colour   colors colours   colored coloured   colorful colourful
	computeriz* computeris   counselor* counsellor   criticiz* criticis   customiz* customis   defense* defence
	diarrhea* diarrhoea   digitiz* digitis   emphasiz* emphasis   enroll enrol   enrolls enrols   enrollment enrolment
	favor favour   favors favours   favorable favourable   favorite* favourite   fiber* fibre   finaliz* finalis
	flavor* flavour   fueled fuelled   fulfill fulfil   fulfills fulfils   fulfillment fulfilment
	generaliz* generalis   gotten got   harbor* harbour   harmoniz* harmonis   honor honour   honors honours
	honored honoured   honorable honourable   hospitaliz* hospitalis   humor humour   initializ* initialis
	installment* instalment   jewelry jewellery   labeled labelled   labeling labelling   labor labour
	legaliz* legalis   leukemia leukaemia   liter litre   liters litres   localiz* localis   maneuver* manoeuvre
	maximiz* maximis   memoriz* memoris   minimiz* minimis   mobiliz* mobilis   modeled modelled   modeling modelling
	moderniz* modernis   mustache moustache   neighbor* neighbour   normaliz* normalis   offense* offence
	optimiz* optimis   organiz* organis   orthopedic* orthopaedic   pajamas pyjamas   paralyz* paralys
	parlor parlour   pediatric* paediatric   personaliz* personalis   plow plough   prioritiz* prioritis
	privatiz* privatis   randomiz* randomis   realiz* realis   recogniz* recognis   reorganiz* reorganis
	rumor* rumour   savior saviour   signaled signalled   skillful* skilful   socializ* socialis
	specializ* specialis   stabiliz* stabilis   standardiz* standardis   summariz* summaris   sympathiz* sympathis
	synchroniz* synchronis   theater theatre   theaters theatres   tokeniz* tokenis   totaled totalled
	traveled travelled   traveler* traveller   traveling travelling   tumor* tumour   unauthoriz* unauthoris
	unorganiz* unorganis   unrecogniz* unrecognis   utiliz* utilis   vapor vapour   vigor vigour   visualiz* visualis
	willful* wilful   yogurt yoghurt`)

// pair is a spelling and the British one.
type pair struct {
	from, to string
	begins   bool // from and to are how words begin
}

func pairs(list string) []pair {
	var out []pair
	for words := range slices.Chunk(strings.Fields(list), 2) {
		from, begins := strings.CutSuffix(words[0], "*")
		out = append(out, pair{from, words[1], begins})
	}
	return out
}

// British is the British spelling of a word that is spelt as Americans do, or empty. It knows the usual suspects only.
func British(word string) string {
	lower := strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s"))
	for _, p := range american {
		rest, ok := strings.CutPrefix(lower, p.from)
		if !ok || rest != "" && !p.begins {
			continue
		}
		to := p.to + rest
		if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) {
			r, n := utf8.DecodeRuneInString(to)
			to = string(unicode.ToUpper(r)) + to[n:]
		}
		return to
	}
	return ""
}
