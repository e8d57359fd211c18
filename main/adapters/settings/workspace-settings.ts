import { join } from 'node:path'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { z } from 'zod'
import { OfficeSettings } from '#contract'
import type { SettingsStore, WorkspaceSettings } from '#core/ports'

/** A file that people may edit is outside: it is parsed when it is read. */
const Workspace = OfficeSettings.extend({
  trustAnchors: z.array(z.object({ der: z.base64(), addedAt: z.string(), addedBy: z.string() })),
})

/** `workspace.json`: small, readable, written to a temporary file and renamed. */
export function workspaceSettings(folder: string): SettingsStore {
  const file = new Low<WorkspaceSettings | null>(new JSONFile(join(folder, 'workspace.json')), null)
  return {
    get: async () => {
      await file.read()
      return file.data === null ? undefined : Workspace.parse(file.data)
    },
    set: async (settings) => {
      file.data = Workspace.parse(settings)
      await file.write()
    },
  }
}
