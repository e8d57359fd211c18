import type { Appearance, SigningRole } from '#contract'
import { writeAppearance } from '#core/pdf/appearance'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { IncrementalUpdate } from '#core/pdf/incremental-update'
import { dict, name, withEntries } from '#core/pdf/objects'
import { findPage } from '#core/pdf/pages'
import { POINTS_PER_MM } from '#core/placement/page-space'
import { contentFor, type LookSettings, type LookSigner } from './role-look.ts'

/** Around what is shown, in points. */
const MARGIN = 8

/**
 * A page with nothing but one appearance in true size, drawn by what draws it into signed documents.
 *
 * @throws AppError `image-unreadable`.
 */
export async function previewLook(
  { role, appearance }: { role: SigningRole; appearance: Appearance },
  { settings, signer, font }: { settings: LookSettings; signer: LookSigner; font: () => Uint8Array },
): Promise<Uint8Array> {
  const size = { width: appearance.widthMm * POINTS_PER_MM, height: appearance.heightMm * POINTS_PER_MM }
  const shown = { ...settings, appearances: { ...settings.appearances, [role]: appearance } }
  const base = emptyPage(size.width + 2 * MARGIN, size.height + 2 * MARGIN)
  const document = openPdf(bytesInMemory(base))
  const update = new IncrementalUpdate(document)
  const form = await writeAppearance(update, contentFor(role, shown, signer, font), { size, rotate: 0 })
  const page = findPage(document, 1)
  const stamp = update.allocate()
  const rect = [MARGIN, MARGIN, MARGIN + size.width, MARGIN + size.height]
  const annotation = { Type: name('Annot'), Subtype: name('Stamp'), Rect: rect, F: 4, AP: dict({ N: form }) }
  update.set(stamp, dict(annotation))
  update.set(page.ref, withEntries(page.dict, { Annots: [stamp] }))
  return Buffer.concat([base, update.close()])
}

/** The least that is a PDF: one empty page with a cross-reference table. ISO 32000-1:2008, 7.5. */
function emptyPage(width: number, height: number): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width.toFixed(2)} ${height.toFixed(2)}] /Resources << >> >>`,
  ]
  let text = '%PDF-1.7\n'
  const places = objects.map((body, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`
  return Buffer.from(
    `${text}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  )
}
