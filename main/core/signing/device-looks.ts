import type { Appearance, PlaceProposal, SigningRole } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { openPdf } from '#core/pdf/document'
import type { Caller } from '#core/people/caller'
import type { BatchPorts, ChooseLook, Confirmed } from './batch.ts'
import { imageOwner, lookOfCaller } from './look-of-caller.ts'
import { numberBeforeSeal } from './number-before-seal.ts'
import { previewLook } from './preview-look.ts'
import { requireMaySign } from './require-may-sign.ts'
import { type LookSettings, type LookSigner, looksFrom } from './role-look.ts'
import { permissionsFor } from './role-permissions.ts'

type Office = Pick<OfficePorts, 'store' | 'images' | 'files' | 'readPageWords' | 'faces' | 'clock'>

/** What a preview shows where only a real document knows: words that nobody could take for real ones. */
const SAMPLE = {
  position: 'Chủ tịch',
  agency: 'Ủy ban nhân dân xã Mẫu',
  number: '05/UBND-VP',
  form: 'SAO Y',
  comment: 'Giao Văn phòng tham mưu.',
  arrivalNumber: '1248',
  arrivalDate: '22/11/2026',
}

/** How this workstation's signatures look and where they stand, each with what the office knows of its signer. */
export function looksOn(office: Office, settings: () => Promise<LookSettings>, font: () => Uint8Array) {
  const looks = looksFrom({ settings, font, readPageWords: office.readPageWords })
  return {
    chooseLook: async (caller: Caller, ...[confirmed, source, signer]: Parameters<ChooseLook>) => {
      const { id, role, place } = confirmed
      const shown = { ...signer, ...(await lookOfCaller(office, caller, { id, role })) }
      const before = await numberBeforeSeal(office, { id, role }, source)
      return {
        ...(await looks.choose(role, source, shown, place)),
        ...permissionsFor(role, openPdf(source)),
        ...(before ? { before } : {}),
      }
    },
    /** Number, symbol and time at the top right (NĐ 30/2020, PL I, Phần I, II.8.b). */
    appendixLook: async (
      caller: Caller,
      ...[id, source, signer]: Parameters<BatchPorts['appendices']['chooseLook']>
    ) => {
      const shown = { ...signer, ...(await lookOfCaller(office, caller, { id, role: 'appendix' })) }
      return looks.choose('appendix', source, shown)
    },
    /** Throws what `requireMaySign` throws: nobody learns of a document that he may not sign. */
    proposePlace: async (caller: Caller, confirmed: Confirmed): Promise<PlaceProposal> => {
      await requireMaySign(office, caller, confirmed)
      const { image, words } = await lookOfCaller(office, caller, confirmed)
      const signer: LookSigner = { at: office.clock.now(), image, words: { ...words, name: caller.name } }
      const source = await office.files.open(confirmed.expected)
      try {
        const { place, from, findings, pages } = await looks.propose(confirmed.role, source, signer)
        return { place, from, findings: [...findings], pages }
      } finally {
        source.close()
      }
    },
    previewLook: async (caller: Caller, look: { role: SigningRole; appearance: Appearance }): Promise<Uint8Array> => {
      const signer: LookSigner = {
        at: office.clock.now(),
        image: await office.images.get(imageOwner(caller, look.role)),
        words: { ...SAMPLE, name: caller.name },
      }
      return previewLook(look, { settings: await settings(), signer, font })
    },
  }
}
