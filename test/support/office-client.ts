import { randomUUID } from 'node:crypto'
import { createRouterClient, type RouterClient } from '@orpc/server'
import type { DocumentId, DocumentState } from '#contract'
import { callerOf } from '#core/people/session'
import type { ImportedDocument } from '#core/register/import'
import type { Runtime } from '#main/api/context'
import { officeProcedures } from '#main/api/office'
import { stagedPdf, type TestCore } from './core.ts'
import { PEOPLE, type PersonName, PROVINCE } from './core-data.ts'

export type OfficeClient = RouterClient<typeof officeProcedures>

/** Calls office procedures as a person, or as nobody. */
export function clientOf({ office }: TestCore, name: PersonName | 'nobody'): OfficeClient {
  const clientId = `client of ${name}`
  if (name === 'nobody') office.sessions.close(clientId)
  else office.sessions.open(clientId, PEOPLE[name].id)
  // A workstation without keys: the office's procedures ask it for nothing else.
  const device = { keys: { list: () => Promise.resolve([]) } }
  // What a test stages counts as uploaded by every client.
  const staged: Runtime['staged'] = { add: () => undefined, has: () => true, release: () => true }
  const runtime = { office, device, staged, callerOf: (id: string) => callerOf(office, id) } as unknown as Runtime
  return createRouterClient(officeProcedures, { context: { clientId, runtime } })
}

/** A document of the province in any state, with a file, written as an import writes it. */
export async function documentIn(
  core: TestCore,
  state: DocumentState,
  more: Partial<ImportedDocument> = {},
): Promise<DocumentId> {
  const { office, clock } = core
  const id = randomUUID() as DocumentId
  const sha256 = await stagedPdf(core)
  await office.files.keep(sha256)
  const file = await office.files.open(sha256)
  const { size } = file
  file.close()
  const at = clock.now().toISOString()
  const document: ImportedDocument = {
    id,
    direction: 'outgoing',
    state,
    agencyId: PROVINCE,
    type: 'quyet-dinh',
    subject: 'Về việc phân công nhiệm vụ',
    createdAt: at,
    drafterId: PEOPLE.staff.id,
    signerId: PEOPLE.official.id,
    revisions: [{ sha256, size, at, cause: 'uploaded' }],
    ...more,
  }
  await office.store.imports.documents([document], clock.now(), () => undefined)
  return id
}

/** The same for an incoming document. */
export const incomingIn = (core: TestCore, state: DocumentState, more: Partial<ImportedDocument> = {}) =>
  documentIn(core, state, {
    direction: 'incoming',
    signerId: null,
    drafterId: PEOPLE.clerk.id,
    arrivalDate: '2026-07-01',
    organName: 'Bộ Nội vụ',
    ...more,
  })
