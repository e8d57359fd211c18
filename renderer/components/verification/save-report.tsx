import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Sha256 } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { useLanguage } from '#renderer/text/i18n.ts'

type SaveReportProps = { sha256: Sha256; fileName: string; password?: string | undefined }

/** Has the file checked anew and the report made as a PDF in the reader's language, which is then saved. */
export function SaveReport({ sha256, fileName, password }: SaveReportProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { client, fileUrl } = useApi()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      client.office.verify.print({
        sha256,
        fileName: fileName.slice(-255),
        language,
        ...(password === undefined ? {} : { password }),
      }),
    onSuccess: (printed) => {
      const link = document.createElement('a')
      link.href = fileUrl(printed.sha256)
      link.download = printed.fileName
      link.click()
    },
  })
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={isPending}
        leftSection={<IconDownload size={15} aria-hidden />}
        onClick={() => {
          mutate()
        }}
      >
        {t('verify.saveReport')}
      </Button>
      <Failure error={error} />
    </>
  )
}
