import { join } from 'node:path'
import type { SigningKey } from '#core/ports'
import { signPdf } from '#core/signing/sign-pdf'
import { createLocalFile, type DiskCalls, openLocalFile } from '#main/adapters/files/local-file'
import { tinosRegular } from '#main/adapters/fonts/tinos'

/** Where every signature stands on the first page. */
export const RECT = { x: 330, y: 90, width: 180, height: 110 }

/** One file of `bench:sign`: visible with seal and text, PAdES B-B, from disk to disk, synced. */
export async function signFile(
  { input, output }: { input: string; output: string },
  { key, seal, calls }: { key: SigningKey; seal: Uint8Array; calls: DiskCalls },
): Promise<void> {
  const source = openLocalFile(input)
  const sink = await createLocalFile(output, calls)
  const lines = ['Ký bởi: Nguyễn Văn Kiểm', 'Ngày ký: 14:32 22/11/2026', 'Dữ liệu để đo']
  const appearance = { imagePng: seal, lines, font: tinosRegular() }
  await signPdf({ source, key, signedAt: new Date(), place: { page: 1, ...RECT }, appearance }, sink)
  await sink.finish()
  source.close()
}

export const inputOf = (folder: string, number: number): string => join(folder, `in-${number}.pdf`)
