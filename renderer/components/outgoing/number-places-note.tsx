import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle, IconPencilCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { DocumentId } from '#contract'
import { agreesWithPage } from '#contract/printed-date'
import { useApi } from '#renderer/api/use-api.tsx'

/** How the document takes its number on the page. */
export function useNumberPlaces(id: DocumentId) {
  const { query } = useApi()
  return useQuery(query.office.outgoing.numberPlaces.queryOptions({ input: { id }, staleTime: 0 }))
}

type Places = NonNullable<ReturnType<typeof useNumberPlaces>['data']>
type NoteProps = {
  id: DocumentId
  /** Before it is submitted, or when its number is given. */
  step: 'submit' | 'number'
  /** What the register will say, to be compared with what the page prints. */
  symbol?: string | undefined
  date?: string | null | undefined
}

/** What will be written on the first page, and what there is to be put right: in good time, not when it is signed. */
export function NumberPlacesNote({ id, step, symbol, date }: NoteProps) {
  const { t } = useTranslation()
  const { data } = useNumberPlaces(id)
  if (!data) return null
  const warnings = [...troubles(t, data), ...differences(t, data, { symbol, date })]
  const isQuiet = warnings.length === 0
  return (
    <Alert
      role="note"
      variant="light"
      color={isQuiet ? 'teal' : 'orange'}
      icon={isQuiet ? <IconPencilCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      py="xs"
    >
      <Text size="sm">{said(t, data, step)}</Text>
      {warnings.map((warning) => (
        <Text key={warning} size="sm" mt={4}>
          {warning}
        </Text>
      ))}
    </Alert>
  )
}

/** Right after it was submitted: whether its lines were found on the page, and what follows if not. */
export function submittedWords(t: TFunction, places: Places): string {
  const { way, number, date } = places
  const isNowhere = way === 'none' && !(number === 'printed' && date === 'printed')
  const advice = isNowhere ? [t('numbering.nowhereAdvice')] : []
  return [t('outgoing.submitted'), said(t, places, 'number'), ...troubles(t, places), ...advice].join(' ')
}

function said(t: TFunction, { way, number, date }: Places, step: NoteProps['step']): string {
  if (way === 'fields') return t('numbering.inFields')
  if (way === 'open') return t(step === 'submit' ? 'numbering.willPrepare' : 'numbering.bySignature')
  if (way === 'signed') return t('numbering.bySignature')
  return t(number === 'printed' && date === 'printed' ? 'numbering.printed' : 'numbering.nowhere')
}

/** A line that is too narrow, or not there, while the other one is fine. */
function troubles(t: TFunction, { number, date }: Places): string[] {
  return [
    ...(number === 'narrow' ? [t('numbering.numberNarrow')] : []),
    ...(date === 'narrow' ? [t('numbering.dateNarrow')] : []),
    ...(number === 'none' && date === 'gap' ? [t('numbering.numberMissing')] : []),
    ...(date === 'none' && number === 'gap' ? [t('numbering.dateMissing')] : []),
  ]
}

function differences(
  t: TFunction,
  { printed }: Places,
  { symbol, date }: Pick<NoteProps, 'symbol' | 'date'>,
): string[] {
  const isOther = symbol !== undefined && printed.symbol !== '' && printed.symbol !== symbol
  const month = printed.date.split('-').toReversed().join('/')
  return [
    ...(isOther ? [t('numbering.otherSymbol', { printed: printed.symbol, symbol })] : []),
    ...(date && !agreesWithPage(printed.date, date) ? [t('numbering.otherDate', { printed: month })] : []),
  ]
}
