import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ActConfirm } from '#renderer/components/outgoing/act-dialogs.tsx'
import { stagedPdf } from '#test/support/core'
import { outgoingFields } from '#test/support/core-data'
import { overPort, runtimeForTest } from '#test/support/doors'
import { showAs } from './show-as.tsx'

/** A draft of the staff's with so many appendices in files of their own. */
async function draftWith(appendices: number) {
  const core = await runtimeForTest('office')
  const client = overPort(core.runtime)
  const staged = async () => {
    const sha256 = await stagedPdf(core)
    core.runtime.staged.add('window', sha256)
    return sha256
  }
  await showAs(client, 'staff', null)
  const { id } = await client.office.outgoing.create({
    ...outgoingFields(),
    sha256: await staged(),
    fileName: 'du-thao.pdf',
  })
  for (let number = 1; number <= appendices; number += 1) {
    await client.office.outgoing.addAppendix({ id, sha256: await staged(), fileName: `phu-luc-${number}.pdf` })
  }
  return { client, document: await client.office.documents.get({ id }) }
}

test('who submits a document is told of its appendices, and who signs them', async () => {
  const { client, document } = await draftWith(2)
  await showAs(client, 'staff', <ActConfirm action="submit" document={document} onClose={() => undefined} />)
  await screen.findByText('Kèm 2 phụ lục; cơ quan ký số phụ lục cùng lúc với văn bản.')
})

test('a document without appendices is submitted without a word of them', async () => {
  const { client, document } = await draftWith(0)
  await showAs(client, 'staff', <ActConfirm action="submit" document={document} onClose={() => undefined} />)
  await screen.findByRole('button', { name: 'Trình ký' })
  expect(screen.queryByText(/phụ lục/)).toBeNull()
})
