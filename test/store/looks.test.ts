import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError, DEFAULT_APPEARANCES } from '#contract'
import { setSignatureImage, signatureImage } from '#core/people/signature-images'
import { drawSeal } from '#seeds/images/seal'
import { callerFor, officeForTest } from '#test/support/core'
import { PEOPLE } from '#test/support/core-data'

const image = { png: Buffer.from(drawSeal('UBND xã Mẫu')).toString('base64'), widthMm: 36, heightMm: 36 }

test('a workspace.json of the first version is read: switches become lines, new roles get the law’s look', async () => {
  const { folder, office } = await officeForTest()
  const path = join(folder, 'workspace.json')
  const old = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
  delete old['signingTime']
  const size = { widthMm: 45, heightMm: 20 }
  old['appearances'] = {
    leader: { showImage: false, showName: true, showTime: false, ...size },
    agency: { showImage: true, showName: true, showTime: true, ...size },
  }
  await writeFile(path, JSON.stringify(old))
  const settings = await office.settings.get()
  expect(settings?.signingTime).toBe('iso')
  expect(settings?.appearances).toEqual({
    ...DEFAULT_APPEARANCES,
    leader: { showImage: false, lines: ['Ký bởi: {name}'], colour: 'blue', framed: false, ...size },
    agency: { showImage: true, lines: [], colour: 'red', framed: false, ...size },
  })
})

test('a person keeps their own signature’s image, a clerk the agency’s seal, nobody another’s', async () => {
  const core = await officeForTest()
  const { office } = core
  const [official, clerk] = [await callerFor(core, 'official'), await callerFor(core, 'clerk')]
  const own = { kind: 'person', id: official.personId } as const
  const seal = { kind: 'agency', id: clerk.agencyId } as const
  await setSignatureImage(office, official, { owner: own, image })
  await setSignatureImage(office, clerk, { owner: seal, image })
  expect(await signatureImage(office, official, own)).toEqual(image)
  expect(await office.images.get(seal)).toEqual(image)
  await expect(signatureImage(office, clerk, own)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setSignatureImage(office, official, { owner: seal, image: null })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await setSignatureImage(office, official, { owner: own, image: null })
  expect(await signatureImage(office, official, own)).toBeNull()
})

test('what is no PNG is refused, and the image that was there stays', async () => {
  const core = await officeForTest()
  const { office } = core
  const official = await callerFor(core, 'official')
  const owner = { kind: 'person', id: PEOPLE.official.id } as const
  await setSignatureImage(office, official, { owner, image })
  const gif = { ...image, png: Buffer.from('GIF89a').toString('base64') }
  await expect(setSignatureImage(office, official, { owner, image: gif })).rejects.toMatchObject({
    code: 'image-unreadable',
  })
  expect(await office.images.get(owner)).toEqual(image)
})

test('every change of an image stays in the audit trail', async () => {
  const core = await officeForTest()
  const { office } = core
  const [official, admin] = [await callerFor(core, 'official'), await callerFor(core, 'admin')]
  await setSignatureImage(office, official, { owner: { kind: 'person', id: official.personId }, image })
  const sha256 = createHash('sha256').update(image.png, 'base64').digest('hex')
  const changes = async () => {
    const { rows } = await office.store.events.list(admin, { limit: 5 })
    return rows.flatMap(({ action, reason }) => (action === 'change-signature-image' ? [reason] : []))
  }
  expect(await changes()).toEqual([`SHA-256 ${sha256}`])

  // One that cannot be kept has not been changed.
  const broken = { ...office, images: { ...office.images, set: () => Promise.reject(new AppError('disk-full')) } }
  const owner = { kind: 'person', id: official.personId } as const
  await expect(setSignatureImage(broken, official, { owner, image })).rejects.toMatchObject({ code: 'disk-full' })
  expect(await changes()).toHaveLength(1)
})
