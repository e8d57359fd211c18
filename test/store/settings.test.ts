import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createOffice } from '#core/people/setup'
import { coreForTest, officeForTest } from '#test/support/core'

const office = (officeName: string) => ({
  ...{ officeName, symbol: 'UBND', organId: '', place: 'Vĩnh Yên', adminName: 'Nguyễn Văn A', adminPosition: '' },
  ...{ adminRoles: [], adminPassword: null },
})

test('changes at once do not overwrite each other', async () => {
  const { settings } = (await officeForTest()).office
  const more = { der: 'AAAA', addedAt: '', addedBy: '' }
  const add = () =>
    settings.change((present) => {
      if (!present) throw new Error('no settings')
      return { ...present, trustAnchors: [...present.trustAnchors, more] }
    })
  await Promise.all([add(), add(), add()])
  expect((await settings.get())?.trustAnchors).toHaveLength(3)
})

test.each(['{"officeName": "UB', '{}'])('a damaged file (%s) is told as such', async (text) => {
  const { folder, office: ports } = await officeForTest()
  await writeFile(join(folder, 'workspace.json'), text)
  await expect(ports.settings.get()).rejects.toMatchObject({ code: 'settings-unreadable' })
})

test('of two offices made at once the settings are those of the one that was made', async () => {
  const core = await coreForTest()
  const made = await Promise.allSettled(['A', 'B'].map((name) => createOffice(core.office, office(name))))
  const index = made.findIndex(({ status }) => status === 'fulfilled')
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await core.office.settings.get())?.officeName).toBe(['A', 'B'][index])
})
