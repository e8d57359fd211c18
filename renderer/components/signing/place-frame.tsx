import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FrameLook } from '#renderer/components/signing/frame-look.tsx'
import classes from '#renderer/components/signing/place.module.css'
import {
  boxAfterKey,
  inMillimetres,
  onPage,
  type PageSize,
  resized,
  type SeenBox,
} from '#renderer/components/signing/place-geometry.ts'

type PlaceFrameProps = {
  box: SeenBox
  page: PageSize
  /** CSS pixels per point. */
  scale: number
  /** The document's own field stays where it is. */
  fixed: boolean
  /** A seal has its true size (NĐ 30/2020, PL I, I.II.8.a): it is moved only. */
  resizable: boolean
  onMove: (box: SeenBox) => void
}

const WORDS = { fixed: 'placement.frameFixed', free: 'placement.frame', seal: 'placement.frameSeal' } as const

type Grip = { kind: 'move' | 'resize'; x: number; y: number; from: SeenBox }

/** Where the signature will stand: dragged with the mouse, or moved by the arrow keys (Shift: larger, smaller). */
export function PlaceFrame({ box, page, scale, fixed, resizable, onMove }: PlaceFrameProps) {
  const { t } = useTranslation()
  const [grip, setGrip] = useState<Grip | null>(null)
  const [dragged, setDragged] = useState<SeenBox | null>(null)
  const shown = dragged ?? box
  const take = (kind: Grip['kind']) => (event: PointerEvent<HTMLElement>) => {
    if (fixed || event.button !== 0) return
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    event.currentTarget.closest('button')?.focus()
    setGrip({ kind, x: event.clientX, y: event.clientY, from: shown })
  }
  const drag = (event: PointerEvent) => {
    if (!grip) return
    const { kind, x, y, from } = grip
    const by = { x: (event.clientX - x) / scale, y: (event.clientY - y) / scale }
    setDragged(
      kind === 'resize'
        ? resized(page, from, by)
        : onPage(page, { ...from, left: from.left + by.x, top: from.top + by.y }),
    )
  }
  const drop = () => {
    if (grip && dragged) onMove(dragged)
    setGrip(null)
    setDragged(null)
  }
  const press = (event: KeyboardEvent) => {
    const next = fixed || (event.shiftKey && !resizable) ? null : boxAfterKey(page, box, event)
    if (!next) return
    event.preventDefault()
    onMove(next)
  }
  const kind = fixed ? 'fixed' : resizable ? 'free' : 'seal'
  const { left, top, width, height } = shown
  const style = { left: left * scale, top: top * scale, width: width * scale, height: height * scale }
  return (
    <button
      type="button"
      className={classes['frame']}
      data-fixed={fixed}
      style={style}
      aria-label={t(WORDS[kind], inMillimetres(shown))}
      onPointerDown={take('move')}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={press}
      onClick={(event) => {
        event.stopPropagation()
      }}
    >
      <FrameLook role={resizable ? 'leader' : 'agency'} size={shown} scale={scale} />
      {!fixed && resizable && <span className={classes['handle']} aria-hidden onPointerDown={take('resize')} />}
    </button>
  )
}
