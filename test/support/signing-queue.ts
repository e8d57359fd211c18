import { createRouterClient } from '@orpc/server'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import type { DocumentId } from '#contract'
import { router } from '#main/api/router'
import { compose } from '#main/compose'

/** Letters of a real workspace, submitted to the official of its first agency; the workspace must not be open elsewhere. */
export async function fillSigningQueue(workspace: string, count: number): Promise<DocumentId[]> {
  const core = await compose({ door: 'loopback', workspace })
  try {
    const clientId = 'filling'
    const { runtime } = core
    const client = createRouterClient(router, { context: { clientId, runtime } })
    const { people } = await client.office.session.people({ limit: 100 })
    const agencyId = people[0]?.agencyId
    const staff = people.find((person) => person.agencyId === agencyId && person.roles.includes('staff'))
    const signer = people.find((person) => person.agencyId === agencyId && person.roles.includes('official'))
    if (!staff || !signer) throw new Error('the demo office has no staff or no official')
    await client.office.session.open({ personId: staff.id })
    const ids: DocumentId[] = []
    for (let number = 1; number <= count; number += 1) {
      const { sha256 } = await runtime.office.files.stage(oneChunk(await letter(number)))
      runtime.staged.add(clientId, sha256)
      const subject = `Về việc phối hợp thực hiện nhiệm vụ số ${number} năm 2026`
      const { id } = await client.office.outgoing.create({
        ...{ type: 'cong-van', subject, unitSymbol: 'VP', signerId: signer.id, sha256, fileName: `${number}.pdf` },
      })
      await client.office.outgoing.submit({ id })
      ids.push(id)
    }
    return ids
  } finally {
    await core.close()
  }
}

/** The roles that each document has been signed in, as the register has it. */
export async function signaturesOf(workspace: string, ids: readonly DocumentId[]): Promise<string[][]> {
  const core = await compose({ door: 'loopback', workspace })
  try {
    const { documents } = core.runtime.office.store
    const all = await Promise.all(ids.map((id) => documents.signatures(id)))
    return all.map((signatures) => signatures.map(({ role }) => role))
  } finally {
    await core.close()
  }
}

async function letter(number: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.TimesRoman)
  document.addPage([595, 842]).drawText(`Nhiem vu ${number}`, { x: 85, y: 700, size: 14, font })
  return document.save()
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}
