import { ORPCError } from '@orpc/client'
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { verifyRevision } from '#core/register/verify-revision'
import { verifyPdf } from '#core/verification/verify-pdf'
import { Failed } from '#renderer/api/failure.ts'
import { Report } from '#renderer/pages/verify/report.tsx'
import type { CheckedFile } from '#renderer/pages/verify/use-checks.ts'
import { stagedPdf } from '#test/support/core'
import { overPort, runtimeForTest } from '#test/support/doors'
import { encryptedPdf } from '#test/support/encrypted-pdf'
import { testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { showAs } from './show-as.tsx'

const PASSWORD = 'mo-tep'

const LOCKED = [
  ['by the page', new Failed('pdf-encrypted', {})],
  ['by the office', new ORPCError('pdf-encrypted', { data: {} })],
] as const

test.each(LOCKED)(
  'an encrypted file, told %s, asks once for its password, hands it over and forgets it',
  async (_, error) => {
    const core = await runtimeForTest('office', { verifyPdf })
    const client = overPort(core.runtime)
    const file = { id: 'a', name: 'a.pdf', step: 'done', sha256: 'a'.repeat(64), report: null, error } as CheckedFile
    const given: string[] = []
    const user = await showAs(
      client,
      'clerk',
      <Report file={file} onPassword={(password) => void given.push(password)} />,
    )
    const field = await screen.findByLabelText<HTMLInputElement>('Mật khẩu của tệp PDF')
    await user.type(field, `${PASSWORD}{Enter}`)
    expect([given, field.value]).toEqual([[PASSWORD], ''])
    expect(screen.getAllByRole('alert')).toHaveLength(1)
  },
)

test('the office verifies it with the password, and says what is wrong without or with another one', async () => {
  const core = await runtimeForTest('office', { verifyPdf })
  const plain = withTable(TWO_PAGES)
  const input = await encryptedPdf(plain, 'AES-256 (V5, R6)', { user: PASSWORD, owner: 'c', packed: true })
  const { bytes } = await signBytes(input, await testKey('leader'), { password: PASSWORD })
  const sha256 = await stagedPdf(core, bytes)
  const verify = (password?: string) => verifyRevision(core.office, { sha256, fileName: 'a.pdf', password })
  expect((await verify(PASSWORD)).signatures).toMatchObject([{ intact: true, field: 'Signature1' }])
  await expect(verify('sai')).rejects.toMatchObject({ code: 'pdf-password-wrong' })
  await expect(verify()).rejects.toMatchObject({ code: 'pdf-encrypted' })
})
