// Package delivery brings finished files to people: by mail, into a folder, or
// as .eml files of a dry run; and it puts the documents of a meeting together.
//
// In: files, texts, recipients, a mail server. Out: messages that a server has
// taken, files in folders, a document tree for a meeting. It must not know when
// something is due, who may get it, plans, SQL, or what a report says.
//
// A letter to one recipient is packed into parcels, each with a Message-ID that
// follows from the letter and the recipient alone: sent twice, it is the same
// message for every mail program. Carry says, before anything can arrive, that
// it is about to; what it cannot know afterwards it reports as uncertain.
package delivery
