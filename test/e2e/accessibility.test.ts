import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '#test/support/chromium'
import { fillDemo, type RunningApp, startApp } from '#test/support/running-app'
import { WORDS } from './office-page.ts'
import { settle, signedPdfOf, speak, walk } from './tour.ts'

let folder: string
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-axe-'))
  fillDemo(join(folder, 'demo'), 0.01)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

/** What axe finds in both colour schemes, each as one line that says where and what. */
async function findings(page: Page, name: string): Promise<string[]> {
  const lines: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await settle(page)
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, nodes } of violations) {
      lines.push(
        ...nodes.map(({ target, html }) => `${name} ${colorScheme} ${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
      )
    }
  }
  return lines
}

async function atGate(workspace: string, language: 'vi' | 'en', look: (page: Page) => Promise<void>): Promise<void> {
  const app: RunningApp = await startApp(join(folder, workspace))
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    await page.goto(app.url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await speak(page, WORDS[language], language)
    await look(page)
    await context.close()
  } finally {
    await app.stop()
  }
}

describe.each(['vi', 'en'] as const)('axe finds nothing in either colour scheme, in %s', (language) => {
  test('before there is an office', async () => {
    await atGate(`empty-${language}`, language, async (page) => {
      const found = await findings(page, 'first-run')
      await page.getByRole('button', { name: WORDS[language].setup.officeStart }).click()
      expect([...found, ...(await findings(page, 'new-office'))]).toEqual([])
    })
  })

  test('on any page or dialog of the office', async () => {
    await atGate('demo', language, async (page) => {
      const found = await findings(page, 'who')
      const signedPdf = await signedPdfOf(join(folder, 'demo'))
      await walk({ page, words: WORDS[language], signedPdf }, async ({ name }) => {
        found.push(...(await findings(page, name)))
      })
      expect(found).toEqual([])
    })
  })
})
