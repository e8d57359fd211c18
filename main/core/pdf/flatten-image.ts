import { deflateSync, inflateSync } from 'node:zlib'
import type { LooseStream } from './object-template.ts'
import { isInteger, isName, isRef, withEntries } from './objects.ts'

type LocalObject<Other> = { num: number; object: LooseStream | Other }

/**
 * An image on white instead of with a soft mask: what PDF/A-1 does not know. Objects are those that pdf-lib made of a PNG:
 * 8 bits a component, deflated.
 *
 * @see ISO 19005-1:2005, 6.4 (no transparency).
 */
export function flattened<Other>(objects: readonly LocalObject<Other>[]): readonly LocalObject<Other>[] {
  const image = objects.find((one) => isData(one.object) && one.object.dict.entries.has('SMask'))
  if (!image || !isData(image.object)) return objects
  const reference = image.object.dict.entries.get('SMask')
  const mask = objects.find(({ num }) => isRef(reference) && reference.num === num)
  if (!mask || !isData(mask.object)) return objects
  const data = onWhite(image.object, inflateSync(mask.object.data))
  const object = { dict: withEntries(image.object.dict, { SMask: undefined }), data }
  return objects.filter((one) => one !== mask).map((one) => (one === image ? { num: one.num, object } : one))
}

function onWhite({ dict, data }: LooseStream, alpha: Uint8Array): Uint8Array {
  const [bits, space] = [dict.entries.get('BitsPerComponent'), dict.entries.get('ColorSpace')]
  if (!isInteger(bits) || bits !== 8) throw new TypeError('an image of 8 bits expected')
  const components = isName(space, 'DeviceGray') ? 1 : 3
  const pixels = Uint8Array.from(inflateSync(data), (value, index) => {
    const share = (alpha[Math.floor(index / components)] ?? 255) / 255
    return Math.round(value * share + 255 * (1 - share))
  })
  return deflateSync(pixels)
}

const isData = <Other>(object: LooseStream | Other): object is LooseStream =>
  typeof object === 'object' && object !== null && 'data' in object
