import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { permissionsOf } from '#core/verification/permissions'
import { append, covering, openSignature } from '#test/support/appended'
import { withTable } from '#test/support/tiny-pdf'

const catalog = (fields: string) => `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] >> >>`
const field = (name: string, value: number, more = '') => `<< /FT /Sig /T (${name}) /V ${String(value)} 0 R ${more} >>`
const reference = (parameters: string) =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters} >>]`
const signature = (more: string) => openSignature(`/Type /Sig /SubFilter /ETSI.CAdES.detached ${more}`)
const timestamp = (more: string) => openSignature(`/Type /DocTimeStamp /SubFilter /ETSI.RFC3161 ${more}`)

const signedFirst = (more: string) =>
  covering(withTable([catalog('3 0 R'), '<< /Type /Pages /Kids [] /Count 0 >>', field('first', 4), signature(more)]))
/** The later field stands first in the list. */
const signedLater = (file: Buffer, value: string, more = '') =>
  covering(append(file, { 1: catalog('10 0 R 3 0 R'), 10: field('later', 11, more), 11: value }))
const levelOf = (file: Buffer) => permissionsOf(openPdf(bytesInMemory(file))).level

test.each([
  ['<< /P 1 >>', 1],
  ['<< /P 2 >>', 2],
  ['<< /P 3 >>', 3],
  ['<< >>', 2],
  ['null', 2],
  ['<< /P 0 >>', 1],
  ['<< /P 4 >>', 1],
  ['<< /P -1 >>', 1],
  ['<< /P (3) >>', 1],
  ['3', 1],
])('a first signature with the parameters %s certifies at level %i', (parameters, level) => {
  expect(levelOf(signedFirst(reference(parameters)))).toBe(level)
})

describe('what comes after the first signature never opens what it has closed:', () => {
  const levels = [0, 1, 2, 3, 4]
  const certified = signedFirst(reference('<< /P 1 >>'))
  const plain = signedFirst('')

  test.each(levels)('a document timestamp of level %i', (level) => {
    const later = timestamp(reference(`<< /P ${String(level)} >>`))
    expect(levelOf(signedLater(certified, later))).toBe(1)
    expect(levelOf(signedLater(plain, later))).toBe(null)
  })

  test.each(levels)('a signature of level %i', (level) => {
    const later = signature(reference(`<< /P ${String(level)} >>`))
    expect(levelOf(signedLater(certified, later))).toBe(1)
    expect(levelOf(signedLater(plain, later))).not.toBe(3)
  })

  test('a lock of level 3', () => {
    const lock = '/Lock << /Type /SigFieldLock /Action /Include /Fields [] /P 3 >>'
    expect(levelOf(signedLater(certified, signature(''), lock))).toBe(1)
    expect(levelOf(signedLater(plain, signature(''), lock))).toBe(null)
  })
})

test('a later signature may still restrict a document that is open', () => {
  const open = signedFirst(reference('<< /P 3 >>'))
  expect(levelOf(signedLater(open, signature(reference('<< /P 1 >>'))))).toBe(1)
  const lock = '/Lock << /Type /SigFieldLock /Action /All /P 2 >>'
  expect(levelOf(signedLater(open, signature(''), lock))).toBe(2)
})
