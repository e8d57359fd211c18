import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from '#test/support/chromium'
import { fillDemo, type RunningApp, startApp } from '#test/support/running-app'

export type DemoOffice = { page: Page; folder: string; workspace: string }

/** A small demo office in a process of its own, and a page at its gate, for the tests of one file. */
export function demoOffice(): DemoOffice {
  const office = {} as DemoOffice
  let app: RunningApp
  let browser: Browser
  beforeAll(async () => {
    office.folder = await mkdtemp(join(tmpdir(), 'vanthu-e2e-'))
    office.workspace = join(office.folder, 'workspace')
    fillDemo(office.workspace, 0.01)
    app = await startApp(office.workspace)
    browser = await launchChromium()
    office.page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'vi-VN' })
    office.page.setDefaultTimeout(40_000)
    await office.page.goto(app.url)
  })
  afterAll(async () => {
    await browser.close()
    await app.stop()
    await rm(office.folder, { recursive: true, force: true })
  })
  return office
}

/** A letter of one page that nobody has signed. @returns Its path. */
export async function makeLetter({ folder }: DemoOffice, name: string): Promise<string> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.TimesRoman)
  document.addPage([595, 842]).drawText('Cong van thu nghiem', { x: 85, y: 700, size: 14, font })
  const path = join(folder, name)
  await writeFile(path, await document.save())
  return path
}
