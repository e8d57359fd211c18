import { Box, Loader } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appearance, SigningRole } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { drawLook } from '#renderer/components/signing/draw-look.ts'

/** CSS pixels per point at true size. */
const TRUE_SIZE = 96 / 72

/** One appearance as it will be signed: the product draws it into a small PDF, which is shown in true size. */
export function LookPreview({ role, appearance }: { role: SigningRole; appearance: Appearance }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const preview = useQuery(
    query.device.signing.preview.queryOptions({ input: { role, appearance }, placeholderData: keepPreviousData }),
  )
  const canvas = useRef<HTMLCanvasElement>(null)
  const pdf = preview.data?.pdf
  useEffect(() => {
    if (pdf === undefined || !canvas.current) return undefined
    return drawLook(canvas.current, pdf, TRUE_SIZE)
  }, [pdf])
  return (
    <>
      <Failure error={preview.error} onRetry={() => void preview.refetch()} />
      {preview.isPending && <Loader size="sm" aria-label={t('common.loading')} />}
      <Box p={12} style={{ overflow: 'auto', background: 'var(--vt-desk)', border: '1px solid var(--vt-line)' }}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={t('placement.preview', { role: t(`placement.role.${role}`) })}
          style={{ display: 'block', background: '#fff', boxShadow: '0 1px 4px rgb(0 0 0 / 25%)' }}
        />
      </Box>
    </>
  )
}
