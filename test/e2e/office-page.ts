import type { Locator, Page } from 'playwright'
import { en } from '#renderer/text/en/index.ts'
import { vi } from '#renderer/text/vi/index.ts'

export const WORDS = { vi, en }
export type Words = typeof vi
export type Role = keyof Words['who']['role']

/** The office that the demo names first. */
export const PROVINCE = 'UBND tỉnh'

/** A word of the page whose blanks may hold anything. */
export const said = (words: string): RegExp =>
  new RegExp(
    words
      .split(/\{\{\w+\}\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
  )

/** Works as a person of an agency with a role; whoever was working before is sent away. */
export async function workAs(
  page: Page,
  words: Words,
  { role, agency }: { role: Role; agency: string },
): Promise<void> {
  const account = page.getByRole('button', { name: said(words.frame.account) })
  const people = page.getByRole('region', { name: words.who.people })
  await account.or(people).first().waitFor()
  if (await account.isVisible()) {
    await account.click()
    await page.getByRole('menuitem', { name: words.frame.switchPerson }).click()
  }
  const card = people.getByRole('listitem').filter({ hasText: agency }).filter({ hasText: words.who.role[role] })
  await card.first().getByRole('button').click()
  await rail(page, words).waitFor()
}

export const rail = (page: Page, words: Words): Locator =>
  page.getByRole('navigation', { name: words.frame.navigation })

type Place =
  | 'today'
  | 'incoming'
  | 'outgoing'
  | 'toSign'
  | 'toSignAgency'
  | 'search'
  | 'statistics'
  | 'certificates'
  | 'verify'
  | 'admin'

/** Goes to a page by the rail. */
export async function goTo(page: Page, words: Words, place: Place): Promise<void> {
  await rail(page, words)
    .getByRole('link', { name: new RegExp(`^${words.frame[place]}`) })
    .click()
  await page.getByRole('heading', { level: 1, name: words.frame[place] }).waitFor()
}

/** Opens a document of the list beside it. */
export async function openDocument(page: Page, subject: string): Promise<Locator> {
  await page.getByRole('row').filter({ hasText: subject }).first().click()
  const pane = page.getByRole('region', { name: subject })
  await pane.waitFor()
  return pane
}

/** Answers a dialog: its confirming button. */
export async function confirm(page: Page, title: string | RegExp, button: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Signs what the open sheet shows with the key's password and closes the result. @throws Error with it unless all is signed. */
export async function signSheet(page: Page, words: Words, password: string): Promise<void> {
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(words.signing.secret).fill(password)
  await sheet.getByRole('button', { name: words.signing.sign, exact: true }).click()
  const whole = sheet.getByText(new RegExp(`^${said(words.signing.resultWhole).source}$`))
  const result = whole.or(sheet.getByText(said(words.signing.result)))
  await result.waitFor()
  if (!(await whole.isVisible())) throw new Error(await sheet.innerText())
  await sheet.getByRole('button', { name: words.common.close, exact: true }).last().click()
  await sheet.waitFor({ state: 'detached' })
}
