/**
 * `npm run shots`: fills a demo workspace, opens every page and dialog in Chromium in two sizes, light and dark, Vietnamese
 * and English, and writes the pictures to `shots/`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { WORDS } from '../test/e2e/office-page.ts'
import { settle, signedPdfOf, speak, walk } from '../test/e2e/tour.ts'
import { launchChromium } from '../test/support/chromium.ts'
import { fillDemo, startApp } from '../test/support/running-app.ts'
import { buildIfNeeded } from './build-if-needed.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]
const SCHEMES = ['light', 'dark'] as const
const FOLDER = 'shots'

type Language = 'vi' | 'en'

/** The same screen in both sizes and both schemes. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme })
      await settle(page)
      await page.screenshot({ path: join(FOLDER, `${name}-${size.width}-${colorScheme}.png`) })
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
}

async function shootOffice(page: Page, language: Language, workspace: string): Promise<void> {
  await shoot(page, `${language}-who`)
  const signedPdf = await signedPdfOf(workspace)
  await walk({ page, words: WORDS[language], signedPdf }, async ({ name }) => {
    console.log(`${language} ${name}`)
    await shoot(page, `${language}-${name}`)
  })
}

async function shootFirstRun(page: Page, language: Language): Promise<void> {
  await shoot(page, `${language}-first-run`)
  await page.getByRole('button', { name: WORDS[language].setup.officeStart }).click()
  await shoot(page, `${language}-new-office`)
}

/** Opens a workspace's app at its gate, in a language, for as long as `look` takes. */
async function atGate(
  { browser, workspace, language }: { browser: Browser; workspace: string; language: Language },
  look: (page: Page, language: Language, workspace: string) => Promise<void>,
): Promise<void> {
  const app = await startApp(workspace)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' })
    await page.goto(app.url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await speak(page, WORDS[language], language)
    await settle(page)
    await look(page, language, workspace)
    await page.close()
  } finally {
    await app.stop()
  }
}

const browser = await launchChromium()
const folder = mkdtempSync(join(tmpdir(), 'vanthu-shots-'))
try {
  buildIfNeeded()
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER)
  fillDemo(join(folder, 'demo'), 0.05)
  for (const language of ['vi', 'en'] as const) {
    await atGate({ browser, workspace: join(folder, `empty-${language}`), language }, shootFirstRun)
    await atGate({ browser, workspace: join(folder, 'demo'), language }, shootOffice)
  }
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}
