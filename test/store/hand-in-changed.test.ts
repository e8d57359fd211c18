import { afterAll, describe, expect, test } from 'vitest'
import type { DocumentId, Sha256 } from '#contract'
import { getDocument } from '#core/register/act'
import { addAppendix, handInAppendix } from '#core/register/appendices'
import { handIn } from '#core/register/hand-in'
import { submit } from '#core/register/outgoing'
import { append, objectText } from '#test/support/appended'
import { callerFor, stagedPdf, type TestCore } from '#test/support/core'
import { aLetter } from '#test/support/letter'
import { testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { bytesOf, closePages, draft, numbered, sign, signingOffice, submitted } from '#test/support/signing-office'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

afterAll(closePages)

const PLAIN = withTable(TWO_PAGES)
const OTHER_PAGE = { 5: '<< /Length 9 >>\nstream\n9 9 m S Q\nendstream' }
const NOTE = '<< /Type /Annot /Subtype /FreeText /Rect [0 0 300 300] /Contents (100.000.000) >>'

/** A file of two revisions, and one that goes on from its first: the second is left out of the chain. */
const SAVED_TWICE = append(PLAIN, OTHER_PAGE)
const withoutTheSecond = (bytes: Buffer) => {
  const first = /startxref\n(\d+)/.exec(PLAIN.toString('latin1'))?.[1] ?? ''
  const text = append(bytes, { 20: 'null' }).toString('latin1')
  const at = text.lastIndexOf('/Prev ')
  return Buffer.from(text.slice(0, at) + text.slice(at).replace(/^\/Prev \d+/, `/Prev ${first}`), 'latin1')
}

describe('what stands between the confirmed bytes and the leader’s signature', () => {
  test.each([
    ['another page', PLAIN, (bytes: Buffer) => append(bytes, OTHER_PAGE), 'changed-besides-signature'],
    [
      'a note',
      PLAIN,
      (bytes: Buffer) => {
        const page = objectText(bytes, 3).replace('/Contents', '/Annots [21 0 R] /Contents')
        return append(bytes, { 3: page, 21: NOTE })
      },
      'changed-besides-signature',
    ],
    ['an update without purpose', PLAIN, (bytes: Buffer) => append(bytes, { 20: 'null' }), 'changed-besides-signature'],
    ['an update that goes on from older bytes', SAVED_TWICE, withoutTheSecond, 'not-an-incremental-revision'],
  ])('is not taken: %s', async (_what, confirmed, change, code) => {
    const core = await signingOffice()
    const official = await callerFor(core, 'official')
    const { id, sha256 } = await submitted(core, confirmed)
    const { bytes } = await signBytes(change(await bytesOf(core, sha256)), await testKey('leader'))
    const signed = await stagedPdf(core, bytes)

    const handedIn = handIn(core.office, official, { id, expected: sha256 as Sha256, signed, role: 'leader' })
    await expect(handedIn).rejects.toMatchObject({ code })
    expect(await getDocument(core.office, official, id)).toMatchObject({ state: 'submitted', sha256 })
    await expect(core.office.files.open(signed)).rejects.toMatchObject({ code: 'file-missing' })
  })
})

describe('an appendix', () => {
  test('that was changed before the agency signed it is not taken', async () => {
    const core = await signingOffice()
    const { id, expected } = await numberedWith(core, PLAIN)
    const { bytes } = await signBytes(append(PLAIN, OTHER_PAGE), await testKey('agency'))
    const refused = handInAppendix(core.office, await callerFor(core, 'clerk'), {
      ...{ id, expected, number: 1 },
      signed: await stagedPdf(core, bytes),
    })
    await expect(refused).rejects.toMatchObject({ code: 'changed-besides-signature' })
  })

  test('that bears an older signature is not signed by validation data', async () => {
    const core = await signingOffice()
    const { bytes } = await signBytes(PLAIN, await testKey('agency'))
    const { id, expected } = await numberedWith(core, bytes)
    const catalog = objectText(bytes, 1).replace('<<', '<< /DSS 900 0 R')
    const raised = append(bytes, { 1: catalog, 900: '<< /Type /DSS /Certs [] >>' })
    const clerk = await callerFor(core, 'clerk')
    const handedIn = { id, expected, number: 1, signed: await stagedPdf(core, raised) }
    await expect(handInAppendix(core.office, clerk, handedIn)).rejects.toMatchObject({ code: 'signature-not-valid' })

    const again = await stagedPdf(core, (await signBytes(raised, await testKey('agency'))).bytes)
    await handInAppendix(core.office, clerk, { ...handedIn, signed: again })
    expect((await getDocument(core.office, clerk, id)).appendices).toMatchObject([{ sha256: again, signed: true }])
  })
})

/** A document with its number that has this one appendix. */
async function numberedWith(core: TestCore, appendix: Uint8Array): Promise<{ id: DocumentId; expected: Sha256 }> {
  const staff = await callerFor(core, 'staff')
  const id = await draft(core, (await aLetter()).bytes)
  const sha256 = await stagedPdf(core, appendix)
  await addAppendix(core.office, staff, { id, sha256, fileName: 'phu-luc.pdf' })
  await sign(core, await submit(core.office, staff, id), 'leader')
  await numbered(core, id)
  return { id, expected: sha256 }
}
