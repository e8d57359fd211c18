/** Identifier octets of the ASN.1 types used here (X.690, 8.1.2; X.680, 8.4). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
  constructed: 0x20,
} as const

/** Identifier of the context-specific tag [n], constructed. */
export const contextTag = (n: number): number => 0xa0 | n
/** Identifier of the context-specific tag [n], primitive (an IMPLICIT simple type). */
export const contextPrimitive = (n: number): number => 0x80 | n
