import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

let regular: Uint8Array | undefined

/**
 * Tinos Regular (OFL): the metrics of Times New Roman, with Vietnamese. NĐ 30/2020, PL I, I.I wants Times New Roman, which may not be
 * redistributed.
 */
export function tinosRegular(): Uint8Array {
  regular ??= readFileSync(
    createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  )
  return regular
}
