import { useElementSize } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ComparedSide } from '#renderer/components/comparison/compared-page.tsx'
import classes from '#renderer/components/comparison/comparison.module.css'
import { ComparisonBar } from '#renderer/components/comparison/comparison-bar.tsx'
import type { ComparedFile } from '#renderer/components/comparison/comparison-dialog.tsx'
import { useComparison } from '#renderer/components/comparison/use-comparison.ts'
import { useSameScroll } from '#renderer/components/comparison/use-same-scroll.ts'
import { Failure } from '#renderer/components/failure.tsx'
import type { OpenPdf } from '#renderer/components/viewer/use-pdf.ts'
import { ViewerBar, type Zoom } from '#renderer/components/viewer/viewer-bar.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'

/** Padding of both scrollers, and their scroll bars. */
const GUTTER = 100
/** CSS pixels per point at 100 %. */
const NATURAL = 96 / 72

type ComparisonPagesProps = { file: ComparedFile; before: OpenPdf; after: OpenPdf }

/** One page of both files, one zoom, one scroll; J and K go from differing page to differing page. */
export function ComparisonPages({ file, before, after }: ComparisonPagesProps) {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  /** The page from which no further differing one was found. */
  const [endedAt, setEnded] = useState<number | null>(null)
  const [zoom, setZoom] = useState<Zoom>('width')
  const { ref, width } = useElementSize()
  const comparison = useComparison(before, after, { hints: file.hints, onFound: setPage })
  const { left, right, follow } = useSameScroll()
  const compared = comparison.compared.get(page)
  const fit = Math.min(1.6, Math.max(0.25, (width - GUTTER) / 2 / ((compared?.width ?? after.width) * NATURAL)))
  const scale = (zoom === 'width' ? fit : zoom) * NATURAL
  const { look } = comparison
  const go = (step: 1 | -1) => {
    void comparison.findFrom(page, step).then((found) => {
      setEnded(found === null ? page : null)
      if (found !== null) setPage(found)
    })
  }
  const key = { group: 'document', inDialog: true } as const
  useCommands([
    { ...key, id: 'comparison.next', label: t('comparison.next'), keys: ['j'], run: () => go(1) },
    { ...key, id: 'comparison.previous', label: t('comparison.previous'), keys: ['k'], run: () => go(-1) },
  ])
  useEffect(() => {
    look(page)
  }, [look, page])
  const side = { page, scale, compared }
  const { revision, signer } = file
  return (
    <>
      <ComparisonBar comparison={comparison} page={page} isEnd={endedAt === page} onStep={go} />
      <Failure error={comparison.error} />
      <ViewerBar
        page={page}
        pages={comparison.pages}
        onPage={(wanted) => {
          setPage(Math.min(comparison.pages, Math.max(1, Math.round(wanted))))
        }}
        zoom={zoom}
        shown={scale / NATURAL}
        onZoom={setZoom}
      />
      <div ref={ref} className={classes['sides']}>
        {width > 0 && (
          <>
            <ComparedSide
              {...side}
              side="before"
              caption={t(signer === '' ? 'comparison.before' : 'comparison.beforeSigned', { revision, signer })}
              open={before}
              scroller={left}
              onScroll={() => {
                follow('left')
              }}
            />
            <ComparedSide
              {...side}
              side="after"
              caption={t('comparison.after')}
              open={after}
              scroller={right}
              onScroll={() => {
                follow('right')
              }}
            />
          </>
        )}
      </div>
    </>
  )
}
