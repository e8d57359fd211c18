import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, describe, expect, test } from 'vitest'
import { bytesInMemory } from '#core/pdf/bytes'
import { openPdf } from '#core/pdf/document'
import { listFields } from '#core/pdf/form-fields'
import { rectangle } from '#core/pdf/pages'
import { aLetter } from '#test/support/demo-paper'
import { findPixels, isBlue, lineOf, middleOf, placedWords, render } from '#test/support/rendered-page'
import { closeSignAs, signAs } from '#test/support/sign-as'
import { TWO_PAGES, withTable } from '#test/support/tiny-pdf'
import { turned } from '#test/support/turned'

afterAll(closeSignAs)

describe('pages as they come', () => {
  test.each([90, 180, 270])(
    'on a page turned by %i° the signature stands upright between position and name',
    async (turn) => {
      const bytes = await turned((await aLetter({}, { compressed: false })).bytes, turn)
      const words = await placedWords((await aLetter()).bytes, 1)
      const { bytes: signed, proposal } = await signAs('leader', bytes)
      expect(proposal.from).toBe('text')
      const found = findPixels(await render(signed, 1), isBlue)
      const [title, name] = [lineOf(words, 'PHÓ CHỦ TỊCH'), lineOf(words, 'Nguyễn Văn Mẫu')]
      expect(found.top).toBeGreaterThan(title.top)
      expect(found.bottom).toBeLessThan(name.bottom)
      expect(Math.abs(middleOf(found) - middleOf(name))).toBeLessThan(4)
      expect(found.right - found.left).toBeGreaterThan(found.bottom - found.top)
    },
  )

  test('on a cropped page the top right is that of what is shown', async () => {
    const document = await PDFDocument.load((await aLetter()).bytes)
    document.getPage(0).setCropBox(60, 40, 480, 760)
    const { proposal } = await signAs('appendix', await document.save())
    const { x, y, width, height } = proposal.place
    expect(x + width).toBeLessThanOrEqual(540)
    expect(x + width).toBeGreaterThan(520)
    expect(y + height).toBeLessThanOrEqual(800)
    expect(y + height).toBeGreaterThan(780)
  })

  test('a scan without words gets the usual place, and the finding says so', async () => {
    const { proposal } = await signAs('leader', withTable(TWO_PAGES))
    expect(proposal).toMatchObject({ from: 'default', findings: ['page-without-text'], place: { page: 2 } })
  })

  test('a page that cannot be read gets the usual place, and the finding says so', async () => {
    const broken = TWO_PAGES.map((body) =>
      body.replace('/Contents 5 0 R /Resources << >> /Rotate 90', '/Contents 99 0 R /Resources 5 0 R'),
    )
    const { proposal } = await signAs('leader', withTable(broken))
    expect(proposal.from).toBe('default')
    expect(proposal.findings).toHaveLength(1)
  })

  test('an empty field made for the role keeps its rectangle', async () => {
    const paper = await aLetter({}, { fields: true })
    const { proposal, look } = await signAs('leader', paper.bytes)
    expect(proposal).toMatchObject({ field: 'LeaderSignature', from: 'field' })
    expect(proposal.place.width).toBeCloseTo(paper.leader.width, 1)
    expect(look.place).toBeUndefined()
  })

  test('the text ends on the page before the signature block: there the initial stands', async () => {
    const long = await aLetter({ recipients: Array.from({ length: 14 }, (_, index) => `Nơi thứ ${index}`) })
    const { proposal } = await signAs('initial', long.bytes)
    expect(proposal.from).toBe('text')
    const words = await placedWords(long.bytes, proposal.place.page)
    const last = lineOf(words, 'tổng hợp./.')
    expect(proposal.place.x * (25.4 / 72)).toBeGreaterThan(last.right)
  })
})

const folder = process.env.VANTHU_PDFS ?? join(import.meta.dirname, '../../../shared/pdfs')
const letter = join(folder, 'vietnam', 'ministry-letter-six-signatures.pdf')

describe.skipIf(!existsSync(letter))('a ministry’s letter (skipped where VANTHU_PDFS is not present)', () => {
  test('the proposals are where its people have signed', async () => {
    const pdf = readFileSync(letter)
    const document = openPdf(bytesInMemory(pdf))
    const areaOf = (name: string) => {
      const widget = listFields(document).find((field) => field.name === name)?.widgets[0]
      const [x = 0, y = 0, right = 0, top = 0] = rectangle(document, widget?.dict.entries.get('Rect')) ?? []
      return { x, y, width: right - x, height: top - y }
    }
    const leader = await signAs('leader', pdf)
    const agency = await signAs('agency', pdf)
    const initial = await signAs('initial', pdf)
    const first = areaOf('Signature1')
    const centre = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => [
      x + width / 2,
      y + height / 2,
    ]
    const away = (a: number[], b: number[]) => Math.hypot((a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0))
    // By hand they vary: within a centimetre; the initial stands after the one that is there.
    expect(away(centre(leader.proposal.place), centre(areaOf('Signature2')))).toBeLessThan(28)
    expect(away(centre(agency.proposal.place), centre(areaOf('Signature6')))).toBeLessThan(28)
    expect(initial.proposal.place.x - first.x - first.width).toBeLessThan(6)
    expect(initial.proposal.place.page).toBe(3)
  })
})
