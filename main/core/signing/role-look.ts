import {
  AppError,
  type Appearance,
  type OfficeSettings,
  type SignatureImage,
  type SigningPlace,
  type SigningRole,
} from '#contract'
import { displayNameOf, readCertificate } from '#core/certificates/certificate'
import type { AppearanceContent } from '#core/pdf/appearance'
import { openPdf, type PdfDocument } from '#core/pdf/document'
import { measureWith } from '#core/pdf/embedded-font'
import { listFields } from '#core/pdf/form-fields'
import { findPage } from '#core/pdf/pages'
import { pngSize } from '#core/pdf/png-size'
import { ROLE_FIELDS } from '#core/placement/field-places'
import { POINTS_PER_MM, type Size } from '#core/placement/page-space'
import { type Proposal, proposePlace, type Wanted } from '#core/placement/propose-place'
import type { ReadPageWords } from '#core/placement/words'
import type { ByteSource } from '#core/ports'
import { filledLines, type LookWords, signingTime } from './look-lines.ts'
import type { SignRequest } from './sign-pdf.ts'

/** Who signs, when, and what an appearance may say of the document. */
export type LookSigner = {
  /** Absent while only the place is asked for: the name then stands in `words`. */
  certificate?: Uint8Array
  at: Date
  words?: LookWords
  /** The signer's own image: the leader's written signature, the agency's seal. */
  image?: SignatureImage | undefined
}

export type Look = Pick<SignRequest, 'field' | 'place' | 'appearance'>
export type LookSettings = Pick<OfficeSettings, 'appearances' | 'signingTime'>

/** Eight roles as offices know them: how each looks and where it stands. */
export type Looks = {
  /** Field, place and appearance of one signature. A place that was chosen by hand wins; it must lie on its page. */
  choose: (role: SigningRole, source: ByteSource, signer: LookSigner, place?: SigningPlace) => Promise<Look>
  /** Where the signature would stand. */
  propose: (role: SigningRole, source: ByteSource, signer: LookSigner) => Promise<Proposal>
}

type Shown = { content: AppearanceContent; image: SignatureImage | undefined; given: LookSettings }
type Parts = { settings: () => Promise<LookSettings>; font: () => Uint8Array; readPageWords: ReadPageWords }

/**
 * Chooses by role as the law has it: the leader's image between position and name, the seal over a third of it, number
 * and time of attachments and copies at the top right.
 *
 * @see NĐ 30/2020/NĐ-CP, PL I, Phần I, Mục II.7.d (leader), II.8.a (agency), II.8.b and III.1.d (attachments), Phần II, I.3 (copies).
 */
export function looksFrom({ settings, font, readPageWords }: Parts): Looks {
  const propose = async (role: SigningRole, source: ByteSource, { content, image, given }: Shown) =>
    proposePlace(openPdf(source), sizesFor(role, given, { content, image }), (page) => readPageWords(source, page))
  return {
    choose: async (role, source, signer, place) => {
      const given = await settings()
      const appearance = contentFor(role, given, signer, font)
      if (place) return { ...chosenField(openPdf(source), role, place), appearance }
      const {
        field,
        place: proposed,
        from,
      } = await propose(role, source, { content: appearance, image: signer.image, given })
      return { ...(field === undefined ? {} : { field }), ...(from === 'field' ? {} : { place: proposed }), appearance }
    },
    propose: async (role, source, signer) => {
      const given = await settings()
      return propose(role, source, { content: contentFor(role, given, signer, font), image: signer.image, given })
    },
  }
}

/** @throws AppError `place-off-page`, `page-not-found`. */
function chosenField(document: PdfDocument, role: SigningRole, place: SigningPlace): Pick<Look, 'field' | 'place'> {
  const [left, bottom, right, top] = findPage(document, place.page).box
  const lies =
    place.x >= left - 0.5 &&
    place.y >= bottom - 0.5 &&
    place.x + place.width <= right + 0.5 &&
    place.y + place.height <= top + 0.5
  if (!lies) throw new AppError('place-off-page', { page: place.page })
  const name = role === 'plain' ? undefined : ROLE_FIELDS[role]
  const isFree = name !== undefined && listFields(document).every((field) => field.name !== name)
  return { place, ...(isFree ? { field: name } : {}) }
}

const NO_IMAGE = ['Ký bởi: {name}', 'Thời gian ký: {time}']

/** What a signature of the role shows. A visible one shows something: who and when, where there is neither image nor line. */
export function contentFor(
  role: SigningRole,
  { appearances, signingTime: format }: LookSettings,
  signer: LookSigner,
  font: () => Uint8Array,
): AppearanceContent {
  const look = appearances[role]
  const words: LookWords = {
    name: signer.certificate ? displayNameOf(readCertificate(signer.certificate)) : '',
    time: signingTime(signer.at, format),
    ...signer.words,
  }
  const { image } = signer
  const imagePng = look.showImage && image ? { imagePng: Buffer.from(image.png, 'base64') } : {}
  const lines = filledLines(look, words)
  const isEmpty = lines.length === 0 && !('imagePng' in imagePng)
  const shown = isEmpty ? filledLines({ lines: NO_IMAGE, framed: false }, words) : lines
  return {
    ...imagePng,
    ...(shown.length > 0 ? { lines: shown, font: font() } : {}),
    colour: look.colour,
    framed: look.framed,
  }
}

function sizesFor(
  role: SigningRole,
  { appearances }: LookSettings,
  { content, image }: Pick<Shown, 'content' | 'image'>,
): Wanted {
  // An image that says its own size is shown in it: a seal as large as on paper (PL I, I.II.8.a).
  const own = content.imagePng && image ? { widthMm: image.widthMm, heightMm: image.heightMm } : {}
  const size = sizeOf({ ...appearances[role], ...own }, content)
  return { role, size, leader: inPoints(appearances.leader), covers: content.imagePng !== undefined }
}

const inPoints = ({ widthMm, heightMm }: Pick<Appearance, 'widthMm' | 'heightMm'>): Size => ({
  width: widthMm * POINTS_PER_MM,
  height: heightMm * POINTS_PER_MM,
})

/** An image alone has exactly its own shape within the size; text alone is as wide as its 10 pt lines need. */
function sizeOf(look: Appearance, { imagePng, lines, font, framed }: AppearanceContent): Size {
  const size = inPoints(look)
  const image = imagePng && lines === undefined ? pngSize(imagePng) : undefined
  if (image) {
    const scale = Math.min(size.width / image.width, size.height / image.height)
    return { width: image.width * scale, height: image.height * scale }
  }
  if (imagePng || framed || !lines || !font) return size
  return textSize(lines, font, size)
}

/** NĐ 30/2020, PL I, I.II.8.b: 10 pt, whatever the name's length. */
function textSize(lines: readonly string[], font: Uint8Array, { width, height }: Size): Size {
  const measure = measureWith(font)
  const widest = Math.max(...lines.map((line) => measure(line) * 10))
  return { width: Math.max(width, widest / 0.97), height: Math.max(height, (lines.length * 12) / 0.97) }
}
