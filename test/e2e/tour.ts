import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { PROVINCE, type Role, rail, said, type Words, workAs } from './office-page.ts'

/** A page or a dialog as it can be looked at; `open` starts from the page that `hash` names. */
export type Stop = {
  name: string
  as: Role
  hash: string
  open?: (page: Page, words: Words, signedPdf: string) => Promise<unknown>
}

/** Chooses a file where the page asks for one, as dropping it would. */
const give = (page: Page, file: string) => page.locator('input[type=file]').first().setInputFiles(file)

const pickFirst = (page: Page) => page.getByRole('row').first().click()

/** Opens the first document of the list and starts one of its actions. */
const act = (action: keyof Words['document']['action']) => async (page: Page, words: Words) => {
  await pickFirst(page)
  await page.getByRole('button', { name: words.document.action[action], exact: true }).last().click()
  await page.getByRole('dialog').waitFor()
}

const tab = (of: (words: Words) => string) => (page: Page, words: Words) =>
  page.getByRole('tab', { name: of(words) }).click()

const button = (of: (words: Words) => string) => (page: Page, words: Words) =>
  page
    .getByRole('button', { name: of(words), exact: true })
    .first()
    .click()

/** Every page and dialog of an office at work, in the order of the rail. */
export const STOPS: readonly Stop[] = [
  { name: 'today-official', as: 'official', hash: '/' },
  { name: 'to-sign', as: 'official', hash: '/to-sign', open: pickFirst },
  { name: 'signing-sheet', as: 'official', hash: '/to-sign', open: act('sign-leader') },
  { name: 'return', as: 'official', hash: '/to-sign', open: act('return') },
  { name: 'assign', as: 'official', hash: '/incoming?view=to-assign', open: act('assign') },
  { name: 'statistics', as: 'official', hash: '/statistics' },
  { name: 'statistics-method', as: 'official', hash: '/statistics', open: button((w) => w.statistics.meaning) },
  { name: 'today-clerk', as: 'clerk', hash: '/' },
  { name: 'incoming', as: 'clerk', hash: '/incoming', open: pickFirst },
  {
    name: 'incoming-intake',
    as: 'clerk',
    hash: '/incoming',
    open: async (page, words, signedPdf) => {
      await give(page, signedPdf)
      await page.getByRole('button', { name: words.incoming.saveAndRegister }).waitFor()
    },
  },
  { name: 'incoming-register', as: 'clerk', hash: '/incoming?view=to-register', open: act('register') },
  { name: 'incoming-present', as: 'clerk', hash: '/incoming?view=to-present', open: act('present') },
  { name: 'outgoing', as: 'clerk', hash: '/outgoing', open: pickFirst },
  { name: 'outgoing-number', as: 'clerk', hash: '/outgoing?view=to-number', open: act('number') },
  { name: 'outgoing-issue', as: 'clerk', hash: '/outgoing?view=to-issue', open: act('issue') },
  { name: 'to-sign-agency', as: 'clerk', hash: '/to-sign', open: pickFirst },
  { name: 'search', as: 'clerk', hash: '/search', open: pickFirst },
  { name: 'certificates', as: 'clerk', hash: '/certificates', open: pickFirst },
  { name: 'certificates-keys', as: 'clerk', hash: '/certificates', open: tab((w) => w.certificates.tabKeys) },
  { name: 'certificates-images', as: 'clerk', hash: '/certificates?tab=images' },
  {
    name: 'certificates-import',
    as: 'clerk',
    hash: '/certificates',
    open: async (page, words) => {
      await tab((w) => w.certificates.tabKeys)(page, words)
      await button((w) => w.certificates.import)(page, words)
    },
  },
  { name: 'verify', as: 'clerk', hash: '/verify' },
  {
    name: 'verify-report',
    as: 'clerk',
    hash: '/verify',
    open: async (page, words, signedPdf) => {
      await give(page, signedPdf)
      await page.getByText(words.verify.signaturesTitle).waitFor()
    },
  },
  {
    name: 'verify-comparison',
    as: 'clerk',
    hash: '/verify',
    open: async (page, words, signedPdf) => {
      await give(page, signedPdf)
      await page
        .getByRole('button', { name: said(words.verify.timeline.compareOf) })
        .first()
        .click()
      const { areas_one, areas_other, same } = words.comparison
      const answer = [areas_one, areas_other, same].map((sentence) => said(sentence).source).join('|')
      await page.getByRole('dialog').getByText(new RegExp(answer)).waitFor()
    },
  },
  { name: 'today-staff', as: 'staff', hash: '/' },
  { name: 'compose', as: 'staff', hash: '/outgoing', open: button((w) => w.outgoing.compose) },
  { name: 'palette', as: 'staff', hash: '/', open: (page) => page.keyboard.press('Control+k') },
  { name: 'shortcuts', as: 'staff', hash: '/', open: button((w) => w.frame.shortcuts) },
  { name: 'language-menu', as: 'staff', hash: '/', open: button((w) => w.frame.language) },
  { name: 'certificates-record', as: 'admin', hash: '/certificates', open: button((w) => w.certificates.record) },
  { name: 'admin-people', as: 'admin', hash: '/admin' },
  { name: 'admin-person', as: 'admin', hash: '/admin', open: button((w) => w.admin.people.add) },
  { name: 'admin-books', as: 'admin', hash: '/admin', open: tab((w) => w.admin.tab.books) },
  { name: 'admin-trust', as: 'admin', hash: '/admin', open: tab((w) => w.admin.tab.trust) },
  { name: 'admin-levels', as: 'admin', hash: '/admin', open: tab((w) => w.admin.tab.levels) },
  { name: 'admin-settings', as: 'admin', hash: '/admin', open: tab((w) => w.admin.tab.settings) },
  { name: 'admin-audit', as: 'admin', hash: '/admin', open: tab((w) => w.admin.tab.audit) },
]

/** Waits until nothing is being loaded and nothing moves. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(250)
}

/** A signed file of a demo workspace. */
export async function signedPdfOf(workspace: string): Promise<string> {
  const folder = join(workspace, 'files')
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name)
    if ((await stat(path)).isFile() && (await readFile(path)).includes('/ByteRange')) return path
  }
  throw new Error(`no signed file in ${folder}`)
}

type Walk = { page: Page; words: Words; signedPdf: string }

/** Walks the tour; `look` is called at each stop. A stop that cannot be reached is an error that names it. */
export async function walk({ page, words, signedPdf }: Walk, look: (stop: Stop) => Promise<void>): Promise<void> {
  let working: Role | undefined
  for (const stop of STOPS) {
    try {
      if (stop.as !== working) await workAs(page, words, { role: stop.as, agency: PROVINCE })
      working = stop.as
      await reach({ page, words, signedPdf }, stop)
    } catch (cause) {
      throw new Error(`the tour did not reach ${stop.name}`, { cause })
    }
    await look(stop)
    await leave(page)
  }
}

async function reach({ page, words, signedPdf }: Walk, { hash, open }: Stop): Promise<void> {
  await page.goto(new URL('/#/', page.url()).href)
  await page.goto(new URL(`/#${hash}`, page.url()).href)
  await rail(page, words).waitFor()
  await settle(page)
  await open?.(page, words, signedPdf)
  await settle(page)
}

/** Closes what stands over the page. */
async function leave(page: Page): Promise<void> {
  for (let tries = 0; tries < 3 && (await page.getByRole('dialog').count()) > 0; tries += 1) {
    await page.keyboard.press('Escape')
    await page.waitForTimeout(250)
  }
}

/** Chooses the page's language at the gate. */
export async function speak(page: Page, words: Words, language: 'vi' | 'en'): Promise<void> {
  const name = language === 'vi' ? words.frame.vietnamese : words.frame.english
  await page.getByText(name, { exact: true }).click()
}
