import { Alert, Box, Button, Grid, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Book, IncomingFields } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { ConfirmDialog } from '#renderer/components/dialogs/confirm-dialog.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { IncomingForm } from '#renderer/components/incoming/incoming-form.tsx'
import { missingFields } from '#renderer/components/incoming/missing-fields.ts'
import { useIncomingBooks } from '#renderer/components/incoming/use-incoming-books.ts'
import { PageFrame } from '#renderer/components/page-frame.tsx'
import { PageHeader } from '#renderer/components/page-header.tsx'
import { SplitView } from '#renderer/components/split-view.tsx'
import { LazyPdfViewer } from '#renderer/components/viewer/lazy-pdf-viewer.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { IntakeChecks } from '#renderer/pages/incoming/intake-checks.tsx'
import { useFirstPage } from '#renderer/pages/incoming/use-first-page.ts'
import { useIntake } from '#renderer/pages/incoming/use-intake.ts'
import { formatNumber, today } from '#renderer/text/format.ts'

type IntakeProps = { file: UploadedPdf; onDone: (id: string | null) => void }

/** Taking in one document: the form in the order of the paper register, the PDF beside it, the checks under it. */
export function Intake({ file, onDone }: IntakeProps) {
  const { t } = useTranslation()
  const { fileUrl } = useApi()
  const [leaving, setLeaving] = useState(false)
  return (
    <PageFrame
      fill
      header={
        <PageHeader
          title={t('incoming.intakeTitle')}
          actions={
            <Button
              size="compact-md"
              variant="default"
              onClick={() => {
                setLeaving(true)
              }}
            >
              {t('incoming.leave')}
            </Button>
          }
        >
          <Text size="sm" c="dimmed" className="vt-one-line">
            {file.fileName}
          </Text>
        </PageHeader>
      }
    >
      <SplitView name="intake" listSize="45%" list={<IntakeForm file={file} onDone={onDone} />}>
        <LazyPdfViewer url={fileUrl(file.sha256)} />
      </SplitView>
      {leaving && (
        <ConfirmDialog
          title={t('incoming.leaveTitle')}
          sentence={t('incoming.leaveSentence')}
          confirmLabel={t('incoming.leave')}
          danger
          pending={false}
          error={null}
          onClose={() => {
            setLeaving(false)
          }}
          onConfirm={() => {
            onDone(null)
          }}
        />
      )}
    </PageFrame>
  )
}

function IntakeForm({ file, onDone }: IntakeProps) {
  const { t } = useTranslation()
  const firstPage = useFirstPage(file.sha256)
  const [typed, setTyped] = useState<Partial<IncomingFields>>({})
  const [tried, setTried] = useState(false)
  const [bookId, setBookId] = useState<string | null>(null)
  const proposal = { ...firstPage.data?.proposal, ...pagesOf(firstPage.data?.pages) }
  const fields: IncomingFields = { ...emptyFields(), ...proposal, ...typed }
  const books = useIncomingBooks(fields.arrivalDate)
  const book = books.data?.find(({ id }) => id === bookId) ?? books.data?.[0]
  const missing = missingFields(fields)
  const intake = useIntake(file, onDone)
  const save = (register: boolean, acceptDuplicate = false) => {
    setTried(true)
    if (missing.size > 0 || fields.secrecy !== 'none') return
    intake.run({ fields, acceptDuplicate, bookId: register ? (book?.id ?? null) : null })
  }
  useIntakeKeys(save)
  return (
    <>
      <Box p="md" style={{ flex: 1, minHeight: 0, overflow: 'auto' }} tabIndex={-1}>
        <Stack gap="md">
          <ReadHint hasText={firstPage.data?.hasText} />
          <IncomingForm
            fields={fields}
            onChange={(part) => {
              setTyped((before) => ({ ...before, ...part }))
            }}
            proposed={untouched(proposal, typed)}
            missing={tried ? missing : new Set()}
            before={<BookField fields={fields} book={book} books={books.data} onBook={setBookId} />}
          />
        </Stack>
      </Box>
      <Box px="md" py="xs" mah="45%" style={{ borderTop: '1px solid var(--vt-line)', flex: 'none', overflow: 'auto' }}>
        <IntakeChecks
          file={file}
          error={intake.error}
          onAccept={() => {
            save(intake.registering, true)
          }}
        />
      </Box>
      <Group justify="flex-end" gap="xs" px="md" pb="sm" style={{ flex: 'none' }}>
        <Button
          variant="default"
          loading={intake.pending && !intake.registering}
          disabled={fields.secrecy !== 'none'}
          onClick={() => {
            save(false)
          }}
        >
          {t('incoming.save')}
        </Button>
        <Button
          loading={intake.pending && intake.registering}
          disabled={!book || fields.secrecy !== 'none'}
          onClick={() => {
            save(true)
          }}
        >
          {t('incoming.saveAndRegister')}
        </Button>
      </Group>
    </>
  )
}

/** Tells the clerk what to compare, once the first page has been read. */
function ReadHint({ hasText }: { hasText: boolean | undefined }) {
  const { t } = useTranslation()
  if (hasText === undefined) return null
  return (
    <Text size="sm" c="dimmed">
      {t(hasText ? 'incoming.checkFields' : 'incoming.nothingRead')}
    </Text>
  )
}

type BookFieldProps = {
  fields: IncomingFields
  book: Book | undefined
  books: readonly Book[] | undefined
  onBook: (id: string) => void
}

function BookField({ fields, book, books, onBook }: BookFieldProps) {
  const { t } = useTranslation()
  const coming = book && t('incoming.arrivalNumberLater', { n: formatNumber(book.nextNumber) })
  return (
    <Grid.Col span={6}>
      {books?.length === 0 ? (
        <Alert color="orange" p="xs">
          {t('incoming.noBook', { year: fields.arrivalDate.slice(0, 4) })}
        </Alert>
      ) : (
        <NativeSelect
          label={t('incoming.book')}
          value={book?.id ?? ''}
          onChange={(event) => {
            onBook(event.currentTarget.value)
          }}
          data={(books ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...(coming === undefined ? {} : { description: `${t('incoming.arrivalNumber')}: ${coming}` })}
        />
      )}
    </Grid.Col>
  )
}

function useIntakeKeys(save: (register: boolean) => void): void {
  const { t } = useTranslation()
  const base = { group: 'document', whileTyping: true } as const
  useCommands([
    {
      ...base,
      id: 'intake.save',
      label: t('incoming.save'),
      keys: ['mod+s'],
      run: () => {
        save(false)
      },
    },
    {
      ...base,
      id: 'intake.register',
      label: t('incoming.saveAndRegister'),
      keys: ['mod+Enter'],
      run: () => {
        save(true)
      },
    },
  ])
}

function emptyFields(): IncomingFields {
  return {
    arrivalDate: today(),
    organName: '',
    organId: '',
    codeNumber: '',
    codeNotation: '',
    issuedDate: null,
    type: 'cong-van',
    subject: '',
    urgency: 'normal',
    secrecy: 'none',
    signerName: '',
    signerPosition: '',
    dueDate: null,
    toPlaces: '',
    description: '',
  }
}

function pagesOf(pages: number | undefined): Partial<IncomingFields> {
  return pages === undefined || pages > 999 ? {} : { pageAmount: pages }
}

function untouched(
  proposal: Partial<IncomingFields>,
  typed: Partial<IncomingFields>,
): ReadonlySet<keyof IncomingFields> {
  const fields = Object.keys(proposal) as (keyof IncomingFields)[]
  return new Set(fields.filter((field) => !(field in typed)))
}
