import { open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Adapter, Low } from 'lowdb'
import { z } from 'zod'
import { AnchorPurpose, AppError, LevelSettings, OfficeSettings, Png } from '#contract'
import type { SettingsStore, WorkspaceSettings } from '#core/ports'
import { upgraded } from './old-settings.ts'

/** A file that people may edit is outside: it is parsed when it is read. */
const Workspace = OfficeSettings.extend({
  trustAnchors: z.array(
    z.object({ der: z.base64(), addedAt: z.string(), addedBy: z.string(), purpose: AnchorPurpose.optional() }),
  ),
  levels: LevelSettings.optional(),
  askServices: z.boolean().optional(),
  sealPng: Png.nullable().optional(),
  tokenModules: z.array(z.string().min(1).max(1000)).max(50).optional(),
})

/** `workspace.json`: small, readable, always whole. Calls run one after the other. `settings-unreadable` if damaged. */
export function workspaceSettings(folder: string): SettingsStore {
  const file = new Low<WorkspaceSettings | null>(durableJson(join(folder, 'workspace.json')), null)
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  const read = async () => {
    await file.read()
    return file.data ?? undefined
  }
  const write = async (settings: WorkspaceSettings) => {
    file.data = Workspace.parse(settings)
    await file.write()
  }
  return {
    get: () => inTurn(read),
    set: (settings) => inTurn(() => write(settings)),
    change: (work) => inTurn(async () => write(work(await read()))),
  }
}

/** Written under a temporary name, fsynced, renamed, its folder fsynced: a power cut leaves the old or the new file. */
function durableJson(path: string): Adapter<WorkspaceSettings | null> {
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch(noneThere)
      return text === null ? null : parse(text)
    },
    write: async (settings) => {
      const beside = `${path}.new`
      const file = await open(beside, 'w', 0o600)
      try {
        await file.writeFile(`${JSON.stringify(settings, null, 2)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(beside, path)
      await syncFolder(dirname(path))
    },
  }
}

function noneThere(cause: unknown): null {
  if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
  throw cause
}

function parse(text: string): WorkspaceSettings {
  try {
    return Workspace.parse(upgraded(JSON.parse(text)))
  } catch (cause) {
    throw new AppError('settings-unreadable', {}, { cause })
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
