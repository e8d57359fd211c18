import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Book, BookId, DocumentDetail } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { DateField } from '#renderer/components/fields/date-field.tsx'
import { NumberPlacesNote } from '#renderer/components/outgoing/number-places-note.tsx'
import { SealChoice, useSealChoice } from '#renderer/components/outgoing/seal-choice.tsx'
import { useNumberAndSeal } from '#renderer/components/outgoing/use-number-and-seal.ts'
import { formatNumber, today } from '#renderer/text/format.ts'

/** Number, date and, where the agency's key is here, its seal: one action. The number is taken only when confirmed (Điều 15). */
export function NumberDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const [issuedDate, setIssuedDate] = useState<string | null>(today())
  const [chosen, setChosen] = useState<BookId | null>(null)
  const year = Number((issuedDate ?? today()).slice(0, 4))
  const { books, error, isPending } = useSuitableBooks(document, year)
  const bookId = books.some((book) => book.id === chosen) ? chosen : (books[0]?.id ?? null)
  const seal = useSealChoice()
  const numbering = useNumberAndSeal(document.id, onClose)
  const preview = useNumberPreview(document, bookId)
  const confirm = () => {
    const read = bookId !== null && issuedDate !== null ? seal.read() : undefined
    if (bookId !== null && issuedDate !== null && read !== undefined) numbering.run({ bookId, issuedDate, seal: read })
  }
  return (
    <Dialog
      title={t('outgoing.numberTitle')}
      confirmLabel={t(seal.isOn ? 'numbering.takeNumberAndSeal' : 'outgoing.takeNumber')}
      onConfirm={confirm}
      onClose={onClose}
      pending={numbering.pending}
      error={numbering.error ?? error}
      size={860}
      disabled={bookId === null || issuedDate === null || seal.isPending}
    >
      <Stack gap="sm">
        <Text fw={600}>{document.subject}</Text>
        <Text size="sm" c="dimmed">
          {t('outgoing.numberHint')}
        </Text>
        <Group gap="sm" align="flex-start" wrap="nowrap">
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
              style={{ flex: 1 }}
            />
          )}
        </Group>
        {!isPending && books.length === 0 && <NoBook year={year} />}
        {bookId !== null && <NumberPreview preview={preview} />}
        <NumberPlacesNote id={document.id} step="number" symbol={preview.data?.codeNotation} date={issuedDate} />
        <SealChoice choice={seal} appendices={document.appendices.filter(({ signed }) => !signed).length} />
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

function useNumberPreview({ id }: DocumentDetail, bookId: BookId | null) {
  const { query } = useApi()
  const input = bookId === null ? skipToken : { id, bookId }
  return useQuery(query.office.outgoing.previewNumber.queryOptions({ input, staleTime: 0 }))
}

function NumberPreview({ preview: { data, error } }: { preview: ReturnType<typeof useNumberPreview> }) {
  const { t } = useTranslation()
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
