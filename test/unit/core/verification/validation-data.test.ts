import { beforeAll, expect, test } from 'vitest'
import type { SignatureReport } from '#contract'
import { type Certificate, readCertificate } from '#core/certificates/certificate'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { withLevels } from '#core/verification/baseline-level'
import { createDssMemory, readDssEntries } from '#core/verification/dss-certificates'
import { hasValidationData } from '#core/verification/validation-data'
import type { ContentsResult } from '#core/verification/verify-contents'
import { bigCrl } from '#test/support/big-crl'
import { testLeaf, testPki } from '#test/support/pki'
import { withTable } from '#test/support/tiny-pdf'

const SIZE = 100_000
const REFERENCES = 150

let file: Buffer
let list: Buffer
let leaf: Certificate
let pool: Certificate[]

beforeAll(async () => {
  const pki = await testPki()
  leaf = readCertificate((await testLeaf('leader')).certificate)
  pool = [readCertificate(pki.issuing.certificate)]
  list = bigCrl(pki.issuing, { bytes: SIZE, revoked: [] })
  file = withTable([
    '<< /Type /Catalog /Pages 2 0 R /DSS 3 0 R >>',
    '<< /Type /Pages /Kids [] /Count 0 >>',
    `<< /CRLs [${'4 0 R '.repeat(REFERENCES)}] >>`,
    `<< /Length ${String(list.length)} >>\nstream\n${list.toString('latin1')}\nendstream`,
  ])
})

test('an entry that is listed many times is read once, in whatever revision', () => {
  const memory = createDssMemory()
  const first = readDssEntries(openPdf(bytesInMemory(file)), 'CRLs', memory)
  const again = readDssEntries(openPdf(bytesInMemory(file)), 'CRLs', memory)

  expect(first.map((one) => one.length)).toEqual([list.length])
  expect(again[0]).toBe(first[0])
})

test('a list is judged once for each certificate, however many signatures ask', () => {
  const limits = { read: 10 * SIZE, judged: 10 * SIZE }
  const memory = createDssMemory(limits)
  const answers = Array.from({ length: 20 }, () =>
    hasValidationData(openPdf(bytesInMemory(file)), { leaves: [leaf], pool, anchors: pool, memory }),
  )

  expect(new Set(answers)).toEqual(new Set([true]))
  expect(limits.judged - memory.left.judged).toBe(list.length)
  expect(memory.isExceeded).toBe(false)
})

test.each([
  ['read', { read: SIZE / 2, judged: 10 * SIZE }],
  ['judged', { read: 10 * SIZE, judged: SIZE / 2 }],
])('what is more than may be %s proves no level, and the report says so', (_what, limits) => {
  const level = (memory = createDssMemory()) => {
    const report = { level: 'B-T', kind: 'signature', intact: true, findings: ['revocation-not-checked'] }
    const result = { certificates: pool, crypto: { signer: leaf }, timestamp: { certificates: [] } }
    const one = {
      report: report as unknown as SignatureReport,
      result: result as unknown as ContentsResult,
      ...{ end: file.length, revision: 0 },
    }
    return withLevels([one], { document: openPdf(bytesInMemory(file)), anchors: pool, memory })[0]
  }

  expect(level()).toMatchObject({ level: 'B-LT', findings: ['revocation-not-checked'] })
  expect(level(createDssMemory(limits))).toMatchObject({
    level: 'B-T',
    indication: 'TOTAL-PASSED',
    findings: ['validation-data-too-large', 'revocation-not-checked'],
  })
})

test.each([
  ['is trusted', true, 'B-LT'],
  ['is not trusted', false, 'B-B'],
])('a later document timestamp whose authority %s raises the level accordingly', (_what, trusted, level) => {
  const timestamp = { intact: true, trusted, certificates: [] }
  const checked = (kind: SignatureReport['kind'], more: object) => ({
    report: {
      level: kind === 'signature' ? 'B-B' : 'unknown',
      kind,
      intact: true,
      findings: [],
    } as unknown as SignatureReport,
    result: { certificates: pool, crypto: { signer: leaf }, ...more } as unknown as ContentsResult,
    revision: undefined,
  })
  const all = [
    { ...checked('signature', { timestamp: undefined }), end: file.length - 1 },
    { ...checked('document-timestamp', { timestamp }), end: file.length },
  ]
  const context = { document: openPdf(bytesInMemory(file)), anchors: pool, memory: createDssMemory() }
  expect(withLevels(all, context)[0]?.level).toBe(level)
})
