import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { SettingsTab } from '#renderer/pages/admin/settings-tab.tsx'
import { SignatureImages } from '#renderer/pages/certificates/signature-images.tsx'
import { drawSeal } from '#seeds/images/seal'
import { COMMUNE, PEOPLE, PROVINCE } from '#test/support/core-data'
import { overPort, runtimeForTest } from '#test/support/doors'
import { showAs } from './show-as.tsx'

const PNG = new Uint8Array(drawSeal('UBND xã Đồng Đậu'))
const SEAL = { png: Buffer.from(PNG).toString('base64'), widthMm: 38.8, heightMm: 38.8 }
const TITLE = 'Hình con dấu của cơ quan'

const sealCard = () => screen.findByRole('region', { name: TITLE })

test('the admin gives an agency below its seal, and finds it again under its name', async () => {
  const core = await runtimeForTest('office')
  const user = await showAs(overPort(core.runtime), 'admin', <SignatureImages />)
  const card = within(await sealCard())
  await card.findByText('Chưa có hình con dấu: chữ ký của cơ quan chỉ có chữ.')
  const choose = async (name: string) => {
    await user.click(within(await sealCard()).getByRole('combobox', { name: 'Cơ quan' }))
    await user.click(await screen.findByRole('option', { name, hidden: true }))
  }
  await choose('UBND xã Đồng Đậu')
  const input = (await sealCard()).querySelector<HTMLInputElement>('input[type=file]')
  if (!input) throw new Error('no file can be chosen')
  await user.upload(input, new File([PNG], 'dau.png', { type: 'image/png' }))
  await screen.findByText('Đã lưu hình.')
  await within(await sealCard()).findByRole('img', { name: TITLE })
  expect(await core.office.images.get({ kind: 'agency', id: COMMUNE })).toEqual(SEAL)
  expect(await core.office.images.get({ kind: 'agency', id: PROVINCE })).toBeUndefined()
  await choose('UBND tỉnh')
  await within(await sealCard()).findByText('Chưa có hình con dấu: chữ ký của cơ quan chỉ có chữ.')
})

test('a clerk keeps the seal of the own agency and chooses among no others', async () => {
  const core = await runtimeForTest('office')
  await core.office.images.set({ kind: 'agency', id: PEOPLE.clerk.agencyId }, SEAL)
  await showAs(overPort(core.runtime), 'clerk', <SignatureImages />)
  await within(await sealCard()).findByRole('img', { name: TITLE })
  expect(within(await sealCard()).queryByRole('combobox')).toBeNull()
})

test('the office’s settings keep no seal: they say where it is and lead there', async () => {
  const core = await runtimeForTest('office')
  await showAs(overPort(core.runtime), 'admin', <SettingsTab />)
  const link = await screen.findByRole('link', { name: 'Mở Chứng thư số › Hình chữ ký, con dấu' })
  expect(link.getAttribute('href')).toBe('/certificates?tab=images')
  expect(document.querySelector('input[type=file]')).toBeNull()
})
