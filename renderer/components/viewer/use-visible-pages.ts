import { type RefObject, useEffect, useState } from 'react'

/** Which pages are in or near the window of the scroller, and the one the reader looks at. */
export function useVisiblePages(scroller: RefObject<HTMLElement | null>, count: number, scale: number) {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set([1]))
  const [current, setCurrent] = useState(1)

  useEffect(() => {
    const root = scroller.current
    if (!root || count === 0) return undefined
    const look = () => {
      const { top, height } = root.getBoundingClientRect()
      const pages = [...root.querySelectorAll<HTMLElement>('[data-page]')]
      const nearby = pages.filter((page) => isWithin(page, top - height, top + 2 * height))
      const middle = nearby.find((page) => isWithin(page, top + height / 2, top + height / 2))
      setNear((before) => sameOr(before, new Set(nearby.map(numberOf))))
      if (middle) setCurrent(numberOf(middle))
    }
    look()
    root.addEventListener('scroll', look, { passive: true })
    return () => {
      root.removeEventListener('scroll', look)
    }
  }, [scroller, count, scale])

  return { near, current }
}

function isWithin(page: HTMLElement, from: number, to: number): boolean {
  const { top, bottom } = page.getBoundingClientRect()
  return bottom >= from && top <= to
}

function numberOf(page: HTMLElement): number {
  return Number(page.dataset['page'])
}

function sameOr(before: ReadonlySet<number>, after: ReadonlySet<number>): ReadonlySet<number> {
  return before.size === after.size && [...after].every((page) => before.has(page)) ? before : after
}
