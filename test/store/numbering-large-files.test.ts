import { afterAll, describe, expect, test } from 'vitest'
import type { DocumentId } from '#contract'
import { numberFieldsOf } from '#core/fields/number-fields'
import type { OfficePorts } from '#core/office-ports'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { isString } from '#core/pdf/objects'
import { readText } from '#core/pdf/text-strings'
import { listBooks } from '#core/register/books'
import { checkIntegrity } from '#core/register/integrity-check'
import { assignNumber } from '#core/register/numbering'
import { callerFor, type TestCore } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'
import { aLetter } from '#test/support/letter'
import { documentIn } from '#test/support/office-client'
import { bytesOf, closePages, sign, signingOffice, submitted } from '#test/support/signing-office'

afterAll(closePages)

const DATE = '2026-07-01'

/** Two prepared documents that their leader has signed, and a clerk who numbers. */
async function office() {
  const core = await signingOffice()
  const ids: DocumentId[] = []
  for (let made = 0; made < 2; made += 1) {
    const sent = await submitted(core, (await aLetter()).bytes)
    await sign(core, sent, 'leader')
    ids.push(sent.id)
  }
  const clerk = await callerFor(core, 'clerk')
  const [book] = await listBooks(core.office, clerk, { direction: 'outgoing' })
  if (!book) throw new Error('no book')
  const number = (id: DocumentId, ports: OfficePorts = core.office) =>
    assignNumber(ports, clerk, { id, bookId: book.id, issuedDate: DATE })
  const plain = () => documentIn(core, 'leader-signed', { leaderSigned: true, leaderSignedBy: PEOPLE.official.id })
  return { core, ids: ids as [DocumentId, DocumentId], number, plain }
}

/** The office with files whose writing is watched: `before` runs when one is begun. */
function writing({ office: ports }: TestCore, before: (turn: number) => Promise<unknown>): OfficePorts {
  let turn = 0
  const stageSink: OfficePorts['files']['stageSink'] = async () => {
    turn += 1
    await before(turn)
    return ports.files.stageSink()
  }
  return { ...ports, files: { ...ports.files, stageSink } }
}

async function onPage(core: TestCore, id: DocumentId): Promise<string | null> {
  const document = await core.office.store.documents.get(id)
  const view = openPdf(bytesInMemory(await bytesOf(core, document?.sha256 ?? null)))
  const value = numberFieldsOf(view).find(({ purpose }) => purpose === 'number')?.field.value
  const text = view.resolve(value)
  return isString(text) ? readText(text) : null
}

async function problemsOf({ office: ports }: TestCore): Promise<unknown[]> {
  const problems: unknown[] = []
  for await (const event of checkIntegrity(ports)) problems.push(...event.problems)
  return problems
}

describe('while a very large file is filled', () => {
  test('others take their numbers; it takes the one after, on the page and in the book', async () => {
    const { core, ids, number } = await office()
    const begun = Promise.withResolvers<undefined>()
    const released = Promise.withResolvers<undefined>()
    const slow = writing(core, async (turn) => {
      if (turn > 1) return
      begun.resolve(undefined)
      await released.promise
    })
    const large = number(ids[0], slow)
    await begun.promise
    // It would wait for ever if the large file held the register.
    const small = await number(ids[1])
    released.resolve(undefined)
    expect([small.codeNumber, (await large).codeNumber]).toEqual(['01', '02'])
    expect([await onPage(core, ids[1]), await onPage(core, ids[0])]).toEqual(['01', '02'])
    expect(await problemsOf(core)).toEqual([])
  })

  test('a number that others always take first is filled in the end all the same', async () => {
    const { core, ids, number, plain } = await office()
    const busy = writing(core, async (turn) => (turn <= 3 ? number(await plain()) : undefined))
    expect(await number(ids[0], busy)).toMatchObject({ codeNumber: '04' })
    expect(await onPage(core, ids[0])).toBe('04')
    expect(await problemsOf(core)).toEqual([])
  })

  test('two clerks on one document give it one number', async () => {
    const { core, ids, number } = await office()
    const outcomes = await Promise.allSettled([number(ids[0]), number(ids[0])])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await onPage(core, ids[0])).toBe('01')
    expect(await number(ids[1])).toMatchObject({ codeNumber: '02' })
    expect(await problemsOf(core)).toEqual([])
  })
})

test('a filling that fails takes no number and leaves the document as it was', async () => {
  const { core, ids, number } = await office()
  const before = await core.office.store.documents.get(ids[0])
  const full = writing(core, () => Promise.reject(new Error('the disk is full')))
  await expect(number(ids[0], full)).rejects.toThrow('the disk is full')
  expect(await core.office.store.documents.get(ids[0])).toEqual(before)
  expect(await number(ids[1])).toMatchObject({ codeNumber: '01' })
  expect(await number(ids[0])).toMatchObject({ codeNumber: '02' })
  expect(await problemsOf(core)).toEqual([])
})
