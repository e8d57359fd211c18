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

type Language = 'vi' | 'en'

/** Colours do not depend on the language, nor anything else on the colours: each is looked at once. */
const LOOKS = {
  vi: [
    { colorScheme: 'light', axe: (builder: AxeBuilder) => builder },
    { colorScheme: 'dark', axe: (builder: AxeBuilder) => builder.withRules('color-contrast') },
  ],
  en: [{ colorScheme: 'light', axe: (builder: AxeBuilder) => builder.disableRules('color-contrast') }],
} as const

/** What axe finds in the language's colour schemes, each as one line that says where and what. */
async function findings(page: Page, name: string, language: Language): Promise<string[]> {
  const lines: string[] = []
  await settle(page)
  for (const { colorScheme, axe } of LOOKS[language]) {
    await page.emulateMedia({ colorScheme })
    // Colours fade into each other.
    await page.waitForTimeout(250)
    const { violations } = await axe(new AxeBuilder({ page })).analyze()
    for (const { id, nodes } of violations) {
      lines.push(
        ...nodes.map(({ target, html }) => `${name} ${colorScheme} ${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
      )
    }
  }
  return lines
}

async function atGate(workspace: string, language: Language, look: (page: Page) => Promise<void>): Promise<void> {
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

describe.each(['vi', 'en'] as const)('axe finds nothing, in %s', (language) => {
  test('before there is an office', async () => {
    await atGate(`empty-${language}`, language, async (page) => {
      const found = await findings(page, 'first-run', language)
      await page.getByRole('button', { name: WORDS[language].setup.officeStart }).click()
      expect([...found, ...(await findings(page, 'new-office', language))]).toEqual([])
    })
  })

  test('on any page or dialog of the office', async () => {
    await atGate('demo', language, async (page) => {
      const found = await findings(page, 'who', language)
      const signedPdf = await signedPdfOf(join(folder, 'demo'))
      await walk({ page, words: WORDS[language], signedPdf }, async ({ name }) => {
        found.push(...(await findings(page, name, language)))
      })
      expect(found).toEqual([])
    })
  })
})
