import type { SignatureImage } from '#contract'
import { displayNameOf, readCertificate } from '#core/certificates/certificate'
import { openPdf } from '#core/pdf/document'
import { DEFAULT_SETTINGS } from '#core/people/setup'
import type { ByteSource, SigningKey } from '#core/ports'
import { contentFor, type Look, type LookSettings, type LookSigner, looksFrom } from '#core/signing/role-look'
import { permissionsFor } from '#core/signing/role-permissions'
import { tinosRegular } from '#main/adapters/fonts/tinos'
import { createPageWords } from '#main/adapters/page-words/page-words'
import type { SignOptions } from './sign-options.ts'

type Permissions = ReturnType<typeof permissionsFor>
type LookOptions = Pick<SignOptions, 'role' | 'place' | 'field' | 'words'>

/** Chooses fields, places and appearances for a run; `close` ends the thread that read pages. */
export type SignLooks = {
  of: (source: ByteSource, signer: { key: SigningKey; signedAt: Date }) => Promise<Look & Permissions>
  close: () => Promise<void>
}

/**
 * A place or a field that was asked for wins; the other roles stand where the law has them; a plain signature of which
 * nothing was asked shows nothing.
 */
export function createSignLooks({ role, place, field, words }: LookOptions, png: Uint8Array | undefined): SignLooks {
  const pages = createPageWords()
  const given = settingsFor(role, png !== undefined)
  const looks = looksFrom({ settings: async () => given, font: tinosRegular, readPageWords: pages.read })
  return {
    of: async (source, { key, signedAt }) => {
      const permissions = permissionsFor(role, openPdf(source))
      const agency = displayNameOf(readCertificate(key.certificate))
      const signer: LookSigner = {
        certificate: key.certificate,
        at: signedAt,
        words: { agency, ...words },
        image: png && imageOf(png, given.appearances[role]),
      }
      if (place || field !== undefined) {
        const appearance = contentFor(role, given, signer, tinosRegular)
        return { appearance, ...permissions, ...(place ? { place } : {}), ...(field === undefined ? {} : { field }) }
      }
      return role === 'plain' ? {} : { ...(await looks.choose(role, source, signer)), ...permissions }
    },
    close: pages.close,
  }
}

/** Where an image was given it is shown, and stands alone. */
function settingsFor(role: SignOptions['role'], hasImage: boolean): LookSettings {
  if (!hasImage) return DEFAULT_SETTINGS
  const { appearances } = DEFAULT_SETTINGS
  return {
    ...DEFAULT_SETTINGS,
    appearances: { ...appearances, [role]: { ...appearances[role], showImage: true, lines: [] } },
  }
}

function imageOf(png: Uint8Array, { widthMm, heightMm }: Omit<SignatureImage, 'png'>): SignatureImage {
  return { png: Buffer.from(png).toString('base64'), widthMm, heightMm }
}
