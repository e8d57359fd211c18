import { Center, Loader } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { type MouseEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sha256, SigningPlace } from '#contract'
import { fileUrl } from '#renderer/api/files.ts'
import { Failure } from '#renderer/components/failure.tsx'
import classes from '#renderer/components/signing/place.module.css'
import { PlaceFrame } from '#renderer/components/signing/place-frame.tsx'
import { onPage, placeOf, type SeenBox, seenBox } from '#renderer/components/signing/place-geometry.ts'
import { drawPage } from '#renderer/components/viewer/draw-page.ts'
import { usePdf } from '#renderer/components/viewer/use-pdf.ts'

type PlacePageProps = {
  sha256: Sha256
  place: SigningPlace
  fixed: boolean
  resizable: boolean
  onMove: (place: SigningPlace) => void
}

/** The page that will be signed, with the signature's frame on it. A click beside the frame brings it there. */
export function PlacePage({ sha256, ...rest }: PlacePageProps) {
  const { t } = useTranslation()
  const { open, error } = usePdf(fileUrl(sha256))
  if (error !== null) return <Failure error={error} />
  if (!open) {
    return (
      <Center h={220}>
        <Loader size="sm" aria-label={t('common.loading')} />
      </Center>
    )
  }
  return <OpenPage document={open.document} {...rest} />
}

function OpenPage({
  document,
  place,
  fixed,
  resizable,
  onMove,
}: Omit<PlacePageProps, 'sha256'> & { document: PDFDocumentProxy }) {
  const { t } = useTranslation()
  const page = usePage(document, place.page)
  const { ref: measure, width } = useElementSize()
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const natural = page?.getViewport({ scale: 1 })
  const scale = natural && width > 0 ? Math.min(1.6, width / natural.width) : 0

  useEffect(() => {
    if (!page || !canvas.current || scale === 0) return undefined
    return drawPage(page, canvas.current, scale)
  }, [page, scale])

  const box = natural && seenBox(natural, place)
  const height = natural?.height ?? 0
  useScrollTo(scroller, { middle: box && scale > 0 ? (box.top + box.height / 2) * scale : null, of: place.page })

  const put = (next: SeenBox) => {
    if (natural) onMove(placeOf(natural, place.page, onPage(natural, next)))
  }
  const bringHere = (event: MouseEvent<HTMLDivElement>) => {
    if (fixed || !box) return
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const [x, y] = [(event.clientX - left) / scale, (event.clientY - top) / scale]
    put({ ...box, left: x - box.width / 2, top: y - box.height / 2 })
  }
  return (
    <div
      ref={scroller}
      className={classes['scroller']}
      role="group"
      aria-label={t('placement.page', { page: place.page })}
    >
      <div ref={measure} style={{ width: '100%' }}>
        {natural && box && scale > 0 && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the frame itself is moved by the arrow keys.
          // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse, with a twin on the keyboard.
          <div
            className={classes['page']}
            style={{ width: natural.width * scale, height: height * scale }}
            onClick={bringHere}
          >
            <canvas ref={canvas} className={classes['canvas']} aria-hidden />
            <PlaceFrame box={box} page={natural} scale={scale} fixed={fixed} resizable={resizable} onMove={put} />
          </div>
        )}
      </div>
    </div>
  )
}

function usePage(document: PDFDocumentProxy, number: number): PDFPageProxy | null {
  const [page, setPage] = useState<{ number: number; page: PDFPageProxy } | null>(null)
  useEffect(() => {
    let left = false
    void document.getPage(number).then((found) => {
      if (!left) setPage({ number, page: found })
    })
    return () => {
      left = true
    }
  }, [document, number])
  return page?.number === number ? page.page : null
}

/** Once for each page: where the frame is, is what one wants to see. */
function useScrollTo(
  scroller: React.RefObject<HTMLDivElement | null>,
  { middle, of }: { middle: number | null; of: number },
): void {
  const done = useRef<number | null>(null)
  useEffect(() => {
    if (middle === null || done.current === of || !scroller.current) return
    done.current = of
    scroller.current.scrollTo({ top: middle - scroller.current.clientHeight / 2 })
  }, [scroller, middle, of])
}
