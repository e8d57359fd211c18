import { afterAll, expect, test } from 'vitest'
import type { SigningPlace } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { type FormField, listFields } from '#core/pdf/form-fields'
import { placeOfField } from '#core/placement/field-places'
import { getDocument } from '#core/register/act'
import { reportOf } from '#core/register/verify-revision'
import { callerFor } from '#test/support/core'
import { PROVINCE } from '#test/support/core-data'
import { aLetter } from '#test/support/letter'
import { IMAGES } from '#test/support/sign-as'
import { bytesOf, closePages, numbered, sign, signingOffice, submitted } from '#test/support/signing-office'

afterAll(closePages)

/** The letter on its whole way, with the leader's signature at a place that the leader chose, or where it was proposed. */
async function sealed(leaderAt?: SigningPlace) {
  const core = await signingOffice()
  await core.office.images.set({ kind: 'agency', id: PROVINCE }, IMAGES.agency)
  const sent = await submitted(core, (await aLetter()).bytes)
  await sign(core, sent, 'leader', leaderAt)
  await sign(core, await numbered(core, sent.id), 'agency')
  const clerk = await callerFor(core, 'clerk')
  const document = openPdf(bytesInMemory(await bytesOf(core, (await getDocument(core.office, clerk, sent.id)).sha256)))
  const report = await reportOf(core.office, clerk, sent.id)
  const fields = listFields(document).filter(({ fieldType }) => fieldType === 'Sig')
  const isSigned = ({ value }: FormField) => document.resolve(value) !== null
  const signed = fields.filter(isSigned).map((field) => ({ ...placeOfField(document, field), name: field.name }))
  const leader = signed.find(({ name }) => name === 'LeaderSignature')
  const agency = signed.find(({ name }) => name !== 'LeaderSignature')
  if (!leader?.width || !agency?.width) throw new Error('not signed visibly')
  return { leader, agency, report, empty: fields.filter((field) => !isSigned(field)).map(({ name }) => name) }
}

type Sealed = Awaited<ReturnType<typeof sealed>>

/** NĐ 30/2020, PL I, Phần I, II.8.a: over a third of the leader's signature, on its left. */
function expectOverAThird({ leader, agency }: Sealed): void {
  const [{ x = 0, y = 0, width = 0, height = 0 }, right] = [leader, (agency.x ?? 0) + (agency.width ?? 0)]
  expect(agency.page).toBe(leader.page)
  expect((right - x) / width).toBeCloseTo(1 / 3, 1)
  expect(Math.abs((agency.y ?? 0) + (agency.height ?? 0) / 2 - (y + height / 2))).toBeLessThan(1)
}

test('the seal stands in its prepared field where the leader signed at the proposed place', async () => {
  const all = await sealed()
  const { agency, report, empty } = all
  expectOverAThird(all)
  expect(agency.name).toBe('AgencySignature')
  expect(empty).toEqual([])
  expect(report.verdict).toBe('TOTAL-PASSED')
})

test.each([
  ['further up', { page: 1, x: 300, y: 400, width: 140, height: 66 }],
  ['on the other half', { page: 1, x: 190, y: 150, width: 100, height: 47 }],
])('the seal follows the leader’s signature %s, and both stay valid', async (_where, place) => {
  const all = await sealed(place)
  expect(all.leader).toMatchObject(place)
  expectOverAThird(all)
  expect(all.empty).toEqual(['AgencySignature'])
  expect(all.report.verdict).toBe('TOTAL-PASSED')
  expect(all.report.signatures).toMatchObject([
    { docMdp: 2, modification: 'permitted', field: 'LeaderSignature' },
    { modification: 'none', coversWholeDocument: true },
  ])
})
