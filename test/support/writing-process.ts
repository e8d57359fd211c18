import { join } from 'node:path'
import type { DocumentId } from '#contract'
import { inspectPdf } from '#core/pdf/inspect'
import { callerOf } from '#core/people/session'
import { createSessions } from '#core/people/sessions'
import { act } from '#core/register/act'
import { listBooks } from '#core/register/books'
import { assignNumber } from '#core/register/numbering'
import { createOutgoing, submit } from '#core/register/outgoing'
import { folderFileStore } from '#main/adapters/files/folder-store'
import { tinos } from '#main/adapters/fonts/tinos'
import { imagesInFolder } from '#main/adapters/images/folder-images'
import { createPageWords } from '#main/adapters/page-words/page-words'
import { workspaceSettings } from '#main/adapters/settings/workspace-settings'
import { openOfficeStore } from '#main/adapters/store/office-store'
import { outgoingFields, PEOPLE } from '#test/support/core-data'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

/** Makes, submits and numbers documents until it is killed; tells the parent each one that is acknowledged. */
const [folder = ''] = process.argv.slice(2)
const clock = { now: () => new Date('2026-07-01T02:00:00.000Z') }
const store = openOfficeStore(folder, clock)
const sessions = createSessions()
const ports = {
  ...{ store, clock, sessions, inspectPdf, faces: tinos },
  files: await folderFileStore(folder),
  readPageWords: createPageWords().read,
  settings: workspaceSettings(folder),
  images: imagesInFolder(join(folder, 'images')),
}

async function callerFor(name: 'staff' | 'official' | 'clerk') {
  sessions.open(name, PEOPLE[name].id)
  const caller = await callerOf(ports, name)
  if (!caller) throw new Error(`nobody works as ${name}`)
  return caller
}
const [staff, official, clerk] = [await callerFor('staff'), await callerFor('official'), await callerFor('clerk')]
const [book] = await listBooks(ports, clerk, { direction: 'outgoing' })
if (!book) throw new Error('no book')

async function* once(bytes: Uint8Array) {
  yield await Promise.resolve(bytes)
}

async function one(made: string): Promise<DocumentId> {
  const pdf = withTable(TWO_PAGES, { trailer: `/Made (${made})` })
  const { sha256 } = await ports.files.stage(once(pdf))
  const { id } = await createOutgoing(ports, staff, { ...outgoingFields(), sha256, fileName: `${made}.pdf` })
  await submit(ports, staff, id)
  const set = () => ({ leaderSigned: true, leaderSignedBy: official.personId })
  await act(ports, official, { id, action: 'sign-leader', set })
  await assignNumber(ports, clerk, { id, bookId: book?.id as never, issuedDate: '2026-07-01' })
  return id
}

for (let made = 0; ; made += 1) {
  const started = [0, 1, 2].map((copy) => one(`${String(process.pid)}-${String(made)}-${String(copy)}`))
  for (const id of await Promise.all(started)) process.send?.(id)
}
