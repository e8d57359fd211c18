import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  type ComparedPage,
  type Comparer,
  createComparer,
  isDifferent,
} from '#renderer/components/comparison/comparer.ts'
import type { OpenPdf } from '#renderer/components/viewer/use-pdf.ts'

export type Comparison = {
  pages: number
  /** What is known so far. */
  compared: ReadonlyMap<number, ComparedPage>
  /** Pages are being compared: `done` of `total`. */
  running: { done: number; total: number } | null
  error: unknown
  compareAll: () => void
  cancel: () => void
  /** The nearest differing page after (or before) a page; null where there is none or it was cancelled. */
  findFrom: (page: number, step: 1 | -1) => Promise<number | null>
  /** Compares the page that is looked at. */
  look: (page: number) => void
}

/** Without being asked, only so many pages are looked at for a first difference. */
export const LOOKED_AT_FIRST = 30

/** Compares the pages of two open files, lazily: the first differing one, the one looked at, all where asked. */
export function useComparison(
  before: OpenPdf,
  after: OpenPdf,
  { hints, onFound }: { hints: readonly number[]; onFound: (page: number) => void },
): Comparison {
  const comparer = useMemo(() => createComparer(before.document, after.document), [before, after])
  const { pages } = comparer
  const { run, look, cancel, ...known } = useRuns(comparer)
  const first = useRef({ hints, onFound })

  useEffect(() => {
    void run(firstPages(first.current.hints, pages), isDifferent).then((page) => {
      if (page !== null) first.current.onFound(page)
    })
    return cancel
  }, [run, cancel, pages])

  return {
    ...known,
    pages,
    look,
    cancel,
    compareAll: () => void run(pagesFrom(1, 1, pages), () => false),
    findFrom: (page, step) =>
      known.running === null
        ? run(pagesFrom(page + step, step, pages), isDifferent)
        : Promise.resolve(nearestKnown(known.compared, page, step)),
  }
}

/** One run through pages at a time; a new one ends the one before. */
function useRuns(comparer: Comparer) {
  const [compared, setCompared] = useState<Comparison['compared']>(new Map())
  const [running, setRunning] = useState<Comparison['running']>(null)
  const [error, setError] = useState<unknown>(null)
  const work = useRef<AbortController>(null)
  const note = useCallback((page: ComparedPage) => {
    setCompared((known) => (known.has(page.page) ? known : new Map(known).set(page.page, page)))
  }, [])

  const run = useCallback(
    async (order: readonly number[], until: Run['until']): Promise<number | null> => {
      work.current?.abort()
      const mine = new AbortController()
      work.current = mine
      const tell = (done: number) => {
        setRunning({ done, total: order.length })
      }
      try {
        const found = await compareInOrder(comparer, { order, until, note, tell, signal: mine.signal })
        return mine.signal.aborted ? null : found
      } catch (thrown) {
        if (!mine.signal.aborted) setError(thrown)
        return null
      } finally {
        if (work.current === mine) setRunning(null)
      }
    },
    [comparer, note],
  )
  const look = useCallback(
    (page: number) => {
      comparer.compare(page).then(note, setError)
    },
    [comparer, note],
  )
  const cancel = useCallback(() => {
    work.current?.abort()
    setRunning(null)
  }, [])
  return { compared, running, error, run, look, cancel }
}

/** While pages are being compared, only what is known already is gone to: the comparing goes on. */
function nearestKnown(compared: Comparison['compared'], page: number, step: 1 | -1): number | null {
  const known = differingPages(compared).filter((other) => (other - page) * step > 0)
  return (step === 1 ? known[0] : known.at(-1)) ?? null
}

/** Pages known to differ, in order. */
export function differingPages(compared: Comparison['compared']): number[] {
  return [...compared.values()]
    .filter(isDifferent)
    .map(({ page }) => page)
    .toSorted((a, b) => a - b)
}

type Run = {
  order: readonly number[]
  until: (page: ComparedPage) => boolean
  note: (page: ComparedPage) => void
  tell: (done: number) => void
  signal: AbortSignal
}

async function compareInOrder(comparer: Comparer, { order, until, note, tell, signal }: Run): Promise<number | null> {
  for (const [done, page] of order.entries()) {
    if (signal.aborted) return null
    tell(done)
    const answer = await comparer.compare(page)
    note(answer)
    if (until(answer)) return page
  }
  return null
}

/** The pages that the report names, then the first ones of the file. */
export function firstPages(hints: readonly number[], pages: number): number[] {
  const named = [...new Set(hints)].filter((page) => page >= 1 && page <= pages).toSorted((a, b) => a - b)
  const others = pagesFrom(1, 1, Math.min(pages, LOOKED_AT_FIRST)).filter((page) => !named.includes(page))
  return [...named, ...others]
}

function pagesFrom(page: number, step: 1 | -1, pages: number): number[] {
  const order: number[] = []
  for (let at = page; at >= 1 && at <= pages; at += step) order.push(at)
  return order
}
