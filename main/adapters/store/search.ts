import { sql } from 'kysely'
import type { DocumentRecord } from '#core/register/document'
import { fold, foldedWords } from '#core/register/fold'
import type { Db } from './database.ts'

type Searched = Pick<DocumentRecord, 'seq' | 'subject' | 'codeNumber' | 'codeNotation' | 'organName' | 'arrivalNumber'>

/** What is found by words: subject, number, symbol, agency. */
export const searchText = (document: Omit<Searched, 'seq'>): string =>
  fold(
    [document.subject, document.codeNumber, document.codeNotation, document.organName, document.arrivalNumber]
      .filter((part) => part !== null)
      .join(' '),
  )

export async function indexDocument(db: Db, document: Searched): Promise<void> {
  await sql`insert into search (rowid, text) values (${document.seq}, ${searchText(document)})`.execute(db)
}

export async function unindexDocument(db: Db, seq: number): Promise<void> {
  await sql`delete from search where rowid = ${seq}`.execute(db)
}

/** Every word must stand in the text; the last may be its beginning. `undefined`: nothing to look for. */
export function searchQuery(q: string | undefined): string | undefined {
  const words = foldedWords(q ?? '')
  if (words.length === 0) return undefined
  return `${words.map((word) => `"${word}"`).join(' ')}*`
}
