import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DerError } from '#core/der/der-error'
import { childrenOf, readElement, readWhole } from '#core/der/read'
import { readIntegerHex, readOctets, readOid, readTime } from '#core/der/values'
import { element, integer, objectId, octetString, sequence, setOf, time } from '#core/der/write'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const fromHex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('writing DER', () => {
  test.each([
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [65537, '0203010001'],
  ])('the integer %i has its shortest form', (value, expected) => {
    expect(hex(integer(value))).toBe(expected)
  })

  test('lengths take the short form to 127 octets and the shortest long form after', () => {
    expect(hex(octetString(new Uint8Array(127)).subarray(0, 2))).toBe('047f')
    expect(hex(octetString(new Uint8Array(128)).subarray(0, 3))).toBe('048180')
    expect(hex(octetString(new Uint8Array(256)).subarray(0, 4))).toBe('04820100')
  })

  test('a SET OF is ordered by encoding, whatever order it was given in', () => {
    expect(hex(setOf(integer(300), integer(2), integer(1)))).toBe('310a0201010201020202012c')
  })

  test('times to 2049 are UTCTime, later ones GeneralizedTime', () => {
    expect(Buffer.from(time(new Date('2049-12-31T23:59:59Z'))).toString('latin1')).toContain('491231235959Z')
    expect(Buffer.from(time(new Date('2050-01-01T00:00:00Z'))).toString('latin1')).toContain('20500101000000Z')
  })
})

describe('reading DER', () => {
  test.each(['1.2.840.113549.1.9.16.2.47', '2.5.29.15', '2.16.704.1.1.1.1.1', '0.9.2342.19200300.100.1.1'])(
    'the object identifier %s comes back as it was written',
    (oid) => {
      expect(readOid(readWhole(objectId(oid)))).toBe(oid)
    },
  )

  test('instants come back to the second, of both time types', () => {
    for (const instant of ['1999-02-03T04:05:06.000Z', '2026-07-01T02:00:00.000Z', '2061-01-01T00:00:00.000Z']) {
      expect(readTime(readWhole(time(new Date(instant)))).toISOString()).toBe(instant)
    }
  })

  test('a time with fractions of a second, as timestamps have, keeps its milliseconds', () => {
    expect(readTime(readWhole(element(0x18, Buffer.from('20260701020304.5678Z')))).toISOString()).toBe(
      '2026-07-01T02:03:04.567Z',
    )
  })

  test('serial numbers lose the octet of their sign only', () => {
    expect(readIntegerHex(readWhole(fromHex('02 03 00 8f 01')))).toBe('8F01')
    expect(readIntegerHex(readWhole(fromHex('02 01 00')))).toBe('00')
  })

  test('indefinite lengths and segmented strings of old software are followed', () => {
    const ber = fromHex('30 80 24 80 04 02 61 62 04 01 63 00 00 02 01 05 00 00')
    const [text, number] = childrenOf(readWhole(ber))
    expect(text && Buffer.from(readOctets(text)).toString()).toBe('abc')
    expect(number && readIntegerHex(number)).toBe('05')
  })

  test.each([
    ['cut off in its content', '30 05 02 01', 1],
    ['a length of five octets', '30 85 01 00 00 00 00', 1],
    ['no end of an indefinite length', '30 80 02 01 05', 5],
    ['bytes after the end', '02 01 05 00', 3],
    ['a high tag number', '1f 81 01 00', 0],
  ])('%s is refused with the offset', (_what, encoded, offset) => {
    expect(() => readWhole(fromHex(encoded))).toThrow(expect.objectContaining({ name: 'DerError', offset }))
  })

  test('indefinite lengths nested without end are refused, not followed', () => {
    expect(() => readElement(Buffer.from('3080'.repeat(100_000), 'hex'))).toThrow(DerError)
  })

  test('any bytes either read or throw a DerError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readTree(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(DerError)
        }
      }),
    )
  })

  test('what was written reads back with the same parts', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (parts) => {
        const read = childrenOf(readWhole(sequence(...parts.map(octetString))))
        expect(read.map((part) => hex(readOctets(part)))).toEqual(parts.map(hex))
      }),
    )
  })
})

function readTree(bytes: Uint8Array): void {
  const walk = (parent: ReturnType<typeof readElement>): void => {
    if ((parent.id & 0x20) !== 0) for (const child of childrenOf(parent)) walk(child)
  }
  walk(readWhole(bytes))
}
