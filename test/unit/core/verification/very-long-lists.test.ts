import { expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { verifyPdf } from '#core/verification/verify-pdf'
import { append, objectText } from '#test/support/appended'
import { TEST_NOW, testAnchors, testKey } from '#test/support/pki'
import { signBytes } from '#test/support/sign-bytes'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'

/** More than one call takes as its arguments. */
const MANY = 150_000
const [CATALOG = '', PAGES = '', FIRST = '', ...REST] = TWO_PAGES

const verify = async (bytes: Uint8Array) =>
  verifyPdf(bytesInMemory(bytes), { anchors: await testAnchors(), at: TEST_NOW, file: 'a.pdf' })

test.each([
  ['annotations of a page', FIRST.replace(/>>$/, `/Annots [${'6 0 R '.repeat(MANY)}] >>`), PAGES],
  ['kids of the page tree', FIRST, PAGES.replace('4 0 R', `4 0 R ${'6 0 R '.repeat(MANY)}`)],
])(
  'a signed file with very many %s, and one more after it, is judged',
  async (what, first, pages) => {
    const note = '<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] >>'
    const signed = (await signBytes(withTable([CATALOG, pages, first, ...REST, note]), await testKey('curve'))).bytes
    const num = what.startsWith('annotations') ? 3 : 2
    const longer = append(signed, { [num]: objectText(signed, num).replace('6 0 R', '6 0 R 6 0 R') })

    expect((await verify(signed)).verdict).toBe('TOTAL-PASSED')
    expect((await verify(longer)).signatures[0]).toMatchObject({ modification: 'forbidden', intact: true })
  },
  40_000,
)
