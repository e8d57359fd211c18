import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { AppError, type BatchEvent, DocumentId, KeyId, Sha256 } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import type { FileStore, SigningKey } from '#core/ports'
import { type BatchPorts, signBatch } from '#core/signing/batch'

const digestOf = (bytes: Uint8Array) => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))
const [LETTER, FIRST, SECOND] = ['letter', 'first', 'second'].map((text) => Buffer.from(text)) as [
  Buffer,
  Buffer,
  Buffer,
]
const ID = DocumentId.parse('d1')

/** Seals a letter whose open appendices are these; those of the second list were confirmed with it. */
async function sealed(open: readonly Buffer[], confirmed: readonly Buffer[] | undefined) {
  const handedIn: string[] = []
  const key = { certificate: new Uint8Array([48]) } as SigningKey
  const files = {
    open: async (sha256: Sha256) => {
      const bytes = [LETTER, FIRST, SECOND].find((one) => digestOf(one) === sha256)
      if (!bytes) throw new AppError('file-missing', { sha256 })
      return { ...bytesInMemory(bytes), close: () => undefined }
    },
    stageSink: async () => ({
      write: () => undefined,
      finish: async () => ({ sha256: digestOf(LETTER), size: 1 }),
      abandon: async () => undefined,
    }),
  } as unknown as FileStore
  const ports: BatchPorts = {
    keySessions: {
      use: async (_who: unknown, _secret: unknown, work: (one: SigningKey) => unknown) => work(key),
    } as never,
    ...{ files, clock: { now: () => new Date('2026-11-22T07:00:00.000Z') }, requestId: 'r1' },
    log: { info: () => undefined, error: () => undefined },
    requireMaySign: async () => undefined,
    requireUsable: () => undefined,
    chooseLook: async () => ({}),
    signPdf: async () => ({ sha256: digestOf(LETTER), size: 1, field: 'Signature', warnings: [] }),
    handIn: async () => void handedIn.push('letter'),
    appendices: {
      openOf: async () => open.map((bytes, index) => ({ number: index + 1, sha256: digestOf(bytes) })),
      chooseLook: async () => ({}),
      handIn: async ({ number }) => void handedIn.push(`appendix ${number}`),
    },
    beginJournal: () => ({ note: () => undefined, close: () => undefined }),
  }
  const appendices = confirmed?.map((bytes) => digestOf(bytes))
  const documents = [{ id: ID, sha256: digestOf(LETTER), ...(appendices ? { appendices } : {}) }]
  const events: BatchEvent[] = []
  const input = { documents, role: 'agency' as const, keyId: KeyId.parse('key') }
  for await (const event of signBatch(ports, { clientId: 'window', input })) events.push(event)
  return { handedIn, failed: events.flatMap((event) => (event.kind === 'failed' ? [event.code] : [])) }
}

test('appendices that were confirmed with their letter are signed before it', async () => {
  expect(await sealed([FIRST, SECOND], [FIRST, SECOND])).toEqual({
    handedIn: ['appendix 1', 'appendix 2', 'letter'],
    failed: [],
  })
})

test('one that nobody confirmed is not signed, and neither is anything else of its letter', async () => {
  expect(await sealed([FIRST, SECOND], [FIRST])).toEqual({ handedIn: [], failed: ['file-changed'] })
  expect(await sealed([FIRST], undefined)).toEqual({ handedIn: [], failed: ['file-changed'] })
})

test('a letter of which some appendices were signed before goes on with the rest', async () => {
  expect(await sealed([SECOND], [FIRST, SECOND])).toEqual({ handedIn: ['appendix 1', 'letter'], failed: [] })
})
