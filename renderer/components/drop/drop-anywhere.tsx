import { Center, Modal, Stack, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconFileUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failed } from '#renderer/api/failure.ts'
import { PDF_ONLY, UploadProgress } from '#renderer/components/drop/drop-pdf.tsx'
import { type UploadedPdf, useUpload } from '#renderer/components/drop/use-upload.ts'
import { Failure } from '#renderer/components/failure.tsx'

/** Takes a PDF dropped anywhere on the page. Every page with it also has a button: dragging is never the only way. */
export function DropAnywhere({
  onUploaded,
  active = true,
}: {
  onUploaded: (file: UploadedPdf) => void
  active?: boolean
}) {
  const { t } = useTranslation()
  const { upload, share, error } = useUpload(onUploaded)
  const [problem, setProblem] = useState<unknown>(null)
  const [seen, setSeen] = useState<unknown>(null)
  const shown = problem ?? (error === seen ? null : error)
  return (
    <>
      <Dropzone.FullScreen
        withinPortal={false}
        active={active}
        accept={PDF_ONLY}
        multiple={false}
        onDrop={(files) => {
          setProblem(null)
          if (files[0]) upload(files[0])
        }}
        onReject={() => {
          setProblem(new Failed('not-a-pdf', {}))
        }}
        inputProps={{ 'aria-label': t('common.chooseFile') }}
      >
        <Center h="70vh" style={{ pointerEvents: 'none' }}>
          <Stack align="center" gap={4}>
            <IconFileUpload size={48} stroke={1.4} aria-hidden />
            <Text fw={600} size="lg">
              {t('common.dropHere')}
            </Text>
            <Text size="sm" c="dimmed">
              {t('common.dropHint')}
            </Text>
          </Stack>
        </Center>
      </Dropzone.FullScreen>
      <Modal
        opened={share !== null || shown !== null}
        onClose={() => {
          setProblem(null)
          setSeen(error)
        }}
        title={t('common.chooseFile')}
        withCloseButton={share === null}
        closeOnEscape={share === null}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {share !== null && <UploadProgress share={share} />}
        <Failure error={shown} />
      </Modal>
    </>
  )
}
