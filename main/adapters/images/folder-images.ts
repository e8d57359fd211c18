import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError, type ImageOwner, SignatureImage } from '#contract'
import type { SignatureImages } from '#core/people/signature-images'

/** One small file for each image, beside the register: `images/person-….json`. Written beside, fsynced, renamed. */
export function imagesInFolder(folder: string): SignatureImages {
  const fileOf = ({ kind, id }: ImageOwner) => join(folder, `${kind}-${id}.json`)
  return {
    get: async (owner) => {
      const text = await readFile(fileOf(owner), 'utf8').catch(noneThere)
      return text === undefined ? undefined : parse(text)
    },
    set: async (owner, image) => {
      const path = fileOf(owner)
      if (image === null) {
        await rm(path, { force: true })
        return
      }
      await write(path, `${JSON.stringify(image)}\n`)
    },
    layAside: async (png) => {
      const bytes = Buffer.from(png, 'base64')
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      await write(join(folder, `unused-${sha256.slice(0, 16)}.png`), bytes)
    },
  }
}

async function write(path: string, data: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(data)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}

function noneThere(cause: unknown): undefined {
  if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw cause
}

function parse(text: string): SignatureImage {
  try {
    return SignatureImage.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('image-unreadable', {}, { cause })
  }
}
