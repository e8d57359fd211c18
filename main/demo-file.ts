import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DemoOffice } from '#core/office-ports'

/**
 * The demo office, loaded at run time from beside the product: its source in a checkout, its build in a package.
 * Undefined where it is not shipped.
 */
export function findDemo(folder: string): DemoOffice | undefined {
  const candidates = [
    join(folder, '..', 'seeds', 'demo.ts'),
    join(folder, '..', 'seeds', 'demo.js'),
    join(folder, '..', '..', 'seeds', 'demo.js'),
  ]
  const file = candidates.find((candidate) => existsSync(candidate))
  if (file === undefined) return undefined
  return {
    fillDemo: async (office, options, onProgress) => {
      const demo = (await import(pathToFileURL(file).href)) as DemoOffice
      await demo.fillDemo(office, options, onProgress)
    },
  }
}
