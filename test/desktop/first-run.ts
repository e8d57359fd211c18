import type { Page } from 'playwright'
import { goTo, PROVINCE, WORDS, workAs } from '#test/e2e/office-page'

const words = WORDS.vi
const FILLING_MS = 300_000

/** From the first screen to a document's pages: the demo office is made, and used. */
export async function walkFirstRun(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: words.setup.title }).waitFor()
  await page.getByRole('button', { name: words.setup.demoAction, exact: true }).click()
  await page.getByRole('region', { name: words.who.people }).waitFor({ timeout: FILLING_MS })
  await walkToADocument(page)
}

/** Somebody works, and the first document to sign shows its pages. */
export async function walkToADocument(page: Page): Promise<void> {
  await workAs(page, words, { role: 'official', agency: PROVINCE })
  await goTo(page, words, 'toSign')
  await page.getByRole('row').first().click()
  await page.locator('canvas').first().waitFor()
}
