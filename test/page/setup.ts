import { cleanup } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

/** What jsdom lacks and the components ask for: media queries, observers, scrolling. None of them changes behaviour. */
const never = {
  matches: false,
  media: '',
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
}
const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined }

vi.stubGlobal('matchMedia', (media: string) => ({ ...never, media }))
vi.stubGlobal('ResizeObserver', function ResizeObserver() {
  return observer
})
vi.stubGlobal('IntersectionObserver', function IntersectionObserver() {
  return { ...observer, takeRecords: () => [] }
})
// Growing text areas measure themselves again when a font has arrived.
Object.assign(document, { fonts: { addEventListener: () => undefined, removeEventListener: () => undefined } })
Object.assign(Element.prototype, { scrollIntoView: () => undefined, scrollTo: () => undefined })

/** jsdom draws no pages: a PDF there is loading for ever. Chromium shows them in `test/e2e`. */
vi.mock('#renderer/components/viewer/pdf-engine.ts', () => ({
  openPdf: () => ({ promise: new Promise(() => undefined), destroy: async () => undefined }),
}))

afterEach(cleanup)
