import { createHash } from 'node:crypto'
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFStream,
  PDFString,
} from 'pdf-lib'
import { AppError } from '#contract'
import { type EmbeddedFont, embedFont } from './embedded-font.ts'
import { flattened } from './flatten-image.ts'
import { type LooseStream, type ObjectTemplate, objectTemplate } from './object-template.ts'
import { dict, hexString, isRef, literal, name, type PdfDict, type PdfObject, ref } from './objects.ts'

/** Objects that an appearance needs: a font's subset, an image with its mask. Numbers are local and are given anew at each use. */
export type AppearanceResources = {
  objects: readonly { num: number; template: ObjectTemplate }[]
  font?: { num: number; encode: (text: string) => string; width: (text: string, size: number) => number }
  image?: { num: number; width: number; height: number }
}

/** Of a batch, every signature has the same font, image and, but for digits, letters. */
const cache = new Map<string, Promise<AppearanceResources>>()
const MAX_CACHED = 8
const ALWAYS = '0123456789:.,-+/ TZ'

/**
 * Makes the objects of a font's subset and of an image, once for a batch.
 *
 * @throws AppError `image-unreadable`.
 */
export function appearanceResources(parts: {
  imagePng?: Uint8Array
  font?: Uint8Array
  text: string
  /** For PDF/A-1: no transparency, and every font says which letters it has. */
  plain?: boolean
}): Promise<AppearanceResources> {
  const letters = lettersOf(parts.text)
  const key = [
    parts.imagePng && fingerprint(parts.imagePng),
    parts.font && fingerprint(parts.font),
    parts.font && letters,
    parts.plain === true,
  ].join('|')
  const known = cache.get(key)
  if (known) return known
  const made = embed(parts, letters)
  if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? '')
  cache.set(key, made)
  made.catch(() => cache.delete(key))
  return made
}

const letters = new Map<string, string>()

/** The letters of a text, and those that may come to it; of the last texts they are remembered. */
function lettersOf(text: string): string {
  const known = letters.get(text)
  if (known !== undefined) return known
  const found = [...new Set(ALWAYS + text)].sort().join('')
  if (letters.size >= MAX_CACHED) letters.clear()
  letters.set(text, found)
  return found
}

const fingerprints = new WeakMap<Uint8Array, string>()

function fingerprint(bytes: Uint8Array): string {
  const known = fingerprints.get(bytes) ?? createHash('sha256').update(bytes).digest('hex')
  fingerprints.set(bytes, known)
  return known
}

async function embed(
  parts: { imagePng?: Uint8Array; font?: Uint8Array; plain?: boolean },
  letters: string,
): Promise<AppearanceResources> {
  const font = parts.font && embedFont(parts.font, letters, { listsGlyphs: parts.plain === true })
  const image = parts.imagePng && (await embedImage(parts.imagePng, parts.plain === true))
  const shift = font?.objects.length ?? 0
  return {
    objects: [...(font?.objects ?? []), ...(image ? shifted(image.objects, shift) : [])].map(({ num, object }) => ({
      num,
      template: objectTemplate(object),
    })),
    ...(font ? { font: { num: 1, encode: font.encode, width: font.width } } : {}),
    ...(image ? { image: { num: image.num + shift, width: image.width, height: image.height } } : {}),
  }
}

type LocalObjects = EmbeddedFont['objects']

/** Numbers moved up, so that two sets of objects can stand side by side. */
function shifted(objects: LocalObjects, by: number): LocalObjects {
  return objects.map(({ num, object }) => ({
    num: num + by,
    object: isData(object) ? { ...object, dict: mapRefs(object.dict, by) } : object,
  }))
}

const isData = (object: LocalObjects[number]['object']): object is LooseStream =>
  object !== null && typeof object === 'object' && 'data' in object

const mapRefs = ({ entries }: PdfDict, by: number): PdfDict =>
  dict([...entries].map(([key, value]) => [key, isRef(value) ? ref(value.num + by) : value] as const))

/** Decodes a PNG through pdf-lib: an image XObject, and one for its transparency. */
async function embedImage(
  png: Uint8Array,
  isPlain: boolean,
): Promise<{ num: number; width: number; height: number; objects: LocalObjects }> {
  const scratch = await PDFDocument.create()
  try {
    const image = await scratch.embedPng(png)
    await scratch.flush()
    const { width, height } = image
    const objects = reachable(scratch, image.ref)
    return { num: image.ref.objectNumber, width, height, objects: isPlain ? flattened(objects) : objects }
  } catch (cause) {
    throw new AppError('image-unreadable', {}, { cause })
  }
}

function reachable(scratch: PDFDocument, root: PDFRef): LocalObjects {
  const objects: { num: number; object: PdfObject | LooseStream }[] = []
  const seen = new Set<number>()
  const queue = [root]
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
