import { Button, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Book, BookId, DocumentDetail } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { codeOf } from '#renderer/components/document/code-of.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { DateField } from '#renderer/components/fields/date-field.tsx'
import { formatNumber, today } from '#renderer/text/format.ts'

/** Gives number and date to a leader-signed document; the number is taken only when confirmed (Điều 15). */
export function NumberDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [issuedDate, setIssuedDate] = useState<string | null>(today())
  const [chosen, setChosen] = useState<BookId | null>(null)
  const year = Number((issuedDate ?? today()).slice(0, 4))
  const { books, error, isPending } = useSuitableBooks(document, year)
  const bookId = books.some((book) => book.id === chosen) ? chosen : (books[0]?.id ?? null)
  const numbering = useChange(
    (given: { bookId: BookId; issuedDate: string }) =>
      client.office.outgoing.assignNumber({ id: document.id, ...given }),
    { said: (numbered) => t('outgoing.numbered', { code: codeOf(numbered) ?? '' }), onDone: onClose },
  )
  return (
    <Dialog
      title={t('outgoing.numberTitle')}
      confirmLabel={t('outgoing.takeNumber')}
      onConfirm={() => {
        if (bookId !== null && issuedDate !== null) numbering.run({ bookId, issuedDate })
      }}
      onClose={onClose}
      pending={numbering.pending}
      error={numbering.error ?? error}
      disabled={bookId === null || issuedDate === null}
    >
      <Stack gap="sm">
        <Text fw={600}>{document.subject}</Text>
        <Text size="sm" c="dimmed">
          {t('outgoing.numberHint')}
        </Text>
        <DateField label={t('outgoing.issuedDate')} value={issuedDate} onChange={setIssuedDate} required />
        {books.length > 0 && (
          <Select
            label={t('outgoing.book')}
            data={books.map((book) => ({ value: book.id, label: bookLabel(book, t('outgoing.bookNext')) }))}
            value={bookId}
            onChange={(id) => {
              setChosen(id)
            }}
            allowDeselect={false}
          />
        )}
        {!isPending && books.length === 0 && <NoBook year={year} />}
        {bookId !== null && <NumberPreview document={document} bookId={bookId} />}
      </Stack>
    </Dialog>
  )
}

/** Books of the year that take this type of document; those made for it come first. */
function useSuitableBooks(document: DocumentDetail, year: number) {
  const { query } = useApi()
  const { data, error, isPending } = useQuery(
    query.office.books.list.queryOptions({ input: { direction: 'outgoing', year } }),
  )
  const suitable = (data ?? []).filter((book) => book.types.length === 0 || book.types.includes(document.type))
  return { books: suitable.toSorted((one, other) => other.types.length - one.types.length), error, isPending }
}

function bookLabel(book: Book, pattern: string): string {
  return pattern
    .replace('{{name}}', book.name)
    .replace('{{year}}', String(book.year))
    .replace('{{number}}', formatNumber(book.nextNumber))
}

function NumberPreview({ document, bookId }: { document: DocumentDetail; bookId: BookId }) {
  const { t } = useTranslation()
  const { query } = useApi()
  const { data, error } = useQuery(
    query.office.outgoing.previewNumber.queryOptions({ input: { id: document.id, bookId }, staleTime: 0 }),
  )
  return (
    <div role="status">
      <Text size="sm" c="dimmed">
        {t('outgoing.numberPreview')}
      </Text>
      <Text fz={24} fw={650} lh={1.2}>
        {data ? [data.codeNumber, data.codeNotation].join('/') : t('outgoing.numberPreviewWait')}
      </Text>
      <Failure error={error} />
    </div>
  )
}

/** Books are opened by an admin (NĐ 30/2020, Điều 15.1: as the head of the agency decides); others are told so. */
function NoBook({ year }: { year: number }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const isAdmin = useMe().person.roles.includes('admin')
  const opening = useChange(
    () => client.office.books.create({ direction: 'outgoing', name: t('outgoing.bookName'), year, types: [] }),
    { said: (book) => t('outgoing.bookOpened', { name: book.name, year: book.year }) },
  )
  return (
    <div>
      <Text size="sm" mb="xs">
        {t('outgoing.noBook', { year })}
      </Text>
      {isAdmin && (
        <Button
          variant="default"
          size="sm"
          loading={opening.pending}
          onClick={() => {
            opening.run(undefined)
          }}
        >
          {t('outgoing.openBook', { year })}
        </Button>
      )}
      <Failure error={opening.error} />
    </div>
  )
}
