import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { AppError, DEFAULT_APPEARANCES } from '#contract'
import { moveOfficeSeal } from '#core/people/one-seal'
import { compose } from '#main/compose'
import { drawSeal } from '#seeds/images/seal'
import { callerFor, officeForTest, type TestCore } from '#test/support/core'
import { COMMUNE, ELSEWHERE, PROVINCE } from '#test/support/core-data'

const base64 = (png: Uint8Array) => Buffer.from(png).toString('base64')
const OLD = base64(drawSeal('UBND tỉnh'))
const OWN = { png: base64(drawSeal('UBND xã Đồng Đậu')), widthMm: 36, heightMm: 36 }
const MOVED = { png: OLD, widthMm: 40, heightMm: 39 }
const AGENCIES = [PROVINCE, COMMUNE, ELSEWHERE]

/** The test office with a `workspace.json` as the version before wrote it. */
async function oldOffice(): Promise<TestCore & { stored: () => Promise<Record<string, unknown>> }> {
  const core = await officeForTest()
  const path = join(core.folder, 'workspace.json')
  const stored = async () => JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
  const agency = { ...DEFAULT_APPEARANCES.agency, widthMm: 40, heightMm: 39 }
  const old = { ...(await stored()), sealPng: OLD, appearances: { ...DEFAULT_APPEARANCES, agency } }
  await writeFile(path, JSON.stringify(old))
  return { ...core, stored }
}

const sealsOf = ({ office }: TestCore) =>
  Promise.all(AGENCIES.map(async (id) => (await office.images.get({ kind: 'agency', id })) ?? null))

test('the office’s old seal becomes the seal of each agency that signed with it, in its size; an own one stays', async () => {
  const core = await oldOffice()
  await core.office.images.set({ kind: 'agency', id: COMMUNE }, OWN)
  await moveOfficeSeal(core.office)
  expect(await sealsOf(core)).toEqual([MOVED, OWN, MOVED])
  expect(await core.stored()).not.toHaveProperty('sealPng')
  expect(await core.stored()).toMatchObject({ officeName: 'UBND tỉnh' })
  const { rows } = await core.office.store.events.list(await callerFor(core, 'admin'), { limit: 20 })
  const sha256 = createHash('sha256').update(OLD, 'base64').digest('hex')
  expect(rows.filter(({ action }) => action === 'change-signature-image')).toMatchObject([
    { reason: `SHA-256 ${sha256}`, actorName: '' },
  ])
})

test('it is moved once: a seal that is taken away later stays away', async () => {
  const core = await oldOffice()
  await moveOfficeSeal(core.office)
  await core.office.images.set({ kind: 'agency', id: PROVINCE }, null)
  await moveOfficeSeal(core.office)
  expect((await sealsOf(core))[0]).toBeNull()
})

test('where each agency has its own, the old one is laid aside as a picture', async () => {
  const core = await oldOffice()
  for (const id of AGENCIES) await core.office.images.set({ kind: 'agency', id }, OWN)
  await moveOfficeSeal(core.office)
  expect(await sealsOf(core)).toEqual([OWN, OWN, OWN])
  const folder = join(core.folder, 'images')
  const aside = (await readdir(folder)).filter((name) => name.endsWith('.png'))
  expect(aside).toHaveLength(1)
  expect(base64(await readFile(join(folder, aside[0] ?? '')))).toBe(OLD)
})

test('a move that breaks off leaves the old seal, and the next start finishes it', async () => {
  const core = await oldOffice()
  const { office } = core
  let kept = 0
  const set: typeof office.images.set = async (...given) => {
    kept += 1
    if (kept > 1) throw new AppError('disk-full')
    await office.images.set(...given)
  }
  await expect(moveOfficeSeal({ ...office, images: { ...office.images, set } })).rejects.toMatchObject({
    code: 'disk-full',
  })
  expect(await core.stored()).toMatchObject({ sealPng: OLD })
  await office.store.close()
  const opened = await compose({ door: 'loopback', workspace: core.folder })
  onTestFinished(opened.close)
  expect(await sealsOf(core)).toEqual([MOVED, MOVED, MOVED])
  expect(await core.stored()).not.toHaveProperty('sealPng')
})
