import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError, type BatchEvent, type BatchInput, DocumentId, KeyId, Sha256 } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import type { FileStore, SigningKey } from '#core/ports'
import { type BatchPorts, signBatch } from '#core/signing/batch'
import { createKeySessions } from '#core/signing/key-session'

const clock = { now: () => new Date('2026-11-22T07:00:00.000Z') }
const digestOf = (bytes: Uint8Array) => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))
const key = (): SigningKey => ({
  certificate: new Uint8Array([48]),
  chain: [],
  scheme: 'rsa-pkcs1',
  digest: 'sha256',
  sign: async (data) => data,
  close: () => undefined,
})

/** A file store in memory that counts what stays staged and what is open. */
function filesInMemory() {
  const kept = new Map<Sha256, Uint8Array>()
  const staged = new Map<Sha256, Uint8Array>()
  let open = 0
  const files: FileStore = {
    stage: () => Promise.reject(new Error('not part of this test')),
    stageSink: async () => {
      const parts: Uint8Array[] = []
      return {
        write: (chunk) => void parts.push(chunk),
        finish: async () => {
          const bytes = Buffer.concat(parts)
          staged.set(digestOf(bytes), bytes)
          return { sha256: digestOf(bytes), size: bytes.length }
        },
        abandon: async () => undefined,
      }
    },
    keep: async () => undefined,
    discard: async (sha256) => void staged.delete(sha256),
    remove: () => Promise.resolve(),
    open: async (sha256) => {
      const bytes = kept.get(sha256)
      if (!bytes) throw new AppError('file-missing', { sha256 })
      open += 1
      return { ...bytesInMemory(bytes), close: () => void (open -= 1) }
    },
    list: () => {
      throw new Error('not part of this test')
    },
  }
  return { files, kept, staged, openCount: () => open }
}

let world: ReturnType<typeof filesInMemory>
let handedIn: string[]
let logged: string[]
let noted: string[]
let ports: BatchPorts
let documents: BatchInput['documents']

beforeEach(() => {
  world = filesInMemory()
  handedIn = []
  logged = []
  noted = []
  documents = [1, 2, 3].map((number) => {
    const bytes = new TextEncoder().encode(`document ${number}`)
    world.kept.set(digestOf(bytes), bytes)
    return { id: DocumentId.parse(`d${number}`), sha256: digestOf(bytes) }
  })
  const keys = {
    list: async () => [],
    importPkcs12: () => Promise.reject(new Error('not part of this test')),
    remove: async () => undefined,
    open: async (_id: KeyId, secret: string) => {
      if (secret !== 'right') throw new AppError('wrong-key-password')
      return key()
    },
  }
  ports = {
    keySessions: createKeySessions({ keys, clock, startTimer: () => () => undefined }),
    files: world.files,
    clock,
    log: { info: () => undefined, error: (event) => void logged.push(event) },
    requestId: 'r1',
    requireMaySign: async () => undefined,
    requireUsable: () => undefined,
    chooseLook: async () => ({}),
    signPdf: async ({ source, key: opened }, sink) => {
      await sink.write(source.read(0, source.size))
      await sink.write(await opened.sign(new TextEncoder().encode(' signed')))
      return { sha256: digestOf(new Uint8Array()), size: 0, field: 'Signature', warnings: [] }
    },
    handIn: async ({ id }) => void handedIn.push(id),
    appendices: {
      openOf: async () => [],
      chooseLook: async () => ({}),
      handIn: () => Promise.reject(new Error('no appendix here')),
    },
    beginJournal: () => ({
      note: (id, outcome) => void noted.push(`${id} ${outcome}`),
      close: (isComplete) => void noted.push(isComplete ? 'complete' : 'left'),
    }),
  }
})

const input = (secret?: string): BatchInput => ({
  documents,
  role: 'leader',
  keyId: KeyId.parse('key'),
  ...(secret === undefined ? {} : { secret }),
})

async function run(changes: Partial<BatchPorts> = {}, signal?: AbortSignal): Promise<BatchEvent[]> {
  const events: BatchEvent[] = []
  const batch = signBatch({ ...ports, ...changes }, { clientId: 'window', input: input('right') }, signal)
  for await (const event of batch) events.push(event)
  return events
}

describe('signing a batch', () => {
  test('every document is signed and handed in, in order, with one PIN', async () => {
    const events = await run()
    expect(handedIn).toEqual(['d1', 'd2', 'd3'])
    expect(events.filter(({ kind }) => kind === 'signed')).toHaveLength(3)
    expect(events.at(-1)).toEqual({
      kind: 'finished',
      signed: 3,
      failed: 0,
      skipped: 0,
      cancelled: false,
      stoppedBy: null,
    })
    expect(world.openCount()).toBe(0)
  })

  test('a document that fails is reported and the others are signed', async () => {
    const handIn: BatchPorts['handIn'] = async ({ id }) => {
      if (id === 'd2') throw new AppError('wrong-state', { state: 'returned' })
      handedIn.push(id)
    }
    const events = await run({ handIn })
    expect(handedIn).toEqual(['d1', 'd3'])
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'failed', id: 'd2', code: 'wrong-state', details: { state: 'returned' } }),
    )
    expect(events.at(-1)).toMatchObject({ signed: 2, failed: 1, skipped: 0 })
  })

  test('what the office refuses leaves no signed file behind', async () => {
    await run({ handIn: () => Promise.reject(new AppError('signature-not-valid')) })
    expect(world.staged.size).toBe(0)
    expect(world.openCount()).toBe(0)
  })

  test('a file that changed after it was confirmed is not signed', async () => {
    const [, second] = documents
    if (second) world.kept.set(second.sha256, new TextEncoder().encode('something else'))
    const events = await run()
    expect(events).toContainEqual(expect.objectContaining({ kind: 'failed', id: 'd2', code: 'stored-file-changed' }))
    expect(handedIn).toEqual(['d1', 'd3'])
  })

  test('a wrong PIN stops before the first document', async () => {
    const batch = signBatch(ports, { clientId: 'window', input: input('wrong') })
    await expect(batch.next()).rejects.toMatchObject({ code: 'wrong-key-password' })
    expect(handedIn).toEqual([])
  })

  test.each(['certificate-expired', 'certificate-not-yet-valid', 'certificate-not-for-signing'] as const)(
    '%s stops before the first document (TT 15/2025/TT-BKHCN, Điều 5.1.a)',
    async (code) => {
      const requireUsable = () => {
        throw new AppError(code)
      }
      await expect(run({ requireUsable })).rejects.toMatchObject({ code })
      expect(handedIn).toEqual([])
    },
  )

  test('cancelling takes effect between documents; what is signed stays, what is left can be signed later', async () => {
    const stop = new AbortController()
    const handIn: BatchPorts['handIn'] = async ({ id }) => {
      handedIn.push(id)
      stop.abort()
    }
    const events = await run({ handIn }, stop.signal)
    expect(handedIn).toEqual(['d1'])
    expect(events.at(-1)).toEqual({
      kind: 'finished',
      signed: 1,
      failed: 0,
      skipped: 2,
      cancelled: true,
      stoppedBy: null,
    })

    documents = documents.slice(1)
    await run()
    expect(handedIn).toEqual(['d1', 'd2', 'd3'])
  })

  test('a bug ends its document only, is logged, and told by the number of the call', async () => {
    const chooseLook = vi.fn(ports.chooseLook).mockRejectedValueOnce(new TypeError('undefined is not a function'))
    const events = await run({ chooseLook })
    const failed = { kind: 'failed', id: 'd1', code: 'internal', details: { requestId: 'r1' } }
    expect(events).toContainEqual(expect.objectContaining(failed))
    expect(handedIn).toEqual(['d2', 'd3'])
    expect(events.at(-1)).toMatchObject({ kind: 'finished', signed: 2, failed: 1 })
    expect(logged).toEqual(['signing-broken'])
    expect(world.openCount()).toBe(0)
  })

  test('the key signs nothing that the office does not let the caller sign', async () => {
    const signPdf = vi.fn(ports.signPdf)
    const requireMaySign: BatchPorts['requireMaySign'] = async ({ id, expected }) => {
      if (id === 'd2' || expected === documents[2]?.sha256) throw new AppError('forbidden', { id })
    }
    const events = await run({ signPdf, requireMaySign })
    expect(signPdf).toHaveBeenCalledTimes(1)
    expect(handedIn).toEqual(['d1'])
    expect(events.at(-1)).toMatchObject({ signed: 1, failed: 2 })
  })
})

describe('what stops a batch for good', () => {
  test('when the key is locked in the middle, the rest is skipped and not tried', async () => {
    const handIn: BatchPorts['handIn'] = async ({ id }) => {
      handedIn.push(id)
      ports.keySessions.closeAll()
    }
    const events = await run({ handIn })
    expect(handedIn).toEqual(['d1'])
    expect(events.at(-1)).toMatchObject({ signed: 1, failed: 1, skipped: 1, stoppedBy: 'key-session-closed' })
  })

  test('a token that is pulled out at the 17th of fifty stops the batch with its one reason', async () => {
    documents = manyDocuments(50)
    const signPdf: BatchPorts['signPdf'] = async (...given) => {
      if (handedIn.length === 16) throw new AppError('token-removed')
      return ports.signPdf(...given)
    }
    const events = await run({ signPdf })
    expect(handedIn).toHaveLength(16)
    const last = { kind: 'finished', signed: 16, failed: 1, skipped: 33, cancelled: false, stoppedBy: 'token-removed' }
    expect(events.at(-1)).toEqual(last)
  })

  test('a key whose certificate changes in the middle signs no more', async () => {
    const handIn: BatchPorts['handIn'] = async ({ id }) => {
      handedIn.push(id)
      present = { ...key(), certificate: new Uint8Array([49]) }
    }
    let present = key()
    const keySessions: BatchPorts['keySessions'] = { ...ports.keySessions, use: (_who, _secret, work) => work(present) }
    const events = await run({ keySessions, handIn })
    expect(handedIn).toEqual(['d1'])
    expect(events.at(-1)).toMatchObject({ signed: 1, failed: 1, skipped: 1, stoppedBy: 'certificate-changed' })
  })

  test('a certificate that expires in the middle of the batch signs no more', async () => {
    const requireUsable = () => {
      if (handedIn.length === 1) throw new AppError('certificate-expired')
    }
    const events = await run({ requireUsable })
    expect(handedIn).toEqual(['d1'])
    expect(events.at(-1)).toMatchObject({ signed: 1, failed: 1, skipped: 1, stoppedBy: 'certificate-expired' })
  })
})

describe('what is written down of a batch', () => {
  test('each document before and after it is signed; a batch of which all is signed leaves nothing', async () => {
    await run()
    const steps = ['d1', 'd2', 'd3'].flatMap((id) => [`${id} signing`, `${id} signed`])
    expect(noted).toEqual([...steps, 'complete'])
  })

  test('a batch whose listener goes away is left to be resumed', async () => {
    for await (const event of signBatch(ports, { clientId: 'window', input: input('right') })) {
      if (event.kind === 'signed') break
    }
    expect(noted).toEqual(['d1 signing', 'd1 signed', 'left'])
  })

  test('a wrong PIN writes nothing down', async () => {
    await expect(signBatch(ports, { clientId: 'window', input: input('wrong') }).next()).rejects.toThrow()
    expect(noted).toEqual([])
  })
})

function manyDocuments(count: number): BatchInput['documents'] {
  return Array.from({ length: count }, (_, at) => {
    const bytes = new TextEncoder().encode(`one of many ${at}`)
    world.kept.set(digestOf(bytes), bytes)
    return { id: DocumentId.parse(`m${at}`), sha256: digestOf(bytes) }
  })
}
