import { useRef } from 'react'

/** Two scrollers that show the same place: where one is moved, the other follows. */
export function useSameScroll() {
  const left = useRef<HTMLDivElement>(null)
  const right = useRef<HTMLDivElement>(null)
  const follow = (moved: 'left' | 'right') => {
    const [from, to] = moved === 'left' ? [left.current, right.current] : [right.current, left.current]
    if (!from || !to) return
    // Setting what is set already moves nothing, so the two do not chase each other.
    if (Math.abs(to.scrollTop - from.scrollTop) > 1) to.scrollTop = from.scrollTop
    if (Math.abs(to.scrollLeft - from.scrollLeft) > 1) to.scrollLeft = from.scrollLeft
  }
  return { left, right, follow }
}
