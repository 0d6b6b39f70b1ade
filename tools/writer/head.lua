-- A Pandoc custom writer: from any document that Pandoc reads to a report of lectern, format 1, in one file.
--
--   pandoc report.docx -t lectern.lua -o report.yaml && lectern --check report.yaml
--
-- Metadata and variables (-M, -V):  chapter-level  headings up to this level begin chapters; without it the highest level there is, or the next
-- one where a single heading of that level stands over all. From metadata: title, subtitle, author, date, updated, lang, dir, id, publisher,
-- rights, source, abstract, series, glossary, corrections. `lectern` says that lectern --export has written the document: its chapters are
-- headings of level 1, ids are CHAPTER.ID, and headings without one have none. A variable reversed-authors turns their order.
-- Variables parts (a folder) and part (a number): the document is one part of a long one, cut by html-parts.awk; see "Parts" below.
-- make puts this file together of those in tools/writer, in the order that Makefile.am gives: there is one scope.
-- What format 1 can't hold is counted by kind on standard error; the text in it is kept. Pandoc 2.17 calls Doc(), later ones call Writer().

local utils = pandoc.utils
