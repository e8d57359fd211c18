import { afterAll, describe, expect, test } from 'vitest'
import type { DocumentDetail, Sha256 } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { getDocument } from '#core/register/act'
import { addAppendix, handInAppendix, removeAppendix } from '#core/register/appendices'
import { handIn } from '#core/register/hand-in'
import { submit } from '#core/register/outgoing'
import { prepareSigning } from '#core/register/prepare'
import { isSigned } from '#core/signing/require-may-sign'
import { verifyPdf } from '#core/verification/verify-pdf'
import { callerFor, stagedPdf, type TestCore } from '#test/support/core'
import { aLetter } from '#test/support/letter'
import { testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { bytesOf, closePages, draft, numbered, sign, signingOffice } from '#test/support/signing-office'

afterAll(closePages)

describe('appendices in files of their own', () => {
  /** A submitted letter with two appendices. */
  async function withAppendices(core: TestCore): Promise<DocumentDetail> {
    const staff = await callerFor(core, 'staff')
    const id = await draft(core, (await aLetter()).bytes)
    for (const [fileName, number] of [
      ['phu-luc-1.pdf', '1'],
      ['nham.pdf', '2'],
      ['phu-luc-2.pdf', '3'],
    ] as const) {
      const sha256 = await stagedPdf(core, (await aLetter({ number, date: '2026-07-01' })).bytes)
      await addAppendix(core.office, staff, { id, sha256, fileName })
    }
    await removeAppendix(core.office, staff, { id, number: 2 })
    return submit(core.office, staff, id)
  }

  test('are signed by the agency with their document, each with number and time at the top right', async () => {
    const core = await signingOffice()
    const clerk = await callerFor(core, 'clerk')
    const sent = await withAppendices(core)
    expect(sent.appendices.map(({ name, signed }) => [name, signed])).toEqual([
      ['phu-luc-1.pdf', false],
      ['phu-luc-2.pdf', false],
    ])
    await sign(core, sent, 'leader')
    const given = await numbered(core, sent.id)
    const seal = { id: sent.id, expected: given.sha256 as Sha256, role: 'agency' } as const
    expect(await isSigned(core.office, clerk, seal)).toBe(false)
    const frozen = await prepareSigning(core.office, clerk, { ids: [sent.id], role: 'agency' })
    expect(frozen.documents.map(({ appendices }) => appendices)).toEqual([sent.appendices.map(({ sha256 }) => sha256)])
    await sign(core, given, 'agency')
    // What goes on with a batch that was broken off takes the document for signed, though its appendices came between.
    expect(await isSigned(core.office, clerk, seal)).toBe(true)
    expect(await isSigned(core.office, clerk, { ...seal, expected: sent.sha256 as Sha256, role: 'leader' })).toBe(true)
    expect(await isSigned(core.office, clerk, { ...seal, expected: sent.sha256 as Sha256 })).toBe(false)

    const { state, appendices, history } = await getDocument(core.office, clerk, sent.id)
    expect(state).toBe('agency-signed')
    expect(appendices.map(({ number, signed }) => [number, signed])).toEqual([
      [1, true],
      [3, true],
    ])
    expect(history.map(({ action }) => action)).toEqual([
      ...['create', 'add-appendix', 'add-appendix', 'add-appendix', 'remove-appendix', 'submit', 'sign-leader'],
      ...['number', 'sign-appendix', 'sign-appendix', 'sign-agency'],
    ])
    const anchors = await testAnchors()
    for (const { sha256 } of appendices) {
      const source = bytesInMemory(await bytesOf(core, sha256))
      const { signatures, verdict } = await verifyPdf(source, { anchors, at: core.clock.now(), file: 'phu-luc.pdf' })
      expect(verdict).toBe('TOTAL-PASSED')
      expect(signatures).toMatchObject([{ field: 'AppendixSignature', page: 1 }])
    }
  })

  test('come first: a document whose appendix is not signed gets no seal', async () => {
    const core = await signingOffice()
    const clerk = await callerFor(core, 'clerk')
    const sent = await withAppendices(core)
    await sign(core, sent, 'leader')
    const { id, sha256 } = await numbered(core, sent.id)
    const { bytes } = await signBytes(await bytesOf(core, sha256), await testKey('agency'), {
      field: 'AgencySignature',
    })
    const signed = await stagedPdf(core, bytes)
    const sealed = handIn(core.office, clerk, { id, expected: sha256 as Sha256, signed, role: 'agency' })
    await expect(sealed).rejects.toMatchObject({ code: 'appendix-not-signed', details: { name: 'phu-luc-1.pdf' } })
  })

  test('are taken only from the agency and before they are sealed', async () => {
    const core = await signingOffice()
    const clerk = await callerFor(core, 'clerk')
    const sent = await withAppendices(core)
    const [first] = sent.appendices
    if (!first) throw new Error('no appendix')
    const { bytes } = await signBytes(await bytesOf(core, first.sha256), await testKey('leader'))
    const handedIn = { id: sent.id, number: 1, expected: first.sha256, signed: await stagedPdf(core, bytes) }
    await expect(handInAppendix(core.office, clerk, handedIn)).rejects.toMatchObject({ code: 'wrong-state' })
    await sign(core, sent, 'leader')
    await numbered(core, sent.id)
    await expect(handInAppendix(core.office, clerk, handedIn)).rejects.toMatchObject({ code: 'certificate-not-yours' })
    await expect(core.office.files.open(handedIn.signed)).rejects.toMatchObject({ code: 'file-missing' })
    const staff = await callerFor(core, 'staff')
    await expect(removeAppendix(core.office, staff, { id: sent.id, number: 1 })).rejects.toMatchObject({
      code: 'wrong-state',
    })
  })
})
