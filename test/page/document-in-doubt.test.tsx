import { cleanup, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { DocumentDetail } from '#contract'
import { DocumentHeader } from '#renderer/components/document/document-header.tsx'
import { ReturnedNotice } from '#renderer/components/document/returned-notice.tsx'
import { useIncomingActions } from '#renderer/components/document/use-incoming-actions.tsx'
import { PEOPLE } from '#test/support/core-data'
import { overPort, runtimeForTest } from '#test/support/doors'
import { arrivedDocument } from '#test/support/rechecked'
import { showAs } from './show-as.tsx'

async function arrived() {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  const id = await arrivedDocument(core)
  await client.office.session.open({ personId: PEOPLE.clerk.id })
  return { client, id, document: await client.office.documents.get({ id }) }
}

function Header({ document }: { document: DocumentDetail }) {
  const { actions } = useIncomingActions()
  const nothing = () => undefined
  return (
    <DocumentHeader {...{ document, actions, words: undefined, view: 'facts', withFile: false, onView: nothing }} />
  )
}

const actionNames = () =>
  screen
    .getAllByRole('button', { name: /^(Vào sổ|Trả lại nơi gửi)$/ })
    .map((button) => [button.textContent, button.dataset['variant']])

test('an invalid signature makes returning the next step and is told where the document is opened', async () => {
  const { client, document } = await arrived()
  await showAs(client, 'clerk', <Header document={{ ...document, verdict: 'TOTAL-FAILED' }} />)
  await screen.findByText('Không hợp lệ', { ignore: 'title' })
  screen.getByRole('tab', { name: /Chữ ký\s*Không hợp lệ/ })
  expect(actionNames()).toEqual([
    ['Trả lại nơi gửi', 'filled'],
    ['Vào sổ', 'default'],
  ])
})

test('an undecided signature is told, and both ways stay open; a valid one is led to the register', async () => {
  const { client, document } = await arrived()
  await showAs(client, 'clerk', <Header document={{ ...document, verdict: 'INDETERMINATE' }} />)
  await screen.findByText('Chưa kết luận', { ignore: 'title' })
  expect(actionNames().map(([name]) => name)).toEqual(['Vào sổ', 'Trả lại nơi gửi'])
  cleanup()
  await showAs(client, 'clerk', <Header document={{ ...document, verdict: 'TOTAL-PASSED' }} />)
  await screen.findByRole('button', { name: 'Vào sổ' })
  expect(actionNames()).toEqual([['Vào sổ', 'filled']])
})

test('a returned document shows why, when and by whom it was returned', async () => {
  const { client, id } = await arrived()
  await client.office.incoming.sendBack({ id, reason: 'Gửi nhầm cơ quan.' })
  await showAs(client, 'clerk', <ReturnedNotice document={await client.office.documents.get({ id })} />)
  await screen.findByText('Lý do trả lại: Gửi nhầm cơ quan.')
  screen.getByText(new RegExp(`^${PEOPLE.clerk.name} · \\d\\d:\\d\\d `))
})
