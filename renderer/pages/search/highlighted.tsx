import { type ReactNode, useEffect, useId, useRef } from 'react'
import { wordRanges } from '#renderer/pages/search/word-ranges.ts'

/**
 * Marks the sought words inside its children with the CSS highlight API: no markup of the list changes, so the rows
 * stay the same everywhere. Rows come and go while scrolling, so the marks follow changes of the tree.
 */
export function Highlighted({ words, children }: { words: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const name = `found-${useId().replace(/\W/g, '')}`

  useEffect(() => {
    const root = place.current
    if (!root || typeof CSS === 'undefined' || !('highlights' in CSS)) return undefined
    const mark = () => {
      CSS.highlights.set(name, new Highlight(...rangesIn(root, words)))
    }
    mark()
    const watch = new MutationObserver(mark)
    watch.observe(root, { childList: true, subtree: true, characterData: true })
    return () => {
      watch.disconnect()
      CSS.highlights.delete(name)
    }
  }, [words, name])

  return (
    <div ref={place} style={{ display: 'contents' }}>
      <style>{`::highlight(${name}) { background: light-dark(#ffe9a8, #6b5312); color: light-dark(#1a1a1a, #ffffff); }`}</style>
      {children}
    </div>
  )
}

function rangesIn(root: HTMLElement, words: string): Range[] {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const ranges: Range[] = []
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (node.parentElement?.tagName === 'STYLE') continue
    for (const [from, to] of wordRanges(node.nodeValue ?? '', words)) {
      const range = new Range()
      range.setStart(node, from)
      range.setEnd(node, to)
      ranges.push(range)
    }
  }
  return ranges
}
