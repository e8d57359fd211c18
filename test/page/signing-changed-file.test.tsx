import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { DocumentId } from '#contract'
import { PEOPLE } from '#test/support/core-data'
import { TEST_PASSWORD } from '#test/support/pki'
import { showAs } from './show-as.tsx'
import { SignAtOnce } from './sign-at-once.tsx'
import { queueOf, secretField } from './submitted-queue.ts'

describe('before the key is asked for', () => {
  test('a file whose bytes changed on disk is told before the password is asked, and left out; the others are signed', async () => {
    const { core, client, ids } = await queueOf(['Về việc thứ nhất', 'Về việc thứ hai'])
    const [whole, changed] = ids as [DocumentId, DocumentId]
    await spoilFile({ core, client }, changed)
    const user = await showAs(client, 'official', <SignAtOnce ids={ids} />)

    await screen.findByText('Không ký được, nên đã bỏ ra khỏi danh sách')
    screen.getByText(/Tệp trong kho không còn đúng như khi được lưu/)
    expect(within(screen.getByRole('group', { name: 'Văn bản sẽ ký' })).getAllByRole('listitem')).toHaveLength(1)
    await user.type(await secretField(), `${TEST_PASSWORD}{Enter}`)
    await screen.findByText('1 đã ký', { selector: 'p' })
    expect(await client.office.documents.get({ id: whole })).toMatchObject({ leaderSigned: true })
    expect(await client.office.documents.get({ id: changed })).toMatchObject({ leaderSigned: false })
  })

  test('the page with the place of the signature comes before the key and the button, also for who reads by keyboard', async () => {
    const { client, ids } = await queueOf(['Về việc thứ nhất'])
    await showAs(client, 'official', <SignAtOnce ids={ids} />)
    const page = await screen.findByLabelText(/^Trang \(trong/)
    expect(page.compareDocumentPosition(await secretField())).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
    const list = screen.getByRole('group', { name: 'Văn bản sẽ ký' })
    expect(page.compareDocumentPosition(list)).toBe(Node.DOCUMENT_POSITION_PRECEDING)
  })

  test('where no file of the list can be signed, no password is asked', async () => {
    const { core, client, ids } = await queueOf(['Về việc thứ nhất'])
    await spoilFile({ core, client }, ids[0] as DocumentId)
    await showAs(client, 'official', <SignAtOnce ids={ids} />)

    await screen.findByText('Không còn văn bản nào ký được trong lựa chọn này.')
    expect(screen.queryByLabelText(/Mật khẩu hoặc PIN/)).toBeNull()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Ký' }).disabled).toBe(true)
  })
})

/** The bytes in the store become others, behind the app's back. */
async function spoilFile(
  { core, client }: Pick<Awaited<ReturnType<typeof queueOf>>, 'core' | 'client'>,
  id: DocumentId,
): Promise<void> {
  await client.office.session.open({ personId: PEOPLE.official.id })
  const { sha256 } = await client.office.documents.get({ id })
  if (sha256 === null) throw new Error('no file')
  const path = join(core.folder, 'files', sha256.slice(0, 2), sha256)
  const bytes = await readFile(path)
  bytes[bytes.length - 30] = (bytes[bytes.length - 30] ?? 0) ^ 1
  await chmod(path, 0o600)
  await writeFile(path, bytes)
}
