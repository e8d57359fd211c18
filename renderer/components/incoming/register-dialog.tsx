import { Alert, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookId, DocumentDetail } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { lacking } from '#renderer/components/incoming/missing-fields.ts'
import { useIncomingBooks } from '#renderer/components/incoming/use-incoming-books.ts'
import { formatNumber, today } from '#renderer/text/format.ts'

/** Gives the next arrival number of a book. NĐ 30/2020, Điều 22. */
export function RegisterDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const arrivalDate = document.arrivalDate ?? today()
  const books = useIncomingBooks(arrivalDate)
  const [chosen, setChosen] = useState<string | null>(null)
  const book = books.data?.find(({ id }) => id === chosen) ?? books.data?.[0]
  const lack = lacking(document)
  const register = useChange((bookId: BookId) => client.office.incoming.register({ id: document.id, bookId }), {
    said: (registered) => t('incoming.register.said', { n: formatNumber(registered.arrivalNumber ?? 0) }),
    onDone: onClose,
  })
  return (
    <Dialog
      title={t('incoming.register.title')}
      confirmLabel={t('incoming.register.confirm')}
      onClose={onClose}
      onConfirm={() => {
        if (book) register.run(book.id)
      }}
      pending={register.pending}
      disabled={!book}
      error={register.error ?? books.error}
    >
      <Stack gap="sm">
        <Text size="sm">{t('incoming.register.hint')}</Text>
        {document.verdict === 'TOTAL-FAILED' && <Alert color="red">{t('incoming.register.failed')}</Alert>}
        {document.verdict === 'INDETERMINATE' && <Alert color="orange">{t('incoming.register.open')}</Alert>}
        {lack !== null && <Alert color="orange">{t(`incoming.lack.${lack}`)}</Alert>}
        {books.data?.length === 0 && (
          <Alert color="orange">{t('incoming.noBook', { year: arrivalDate.slice(0, 4) })}</Alert>
        )}
        {book && (
          <NativeSelect
            label={t('incoming.book')}
            value={book.id}
            onChange={(event) => {
              setChosen(event.currentTarget.value)
            }}
            data={(books.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            description={t('incoming.register.next', { n: formatNumber(book.nextNumber) })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
        )}
      </Stack>
    </Dialog>
  )
}
