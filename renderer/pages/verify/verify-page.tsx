import { Button, Center } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconFileSearch, IconPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureOf } from '#renderer/api/failure.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import { PDF_ONLY } from '#renderer/components/drop/drop-pdf.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { SplitView } from '#renderer/components/split-view.tsx'
import { LazyPdfViewer } from '#renderer/components/viewer/lazy-pdf-viewer.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { CheckedFiles } from '#renderer/pages/verify/checked-files.tsx'
import { worstOf } from '#renderer/pages/verify/outcomes.ts'
import { Report } from '#renderer/pages/verify/report.tsx'
import { type CheckedFile, useChecks } from '#renderer/pages/verify/use-checks.ts'

/** Kiểm tra chữ ký: any PDF, read and answered in plain words. TT 15/2025/TT-BKHCN, Điều 6. */
export function VerifyPage() {
  const { t } = useTranslation()
  const { files, check, remove, open } = useChecks()
  const [currentId, setCurrent] = useState<string | null>(null)
  const openRef = useRef<() => void>(null)
  const current = files.find(({ id }) => id === currentId) ?? worstOf(files)
  const take = (chosen: readonly File[]) => {
    const first = check(chosen)
    // Of several the worst, as soon as it is known: it is the one that needs somebody.
    setCurrent(chosen.length === 1 ? (first ?? null) : null)
  }
  const choose = () => {
    openRef.current?.()
  }
  useCommands([{ id: 'verify.choose', group: 'document', label: t('verify.choose'), keys: ['n'], run: choose }])
  return (
    <PageFrame
      fill
      header={
        <PageHeader
          title={t('verify.title')}
          actions={
            current && (
              <Button size="compact-md" leftSection={<IconPlus size={16} aria-hidden />} onClick={choose}>
                {t('verify.more')}
              </Button>
            )
          }
        />
      }
    >
      <Dropzone.FullScreen
        withinPortal={false}
        active={current !== undefined}
        accept={PDF_ONLY}
        onDrop={take}
        onReject={(all) => {
          take(all.map(({ file }) => file))
        }}
        inputProps={{ 'aria-label': t('verify.choose') }}
      >
        <Center h="70vh">
          <EmptyState icon={<IconFileSearch size={26} />} title={t('verify.dropTitle')} hint={t('verify.introHint')} />
        </Center>
      </Dropzone.FullScreen>
      <Dropzone
        openRef={openRef}
        accept={PDF_ONLY}
        onDrop={take}
        onReject={(all) => {
          take(all.map(({ file }) => file))
        }}
        inputProps={{ 'aria-label': t('verify.choose') }}
        {...(current
          ? { style: { display: 'none' } }
          : { m: 'md', h: 'calc(100% - 32px)', style: { display: 'grid', placeContent: 'center' } })}
      >
        <EmptyState icon={<IconFileSearch size={26} />} title={t('verify.intro')} hint={t('verify.introHint')}>
          <Button mt="xs" component="span">
            {t('verify.choose')}
          </Button>
        </EmptyState>
      </Dropzone>
      {current && (
        <SplitView
          name="verify"
          listSize="44%"
          list={
            <>
              <CheckedFiles files={files} currentId={current.id} onCurrent={setCurrent} onRemove={remove} />
              <Report file={current} onPassword={(password) => void open(current, password)} />
            </>
          }
        >
          <Pages file={current} />
        </SplitView>
      )}
    </PageFrame>
  )
}

/** The file itself; what the report says of one that cannot be read is not said twice. */
function Pages({ file: { sha256, password, error } }: { file: CheckedFile }) {
  const { fileUrl } = useApi()
  if (sha256 === null || (error !== null && failureOf(error).code.startsWith('pdf-'))) return null
  return <LazyPdfViewer url={fileUrl(sha256)} {...(password === undefined ? {} : { password })} />
}
