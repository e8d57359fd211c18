/** The first eight bytes of every PNG. @see ISO/IEC 15948, 5.2. */
export async function hasPngSignature(file: Blob): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(0, 8).arrayBuffer())
  return [137, 80, 78, 71, 13, 10, 26, 10].every((byte, at) => bytes[at] === byte)
}
