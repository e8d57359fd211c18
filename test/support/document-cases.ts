import type { DocumentState } from '#contract'
import { addAppendix } from '#core/register/appendices'
import { callerFor, stagedPdf, type TestCore } from './core.ts'
import { incomingFields, outgoingFields, PEOPLE } from './core-data.ts'
import { clientOf, documentIn, incomingIn, type OfficeClient } from './office-client.ts'

/** Who calls: each role of the province, a clerk of an agency under it, everything in an agency that is not under it. */
export const CALLERS = ['nobody', 'official', 'clerk', 'staff', 'admin', 'communeClerk', 'stranger'] as const
type CallerName = (typeof CALLERS)[number]

export type Case = {
  /** Everybody else is refused. */
  allowed: readonly CallerName[]
  /** Makes what is needed and calls. */
  call: (client: OfficeClient, core: TestCore, as: CallerName) => Promise<unknown>
}

export const WORKING = CALLERS.filter((name) => name !== 'nobody')
export const PROVINCE_SEES = ['official', 'clerk', 'admin'] as const

export const REASON = 'Sai thể thức'
const numberedMore = { issuedDate: '2026-07-01', leaderSigned: true, leaderSignedBy: PEOPLE.official.id }
/** An act on one outgoing document in a state. */
export const on =
  (state: DocumentState, act: (client: OfficeClient, id: Awaited<ReturnType<typeof documentIn>>) => Promise<unknown>) =>
  async (client: OfficeClient, made: TestCore) =>
    act(client, await documentIn(made, state, state === 'draft' || state === 'submitted' ? {} : numberedMore))
const onIncoming =
  (state: DocumentState, act: (client: OfficeClient, id: Awaited<ReturnType<typeof documentIn>>) => Promise<unknown>) =>
  async (client: OfficeClient, made: TestCore) =>
    act(client, await incomingIn(made, state, { officialId: PEOPLE.official.id, handlerId: PEOPLE.staff.id }))
const bookOf = async (made: TestCore, direction: 'outgoing' | 'incoming') => {
  const [book] = await clientOf(made, 'clerk').books.list({ direction, year: 2026 })
  if (!book) throw new Error('no book')
  return book.id
}

/** What may be done with documents, and by whom. */
export const DOCUMENT_CASES: Readonly<Record<string, Case>> = {
  'outgoing.create': {
    allowed: ['official', 'clerk', 'staff', 'communeClerk', 'stranger'],
    call: async (client, made, as) => {
      const signer =
        { communeClerk: PEOPLE.communeOfficial, stranger: PEOPLE.stranger }[as as string] ?? PEOPLE.official
      return client.outgoing.create({ ...outgoingFields({ signerId: signer.id }), sha256: await stagedPdf(made) })
    },
  },
  'outgoing.update': {
    allowed: ['staff'],
    call: on('draft', (client, id) => client.outgoing.update({ ...outgoingFields(), id })),
  },
  'outgoing.replaceFile': {
    allowed: ['staff'],
    call: async (client, made) =>
      client.outgoing.replaceFile({ id: await documentIn(made, 'draft'), sha256: await stagedPdf(made) }),
  },
  'outgoing.addAppendix': {
    allowed: ['staff'],
    call: async (client, made) => {
      const id = await documentIn(made, 'draft')
      return client.outgoing.addAppendix({ id, sha256: await stagedPdf(made), fileName: 'phu-luc.pdf' })
    },
  },
  'outgoing.removeAppendix': {
    allowed: ['staff'],
    call: async (client, made) => {
      const id = await documentIn(made, 'draft')
      const staged = { id, sha256: await stagedPdf(made), fileName: 'phu-luc.pdf' }
      await addAppendix(made.office, await callerFor(made, 'staff'), staged)
      return client.outgoing.removeAppendix({ id, number: 1 })
    },
  },
  'outgoing.numberPlaces': {
    allowed: [...PROVINCE_SEES, 'staff'],
    call: on('draft', (client, id) => client.outgoing.numberPlaces({ id })),
  },
  'outgoing.submit': { allowed: ['staff'], call: on('draft', (client, id) => client.outgoing.submit({ id })) },
  'outgoing.withdraw': { allowed: ['staff'], call: on('submitted', (client, id) => client.outgoing.withdraw({ id })) },
  'outgoing.return': {
    allowed: ['official'],
    call: on('submitted', (client, id) => client.outgoing.return({ id, reason: REASON })),
  },
  'outgoing.previewNumber': {
    allowed: ['clerk'],
    call: async (client, made) => {
      const id = await documentIn(made, 'leader-signed', { leaderSigned: true })
      return client.outgoing.previewNumber({ id, bookId: await bookOf(made, 'outgoing') })
    },
  },
  'outgoing.assignNumber': {
    allowed: ['clerk'],
    call: async (client, made) => {
      const id = await documentIn(made, 'leader-signed', { leaderSigned: true })
      return client.outgoing.assignNumber({ id, bookId: await bookOf(made, 'outgoing'), issuedDate: '2026-07-01' })
    },
  },
  'outgoing.issue': { allowed: ['clerk'], call: on('agency-signed', (client, id) => client.outgoing.issue({ id })) },
  'outgoing.archive': { allowed: ['clerk'], call: on('issued', (client, id) => client.outgoing.archive({ id })) },
  'outgoing.recall': {
    allowed: ['clerk', 'official'],
    call: on('issued', (client, id) => client.outgoing.recall({ id, reason: REASON })),
  },
  'outgoing.cancel': {
    allowed: ['clerk', 'official'],
    call: on('numbered', (client, id) => client.outgoing.cancel({ id, reason: REASON })),
  },
  'outgoing.deleteDraft': {
    allowed: ['staff'],
    call: on('draft', (client, id) => client.outgoing.deleteDraft({ id })),
  },
  'incoming.create': {
    allowed: ['clerk', 'communeClerk', 'stranger'],
    call: async (client, made, as) =>
      client.incoming.create({ ...incomingFields({ codeNumber: as.slice(0, 11) }), sha256: await stagedPdf(made) }),
  },
  'incoming.update': {
    allowed: ['clerk'],
    call: onIncoming('received', (client, id) => client.incoming.update({ ...incomingFields(), id })),
  },
  'incoming.register': {
    allowed: ['clerk'],
    call: async (client, made) =>
      client.incoming.register({ id: await incomingIn(made, 'received'), bookId: await bookOf(made, 'incoming') }),
  },
  'incoming.sendBack': {
    allowed: ['clerk'],
    call: onIncoming('received', (client, id) => client.incoming.sendBack({ id, reason: REASON })),
  },
  'incoming.present': {
    allowed: ['clerk'],
    call: onIncoming('registered', (client, id) => client.incoming.present({ id, officialId: PEOPLE.official.id })),
  },
  'incoming.assign': {
    allowed: ['official'],
    call: async (client, made) => {
      const id = await incomingIn(made, 'presented', { officialId: PEOPLE.official.id })
      return client.incoming.assign({ id, handlerId: PEOPLE.staff.id, cooperatorIds: [PEOPLE.otherStaff.id] })
    },
  },
  'incoming.start': { allowed: ['staff'], call: onIncoming('assigned', (client, id) => client.incoming.start({ id })) },
  'incoming.complete': {
    allowed: ['staff'],
    call: onIncoming('in-progress', (client, id) => client.incoming.complete({ id, result: 'Đã trả lời' })),
  },
}
