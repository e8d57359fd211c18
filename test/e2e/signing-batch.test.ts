import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { DEMO_KEY_PASSWORD } from '#seeds/fill/store-keys'
import { launchChromium } from '#test/support/chromium'
import { fillDemo, type RunningApp, startApp } from '#test/support/running-app'
import { fillSigningQueue, signaturesOf } from '#test/support/signing-queue'
import { goTo, PROVINCE, said, WORDS, workAs } from './office-page.ts'

const words = WORDS.vi
const COUNT = 50

let folder: string
let workspace: string
let app: RunningApp
let browser: Browser
let ids: Awaited<ReturnType<typeof fillSigningQueue>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-batch-'))
  workspace = join(folder, 'workspace')
  fillDemo(workspace, 0.01)
  ids = await fillSigningQueue(workspace, COUNT)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await app.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Opens the app anew and works as the province's official. */
async function enter(): Promise<Page> {
  app = await startApp(workspace)
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'vi-VN' })
  page.setDefaultTimeout(40_000)
  await page.goto(app.url)
  await workAs(page, words, { role: 'official', agency: PROVINCE })
  await goTo(page, words, 'toSign')
  return page
}

const stripOf = (page: Page) => page.getByRole('region', { name: words.signing.jobLabel })

/** The third action: the key's password. */
async function giveSecret(page: Page): Promise<void> {
  const secret = page.getByRole('dialog').getByLabel(words.signing.secret)
  await secret.fill(DEMO_KEY_PASSWORD)
  await secret.press('Enter')
}

test('fifty documents take three actions; a batch that is killed is resumed, and nothing is signed twice', async () => {
  let page = await enter()
  onTestFailed(async () => {
    await page.screenshot({ path: 'test-results/signing-batch.png' })
  })
  await page.getByRole('row').first().waitFor()
  await page.keyboard.press('Control+a')
  // By its number: another button signs the shown document alone.
  const picked = new RegExp(`^${words.signing.signPicked.replace('{{number}}', '\\d+')}$`)
  await page.getByRole('button', { name: picked }).waitFor()
  await page.keyboard.press('Control+Enter')
  await giveSecret(page)
  await page.getByRole('dialog').getByRole('button', { name: words.signing.makeSmall }).click()
  await stripOf(page)
    .getByText(/Đang ký (?:[5-9]|\d\d)\//)
    .waitFor()
  await page.getByRole('row').nth(2).click()
  await app.kill()
  await page.close()

  page = await enter()
  await stripOf(page).getByText(said(words.signing.brokenRest)).waitFor()
  await stripOf(page)
    .getByRole('button', { name: said(words.signing.resume) })
    .click()
  await giveSecret(page)
  await page.getByRole('dialog').getByText(said(words.signing.resultWhole)).first().waitFor()
  await page.getByRole('dialog').getByRole('button', { name: words.common.close, exact: true }).last().click()
  await app.stop()
  expect(await signaturesOf(workspace, ids)).toEqual(ids.map(() => ['leader']))
})
