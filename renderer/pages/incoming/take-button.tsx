import { Button, Tooltip } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { useUpload } from '#renderer/components/drop/use-upload.ts'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { formatNumber } from '#renderer/text/format.ts'

/** Chooses the PDF of an incoming document; the keyboard's twin of dropping it on the page (WCAG 2.5.7). */
export function TakeButton({ upload, share }: Pick<ReturnType<typeof useUpload>, 'upload' | 'share'>) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const choose = () => {
    input.current?.click()
  }
  useCommands([{ id: 'incoming.take', group: 'document', label: t('incoming.take'), keys: ['n'], run: choose }])
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/pdf,.pdf"
        hidden
        aria-label={t('incoming.take')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) upload(file)
        }}
      />
      <Tooltip label={t('incoming.dropAnywhere')}>
        <Button size="compact-md" leftSection={<IconFileImport size={16} aria-hidden />} onClick={choose}>
          {share === null ? t('incoming.take') : t('common.uploading', { percent: formatNumber(share * 100) })}
        </Button>
      </Tooltip>
    </>
  )
}
