// Package emulation is the vocabulary of thi đua - khen thưởng as data: codes
// that files and tables carry, the Vietnamese words an office reads, their
// order, and, where the law or the map changed, the days on which they hold.
//
// In: nothing. Out: typed codes. It must not know files, SQL, numbers or
// reports; every package may import it.
//
// Codes are lower-case English in the words of the field; codes of honours
// (titles and forms of commendation) are unaccented Vietnamese, because their
// translations disagree. A code is stored and compared as it stands; the
// label is for print and never compared.
package emulation
