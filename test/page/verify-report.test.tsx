import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { Sha256 } from '#contract'
import { SENTENCES } from '#contract/sentences'
import { bytesInMemory } from '#core/pdf/bytes'
import { verifyPdf } from '#core/verification/verify-pdf'
import { Failed } from '#renderer/api/failure.ts'
import type { DrawnPage } from '#renderer/components/comparison/page-pixels.ts'
import { FileAnswer } from '#renderer/components/verification/file-answer.tsx'
import { append } from '#test/support/appended'
import { PART, richFile, signedAgain, signedBy, streamText } from '#test/support/attacks/rich-document'
import { type Client, overPort, runtimeForTest } from '#test/support/doors'
import { TEST_NOW, testAnchors } from '#test/support/pki'
import { showAs } from './show-as.tsx'

/** jsdom draws nothing: a file has four pages here, and of those that were changed the present drawing is darker. */
const PAGES = 4
const state = vi.hoisted(() => ({ opened: [] as unknown[][], destroyed: 0, changed: [2, 4], slow: [] as number[] }))

vi.mock('#renderer/components/viewer/pdf-engine.ts', () => ({
  openPdf: (...asked: unknown[]) => {
    state.opened.push(asked)
    const getPage = () => Promise.resolve({ getViewport: () => ({ width: 600, height: 800 }) })
    const destroy = () => {
      state.destroyed += 1
      return Promise.resolve()
    }
    return { promise: Promise.resolve({ numPages: PAGES, url: asked[0], getPage }), destroy }
  },
}))

vi.mock('#renderer/components/comparison/page-pixels.ts', () => ({
  drawnPage: ({ url }: { url: string }, page: number): Promise<DrawnPage> => {
    const isDark = state.changed.includes(page) && !url.includes('upTo')
    if (state.slow.includes(page)) return new Promise(() => undefined)
    const data = new Uint8ClampedArray(4 * 16 * 16).fill(isDark ? 0 : 255)
    return Promise.resolve({ pixels: { width: 16, height: 16, data }, width: 600, height: 800 })
  },
}))

beforeEach(() => {
  state.opened = []
  state.destroyed = 0
  state.changed = [2, 4]
  state.slow = []
})

const SHA256 = Sha256.parse('a'.repeat(64))

async function show(bytes: Uint8Array, password?: string) {
  // With their purpose: jsdom's bytes are not those of Node, and bytes alone would not be known for bytes.
  const anchors = (await testAnchors()).map((der) => ({ der, purpose: 'both' as const }))
  const report = await verifyPdf(bytesInMemory(bytes), { anchors, at: TEST_NOW, file: 'a.pdf' })
  const core = await runtimeForTest('office')
  const answer = <FileAnswer report={report} sha256={SHA256} password={password} />
  return { report, user: await showAs(overPort(core.runtime), 'clerk', answer) }
}

const signed = () => signedBy(richFile())
const changedAfterwards = async () => append(await signed(), { [PART.content]: streamText('BT (Pay 900 dong) Tj ET') })

test('a file that was changed: returned, with a reason for the sender and the change in the timeline', async () => {
  const { report } = await show(await changedAfterwards())
  const alert = await screen.findByRole('alert')
  const who = report.signatures[0]?.signer ?? ''
  expect(alert.textContent).toContain('Trả lại nơi gửi: tệp bị sửa sau khi ký')
  expect(alert.textContent).toContain(`Tệp đã bị sửa trái phép sau chữ ký của ${who}.`)
  within(alert).getByRole('button', { name: 'Chép lý do trả lại' })

  const timeline = screen.getByRole('region', { name: 'Các phiên bản của tệp' })
  const [first, second, third] = within(timeline).getAllByRole('listitem').filter(isEntry)
  expect(first?.textContent).toContain('Phiên bản 1/3: nội dung ban đầu')
  expect(second?.textContent).toContain(`Phiên bản 2/3: ký: ${who}`)
  expect(third?.textContent).toContain('Không được phép: ')
  expect(third?.textContent).toContain('bản hiện nay')
  within(third as HTMLElement).getByRole('button', { name: 'So sánh phiên bản 2 với bản hiện nay' })
  expect(within(timeline).getAllByRole('button')).toHaveLength(1)
  expect(timeline.textContent).not.toMatch(/Root|Kids/)
})

const isEntry = (item: HTMLElement): boolean => item.textContent.startsWith('Phiên bản')

test('an honest file of two signatures: accepted, what both share is told once, every fact of Điều 6.4 is there', async () => {
  const { report } = await show(await signedAgain(await signed()))
  expect((await screen.findByRole('alert')).textContent).toContain('Nhận được')
  expect(screen.queryByText(/Không được phép/)).toBeNull()
  const cards = screen.getAllByRole('article')
  expect(cards).toHaveLength(2)
  for (const [at, card] of cards.entries()) {
    const certificate = report.signatures[at]?.certificate
    within(card).getByRole('heading', { name: report.signatures[at]?.signer ?? '' })
    const facts = within(card)
      .getAllByRole('term')
      .map(({ textContent }) => textContent)
    expect(facts).toEqual(
      expect.arrayContaining([
        ...[
          'Cơ quan quản lý',
          'Giờ ký',
          'Toàn vẹn',
          'Hiệu lực khi ký',
          'Thời hạn chứng thư',
          'Nơi cấp chứng thư',
          'Thu hồi',
        ],
      ]),
    )
    expect(card.textContent).toContain(certificate?.organisation)
  }
  const findings = new Set(report.signatures.flatMap(({ findings: codes }) => codes))
  expect(screen.getAllByText(/Chưa kiểm tra được chứng thư/)).toHaveLength(
    findings.has('revocation-not-checked') ? 1 : 0,
  )
})

test('of many signatures each tells who, when and what came of it, and every other fact when it is asked for', async () => {
  const { user } = await show(await signedAgain(await signedAgain(await signedAgain(await signed()))))
  await screen.findByRole('alert')
  const cards = screen.getAllByRole('article')
  expect(cards).toHaveLength(4)
  const card = within(cards[1] as HTMLElement)
  const shown = () => card.getAllByRole('term').map(({ textContent }) => textContent)
  expect(shown()).toEqual(['Cơ quan quản lý', 'Giờ ký', 'Toàn vẹn', 'Thay đổi sau chữ ký này'])
  await user.click(card.getByRole('button', { name: 'Đủ căn cứ của chữ ký này' }))
  await waitFor(() => {
    expect(shown()).toEqual(
      expect.arrayContaining(['Hiệu lực khi ký', 'Thời hạn chứng thư', 'Nơi cấp chứng thư', 'Thu hồi']),
    )
  })
})

test('a file without a signature: that a picture is no signature, and no timeline', async () => {
  await show(richFile())
  expect((await screen.findByRole('alert')).textContent).toContain('Tệp không có chữ ký số')
  expect(screen.queryByRole('region', { name: 'Các phiên bản của tệp' })).toBeNull()
})

test('pages as signed and as now: the bytes of that revision, the first differing page, then the next, then all', async () => {
  const { report, user } = await show(await changedAfterwards(), 'mo-tep')
  await user.click(await screen.findByRole('button', { name: 'So sánh phiên bản 2 với bản hiện nay' }))
  const dialog = await screen.findByRole('dialog', { name: 'So sánh phiên bản 2/3 với bản hiện nay' })
  const end = String(report.revisions[1]?.end)
  expect(state.opened).toEqual([
    [`/files/${SHA256}?upTo=${end}`, 'mo-tep'],
    [`/files/${SHA256}`, 'mo-tep'],
  ])
  const words = within(dialog).getByRole('status')
  await waitFor(() => {
    expect(words.textContent).toBe(
      'Trang 2: 1 chỗ khác nhau, đã khoanh đỏ. Các trang khác nhau đã biết: 2. Đã so sánh 2/4 trang.',
    )
  })
  await user.click(within(dialog).getByRole('button', { name: /Trang khác nhau sau/ }))
  await waitFor(() => {
    expect(words.textContent).toContain('Trang 4: 1 chỗ khác nhau')
  })
  await user.click(within(dialog).getByRole('button', { name: /Trang khác nhau trước/ }))
  await waitFor(() => {
    expect(words.textContent).toBe(
      'Trang 2: 1 chỗ khác nhau, đã khoanh đỏ. Các trang khác nhau đã biết: 2, 4. Đã so sánh 4/4 trang.',
    )
  })
  await user.click(within(dialog).getByRole('button', { name: 'Đóng' }))
  await waitFor(() => {
    expect([screen.queryByRole('dialog'), state.destroyed]).toEqual([null, 2])
  })
})

test('where nothing differs every page can be asked for, and it is said that all are the same', async () => {
  state.changed = []
  const { user } = await show(await changedAfterwards())
  await user.click(await screen.findByRole('button', { name: 'So sánh phiên bản 2 với bản hiện nay' }))
  const dialog = await screen.findByRole('dialog')
  await waitFor(() => {
    expect(within(dialog).getByRole('status').textContent).toContain('Mọi trang đều giống hệt nhau ở hai bản.')
  })
  expect(within(dialog).queryByRole('button', { name: 'So sánh mọi trang' })).toBeNull()
})

test('every page can be asked for, with how far it is, and be stopped', async () => {
  state.changed = [1]
  state.slow = [3]
  const { user } = await show(await changedAfterwards())
  await user.click(await screen.findByRole('button', { name: 'So sánh phiên bản 2 với bản hiện nay' }))
  const dialog = await screen.findByRole('dialog')
  await user.click(await within(dialog).findByRole('button', { name: 'So sánh mọi trang' }))
  await within(dialog).findByRole('progressbar', { name: 'Đang so sánh: 2/4 trang' })
  await user.click(within(dialog).getByRole('button', { name: 'Dừng' }))
  expect(within(dialog).queryByRole('progressbar')).toBeNull()
  expect(within(dialog).getByRole('status').textContent).toContain('Đã so sánh 2/4 trang.')
})

test('the report is asked for in the reader’s language and saved; a failure is told', async () => {
  const asked: unknown[] = []
  const print = (input: unknown) => {
    asked.push(input)
    if (asked.length > 1) return Promise.reject(new Failed('file-missing', {}))
    return Promise.resolve({ sha256: 'b'.repeat(64), size: 1, fileName: 'Báo cáo.pdf' })
  }
  const { office, device } = overPort((await runtimeForTest('office')).runtime)
  const client = { device, office: { session: office.session, today: office.today, verify: { print } } }
  const saved: unknown[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push([this.getAttribute('href'), this.download])
  })
  onTestFinished(() => {
    vi.restoreAllMocks()
  })
  const report = await verifyPdf(bytesInMemory(await signed()), { anchors: [], at: TEST_NOW, file: 'cong-van.pdf' })
  const answer = <FileAnswer report={report} sha256={SHA256} password="mo-tep" />
  const user = await showAs(client as unknown as Client, 'clerk', answer)
  const button = await screen.findByRole('button', { name: 'Lưu báo cáo PDF' })
  await user.click(button)
  await waitFor(() => {
    expect(saved).toEqual([[`/files/${'b'.repeat(64)}`, 'Báo cáo.pdf']])
  })
  expect(asked).toEqual([{ sha256: SHA256, fileName: 'cong-van.pdf', language: 'vi', password: 'mo-tep' }])
  await user.click(button)
  await screen.findByText(SENTENCES['file-missing'].vi)
  expect(saved).toHaveLength(1)
})
