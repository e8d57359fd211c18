import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

const ModuleFile = z.object({ modules: z.array(z.string().max(1000)).max(20) })

/** The middleware that was chosen on this workstation. */
export type ModuleList = {
  get: () => Promise<string[]>
  set: (modules: readonly string[]) => Promise<void>
}

/** In a small file beside the keys; none before somebody has chosen one. */
export function moduleListIn(file: string): ModuleList {
  return {
    get: async () => {
      try {
        return ModuleFile.parse(JSON.parse(await readFile(file, 'utf8'))).modules
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
        throw cause
      }
    },
    set: async (modules) => {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      const temporary = `${file}.${randomUUID()}.tmp`
      try {
        await writeFile(temporary, JSON.stringify({ modules }), { mode: 0o600, flush: true })
        await rename(temporary, file)
      } catch (cause) {
        await rm(temporary, { force: true })
        throw cause
      }
    },
  }
}
