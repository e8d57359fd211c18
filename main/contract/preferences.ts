import { z } from 'zod'

export const DeviceInfo = z.object({
  door: z.enum(['desktop', 'loopback', 'server']),
  version: z.string(),
  platform: z.string(),
  workspace: z.string(),
})
export type DeviceInfo = z.infer<typeof DeviceInfo>

export const Preferences = z.object({
  language: z.enum(['vi', 'en']).default('vi'),
  colourScheme: z.enum(['auto', 'light', 'dark']).default('auto'),
  singleKeyShortcuts: z.boolean().default(true),
})
export type Preferences = z.infer<typeof Preferences>
