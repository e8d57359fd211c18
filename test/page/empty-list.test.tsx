import { cleanup, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { DocumentPane } from '#renderer/components/document/document-pane.tsx'
import { overPort, runtimeForTest } from '#test/support/doors'
import { showAs } from './show-as.tsx'

test('beside an empty list nothing is said about choosing or keys; beside a full one it is', async () => {
  const client = overPort((await runtimeForTest('office')).runtime)
  await showAs(client, 'official', <DocumentPane id={null} isListEmpty actions={{}} />)
  await screen.findByText('Không có văn bản nào để xem')
  expect(screen.queryByText(/J và K/)).toBeNull()
  cleanup()
  await showAs(client, 'official', <DocumentPane id={null} actions={{}} />)
  await screen.findByText(/J và K/)
})
