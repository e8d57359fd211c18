import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedPage } from '#renderer/components/comparison/comparer.ts'
import classes from '#renderer/components/comparison/comparison.module.css'
import type { Area } from '#renderer/components/comparison/differing-areas.ts'
import { PdfPage } from '#renderer/components/viewer/pdf-page.tsx'
import type { OpenPdf } from '#renderer/components/viewer/use-pdf.ts'

type SideProps = {
  side: 'before' | 'after'
  caption: string
  open: OpenPdf
  page: number
  scale: number
  compared: ComparedPage | undefined
  scroller: Ref<HTMLDivElement>
  onScroll: () => void
}

/** One of the two pages, with the areas outlined in which it differs from the other. */
export function ComparedSide({ side, caption, open, page, scale, compared, scroller, onScroll }: SideProps) {
  const { t } = useTranslation()
  const isThere = page <= open.document.numPages
  return (
    <section className={classes['side']} aria-label={caption}>
      <h3 className={classes['caption']}>{caption}</h3>
      <div
        ref={scroller}
        className={classes['scroller']}
        role="region"
        aria-label={t('comparison.pageOfSide', { page, side: caption })}
        tabIndex={0}
        onScroll={onScroll}
      >
        {isThere ? (
          <div className={classes['sheet']}>
            <PdfPage
              key={page}
              document={open.document}
              number={page}
              scale={scale}
              width={compared?.width ?? open.width}
              height={compared?.height ?? open.height}
              visible
            />
            {compared?.only === null && compared.areas.map((area) => <Outline key={keyOf(area)} area={area} />)}
          </div>
        ) : (
          <p className={classes['missing']}>{t(`comparison.missing.${side}`)}</p>
        )}
      </div>
    </section>
  )
}

/** Seen only; the text line above the pages says the same. */
function Outline({ area: { x, y, width, height } }: { area: Area }) {
  const share = (value: number) => `${String(value * 100)}%`
  return (
    <span
      aria-hidden
      className={classes['area']}
      style={{ left: share(x), top: share(y), width: share(width), height: share(height) }}
    />
  )
}

const keyOf = ({ x, y }: Area): string => `${String(x)} ${String(y)}`
