import type { Appearance, OfficeSettings } from '#contract'
import { displayNameOf, readCertificate } from '#core/certificates/certificate'
import { openPdf } from '#core/pdf/document'
import { listFields } from '#core/pdf/form-fields'
import { findPage } from '#core/pdf/pages'
import type { BatchRole, ChooseLook } from './batch.ts'
import { defaultPlace } from './default-place.ts'
import type { SignRequest } from './sign-pdf.ts'

/** Names of the empty fields that a prepared document keeps for its signatures. */
export const ROLE_FIELDS: Readonly<Record<BatchRole, string>> = {
  leader: 'LeaderSignature',
  agency: 'AgencySignature',
}

type LookSettings = Pick<OfficeSettings, 'appearances' | 'sealPng'>

/**
 * Chooses field, place and appearance by role: the document's own empty field if it has one, else the default place on
 * the last page; the leader's name and time, the agency's seal.
 *
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.7.d (leader), II.8.a (agency: red seal, over a third of the signature).
 */
export function lookFrom(settings: () => Promise<LookSettings>, font: () => Uint8Array): ChooseLook {
  return async (role, source, signer) => {
    const { appearances, sealPng } = await settings()
    const document = openPdf(source)
    const fields = listFields(document)
    const appearance = appearanceOf({ ...appearances[role], image: role === 'agency' ? sealPng : null }, signer, font)
    const own = fields.find(({ name }) => name === ROLE_FIELDS[role])
    if (own?.fieldType === 'Sig' && own.value === null) return { field: own.name, appearance }

    const { box, number, rotate } = findPage(document, -1)
    const [left, bottom, right, top] = box
    const page = { x: left, y: bottom, width: right - left, height: top - bottom, rotate }
    const stands = role === 'agency' && 'lines' in appearance ? 'agency-text' : role
    const place = { page: number, ...defaultPlace(stands, page, appearances) }
    return own ? { place, appearance } : { field: ROLE_FIELDS[role], place, appearance }
  }
}

type Shown = Pick<Appearance, 'showImage' | 'showName' | 'showTime'> & { image: string | null }
type Signer = Parameters<ChooseLook>[2]

function appearanceOf(
  { showImage, showName, showTime, image }: Shown,
  signer: Signer,
  font: () => Uint8Array,
): NonNullable<SignRequest['appearance']> {
  // A seal stands alone: the text beside it belongs to attachments and copies (PL I, I.II.8.b).
  if (showImage && image !== null) return { imagePng: Buffer.from(image, 'base64') }
  const look = textLook(signer, font())
  const [name, time] = look.lines
  const lines = [...(showName ? [name] : []), ...(showTime ? [time] : [])]
  // A visible signature shows something: who and when, where there is no image and nothing was chosen.
  return lines.length > 0 ? { ...look, lines } : look
}

/** Who signed and when, as two lines of text. */
export function textLook({ certificate, at }: Signer, font: Uint8Array): { lines: [string, string]; font: Uint8Array } {
  const name = displayNameOf(readCertificate(certificate))
  return { lines: [`Ký bởi: ${name}`, `Thời gian ký: ${timeInVietnam(at)}`], font }
}

/** ISO 8601 in Vietnam's zone, as NĐ 30/2020, PL I, I.II.8.b wants it. */
function timeInVietnam(at: Date): string {
  return `${new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`
}
