import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const FILES = {
  regular: '400Regular/Tinos_400Regular.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
} as const

const read = new Map<string, Uint8Array>()

/**
 * A face of Tinos (OFL): the metrics of Times New Roman, with Vietnamese. NĐ 30/2020, PL I, I.I wants Times New Roman, which may
 * not be redistributed.
 */
export function tinos({ bold, italic }: { bold: boolean; italic: boolean }): Uint8Array {
  const file = FILES[bold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'regular']
  const known = read.get(file)
  if (known) return known
  const bytes = readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${file}`))
  read.set(file, bytes)
  return bytes
}

export const tinosRegular = (): Uint8Array => tinos({ bold: false, italic: false })
