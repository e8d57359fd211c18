import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFailed, test } from 'vitest'
import { civilDate } from '#core/register/civil-date'
import { DEMO_KEY_PASSWORD } from '#seeds/fill/store-keys'
import { aLetter } from '#test/support/letter'
import { judge } from '#test/support/outside-judges'
import { demoOffice } from './demo-office.ts'
import { confirm, goTo, openDocument, PROVINCE, said, signSheet, WORDS, workAs } from './office-page.ts'

const words = WORDS.vi
const SUBJECT = 'Về việc thử nghiệm hành trình của một văn bản đi'
const office = demoOffice()

/** Numerator and denominator of this month's rate, as Hôm nay says them. */
async function rateOfMonth(): Promise<{ full: number; due: number }> {
  const { page } = office
  await goTo(page, words, 'today')
  const sentence = await page.getByText(said(words.today.rateOf)).innerText()
  const [, full = '', due = ''] = /^([\d.]+) \/ ([\d.]+)/.exec(sentence) ?? []
  return { full: Number(full.replaceAll('.', '')), due: Number(due.replaceAll('.', '')) }
}

test('a dropped PDF goes from draft to issued, the rate moves, and other programs accept the file', async () => {
  const { page } = office
  onTestFailed(async () => {
    await page.screenshot({ path: 'test-results/outgoing.png' })
  })
  await workAs(page, words, { role: 'clerk', agency: PROVINCE })
  const before = await rateOfMonth()

  await workAs(page, words, { role: 'staff', agency: PROVINCE })
  await goTo(page, words, 'outgoing')
  await page.getByRole('button', { name: words.outgoing.compose }).first().click()
  const compose = page.getByRole('dialog', { name: words.outgoing.newTitle })
  await compose.getByLabel(words.common.chooseFile).setInputFiles(await makeDraft())
  await compose.getByLabel(words.document.field.unitSymbol).fill('VP')
  await compose.getByLabel(words.document.field.subject).fill(SUBJECT)
  await compose.getByRole('button', { name: words.outgoing.saveAndSubmit }).click()
  await compose.waitFor({ state: 'detached' })

  await workAs(page, words, { role: 'official', agency: PROVINCE })
  await goTo(page, words, 'toSign')
  const toSign = await openDocument(page, SUBJECT)
  await toSign.getByRole('button', { name: words.document.action['sign-leader'], exact: true }).click()
  await signSheet(page, words, DEMO_KEY_PASSWORD)

  await workAs(page, words, { role: 'clerk', agency: PROVINCE })
  await goTo(page, words, 'outgoing')
  const toNumber = await openDocument(page, SUBJECT)
  await toNumber.getByRole('button', { name: words.document.action.number, exact: true }).click()
  const numbering = page.getByRole('dialog', { name: words.outgoing.numberTitle })
  await numbering.getByText(words.numbering.inFields).waitFor()
  await numbering.getByLabel(words.signing.secret).fill(DEMO_KEY_PASSWORD)
  await confirm(page, words.outgoing.numberTitle, words.numbering.takeNumberAndSeal)
  await page.getByText(said(words.numbering.numberedAndSealed)).first().waitFor()

  await toNumber.getByRole('button', { name: words.document.action.issue, exact: true }).click()
  await confirm(page, words.outgoing.issueTitle, words.document.action.issue)
  await toNumber.getByText(words.document.state.issued, { exact: true }).waitFor()

  expect(await rateOfMonth()).toEqual({ full: before.full + 1, due: before.due + 1 })

  const file = await download()
  expect((await judge('qpdf', ['--check', file])).code).toBe(0)
  const verdicts = (await judge('pdfsig', [file])).output.match(/Signature Validation: .*/g)
  expect(verdicts).toEqual(['Signature Validation: Signature is Valid.', 'Signature Validation: Signature is Valid.'])
  expect((await judge('pdftotext', ['-l', '1', '-layout', file, '-'])).output).toMatch(
    /Số: +\d{2,}\/QĐ-SNV +Vĩnh Phúc, ngày +\d{2} +tháng +\d{1,2} +năm \d{4}/,
  )
})

/** A letter whose page leaves number, day and month open. @returns Its path. */
async function makeDraft(): Promise<string> {
  const path = join(office.folder, 'du-thao.pdf')
  const { bytes } = await aLetter({ date: civilDate(new Date()).slice(0, 4) })
  await writeFile(path, bytes)
  return path
}

/** The issued file, as the page offers it. */
async function download(): Promise<string> {
  const { page, folder } = office
  await goTo(page, words, 'outgoing')
  const pane = await openDocument(page, SUBJECT)
  const address = await pane.getByRole('link', { name: words.document.download }).getAttribute('href')
  const answer = await page.request.get(new URL(address ?? '', page.url()).href)
  const path = join(folder, 'issued.pdf')
  await writeFile(path, await answer.body())
  return path
}
