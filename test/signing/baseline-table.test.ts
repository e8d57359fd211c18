import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PadesLevel } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { signPdf } from '#core/signing/sign-pdf'
import { keyFrom, partsFor, signBytesAt } from '#test/support/leveled'
import { inTemporaryFolder, judge } from '#test/support/outside-judges'
import { partsOfSignatures } from '#test/support/signed-parts'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { startTrustServices, type TrustServicesForTest } from '#test/support/trust-services'

/** A signed file as text, and its CMS as OpenSSL prints it. */
type Made = { text: string; dictionary: string; cms: string; signed: string; unsigned: string }

let pki: TrustServicesForTest
const made = new Map<PadesLevel, Made>()
beforeAll(async () => {
  pki = await startTrustServices()
  const chain = [pki.issuing.certificate, pki.policy.certificate]
  const key = keyFrom(await pki.issue({ serial: 6001 }), { chain })
  for (const level of ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const) {
    const { bytes } = await signBytesAt(withTable(TWO_PAGES), key, { ...partsFor(pki), level })
    made.set(level, await readBack(bytes))
  }
})
afterAll(() => pki.close())

async function readBack(bytes: Buffer): Promise<Made> {
  const [first] = partsOfSignatures(bytes)
  const cms = await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'cms'), first?.cms ?? '')
    const args = [
      'cms',
      '-cmsout',
      '-print',
      '-inform',
      'DER',
      '-in',
      join(folder, 'cms'),
      '-out',
      join(folder, 'text'),
    ]
    const { code } = await judge('openssl', [...args, '-nameopt', 'RFC2253'])
    expect(code).toBe(0)
    return readFile(join(folder, 'text'), 'utf8')
  })
  const text = bytes.toString('latin1')
  const at = text.indexOf('/Type/Sig') >= 0 ? text.indexOf('/Type/Sig') : text.indexOf('/Type /Sig')
  const start = text.lastIndexOf(' obj', at)
  const [, signed = '', unsigned = ''] =
    /signedAttrs:([\s\S]*?)signatureAlgorithm:[\s\S]*?unsignedAttrs:([\s\S]*)/.exec(cms) ?? []
  return { text, dictionary: text.slice(start, text.indexOf('endobj', start)), cms, signed, unsigned }
}

const of = (level: PadesLevel): Made => {
  const found = made.get(level)
  if (!found) throw new Error(`no file of level ${level}`)
  return found
}
const count = (text: string, part: RegExp) => text.match(part)?.length ?? 0
const LEVELS: PadesLevel[] = ['B-B', 'B-T', 'B-LT', 'B-LTA']

type Row = [name: string, holds: (file: Made) => boolean]

/** ETSI EN 319 142-1 V1.2.1, 6.3, Table 1: what every level has, or must not have. */
const ROWS: Row[] = [
  ['SignedData.certificates holds the signing certificate', ({ cms }) => cms.includes('serialNumber: 6001')],
  ['there is one SignerInfo', ({ cms }) => count(cms, /\bsignedAttrs:/g) === 1],
  ['the content is not in the CMS', ({ cms }) => /eContent: <ABSENT>/.test(cms)],
  [
    'content-type is there once and is id-data',
    ({ signed }) =>
      count(signed, /object: contentType /g) === 1 && /contentType[\s\S]{0,80}OBJECT:pkcs7-data/.test(signed),
  ],
  ['message-digest is there once', ({ signed }) => count(signed, /object: messageDigest /g) === 1],
  ['ESS signing-certificate-v2 is there once', ({ signed }) => count(signed, /signingCertificateV2/gi) === 1],
  ['ESS signing-certificate (SHA-1) is not', ({ signed }) => !/aa-signingCertificate\b(?!V2)/i.test(signed)],
  ['signing-time is not', ({ signed }) => !/signingTime/.test(signed)],
  [
    'content-hints, content-identifier, content-reference, mime-type, signer-location, counter-signature are not',
    ({ signed, unsigned }) =>
      !/contentHint|contentIdentifier|contentReference|mimeType|signerLocation|ets-signerLocation|countersignature/i.test(
        signed + unsigned,
      ),
  ],
  ['commitment-type-indication is not, since Reason may be used', ({ signed }) => !/commitmentType/i.test(signed)],
  [
    'certificate-values and revocation-values are not',
    ({ unsigned }) => !/certValues|revocationValues|escTimeStamp/i.test(unsigned),
  ],
  ['M is in the signature dictionary', ({ dictionary }) => count(dictionary, /\/M[ (]/g) === 1],
  ['Contents is a hexadecimal string', ({ dictionary }) => count(dictionary, /\/Contents ?<[0-9a-f]+>/g) === 1],
  ['Filter is there', ({ dictionary }) => count(dictionary, /\/Filter ?\/Adobe\.PPKLite/g) === 1],
  ['ByteRange is there', ({ dictionary }) => count(dictionary, /\/ByteRange ?\[/g) === 1],
  [
    'SubFilter is ETSI.CAdES.detached',
    ({ dictionary }) => count(dictionary, /\/SubFilter ?\/ETSI\.CAdES\.detached/g) === 1,
  ],
  ['Cert is not', ({ dictionary }) => !/\/Cert\b/.test(dictionary)],
]

describe.each(LEVELS)('EN 319 142-1, Table 1, level %s', (level) => {
  test.each(ROWS)('%s', (_name, holds) => {
    expect(holds(of(level))).toBe(true)
  })
})

describe('EN 319 142-1, Table 1, rows of single levels', () => {
  test.each(LEVELS)('signature-time-stamp: none at B-B, one from B-T on (%s)', (level) => {
    expect(count(of(level).unsigned, /timeStampToken/gi)).toBe(level === 'B-B' ? 0 : 1)
  })

  test.each(LEVELS)('DSS with certificates and revocation values: from B-LT on (%s)', (level) => {
    const { text } = of(level)
    const hasData = level === 'B-LT' || level === 'B-LTA'
    expect(/\/DSS /.test(text)).toBe(hasData)
    expect(/\/Certs ?\[[^\]]+\]/.test(text) && /\/OCSPs ?\[[^\]]+\]/.test(text)).toBe(hasData)
  })

  test.each(LEVELS)('VRI should not be used (%s)', (level) => {
    expect(of(level).text).not.toContain('/VRI')
  })

  test.each(LEVELS)('document time-stamp with SubFilter ETSI.RFC3161: at B-LTA, behind the DSS (%s)', (level) => {
    const { text } = of(level)
    const at = text.search(/\/SubFilter ?\/ETSI\.RFC3161/)
    expect(at > 0).toBe(level === 'B-LTA')
    if (level === 'B-LTA') expect(at).toBeGreaterThan(text.indexOf('/DSS '))
  })

  test('Reason and Location stand in the signature dictionary where they are given', async () => {
    const key = keyFrom(await pki.issue({ serial: 6002, key: 'p-256' }), { chain: [] })
    const parts: Buffer[] = []
    const request = { source: bytesInMemory(withTable(TWO_PAGES)), key, signedAt: new Date() }
    const sink = { write: (chunk: Uint8Array) => void parts.push(Buffer.from(chunk)) }
    await signPdf({ ...request, reason: 'Phê duyệt', location: 'Hà Nội' }, sink)
    const { dictionary, signed } = await readBack(Buffer.concat(parts))
    expect(dictionary).toMatch(/\/Reason[ (<]/)
    expect(dictionary).toMatch(/\/Location[ (<]/)
    expect(signed).not.toMatch(/commitmentType|signerLocation/i)
  })
})
