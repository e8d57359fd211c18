import { Alert, Box, Button, Grid, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Book, IncomingFields } from '#contract'
import { failureOf } from '#renderer/api/failure.ts'
import { ConfirmDialog } from '#renderer/components/dialogs/confirm-dialog.tsx'
import { LeaveQuestion } from '#renderer/components/dialogs/leave-question.tsx'
import type { UploadedPdf } from '#renderer/components/drop/use-upload.ts'
import { IncomingForm } from '#renderer/components/incoming/incoming-form.tsx'
import { lacking, missingFields } from '#renderer/components/incoming/missing-fields.ts'
import { useIncomingBooks } from '#renderer/components/incoming/use-incoming-books.ts'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { IntakeChecks } from '#renderer/pages/incoming/intake-checks.tsx'
import { useArrivalReport } from '#renderer/pages/incoming/use-arrival-report.ts'
import { useFirstPage } from '#renderer/pages/incoming/use-first-page.ts'
import { useIntake } from '#renderer/pages/incoming/use-intake.ts'
import { formatNumber, today } from '#renderer/text/format.ts'

type IntakeFormProps = { file: UploadedPdf; onDone: (id: string) => void }

/** The fields with what the first page proposes, the checks, and the two ways to save. */
export function IntakeForm({ file, onDone }: IntakeFormProps) {
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
  const lack = useLackQuestion(fields)
  const isTwin = intake.error !== null && failureOf(intake.error).code === 'duplicate-document'
  const mayNot = isTwin || fields.secrecy !== 'none'
  const save = (register: boolean, acceptDuplicate = false) => {
    setTried(true)
    if (missing.size > 0 || fields.secrecy !== 'none' || (isTwin && !acceptDuplicate)) return
    const run = () => {
      intake.run({ fields, acceptDuplicate, bookId: register ? (book?.id ?? null) : null })
    }
    if (register) lack.ask(run)
    else run()
  }
  useIntakeKeys(save)
  return (
    <>
      <LeaveQuestion isTyped={Object.keys(typed).length > 0 && !intake.done} />
      <Box p="md" style={{ flex: 1, minHeight: 0, overflow: 'auto' }} tabIndex={-1}>
        <Stack gap="md">
          <ReadHint hasText={firstPage.data?.hasText} />
          <IncomingForm
            fields={fields}
            onChange={(part) => {
              setTyped((before) => ({ ...before, ...part }))
              // Another number or sender may make it another document.
              if (isTwin) intake.reset()
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
      <SaveButtons file={file} intake={intake} disabled={mayNot} hasBook={book !== undefined} onSave={save} />
      {lack.dialog}
    </>
  )
}

type SaveButtonsProps = {
  file: UploadedPdf
  intake: ReturnType<typeof useIntake>
  disabled: boolean
  hasBook: boolean
  onSave: (register: boolean) => void
}

/** The way that leads on is the strong one; for a file to be returned that is not the register (Điều 21.2). */
function SaveButtons({ file, intake, disabled, hasBook, onSave }: SaveButtonsProps) {
  const { t } = useTranslation()
  const isBad = useArrivalReport(file).data?.verdict === 'TOTAL-FAILED'
  return (
    <Group justify="flex-end" gap="xs" px="md" pb="sm" style={{ flex: 'none' }}>
      <Button
        variant={isBad ? 'filled' : 'default'}
        loading={intake.pending && !intake.registering}
        disabled={disabled}
        onClick={() => {
          onSave(false)
        }}
      >
        {t('incoming.save')}
      </Button>
      <Button
        variant={isBad ? 'default' : 'filled'}
        loading={intake.pending && intake.registering}
        disabled={disabled || !hasBook}
        onClick={() => {
          onSave(true)
        }}
      >
        {t('incoming.saveAndRegister')}
      </Button>
    </Group>
  )
}

/** Asks once before a document without its own number or date is registered: both are columns of the book (PL IV). */
function useLackQuestion(fields: IncomingFields) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<{ run: () => void } | null>(null)
  const [accepted, setAccepted] = useState<string | null>(null)
  const lack = lacking(fields)
  return {
    ask: (run: () => void) => {
      if (lack === null || lack === accepted) run()
      else setAsked({ run })
    },
    dialog: asked && lack !== null && (
      <ConfirmDialog
        title={t('incoming.lackTitle')}
        sentence={t('incoming.lackQuestion', { lack: t(`incoming.lack.${lack}`) })}
        confirmLabel={t('incoming.lackConfirm')}
        pending={false}
        error={null}
        onClose={() => {
          setAsked(null)
        }}
        onConfirm={() => {
          setAsked(null)
          setAccepted(lack)
          asked.run()
        }}
      />
    ),
  }
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
