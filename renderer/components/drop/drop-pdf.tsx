import { Progress, Stack, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconFileUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failed } from '#renderer/api/failure.ts'
import { type UploadedPdf, useUpload } from '#renderer/components/drop/use-upload.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { formatNumber } from '#renderer/text/format.ts'

export const PDF_ONLY = { 'application/pdf': ['.pdf'] }

type DropPdfProps = {
  onUploaded: (file: UploadedPdf) => void
  /** Something was dropped or chosen, good or not: what was said of the file before is over. */
  onTaken?: () => void
  /** Words in the box; the usual ones where absent. */
  title?: string
  hint?: string
  disabled?: boolean
  /** Takes the room of the pages that will stand here. */
  tall?: boolean
}

/** A box to drop a PDF on or to choose one with; shows how far the upload is and what went wrong. */
export function DropPdf({ onUploaded, onTaken, title, hint, disabled = false, tall = false }: DropPdfProps) {
  const { t } = useTranslation()
  const { upload, share, error } = useUpload(onUploaded)
  const [refused, setRefused] = useState(false)
  const take = (files: File[]) => {
    setRefused(false)
    onTaken?.()
    if (files[0]) upload(files[0])
  }
  return (
    <div>
      <Dropzone
        onDrop={take}
        onReject={() => {
          onTaken?.()
          setRefused(true)
        }}
        accept={PDF_ONLY}
        multiple={false}
        disabled={disabled || share !== null}
        inputProps={{ 'aria-label': t('common.chooseFile') }}
        p="lg"
        {...(tall ? { styles: { root: { display: 'grid', placeContent: 'center', height: '60vh' } } } : {})}
      >
        <Stack align="center" gap={4} style={{ pointerEvents: 'none' }}>
          <IconFileUpload size={30} stroke={1.5} aria-hidden />
          <Text fw={600}>{title ?? t('common.dropHere')}</Text>
          <Text size="sm" c="dimmed" ta="center">
            {hint ?? t('common.dropHint')}
          </Text>
        </Stack>
      </Dropzone>
      {share !== null && <UploadProgress share={share} />}
      {refused && <Failure error={new Failed('not-a-pdf', {})} />}
      <Failure error={error} />
    </div>
  )
}

/** How far an upload is, in words too. */
export function UploadProgress({ share }: { share: number }) {
  const { t } = useTranslation()
  const sentence = t('common.uploading', { percent: formatNumber(share * 100) })
  return (
    <div style={{ marginTop: 8 }}>
      <Progress.Root>
        <Progress.Section value={share * 100} aria-label={sentence} />
      </Progress.Root>
      <Text size="sm" mt={2}>
        {sentence}
      </Text>
    </div>
  )
}
