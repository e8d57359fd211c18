const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Width and height of a PNG in pixels; undefined for anything else. ISO/IEC 15948, 11.2.2 (IHDR). */
export function pngSize(png: Uint8Array): { width: number; height: number } | undefined {
  if (png.length < 24 || SIGNATURE.some((byte, index) => png[index] !== byte)) return undefined
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  return width > 0 && height > 0 ? { width, height } : undefined
}
