import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DemoOffice, OfficePorts } from '#core/office-ports'
import type { KeyStore } from '#core/ports'

/** The module itself: filling also puts keys into the workstation's store. */
type DemoModule = {
  fillDemo: (
    office: OfficePorts & { keys: Pick<KeyStore, 'importPkcs12'> },
    ...rest: Parameters<DemoOffice['fillDemo']> extends [unknown, ...infer Rest] ? Rest : never
  ) => Promise<void>
}

/**
 * The demo office, loaded at run time from beside the product: its source in a checkout, its build in a package.
 * Undefined where it is not shipped.
 */
export function findDemo(folder: string, keys: Pick<KeyStore, 'importPkcs12'>): DemoOffice | undefined {
  const candidates = [
    join(folder, '..', 'seeds', 'demo.ts'),
    join(folder, '..', 'seeds', 'demo.js'),
    join(folder, '..', '..', 'seeds', 'demo.js'),
  ]
  const file = candidates.find((candidate) => existsSync(candidate))
  if (file === undefined) return undefined
  return {
    fillDemo: async (office, options, onProgress) => {
      const demo = (await import(pathToFileURL(file).href)) as DemoModule
      await demo.fillDemo({ ...office, keys }, options, onProgress)
    },
  }
}
