import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFailed, test } from 'vitest'
import { DEMO_KEY_PASSWORD } from '#seeds/fill/store-keys'
import { demoOffice, makeLetter } from './demo-office.ts'
import { confirm, goTo, openDocument, PROVINCE, WORDS, workAs } from './office-page.ts'

const words = WORDS.vi
const SUBJECT = 'Về việc thử nghiệm hành trình của một văn bản đến'
const office = demoOffice()

/** A letter that another office has signed, on the command line, with a key of the demo PKI. */
async function aSignedLetter(): Promise<string> {
  const { folder, workspace } = office
  const letter = await makeLetter(office, 'den.pdf')
  const key = readdirSync(join(workspace, 'keys')).find((name) => name.endsWith('.p12')) ?? ''
  const password = join(folder, 'password')
  writeFileSync(password, DEMO_KEY_PASSWORD, { mode: 0o600 })
  const signed = join(folder, 'den-da-ky.pdf')
  const args = ['--p12', join(workspace, 'keys', key), '--password-file', password, '--out', signed]
  execFileSync(process.execPath, ['main/cli/index.ts', 'sign', letter, ...args])
  return signed
}

test('a signed PDF that arrives is checked, registered, presented, assigned and completed', async () => {
  const { page } = office
  onTestFailed(async () => {
    await page.screenshot({ path: 'test-results/incoming.png' })
  })
  const { incoming, document } = words

  await workAs(page, words, { role: 'clerk', agency: PROVINCE })
  await goTo(page, words, 'incoming')
  await page
    .getByLabel(incoming.take)
    .locator('visible=false')
    .setInputFiles(await aSignedLetter())
  await page.getByText(incoming.signaturesPassed.replace('{{n}}', '1')).waitFor()
  await page.getByText(incoming.integrityKept).waitFor()
  await page.getByRole('combobox', { name: document.field.organ }).fill('Bộ Nội vụ (mô phỏng)')
  await page.getByRole('textbox', { name: document.field.subject }).fill(SUBJECT)
  await page.getByRole('button', { name: incoming.saveAndRegister }).click()
  await confirm(page, incoming.lackTitle, incoming.lackConfirm)

  const registered = page.getByRole('region', { name: SUBJECT })
  await registered.getByText(document.state.registered, { exact: true }).waitFor()
  await registered.getByRole('button', { name: document.action.present, exact: true }).click()
  await confirm(page, incoming.present.title, incoming.present.confirm)
  await registered.getByText(document.state.presented, { exact: true }).waitFor()

  await workAs(page, words, { role: 'official', agency: PROVINCE })
  await goTo(page, words, 'incoming')
  const presented = await openDocument(page, SUBJECT)
  await presented.getByRole('button', { name: document.action.assign, exact: true }).click()
  const assign = page.getByRole('dialog', { name: incoming.assign.title })
  await assign
    .getByRole('radio', { name: new RegExp(words.who.role.staff) })
    .first()
    .check()
  await assign.getByText(incoming.assign.dueChoice['5'], { exact: true }).click()
  await confirm(page, incoming.assign.title, incoming.assign.confirm)

  await workAs(page, words, { role: 'staff', agency: PROVINCE })
  await goTo(page, words, 'incoming')
  const mine = await openDocument(page, SUBJECT)
  await mine.getByRole('button', { name: document.action.start, exact: true }).click()
  await mine.getByRole('button', { name: document.action.complete, exact: true }).click()
  await page.getByRole('dialog').getByLabel(incoming.complete.result).fill('Đã trả lời bằng văn bản.')
  await confirm(page, incoming.complete.title, incoming.complete.confirm)
  await mine.getByText(document.state.done, { exact: true }).waitFor()

  await mine.getByRole('tab', { name: document.tab.facts }).click()
  await mine.getByText('Đã trả lời bằng văn bản.').waitFor()
  await mine.getByRole('tab', { name: document.tab.history }).click()
  for (const action of ['register', 'present', 'assign', 'start', 'complete'] as const) {
    await mine.getByText(document.action[action], { exact: true }).first().waitFor()
  }
})
