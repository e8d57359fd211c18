import type { SignatureImage, SigningRole, SigningTimeFormat } from '#contract'
import { bytesInMemory } from '#core/pdf/bytes'
import { DEFAULT_SETTINGS } from '#core/people/setup'
import type { Proposal } from '#core/placement/propose-place'
import type { LookWords } from '#core/signing/look-lines'
import { type Look, type LookSettings, looksFrom } from '#core/signing/role-look'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { createPageWords, type PageWords } from '#main/adapters/page-words/page-words'
import { drawSignature } from '#seeds/images/handwriting'
import { drawSeal } from '#seeds/images/seal'
import { TEST_NOW, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'

const base64 = (png: Uint8Array) => Buffer.from(png).toString('base64')

/** Images as an office keeps them, in true size. */
export const IMAGES = {
  leader: { png: base64(drawSignature('Nguyễn Văn Mẫu')), widthMm: 60, heightMm: 28.2 },
  initial: { png: base64(drawSignature('Trần Thị Thử')), widthMm: 14.1, heightMm: 7.1 },
  agency: { png: base64(drawSeal('UBND huyện Mẫu')), widthMm: 36, heightMm: 36 },
} satisfies Partial<Record<SigningRole, SignatureImage>>

const WORDS = {
  agency: 'Ủy ban nhân dân huyện Mẫu',
  number: '05/UBND-VP',
  form: 'SAO Y',
  comment: 'Giao Văn phòng tham mưu.',
  arrivalNumber: '1248',
  arrivalDate: '02/01/2026',
}

let pages: PageWords | undefined

export type SignedAs = { bytes: Uint8Array; proposal: Proposal; look: Look }

/** Signs as a role, where and how the product proposes it. */
export async function signAs(
  role: SigningRole,
  pdf: Uint8Array,
  given: { image?: SignatureImage | undefined; words?: LookWords; signingTime?: SigningTimeFormat } = {},
): Promise<SignedAs> {
  const settings: LookSettings = { ...DEFAULT_SETTINGS, signingTime: given.signingTime ?? 'iso' }
  const image = 'image' in given ? given.image : imageOf(role)
  pages ??= createPageWords()
  const looks = looksFrom({ settings: async () => settings, font: tinosRegular, readPageWords: pages.read })
  const key = await testKey('leader')
  const signer = { certificate: key.certificate, at: TEST_NOW, words: { ...WORDS, ...given.words }, image }
  const proposal = await looks.propose(role, bytesInMemory(pdf), signer)
  const look = await looks.choose(role, bytesInMemory(pdf), signer)
  const { bytes } = await signBytes(pdf, key, look)
  return { bytes, proposal, look }
}

const imageOf = (role: SigningRole): SignatureImage | undefined =>
  role === 'leader' || role === 'initial' || role === 'agency' ? IMAGES[role] : undefined

export async function closeSignAs(): Promise<void> {
  await pages?.close()
}
