import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Sha256 } from '#contract'
import { FrozenList } from '#renderer/components/signing/frozen-list.tsx'
import { showAs } from './show-as.tsx'
import { queueOf } from './submitted-queue.ts'

test('the list that is confirmed counts the appendices that are signed with a document', async () => {
  const { client, ids } = await queueOf(['Về việc thứ nhất', 'Về việc thứ hai'])
  await showAs(client, 'official', null)
  const { documents } = await client.office.signing.prepare({ ids, role: 'leader' })
  const appendices = ['a'.repeat(64) as Sha256, 'b'.repeat(64) as Sha256]
  const shown = documents.map((document, index) => (index === 0 ? { ...document, appendices } : document))
  const places = {
    ...{ picked: null, pick: () => undefined, of: () => undefined, choose: () => undefined },
    withPlaces: () => [],
  }
  await showAs(client, 'official', <FrozenList documents={shown} refused={[]} places={places} />)
  const [first, second] = await screen.findAllByRole('listitem')
  expect(first?.textContent).toContain('cùng 2 phụ lục')
  expect(second?.textContent).not.toContain('phụ lục')
})
