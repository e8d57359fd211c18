import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { bytesInMemory, withPassword } from '#core/pdf/bytes'
import type { ByteSource, ValidationServices } from '#core/ports'
import { verifyPdf } from '#core/verification/verify-pdf'
import { openLocalFile } from '#main/adapters/files/local-file'
import { createVerifier, type VerifierLimits } from '#main/adapters/verifier/verifier'
import { createWorkClock } from '#main/adapters/verifier/work-clock'
import { keyFrom } from '#test/support/leveled'
import { TEST_NOW, testAnchors, testKey, testPki } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

// Threads load the engine each, on machines that do other things too.
vi.setConfig({ testTimeout: 40_000 })

const folder = await mkdtemp(join(tmpdir(), 'vanthu-verifier-'))
const verifiers: ReturnType<typeof createVerifier>[] = []
afterAll(async () => {
  await Promise.all(verifiers.map(({ close }) => close()))
  await rm(folder, { recursive: true, force: true })
})

function verifierWith(limits: Partial<VerifierLimits> = {}) {
  const verifier = createVerifier(limits)
  verifiers.push(verifier)
  return verifier
}

const usual = verifierWith()
const signed = (await signBytes(withTable(TWO_PAGES), await testKey('curve'))).bytes
const options = { anchors: await testAnchors(), at: TEST_NOW, file: 'a.pdf' }

async function onDisk(name: string, bytes: Uint8Array) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return openLocalFile(path)
}

describe('a file that is checked in a thread', () => {
  test('has the report that it has without one, from the disk and from memory', async () => {
    const direct = await verifyPdf(bytesInMemory(signed), options)
    const file = await onDisk('signed.pdf', signed)

    expect(await usual.verifyPdf(file, options)).toEqual(direct)
    expect(await usual.verifyPdf(bytesInMemory(signed), options)).toEqual(direct)
    expect(direct.verdict).toBe('TOTAL-PASSED')
    file.close()
  })

  test('is refused with the same code and place as without one', async () => {
    const damaged = signed.subarray(0, 300)

    await expect(usual.verifyPdf(bytesInMemory(damaged), options)).rejects.toMatchObject({
      code: 'pdf-damaged',
      details: { offset: 300 },
    })
    await expect(usual.inspectPdf(bytesInMemory(new Uint8Array(0)))).rejects.toMatchObject({ code: 'pdf-empty' })
  })

  test('is read from the file that is open, wherever its name has gone', async () => {
    const file = await onDisk('moved.pdf', signed)
    await rm(join(folder, 'moved.pdf'))

    expect(await usual.inspectPdf(file)).toEqual({ pages: 2 })
    expect((await usual.verifyPdf(withPassword(file, 'unused'), options)).verdict).toBe('TOTAL-PASSED')
    file.close()
  })

  test('waits its turn where more come than there are threads', async () => {
    const verifier = verifierWith({ threads: 1 })
    const many = await Promise.all(Array.from({ length: 5 }, () => verifier.inspectPdf(bytesInMemory(signed))))

    expect(many).toEqual(Array.from({ length: 5 }, () => ({ pages: 2 })))
  })
})

/** A page tree whose every node takes long to parse: they are all the same bytes of one object stream. */
function slowFile(): Buffer {
  const nothing = '[]'.repeat(450_000)
  const count = 3000
  const objects = `<< /Kids [] /Count 0 /X [${nothing}] >>`
  const pairs = Array.from({ length: count }, (_, index) => `${index + 10} 0`).join(' ')
  const data = deflateSync(Buffer.from(`${pairs}\n${objects}`))
  const head = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'
  const kids = Array.from({ length: count }, (_, index) => `${index + 10} 0 R`).join(' ')
  const pages = `2 0 obj\n<< /Type /Pages /Count 9 /Kids [${kids}] >>\nendobj\n`
  const own = `3 0 obj\n<< /Type /ObjStm /N ${count} /First ${pairs.length + 1} /Filter /FlateDecode /Length ${data.length} >>\nstream\n`
  const before = Buffer.concat([Buffer.from(head + pages + own, 'latin1'), data, Buffer.from('\nendstream\nendobj\n')])
  const row = (type: number, second: number) => {
    const bytes = Buffer.alloc(5)
    bytes[0] = type
    bytes.writeUInt32BE(second, 1)
    return bytes
  }
  const places = [head.indexOf('1 0 obj'), head.length, head.length + pages.length, before.length]
  const rows = Buffer.concat([...places.map((at) => row(1, at)), ...Array.from({ length: count }, () => row(2, 3))])
  const xref = `4 0 obj\n<< /Type /XRef /Size ${count + 10} /W [1 4 0] /Index [1 4 10 ${count}] /Root 1 0 R /Length ${rows.length} >>\nstream\n`
  return Buffer.concat([
    before,
    Buffer.from(xref, 'latin1'),
    rows,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${before.length}\n%%EOF\n`, 'latin1'),
  ])
}

describe('a file that takes too much', () => {
  test('time is stopped with a word of its own, and the next one is checked', async () => {
    const verifier = verifierWith({ ms: 300, threads: 1 })
    const started = performance.now()

    await expect(verifier.inspectPdf(bytesInMemory(slowFile()))).rejects.toMatchObject({
      code: 'pdf-too-complex',
      details: { limit: 'time' },
    })
    expect(performance.now() - started).toBeLessThan(20_000)
    expect(await verifier.inspectPdf(bytesInMemory(signed))).toEqual({ pages: 2 })
  })

  test('heap is stopped with a word of its own, and the next one is checked', async () => {
    const verifier = verifierWith({ heapMegabytes: 24, threads: 1 })

    await expect(verifier.inspectPdf(bytesInMemory(slowFile()))).rejects.toMatchObject({
      code: 'pdf-too-complex',
      details: { limit: 'memory' },
    })
    expect(await verifier.inspectPdf(bytesInMemory(signed))).toEqual({ pages: 2 })
  })

  test('memory beside the heap is stopped too', async () => {
    const verifier = verifierWith({ externalMegabytes: 1, threads: 1 })

    await expect(verifier.inspectPdf(bytesInMemory(slowFile()))).rejects.toMatchObject({
      code: 'pdf-too-complex',
      details: { limit: 'memory' },
    })
  })

  test('and is not wanted any more is cancelled', async () => {
    const verifier = verifierWith({ threads: 1 })
    const stop = new AbortController()
    const file: ByteSource = bytesInMemory(slowFile())
    const running = verifier.verifyPdf(file, { ...options, signal: stop.signal })
    const waiting = verifier.verifyPdf(file, { ...options, signal: stop.signal })
    setTimeout(() => {
      stop.abort()
    }, 200)

    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    expect(await verifier.inspectPdf(bytesInMemory(signed))).toEqual({ pages: 2 })
  })
})

/** The certificate says where to ask about it; nobody is there. */
async function signedByWhoNamesServices(): Promise<Buffer> {
  const { issuing, issue } = await testPki()
  const at = (name: string) => `http://127.0.0.1:9/${name}`
  const services = { ocsp: at('ocsp'), issuer: at('issuing.cer'), crl: at('issuing.crl') }
  const notBefore = new Date('2026-01-01T00:00:00Z')
  const leaf = await issue({ serial: 4001, commonName: 'Người Có Nơi Hỏi', notBefore, key: 'p-256', services })
  return (await signBytes(withTable(TWO_PAGES), keyFrom(leaf, { chain: [issuing.certificate] }))).bytes
}

test('what the thread wants to know of the world is asked here, and the limit waits for the answer', async () => {
  const asked: string[] = []
  const services: ValidationServices = {
    evidence: async (certificate) => {
      asked.push(`evidence ${certificate.length > 0}`)
      await new Promise((resolve) => setTimeout(resolve, 700))
      return { answers: [], problems: ['service-unreachable'] }
    },
    issuers: () => {
      asked.push('issuers')
      return Promise.resolve([])
    },
  }
  const verifier = verifierWith({ ms: 600, threads: 1 })
  // Its modules are loaded and warm by then: what is measured is the waiting.
  await verifier.verifyPdf(bytesInMemory(signed), options)
  const file = await signedByWhoNamesServices()
  const report = await verifier.verifyPdf(bytesInMemory(file), { ...options, services })

  expect(report.offline).toBe(false)
  expect(report.signatures).toHaveLength(1)
  expect(asked).toContain('evidence true')
})

/** Services that answer only when the test says so. */
function silentServices() {
  const { promise: isAsked, resolve: asked } = Promise.withResolvers<undefined>()
  const { promise: release, resolve: answer } = Promise.withResolvers<{ answers: []; problems: string[] }>()
  const services: ValidationServices = {
    evidence: () => {
      asked(undefined)
      return release
    },
    issuers: () => Promise.resolve([]),
  }
  return { services, isAsked, answer: () => answer({ answers: [], problems: ['service-unreachable'] }) }
}

test('a structure is read while every file that is verified waits for the network', async () => {
  const verifier = verifierWith({ threads: 1 })
  const { services, isAsked, answer } = silentServices()
  const verifying = verifier.verifyPdf(bytesInMemory(await signedByWhoNamesServices()), { ...options, services })
  await isAsked

  expect(await verifier.inspectPdf(bytesInMemory(signed))).toEqual({ pages: 2 })
  answer()
  expect((await verifying).signatures).toHaveLength(1)
})

test('a thread is kept for what somebody waits for; the background takes the others, and stands behind', async () => {
  const verifier = verifierWith({ threads: 2 })
  const done: string[] = []
  const check = async (name: string, services: ValidationServices, inBackground = false) => {
    const file = bytesInMemory(await signedByWhoNamesServices())
    const report = await verifier.verifyPdf(file, { ...options, file: name, services, inBackground })
    done.push(report.file)
  }
  const [slow, awaited] = [silentServices(), silentServices()]
  const first = check('background', slow.services, true)
  await slow.isAsked
  const second = check('background again', slow.services, true)
  await check('awaited', { evidence: async () => ({ answers: [], problems: [] }), issuers: async () => [] })
  expect(done).toEqual(['awaited'])

  const holding = check('holding', awaited.services)
  await awaited.isAsked
  const waiting = verifier.verifyPdf(bytesInMemory(signed), options).then(({ file }) => done.push(file))
  slow.answer()
  await Promise.all([first, second, waiting])
  expect(done.toSorted()).toEqual(['a.pdf', 'awaited', 'background', 'background again'])
  expect(done.indexOf('a.pdf')).toBeLessThan(done.indexOf('background again'))
  awaited.answer()
  await holding
})

test('closed, it cancels what is under way, who is in line and who comes later, and starts no thread', async () => {
  const verifier = verifierWith({ threads: 1 })
  const { services, isAsked } = silentServices()
  const file = bytesInMemory(await signedByWhoNamesServices())
  const running = verifier.verifyPdf(file, { ...options, services })
  await isAsked
  const waiting = verifier.verifyPdf(bytesInMemory(signed), options)
  const outcomes = Promise.allSettled([running, waiting])
  await verifier.close()

  const cancelled = { status: 'rejected', reason: { code: 'cancelled' } }
  expect(await outcomes).toMatchObject([cancelled, cancelled])
  await expect(verifier.verifyPdf(bytesInMemory(signed), options)).rejects.toMatchObject({ code: 'cancelled' })
  await expect(verifier.inspectPdf(bytesInMemory(signed))).rejects.toMatchObject({ code: 'cancelled' })
})

test('a clock of work stands still while it is paused, however often', async () => {
  let ended = 0
  const clock = createWorkClock(60, () => {
    ended += 1
  })
  const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  clock.start()
  clock.pause()
  clock.pause()
  await later(120)
  clock.resume()
  await later(120)
  expect(ended).toBe(0)
  clock.resume()
  await later(200)
  expect(ended).toBe(1)
})
