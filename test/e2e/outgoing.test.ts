import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { DEMO_KEY_PASSWORD } from '#seeds/fill/store-keys'
import { launchChromium } from '#test/support/chromium'
import { judge } from '#test/support/outside-judges'
import { fillDemo, type RunningApp, startApp } from '#test/support/running-app'
import { confirm, goTo, openDocument, PROVINCE, said, signSheet, WORDS, workAs } from './office-page.ts'

const words = WORDS.vi
const SUBJECT = 'Về việc thử nghiệm hành trình của một văn bản đi'
let folder: string
let app: RunningApp
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-e2e-'))
  fillDemo(join(folder, 'workspace'), 0.01)
  app = await startApp(join(folder, 'workspace'))
  browser = await launchChromium()
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'vi-VN' })
  page.setDefaultTimeout(40_000)
  await page.goto(app.url)
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  await rm(folder, { recursive: true, force: true })
})

async function aLetter(): Promise<string> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.TimesRoman)
  const sheet = document.addPage([595, 842])
  sheet.drawText('Cong van thu nghiem', { x: 85, y: 700, size: 14, font })
  const path = join(folder, 'cong-van.pdf')
  await writeFile(path, await document.save())
  return path
}

/** Numerator and denominator of this month's rate, as Hôm nay says them. */
async function rateOfMonth(): Promise<{ full: number; due: number }> {
  await goTo(page, words, 'today')
  const sentence = await page.getByText(said(words.today.rateOf)).innerText()
  const [full, due] = sentence.split('/').map((part) => Number(part.replace(/\D/g, '').slice(0, 9)))
  return { full: full ?? 0, due: Number(/\/ ([\d.]+)/.exec(sentence)?.[1]?.replace('.', '') ?? due) }
}

test('a dropped PDF goes from draft to issued, the rate moves, and other programs accept the file', async () => {
  onTestFailed(async () => {
    await page.screenshot({ path: 'test-results/outgoing.png' })
  })
  await workAs(page, words, { role: 'clerk', agency: PROVINCE })
  const before = await rateOfMonth()

  await workAs(page, words, { role: 'staff', agency: PROVINCE })
  await goTo(page, words, 'outgoing')
  await page.getByRole('button', { name: words.outgoing.compose }).first().click()
  const compose = page.getByRole('dialog', { name: words.outgoing.newTitle })
  await compose.getByLabel(words.common.chooseFile).setInputFiles(await aLetter())
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
  await confirm(page, words.outgoing.numberTitle, words.outgoing.takeNumber)

  await toNumber.getByRole('button', { name: words.document.action['sign-agency'], exact: true }).click()
  await signSheet(page, words, DEMO_KEY_PASSWORD)

  await toNumber.getByRole('button', { name: words.document.action.issue, exact: true }).click()
  await confirm(page, words.outgoing.issueTitle, words.document.action.issue)
  await toNumber.getByText(words.document.state.issued, { exact: true }).waitFor()

  expect(await rateOfMonth()).toEqual({ full: before.full + 1, due: before.due + 1 })

  const file = await download()
  expect((await judge('qpdf', ['--check', file])).code).toBe(0)
  const verdicts = (await judge('pdfsig', [file])).output.match(/Signature Validation: .*/g)
  expect(verdicts).toEqual(['Signature Validation: Signature is Valid.', 'Signature Validation: Signature is Valid.'])
})

/** The issued file, as the page offers it. */
async function download(): Promise<string> {
  await goTo(page, words, 'outgoing')
  const pane = await openDocument(page, SUBJECT)
  const address = await pane.getByRole('link', { name: words.document.download }).getAttribute('href')
  const answer = await page.request.get(new URL(address ?? '', page.url()).href)
  const path = join(folder, 'issued.pdf')
  await writeFile(path, await answer.body())
  return path
}
