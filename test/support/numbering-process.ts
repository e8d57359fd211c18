import { join } from 'node:path'
import type { BookId, DocumentId } from '#contract'
import type { Caller } from '#core/people/caller'
import { assignNumber } from '#core/register/numbering'
import { folderFileStore } from '#main/adapters/files/folder-store'
import { tinos } from '#main/adapters/fonts/tinos'
import { openDatabase } from '#main/adapters/store/database'
import { storeOn } from '#main/adapters/store/office-store'

/** Numbers the given documents as a clerk, all at once, on a register that another process has open as well. */
const [folder = '', bookId = '', ids = '', clerk = ''] = process.argv.slice(2)
const clock = { now: () => new Date('2026-07-01T02:00:00.000Z') }
const store = storeOn(openDatabase(join(folder, 'register.sqlite'), clock.now()))
const files = await folderFileStore(folder)
const caller = JSON.parse(clerk) as Caller
await Promise.all(
  ids.split(',').map((id) =>
    assignNumber({ store, clock, files, faces: tinos, readPageWords: async () => [] }, caller, {
      id: id as DocumentId,
      bookId: bookId as BookId,
      issuedDate: '2026-07-01',
    }),
  ),
)
await store.close()
process.disconnect()
