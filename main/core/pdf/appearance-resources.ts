import { createHash } from 'node:crypto'
import fontkit from '@pdf-lib/fontkit'
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  type PDFFont,
  PDFHexString,
  type PDFImage,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFStream,
  PDFString,
} from 'pdf-lib'
import { AppError } from '#contract'
import { dict, hexString, literal, name, type PdfDict, type PdfObject, ref } from './objects.ts'

/** Objects that an appearance needs: a font's subset, an image with its mask. Numbers are local and are given anew at each use. */
export type AppearanceResources = {
  objects: readonly { num: number; object: PdfObject | { dict: PdfDict; data: Uint8Array } }[]
  font?: { num: number; encode: (text: string) => string; width: (text: string, size: number) => number }
  image?: { num: number; width: number; height: number }
}

/** Of a batch, every signature has the same font, image and, but for digits, letters. */
const cache = new Map<string, Promise<AppearanceResources>>()
const MAX_CACHED = 8
const ALWAYS = '0123456789:.,-+/ TZ'

/**
 * Embeds a font's subset and an image through pdf-lib into a document of their own, and takes the objects out of it.
 *
 * @throws AppError `image-unreadable`.
 */
export function appearanceResources(parts: {
  imagePng?: Uint8Array
  font?: Uint8Array
  text: string
}): Promise<AppearanceResources> {
  const letters = [...new Set(ALWAYS + parts.text)].sort().join('')
  const key = [
    parts.imagePng && fingerprint(parts.imagePng),
    parts.font && fingerprint(parts.font),
    parts.font && letters,
  ].join('|')
  const known = cache.get(key)
  if (known) return known
  const made = embed(parts, letters)
  if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? '')
  cache.set(key, made)
  made.catch(() => cache.delete(key))
  return made
}

const fingerprints = new WeakMap<Uint8Array, string>()

function fingerprint(bytes: Uint8Array): string {
  const known = fingerprints.get(bytes) ?? createHash('sha256').update(bytes).digest('hex')
  fingerprints.set(bytes, known)
  return known
}

async function embed(
  parts: { imagePng?: Uint8Array; font?: Uint8Array },
  letters: string,
): Promise<AppearanceResources> {
  const scratch = await PDFDocument.create()
  scratch.registerFontkit(fontkit)
  const font = parts.font && (await scratch.embedFont(parts.font, { subset: true }))
  font?.encodeText(letters)
  const image = parts.imagePng && (await embedImage(scratch, parts.imagePng))
  await scratch.flush()
  const roots = [font?.ref, image?.ref].filter((root) => root !== undefined)
  return {
    objects: reachable(scratch, roots),
    ...(font ? { font: describeFont(font) } : {}),
    ...(image ? { image: { num: image.ref.objectNumber, width: image.width, height: image.height } } : {}),
  }
}

async function embedImage(scratch: PDFDocument, png: Uint8Array): Promise<PDFImage> {
  try {
    return await scratch.embedPng(png)
  } catch (cause) {
    throw new AppError('image-unreadable', {}, { cause })
  }
}

function describeFont(font: PDFFont): NonNullable<AppearanceResources['font']> {
  return {
    num: font.ref.objectNumber,
    encode: (text) => font.encodeText(text).asString(),
    width: (text, size) => font.widthOfTextAtSize(text, size),
  }
}

function reachable(scratch: PDFDocument, roots: readonly PDFRef[]): AppearanceResources['objects'] {
  const objects: { num: number; object: PdfObject | { dict: PdfDict; data: Uint8Array } }[] = []
  const seen = new Set<number>()
  const queue = [...roots]
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.has(next.objectNumber)) continue
    seen.add(next.objectNumber)
    const object = scratch.context.lookup(next)
    if (object instanceof PDFStream) {
      const data = object.getContents()
      objects.push({ num: next.objectNumber, object: { dict: toDict(object.dict, queue), data } })
    } else if (object) objects.push({ num: next.objectNumber, object: convert(object, queue) })
  }
  return objects
}

const toDict = (source: PDFDict, queue: PDFRef[]): PdfDict =>
  dict(source.entries().map(([key, value]) => [key.decodeText(), convert(value, queue)] as const))

/** A pdf-lib object as ours; references are put into the queue. */
function convert(object: PDFObject, queue: PDFRef[]): PdfObject {
  if (object instanceof PDFRef) {
    queue.push(object)
    return ref(object.objectNumber)
  }
  if (object instanceof PDFName) return name(object.decodeText())
  if (object instanceof PDFNumber) return object.asNumber()
  if (object instanceof PDFBool) return object.asBoolean()
  if (object instanceof PDFString) return literal(object.asBytes())
  if (object instanceof PDFHexString) return hexString(object.asBytes())
  if (object instanceof PDFArray) return object.asArray().map((item) => convert(item, queue))
  if (object instanceof PDFDict) return toDict(object, queue)
  return null
}
