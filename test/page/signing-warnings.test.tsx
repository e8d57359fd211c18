import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type SigningWarning, signingWarning } from '#contract'
import { SIGNING_WARNING_SENTENCES } from '#contract/signing-warnings'
import { Failed } from '#renderer/api/failure.ts'
import { SigningWarnings } from '#renderer/components/signing/signing-warnings.tsx'
import type { FrozenDocument } from '#renderer/components/signing/use-frozen-list.ts'
import { type Client, overPort, runtimeForTest } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { showAs } from './show-as.tsx'

async function frozen() {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  const id = await documentIn(core, 'submitted', { subject: 'Về việc thứ nhất' })
  return { client, id }
}

/** The same client, but for what examining a file answers. */
const examining = (client: Client, inspect: () => Promise<SigningWarning[]>): Client =>
  ({
    office: client.office,
    device: { preferences: client.device.preferences, signing: { inspect } },
  }) as unknown as Client

const document = { id: 'd', sha256: 'a'.repeat(64), subject: 'Về việc thứ nhất' } as unknown as FrozenDocument

test('a file with something prepared is told in plain words with its page; notes wait to be opened', async () => {
  const { client } = await frozen()
  const answer = [
    signingWarning('image-over-text', { page: 2, object: 5 }),
    signingWarning('standard-font-not-embedded', { detail: 'Arial' }),
  ]
  await showAs(
    examining(client, () => Promise.resolve(answer)),
    'official',
    <SigningWarnings documents={[document]} role="leader" passwordRef={null} />,
  )
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Về việc thứ nhất, trang 2')
  expect(alert.textContent).toContain(SIGNING_WARNING_SENTENCES['image-over-text'].vi)
  screen.getByText('Ghi chú về tệp (1)')
  screen.getByText(/Phông chữ chuẩn Arial/)
})

test('an honest file is examined through the real procedure and says nothing', async () => {
  const { client, id } = await frozen()
  await showAs(client, 'official', <p>Trang</p>)
  const { documents } = await client.office.signing.prepare({ ids: [id], role: 'leader' })
  const [one] = documents
  if (!one) throw new Error('nothing to sign')
  expect(await client.device.signing.inspect({ id, sha256: one.sha256, role: 'leader' })).toEqual([])
  await expect(client.device.signing.inspect({ id, sha256: one.sha256, role: 'agency' })).rejects.toThrow()
})

test('a file whose maker restricts signing asks for its owner’s password', async () => {
  const { client } = await frozen()
  const inspect = () => Promise.resolve([signingWarning('owner-password-needed')])
  await showAs(
    examining(client, inspect),
    'official',
    <SigningWarnings documents={[document]} role="leader" passwordRef={null} />,
  )
  const field = await screen.findByLabelText<HTMLInputElement>(/Mật khẩu chủ sở hữu/)
  expect([field.type, field.autocomplete]).toEqual(['password', 'off'])
})

test('a file that cannot be examined is told with the reason, before its signing fails', async () => {
  const { client } = await frozen()
  await showAs(
    examining(client, () => Promise.reject(new Failed('file-missing', {}))),
    'official',
    <SigningWarnings documents={[document]} role="leader" passwordRef={null} />,
  )
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Về việc thứ nhất')
  expect(alert.textContent).toContain('Không tìm thấy tệp của văn bản')
})

test('a file about which nobody answered is told as not examined, not as one that cannot be signed', async () => {
  const { client } = await frozen()
  await showAs(
    examining(client, () => Promise.reject(new Failed('unreachable', {}))),
    'official',
    <SigningWarnings documents={[document]} role="leader" passwordRef={null} />,
  )
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Tệp chưa xem xét được')
  expect(alert.textContent).not.toContain('Không ký được')
})
