import {
  Badge,
  Box,
  Button,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core'
import { IconBook, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Book, Direction, DocumentType } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import type { AdminTabProps } from '#renderer/pages/admin/admin-page.tsx'
import { formatNumber, today } from '#renderer/text/format.ts'
import { useNames } from '#renderer/text/names.ts'

/** Books of the agency by year. NĐ 30/2020, Điều 15.1, 22.2. */
export function BooksTab({ search, onChange }: AdminTabProps) {
  const { t } = useTranslation()
  const { query } = useApi()
  const thisYear = Number(today().slice(0, 4))
  const year = search.year ?? thisYear
  const books = useQuery(query.office.books.list.queryOptions({ input: { year } }))
  const [adding, setAdding] = useState(false)
  return (
    <Box p="md" maw={1000}>
      <Group justify="space-between" align="flex-end" mb="sm">
        <NativeSelect
          label={t('admin.books.year')}
          value={String(year)}
          onChange={(event) => {
            onChange({ year: Number(event.currentTarget.value) })
          }}
          data={Array.from({ length: 8 }, (_, at) => String(thisYear + 1 - at))}
        />
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => {
            setAdding(true)
          }}
        >
          {t('admin.books.add')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {t('admin.books.hint')}
      </Text>
      <Failure error={books.error} onRetry={() => void books.refetch()} />
      {books.data?.length === 0 && (
        <EmptyState
          icon={<IconBook size={26} />}
          title={t('admin.books.empty', { year })}
          hint={t('admin.books.emptyHint')}
        />
      )}
      {books.data && books.data.length > 0 && <BookTable books={books.data} />}
      {adding && (
        <BookDialog
          year={year}
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
    </Box>
  )
}

function BookTable({ books }: { books: readonly Book[] }) {
  const { t } = useTranslation()
  const { typeName } = useNames()
  return (
    <Table aria-label={t('admin.books.list')} bg="var(--vt-surface)" withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('admin.books.name')}</Table.Th>
          <Table.Th>{t('admin.books.direction')}</Table.Th>
          <Table.Th>{t('admin.books.types')}</Table.Th>
          <Table.Th ta="right">{t('admin.books.next')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {books.map((book) => (
          <Table.Tr key={book.id}>
            <Table.Td fw={600}>{book.name}</Table.Td>
            <Table.Td>
              <Badge className="vt-badge">{t(`document.direction.${book.direction}`)}</Badge>
            </Table.Td>
            <Table.Td>
              {book.types.length === 0 ? t('admin.books.everyType') : book.types.map(typeName).join(', ')}
            </Table.Td>
            <Table.Td ta="right">{formatNumber(book.nextNumber)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function BookDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { typeOptions } = useNames()
  const [book, setBook] = useState<Pick<Book, 'direction' | 'name' | 'year' | 'types'>>({
    direction: 'outgoing',
    name: '',
    year,
    types: [],
  })
  const create = useChange((input: typeof book) => client.office.books.create(input), {
    said: ({ name }) => t('admin.books.added', { name }),
    onDone: onClose,
  })
  return (
    <Dialog
      title={t('admin.books.addTitle')}
      confirmLabel={t('admin.books.add')}
      onClose={onClose}
      onConfirm={() => {
        create.run({ ...book, name: book.name.trim() })
      }}
      pending={create.pending}
      disabled={book.name.trim() === ''}
      error={create.error}
    >
      <Stack gap="sm">
        <TextInput
          label={t('admin.books.name')}
          required
          data-autofocus
          maxLength={100}
          value={book.name}
          onChange={(event) => {
            setBook({ ...book, name: event.currentTarget.value })
          }}
        />
        <Group grow>
          <NativeSelect
            label={t('admin.books.direction')}
            value={book.direction}
            onChange={(event) => {
              setBook({ ...book, direction: Direction.parse(event.currentTarget.value) })
            }}
            data={Direction.options.map((value) => ({ value, label: t(`document.direction.${value}`) }))}
          />
          <NumberInput
            label={t('admin.books.year')}
            min={2000}
            max={2100}
            allowDecimal={false}
            value={book.year}
            onChange={(value) => {
              if (typeof value === 'number') setBook({ ...book, year: value })
            }}
          />
        </Group>
        <MultiSelect
          label={t('admin.books.types')}
          description={t('admin.books.typesHint')}
          searchable
          data={typeOptions}
          value={book.types}
          onChange={(types) => {
            setBook({ ...book, types: types.map((type) => DocumentType.parse(type)) })
          }}
        />
      </Stack>
    </Dialog>
  )
}
