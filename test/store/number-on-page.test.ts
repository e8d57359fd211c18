import { afterAll, describe, expect, test } from 'vitest'
import { AppError, type Sha256 } from '#contract'
import { numberFieldsOf } from '#core/fields/number-fields'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { listFields } from '#core/pdf/form-fields'
import { IncrementalUpdate } from '#core/pdf/incremental-update'
import { isString, withEntries } from '#core/pdf/objects'
import { readText } from '#core/pdf/text-strings'
import { getDocument } from '#core/register/act'
import { listBooks } from '#core/register/books'
import { handIn } from '#core/register/hand-in'
import { numberPlacesOf } from '#core/register/number-on-page'
import { assignNumber } from '#core/register/numbering'
import { replaceFile, submit, withdraw } from '#core/register/outgoing'
import { reportOf } from '#core/register/verify-revision'
import { callerFor, stagedPdf, type TestCore } from '#test/support/core'
import { filled, prepared } from '#test/support/fields'
import { aLetter } from '#test/support/letter'
import { testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { bytesOf, closePages, draft, numbered, sign, signingOffice, submitted } from '#test/support/signing-office'

afterAll(closePages)

const valuesIn = (bytes: Uint8Array): (string | null)[] => {
  const view = openPdf(bytesInMemory(bytes))
  return numberFieldsOf(view)
    .map(({ field }) => view.resolve(field.value))
    .map((value) => (isString(value) ? readText(value) : null))
}

describe('a draft whose page leaves number and date open', () => {
  test('gets fields when it is submitted, its number is written there, and both signatures hold', async () => {
    const core = await signingOffice()
    const { office } = core
    const clerk = await callerFor(core, 'clerk')
    const letter = await aLetter()
    const sent = await submitted(core, letter.bytes)
    expect(sent.revisions.map(({ cause }) => cause)).toEqual(['uploaded', 'prepared'])
    expect(valuesIn(await bytesOf(core, sent.sha256))).toEqual([null, null])
    expect(await numberPlacesOf(office, clerk, sent.id)).toMatchObject({
      way: 'fields',
      printed: { symbol: 'QĐ-SNV', date: '2026-07' },
    })

    await sign(core, sent, 'leader')
    const given = await numbered(core, sent.id)
    expect(given).toMatchObject({ state: 'numbered', codeNumber: '01' })
    expect(valuesIn(await bytesOf(core, given.sha256))).toEqual(['01', '01'])
    await sign(core, given, 'agency')

    const { signatures, verdict } = await reportOf(office, clerk, sent.id)
    expect(verdict).toBe('TOTAL-PASSED')
    expect(signatures).toMatchObject([
      { docMdp: 2, modification: 'permitted', field: 'LeaderSignature' },
      { docMdp: null, modification: 'none', field: 'AgencySignature' },
    ])
    const { revisions } = await getDocument(office, clerk, sent.id)
    expect(revisions.map(({ cause }) => cause)).toEqual(['uploaded', 'prepared', 'leader', 'numbered', 'agency'])
  })

  test('takes no date that its printed month contradicts; the number stays in the book', async () => {
    const core = await signingOffice()
    const sent = await submitted(core, (await aLetter()).bytes)
    await sign(core, sent, 'leader')
    core.clock.set('2026-08-03T02:00:00.000Z')
    const clerk = await callerFor(core, 'clerk')
    const [book] = await listBooks(core.office, clerk, { direction: 'outgoing' })
    if (!book) throw new Error('no book')
    const given = { id: sent.id, bookId: book.id, issuedDate: '2026-08-03' }
    await expect(assignNumber(core.office, clerk, given)).rejects.toMatchObject({
      code: 'date-differs-from-page',
      details: { printed: '07/2026' },
    })
    expect(await numbered(core, sent.id)).toMatchObject({ codeNumber: '01', issuedDate: '2026-07-01' })
  })

  test('keeps its fields where it is withdrawn and submitted again', async () => {
    const core = await signingOffice()
    const staff = await callerFor(core, 'staff')
    const sent = await submitted(core, (await aLetter()).bytes)
    await withdraw(core.office, staff, sent.id)
    const again = await submit(core.office, staff, sent.id)
    expect(again.sha256).toBe(sent.sha256)
  })

  test('says before it is submitted that it will', async () => {
    const core = await signingOffice()
    const staff = await callerFor(core, 'staff')
    const id = await draft(core, (await aLetter()).bytes)
    expect(await numberPlacesOf(core.office, staff, id)).toMatchObject({ way: 'open', number: 'gap', date: 'gap' })
    const plain = await draft(core, (await aLetter({ number: '15', date: '2026-07-01' })).bytes)
    expect(await numberPlacesOf(core.office, staff, plain)).toMatchObject({
      way: 'none',
      number: 'printed',
      date: 'printed',
    })
  })

  test('whose number was filled anew on the way to the seal is not taken', async () => {
    const core = await signingOffice()
    const sent = await submitted(core, (await aLetter()).bytes)
    await sign(core, sent, 'leader')
    const before = await bytesOf(core, (await core.office.store.documents.get(sent.id))?.sha256 ?? null)
    const given = await numbered(core, sent.id)
    const right = await bytesOf(core, given.sha256)
    const other = await filled(before, { codeNumber: '99', codeNotation: 'x', issuedDate: '2026-07-01' })
    // The same update that writes 99 instead of 01, behind the file that has 01.
    const changed = Buffer.concat([right, relocated(other.subarray(before.length), right.length - before.length)])
    const { bytes } = await signBytes(changed, await testKey('agency'), { field: 'AgencySignature' })
    const signed = await stagedPdf(core, bytes)
    const clerk = await callerFor(core, 'clerk')
    await expect(
      handIn(core.office, clerk, { id: sent.id, expected: given.sha256 as Sha256, signed, role: 'agency' }),
    ).rejects.toMatchObject({ code: 'number-changed' })
    await expect(core.office.files.open(signed)).rejects.toMatchObject({ code: 'file-missing' })
  })
})

/** An update moved further down in its file: every offset of its table, and the one to the table before. */
function relocated(update: Buffer, by: number): Buffer {
  const text = update.toString('latin1')
  const moved = (digits: string) => String(Number(digits) + by).padStart(digits.length, '0')
  const start = /startxref\n(\d+)/.exec(text)?.[1] ?? ''
  const table = text
    .replace(/^(\d{10}) 00000 n /gm, (_all, at: string) => `${moved(at)} 00000 n `)
    .replace(/startxref\n(\d+)/, (_all, at: string) => `startxref\n${moved(at)}`)
    .replace(/\/Prev \d+/, `/Prev ${start}`)
  return Buffer.from(table, 'latin1')
}

async function ownDraft(): Promise<Buffer> {
  const letter = await aLetter()
  return withHiddenNumber(await prepared(letter, letter.words[0] ?? []))
}

/** The drafter's own change: the number's field hidden in a corner of 12 by 12 points. */
function withHiddenNumber(bytes: Buffer): Buffer {
  const document = openPdf(bytesInMemory(bytes))
  const update = new IncrementalUpdate(document)
  const number = listFields(document).find(({ name }) => name === 'DocumentNumber')
  if (!number?.ref) throw new Error('no field')
  update.set(number.ref, withEntries(number.dict, { F: 2, Rect: [0, 0, 12, 12] }))
  return Buffer.concat([bytes, update.close()])
}

describe('a draft with number fields of its own', () => {
  const refused = { code: 'number-field-foreign', details: { field: 'DocumentNumber' } }

  test('is not submitted', async () => {
    const core = await signingOffice()
    const own = await ownDraft()
    const id = await draft(core, own)
    await expect(submit(core.office, await callerFor(core, 'staff'), id)).rejects.toMatchObject(refused)
    expect(await core.office.store.documents.get(id)).toMatchObject({ state: 'draft' })
  })

  test('is not submitted either where it continues the file that was prepared for it', async () => {
    const core = await signingOffice()
    const staff = await callerFor(core, 'staff')
    const sent = await submitted(core, (await aLetter()).bytes)
    const bytes = await bytesOf(core, sent.sha256)
    await withdraw(core.office, staff, sent.id)
    await replaceFile(core.office, staff, { id: sent.id, sha256: await stagedPdf(core, withHiddenNumber(bytes)) })
    await expect(submit(core.office, staff, sent.id)).rejects.toMatchObject(refused)

    await replaceFile(core.office, staff, { id: sent.id, sha256: await stagedPdf(core, bytes) })
    expect(await submit(core.office, staff, sent.id)).toMatchObject({ state: 'submitted', sha256: sent.sha256 })
  })

  test('that was submitted nevertheless gets its number with a signature, where it is seen', async () => {
    const core = await signingOffice()
    const { office } = core
    const own = await ownDraft()
    const id = await draft(core, own)
    const event = { action: 'submit', actorId: null, at: core.clock.now() }
    await office.store.transaction(async ({ documents }) => {
      await documents.change(id, { from: ['draft'], set: { state: 'submitted' }, event })
    })
    const clerk = await callerFor(core, 'clerk')
    await sign(core, await getDocument(office, await callerFor(core, 'official'), id), 'leader')
    const given = await numbered(core, id)
    expect(valuesIn(await bytesOf(core, given.sha256))).toEqual([null, null])
    await sign(core, given, 'agency')
    const { signatures } = await reportOf(office, clerk, id)
    expect(signatures.map(({ field }) => field)).toEqual(['LeaderSignature', 'NumberAndDate', 'AgencySignature'])
  })
})

const whosePagesFail = (core: TestCore): TestCore => ({
  ...core,
  office: { ...core.office, readPageWords: () => Promise.reject(new AppError('page-unreadable', { page: 1 })) },
})

describe('a document that was not prepared', () => {
  test('and is signed already gets number and date with a signature of the agency, on their line', async () => {
    const core = await signingOffice()
    const { office } = core
    const clerk = await callerFor(core, 'clerk')
    const letter = await aLetter()
    const initialled = await signBytes(letter.bytes, await testKey('clerk'), {
      place: { page: 1, x: 400, y: 200, width: 40, height: 20 },
    })
    const sent = await submitted(core, initialled.bytes)
    expect(sent.revisions.map(({ cause }) => cause)).toEqual(['uploaded'])
    expect(await numberPlacesOf(office, clerk, sent.id)).toMatchObject({ way: 'signed', number: 'gap', date: 'gap' })
    await sign(core, sent, 'leader')
    const given = await numbered(core, sent.id)
    await sign(core, given, 'agency')

    const { signatures, verdict } = await reportOf(office, clerk, sent.id)
    expect(verdict).toBe('TOTAL-PASSED')
    expect(signatures.map(({ field, docMdp }) => [field, docMdp])).toEqual([
      [initialled.field, null],
      ['LeaderSignature', null],
      ['NumberAndDate', null],
      ['AgencySignature', null],
    ])
    expect(await numberPlacesOf(office, clerk, sent.id)).toMatchObject({
      way: 'none',
      number: 'printed',
      date: 'printed',
    })
  })

  test('and has no such lines is submitted, numbered and signed as it is', async () => {
    const core = await signingOffice()
    const letter = await aLetter({ number: '15', date: '2026-07-01' })
    const sent = await submitted(core, letter.bytes)
    await sign(core, sent, 'leader')
    await sign(core, await numbered(core, sent.id), 'agency')
    const { signatures, verdict } = await reportOf(core.office, await callerFor(core, 'clerk'), sent.id)
    expect(verdict).toBe('TOTAL-PASSED')
    expect(signatures.map(({ field }) => field)).toEqual(['LeaderSignature', 'AgencySignature'])
  })

  test('because its page cannot be read is submitted all the same', async () => {
    const core = await signingOffice()
    const unreadable = whosePagesFail(core)
    const sent = await submitted(unreadable, (await aLetter()).bytes)
    expect(sent).toMatchObject({ state: 'submitted', revisions: [{ cause: 'uploaded' }] })
  })

  test('is neither numbered nor sealed while its page cannot be read, and afterwards gets both', async () => {
    const core = await signingOffice()
    const unreadable = whosePagesFail(core)
    const sent = await submitted(unreadable, (await aLetter()).bytes)
    await sign(unreadable, sent, 'leader')
    await expect(numbered(unreadable, sent.id)).rejects.toMatchObject({ code: 'page-unreadable' })

    const given = await numbered(core, sent.id)
    expect(given).toMatchObject({ state: 'numbered', codeNumber: '01' })
    await expect(sign(unreadable, given, 'agency')).rejects.toThrow('page-unreadable')
    expect(await core.office.store.documents.get(sent.id)).toMatchObject({ state: 'numbered', sha256: given.sha256 })

    await sign(core, given, 'agency')
    const { signatures } = await reportOf(core.office, await callerFor(core, 'clerk'), sent.id)
    expect(signatures.map(({ field }) => field)).toEqual(['LeaderSignature', 'NumberAndDate', 'AgencySignature'])
  })

  test('because it is a scan without words is submitted, numbered and signed as it is', async () => {
    const core = await signingOffice()
    const scan = { ...core, office: { ...core.office, readPageWords: () => Promise.resolve([]) } }
    const sent = await submitted(scan, (await aLetter()).bytes)
    await sign(scan, sent, 'leader')
    await sign(scan, await numbered(scan, sent.id), 'agency')
    expect(await core.office.store.documents.get(sent.id)).toMatchObject({ state: 'agency-signed' })
  })
})
