import { expect, test } from 'vitest'
import type { BatchEvent, Sha256, SigningPlace } from '#contract'
import { openPdf } from '#core/pdf/document'
import { listFields } from '#core/pdf/form-fields'
import { rectangle } from '#core/pdf/pages'
import { verifyPdf } from '#core/verification/verify-pdf'
import { drawSignature } from '#seeds/images/handwriting'
import { stagedPdf } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { aLetter } from '#test/support/demo-paper'
import { type Client, overPort, runtimeForTest } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { TEST_PASSWORD, testAnchors, testPfx } from '#test/support/pki'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** An official with a key and a letter to sign, which has no field of its own. */
async function officeWithLetter() {
  const core = await runtimeForTest('office', { verifyPdf })
  const client = overPort(core.runtime)
  await client.office.session.open({ personId: PEOPLE.admin.id })
  const [root = new Uint8Array()] = await testAnchors()
  const [found] = await client.office.trust.inspect({ data: base64(root) })
  await client.office.trust.add({ data: base64(root), confirmed: found ? [found.sha256] : [] })
  const data = base64(await testPfx('leader'))
  const key = await client.device.keys.importPkcs12({ label: 'leader', data, password: TEST_PASSWORD })
  const certificate = await client.device.keys.certificate({ id: key.id })
  await client.office.certificates.record({ ...certificate, kind: 'personal', personId: PEOPLE.official.id })
  const { bytes } = await aLetter()
  const sha256 = await stagedPdf(core, Buffer.from(bytes))
  await core.office.files.keep(sha256)
  const at = core.clock.now().toISOString()
  const revisions = [{ sha256, size: bytes.length, at, cause: 'uploaded' as const }]
  const id = await documentIn(core, 'submitted', { revisions })
  await client.office.session.open({ personId: PEOPLE.official.id })
  const sign = (place?: SigningPlace) =>
    eventsOf(client, {
      documents: [{ id, sha256, ...(place ? { place } : {}) }],
      role: 'leader',
      keyId: key.id,
      secret: TEST_PASSWORD,
    })
  return { core, client, id, sha256, sign }
}

async function eventsOf(client: Client, input: Parameters<Client['device']['signing']['batch']>[0]) {
  const events: BatchEvent[] = []
  for await (const event of await client.device.signing.batch(input)) events.push(event)
  return events
}

async function signedPlace({ core, client, id }: Awaited<ReturnType<typeof officeWithLetter>>): Promise<number[]> {
  const { revisions } = await client.office.documents.get({ id })
  const file = await core.office.files.open(revisions.at(-1)?.sha256 ?? ('' as Sha256))
  const document = openPdf(file)
  const field = listFields(document).find(({ name }) => name === 'LeaderSignature')
  const found = rectangle(document, field?.widgets[0]?.dict.entries.get('Rect')) ?? []
  file.close()
  return [...found]
}

test('a document is signed where it was proposed, with the signer’s own image in its true size', async () => {
  const office = await officeWithLetter()
  const { client, id, sha256, sign } = office
  const image = { png: base64(drawSignature('Nguyễn Văn Mẫu')), widthMm: 50, heightMm: 23.5 }
  await client.office.images.set({ owner: { kind: 'person', id: PEOPLE.official.id }, image })
  const { place, from, pages } = await client.device.signing.proposePlace({ id, sha256, role: 'leader' })
  expect([from, pages, place.page]).toEqual(['text', 1, 1])
  expect(place.width * (25.4 / 72)).toBeCloseTo(50, 0)
  expect((await sign()).at(-1)).toMatchObject({ kind: 'finished', signed: 1 })
  const [x = 0, y = 0, right = 0] = await signedPlace(office)
  expect([x, y]).toEqual([place.x, place.y])
  expect(right - x).toBeCloseTo(place.width, 1)
})

test('a place that was chosen by hand wins', async () => {
  const office = await officeWithLetter()
  await office.sign({ page: 1, x: 40, y: 60, width: 150, height: 70 })
  expect(await signedPlace(office)).toEqual([40, 60, 190, 130])
})

test.each([
  [{ page: 1, x: 500, y: 60, width: 150, height: 70 }, 'place-off-page'],
  [{ page: 9, x: 40, y: 60, width: 150, height: 70 }, 'page-not-found'],
])('a place that is not on the document (%j) is refused: nothing is signed', async (place, code) => {
  const { client, id, sign } = await officeWithLetter()
  expect(await sign(place)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'failed', code })]))
  expect(await client.office.documents.get({ id })).toMatchObject({ state: 'submitted' })
})

test('whoever may not sign a document learns nothing of its place', async () => {
  const { client, id, sha256 } = await officeWithLetter()
  await client.office.session.open({ personId: PEOPLE.staff.id })
  await expect(client.device.signing.proposePlace({ id, sha256, role: 'leader' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(client.device.signing.proposePlace({ id: 'none', sha256, role: 'leader' })).rejects.toMatchObject({
    code: expect.stringMatching(/not-found|forbidden/) as string,
  })
})

test('a preview is a PDF of one page, as large as the appearance', async () => {
  const { client } = await officeWithLetter()
  const appearance = { showImage: false, lines: ['{name}', '{time}'], colour: 'blue', framed: false } as const
  const { pdf } = await client.device.signing.preview({
    role: 'leader',
    appearance: { ...appearance, lines: [...appearance.lines], widthMm: 60, heightMm: 20 },
  })
  expect(Buffer.from(pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
})
