import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appearance } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { drawLook } from '#renderer/components/signing/draw-look.ts'
import classes from '#renderer/components/signing/place.module.css'
import type { SeenBox } from '#renderer/components/signing/place-geometry.ts'
import type { SigningAs } from '#renderer/components/signing/use-frozen-list.ts'

const MM_PER_POINT = 25.4 / 72
/** Around the appearance in its PDF, in points. */
const MARGIN = 8
/** The frame's own border, in CSS pixels. */
const BORDER = 2

type FrameLookProps = { role: SigningAs; size: Pick<SeenBox, 'width' | 'height'>; scale: number }

const LABELS = { leader: 'placement.here', agency: 'placement.hereSeal' } as const

/** What the signature will look like, in its frame on the page; only its name where that is not known to the letter. */
export function FrameLook({ role, size, scale }: FrameLookProps) {
  const { t } = useTranslation()
  const { query } = useApi()
  const settings = useQuery(query.office.settings.get.queryOptions())
  const [shown] = useDebouncedValue(size, 250)
  const hasImage = useHasImage(role)
  const look = settings.data?.appearances[role]
  const input = look && hasImage && isImageAlone(look) ? { role, appearance: inFrame(look, shown) } : skipToken
  const preview = useQuery(
    query.device.signing.preview.queryOptions({ input, placeholderData: keepPreviousData, retry: false }),
  )
  const canvas = useRef<HTMLCanvasElement>(null)
  const pdf = preview.data?.pdf
  useEffect(() => {
    if (pdf === undefined || !canvas.current) return undefined
    return drawLook(canvas.current, pdf, scale)
  }, [pdf, scale])
  if (pdf === undefined) {
    return (
      <span className={classes['label']} aria-hidden>
        {t(LABELS[role])}
      </span>
    )
  }
  const offset = -MARGIN * scale - BORDER
  return <canvas ref={canvas} className={classes['look']} style={{ left: offset, top: offset }} aria-hidden />
}

/** Words about the document, and the name in a certificate, are known only when it is signed. */
const isImageAlone = ({ showImage, lines }: Appearance): boolean => showImage && lines.length === 0

/** Without a seal the agency's signature says in words what only its certificate knows. */
function useHasImage(role: SigningAs): boolean {
  const { query } = useApi()
  const { agency } = useMe()
  const input = role === 'agency' ? { kind: role, id: agency.id } : skipToken
  const seal = useQuery(query.office.images.get.queryOptions({ input, retry: false }))
  return role === 'leader' || (seal.data ?? null) !== null
}

function inFrame(look: Appearance, { width, height }: FrameLookProps['size']): Appearance {
  return { ...look, widthMm: millimetres(width), heightMm: millimetres(height) }
}

/** Within what the contract allows. */
const millimetres = (points: number): number => Math.min(200, Math.max(5, Math.round(points * MM_PER_POINT * 10) / 10))
