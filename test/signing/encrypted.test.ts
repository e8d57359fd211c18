import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { Sha256 } from '#contract'
import { bytesInMemory, withPassword } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { decodeStructure } from '#core/pdf/filters'
import { listFields } from '#core/pdf/form-fields'
import { isDict, isStream, isString, type PdfStream } from '#core/pdf/objects'
import { readText } from '#core/pdf/text-strings'
import type { FileStore, SigningKey } from '#core/ports'
import { shadowWarnings } from '#core/shadow/shadow-warnings'
import { openingWith } from '#core/signing/protected-files'
import { signPdf } from '#core/signing/sign-pdf'
import { verifyPdf } from '#core/verification/verify-pdf'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { decryptedByQpdf, ENCRYPTIONS, type Encryption, encryptedPdf } from '#test/support/encrypted-pdf'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { withTable } from '#test/support/tiny-pdf'

const TITLE = 'Cong van (mat)'
const METADATA = '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
const USER = 'người đọc'
const OWNER = 'chủ sở hữu'

/** A page with text, an empty signature field, information and metadata: strings and streams of every kind. */
const PLAIN = withTable(
  [
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> /Metadata 7 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << >> /Annots [5 0 R] >>',
    '<< /Length 9 >>\nstream\n0 0 m S Q\nendstream',
    '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Chu ky) /F 4 /Rect [100 100 300 160] /P 3 0 R >>',
    `<< /Title (${TITLE.replace(/[()]/g, '\\$&')}) >>`,
    `<< /Type /Metadata /Subtype /XML /Length ${METADATA.length} >>\nstream\n${METADATA}\nendstream`,
  ],
  { trailer: '/Info 6 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]' },
)

let leader: SigningKey
let agency: SigningKey
beforeAll(async () => {
  leader = await testKey('leader')
  agency = await testKey('agency')
})

const open = (bytes: Uint8Array, password?: string) => openPdf(withPassword(bytesInMemory(bytes), password))

const contentOf = (document: ReturnType<typeof open>, stream: PdfStream) =>
  Buffer.from(decodeStructure(document.source, stream)).toString('latin1')

function titleOf(document: ReturnType<typeof open>): string {
  const info = document.resolve(document.trailer.entries.get('Info'))
  const title = isDict(info) ? document.entry(info, 'Title') : null
  return isString(title) ? readText(title) : ''
}

const signFieldAndPage = async (input: Uint8Array, password: string) => {
  const look = { lines: ['Nguyễn Văn Mẫu'], font: tinosRegular() }
  const first = await signBytes(input, leader, { password, field: 'Chu ky', reason: 'Phê duyệt', appearance: look })
  const place = { page: 1, x: 300, y: 300, width: 180, height: 60 }
  return { first, second: await signBytes(first.bytes, agency, { password, place, appearance: look, location: 'Huế' }) }
}

async function judged(bytes: Uint8Array, password: string) {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'signed.pdf')
    await writeFile(path, bytes)
    const { output } = await judge('pdfsig', ['-nocert', '-upw', password, path])
    const { code } = await judge('qpdf', ['--check', `--password=${password}`, path])
    return { valid: output.match(/Signature is Valid/g)?.length ?? 0, qpdf: code }
  })
}

const verdictOf = async (bytes: Uint8Array, password: string) =>
  verifyPdf(withPassword(bytesInMemory(bytes), password), { anchors: await testAnchors(), at: TEST_NOW, file: 'a.pdf' })

const kinds = Object.keys(ENCRYPTIONS) as Encryption[]
const variants = kinds.flatMap((kind) => [
  { kind, packed: false, form: 'a table' },
  ...(kind.includes('V5, R6') || kind.includes('V2, R3') ? [{ kind, packed: true, form: 'object streams' }] : []),
])

/** qpdf and pdfsig take passwords as bytes: letters that each way of encrypting writes alike. */
const passwordsFor = (kind: Encryption) =>
  kind.includes('256') ? { user: USER, owner: OWNER } : { user: 'nguoi-doc', owner: 'chu-so-huu' }

describe.each(variants)('$kind, $form', ({ kind, packed }) => {
  const { user, owner } = passwordsFor(kind)
  let input: Buffer
  beforeAll(async () => {
    input = await encryptedPdf(PLAIN, kind, { user, owner, packed })
  })

  test('is read with the user’s and with the owner’s password, and with no other', () => {
    for (const password of [user, owner]) {
      const document = open(input, password)
      expect(titleOf(document)).toBe(TITLE)
      expect(listFields(document).map(({ name }) => name)).toEqual(['Chu ky'])
      const metadata = document.entry(document.catalog().dict, 'Metadata')
      expect(isStream(metadata) && contentOf(document, metadata)).toBe(METADATA)
    }
    expect(open(input, owner).cipher?.openedBy).toBe('owner')
    expect(open(input).encrypted).toBe(true)
    expect(() => open(input, 'wrong')).toThrow(expect.objectContaining({ code: 'pdf-password-wrong' }))
  })

  test('is signed twice with the user’s password: pdfsig and ours accept both, qpdf finds nothing', async () => {
    const { first, second } = await signFieldAndPage(input, user)
    expect(first.bytes.subarray(0, input.length).equals(input)).toBe(true)
    expect(second.bytes.subarray(0, first.bytes.length).equals(first.bytes)).toBe(true)
    expect(await judged(second.bytes, user)).toEqual({ valid: 2, qpdf: 0 })
    const report = await verdictOf(second.bytes, user)
    expect(report.verdict).toBe('TOTAL-PASSED')
    expect(
      report.signatures.map(({ field, reason, location, modification }) => [field, reason, location, modification]),
    ).toEqual([
      ['Chu ky', 'Phê duyệt', '', 'permitted'],
      ['Signature1', '', 'Huế', 'none'],
    ])
  })

  test('what was appended is encrypted as the file is: qpdf decrypts every string and stream of it', async () => {
    const { second } = await signFieldAndPage(input, user)
    const plain = open(await decryptedByQpdf(second.bytes, user))
    const [first] = listFields(plain)
    const signature = first && plain.resolve(first.value)
    const reason = isDict(signature) ? plain.entry(signature, 'Reason') : null
    expect(isString(reason) && readText(reason)).toBe('Phê duyệt')
    const appended = second.bytes.subarray(input.length).toString('latin1')
    expect(appended).not.toContain('(Adobe)')
    expect(appended).not.toContain("+07'00'")
    const look = first?.widgets[0] && plain.entry(first.widgets[0].dict, 'AP')
    const drawing = isDict(look) ? plain.entry(look, 'N') : null
    expect(isStream(drawing) && contentOf(plain, drawing)).toContain(' Tj ET')
  })
})

describe('an encrypted file that opens without a password', () => {
  test('is signed and checked without one', async () => {
    const input = await encryptedPdf(PLAIN, 'AES-256 (V5, R6)', { user: '', owner: OWNER })
    const { bytes } = await signBytes(input, leader, { field: 'Chu ky' })
    expect(await judged(bytes, '')).toEqual({ valid: 1, qpdf: 0 })
    const report = await verifyPdf(bytesInMemory(bytes), { anchors: await testAnchors(), at: TEST_NOW, file: 'a.pdf' })
    expect(report).toMatchObject({ verdict: 'TOTAL-PASSED', signatures: [{ field: 'Chu ky' }] })
  })
})

describe('an encrypted file', () => {
  const refusal = async (more: readonly string[], options: Parameters<typeof signBytes>[2]) => {
    const input = await encryptedPdf(PLAIN, 'AES-256 (V5, R6)', { user: USER, owner: OWNER, more })
    return signBytes(input, leader, options).catch((error: unknown) => error)
  }

  test('is refused without its password, and with a wrong one', async () => {
    expect(await refusal([], {})).toMatchObject({ code: 'pdf-encrypted' })
    expect(await refusal([], { password: 'wrong' })).toMatchObject({ code: 'pdf-password-wrong' })
  })

  test('that forbids filling in is not signed by its readers, but by its owner', async () => {
    const more = ['--modify=none']
    const missing = { code: 'pdf-permission-missing', details: { permission: 'fill-in-form-fields' } }
    expect(await refusal(more, { password: USER, field: 'Chu ky' })).toMatchObject(missing)
    expect(await refusal(more, { password: OWNER, field: 'Chu ky' })).toMatchObject({ field: 'Chu ky' })
  })

  test('that allows filling in only gets no new field, but its own is signed', async () => {
    const more = ['--modify=form']
    const missing = { code: 'pdf-permission-missing', details: { permission: 'create-form-fields' } }
    expect(await refusal(more, { password: USER })).toMatchObject(missing)
    expect(await refusal(more, { password: USER, field: 'Chu ky' })).toMatchObject({ field: 'Chu ky' })
  })

  test('that restricts signing says so before; its owner’s password, given for a batch, lifts that', async () => {
    const more = ['--modify=none']
    const bytes = await encryptedPdf(PLAIN, 'AES-256 (V5, R6)', { user: '', owner: OWNER, more })
    const opened = { ...bytesInMemory(bytes), close: () => undefined }
    const store = { open: () => Promise.resolve(opened) } as unknown as FileStore
    const open = (password: string | undefined) => openingWith(store, password).open(Sha256.parse('0'.repeat(64)))
    const codes = async (password?: string) => (await shadowWarnings(await open(password))).map(({ code }) => code)
    expect(await codes()).toEqual(['owner-password-needed'])
    expect(await codes(OWNER)).toEqual([])
    const sink = { write: () => undefined }
    const request = { key: leader, signedAt: TEST_NOW, field: 'Chu ky' }
    await expect(signPdf({ ...request, source: await open(undefined) }, sink)).rejects.toMatchObject({
      code: 'pdf-permission-missing',
    })
    expect(await signPdf({ ...request, source: await open(OWNER) }, sink)).toMatchObject({ field: 'Chu ky' })
  })
})
