/** The last signature of a PDF as other programs need it: the CMS, and the bytes it covers. */
export type SignedParts = { cms: Buffer; content: Buffer; gap: { start: number; end: number } }

/** Finds every `/ByteRange`, in the order of the file, and cuts the file by it, without any of our own code. */
export function partsOfSignatures(bytes: Uint8Array): SignedParts[] {
  const file = Buffer.from(bytes)
  const ranges = file.toString('latin1').matchAll(/\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)
  return [...ranges].map((match) => {
    const [start = 0, from = 0, length = 0] = match.slice(1).map(Number)
    const filled = Buffer.from(file.subarray(start + 1, from - 1).toString('latin1'), 'hex')
    return {
      cms: filled.subarray(0, lengthOfDer(filled)),
      content: Buffer.concat([file.subarray(0, start), file.subarray(from, from + length)]),
      gap: { start, end: from },
    }
  })
}

/** Of the element at the beginning: what follows it are zeros, but its own last byte may be zero too. */
function lengthOfDer(bytes: Buffer): number {
  const first = bytes.readUInt8(1)
  if (first < 0x80) return 2 + first
  const digits = first & 0x7f
  return 2 + digits + bytes.readUIntBE(2, digits)
}

/** The last of them. */
export function partsOfLastSignature(bytes: Uint8Array): SignedParts {
  const last = partsOfSignatures(bytes).at(-1)
  if (!last) throw new Error('no /ByteRange')
  return last
}
