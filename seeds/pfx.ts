import forge from 'node-forge'
import type { Issued } from './pki.ts'

/**
 * Writes an RSA key with its certificate and chain as PKCS#12 (AES-256, 2,048 rounds), as an authority would hand it out.
 *
 * @param password ASCII: node-forge hashes other letters in a way that no other program does.
 */
export function toPfx(leaf: Issued, chain: readonly Uint8Array[], password: string): Uint8Array {
  if (!/^[\x20-\x7e]+$/.test(password)) throw new RangeError('the password of a demo key is plain ASCII')
  const key = forge.pki.privateKeyFromPem(leaf.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString())
  const certificates = [leaf.certificate, ...chain].map((der) =>
    forge.pki.certificateFromAsn1(forge.asn1.fromDer(Buffer.from(der).toString('latin1'))),
  )
  const pfx = forge.pkcs12.toPkcs12Asn1(key, certificates, password, { algorithm: 'aes256', count: 2048 })
  return Buffer.from(forge.asn1.toDer(pfx).getBytes(), 'latin1')
}
