import { screen } from '@testing-library/react'
import type { DocumentId } from '#contract'
import { verifyPdf } from '#core/verification/verify-pdf'
import { PEOPLE } from '#test/support/core-data'
import { overPort, runtimeForTest } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { TEST_PASSWORD, testAnchors, testPfx } from '#test/support/pki'

export const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

export const secretField = () => screen.findByLabelText<HTMLInputElement>(/Mật khẩu hoặc PIN/)

/** Submitted documents, and the official's key on this workstation, known to the office. */
export async function queueOf(subjects: readonly string[]) {
  const core = await runtimeForTest('office', { verifyPdf })
  const client = overPort(core.runtime)
  await client.office.session.open({ personId: PEOPLE.admin.id })
  const [root = new Uint8Array()] = await testAnchors()
  const [found] = await client.office.trust.inspect({ data: base64(root) })
  await client.office.trust.add({ data: base64(root), confirmed: found ? [found.sha256] : [] })
  const data = base64(await testPfx('leader'))
  const key = await client.device.keys.importPkcs12({ label: 'leader', data, password: TEST_PASSWORD })
  const certificate = await client.device.keys.certificate({ id: key.id })
  await client.office.certificates.record({ ...certificate, kind: 'personal', personId: PEOPLE.official.id })
  const ids: DocumentId[] = []
  for (const subject of subjects) ids.push(await documentIn(core, 'submitted', { subject }))
  return { core, client, ids }
}
