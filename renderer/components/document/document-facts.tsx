import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { EvidenceBadge } from '#renderer/components/document/badges.tsx'
import { codeOf } from '#renderer/components/document/code-of.ts'
import { FactList } from '#renderer/components/verification/fact-list.tsx'
import { formatDate, formatInstant, formatSize } from '#renderer/text/format.ts'
import { useNames } from '#renderer/text/names.ts'

/** The fields of NĐ 30/2020 PL VI that are filled, and the state of the file. */
export function DocumentFacts({ document }: { document: DocumentDetail }) {
  const lines = useLines(document).filter(([, value]) => value !== '' && value !== null && value !== 0)
  return (
    <>
      {document.evidence !== 'none' && <EvidenceBadge evidence={document.evidence} />}
      <FactList lines={lines} />
    </>
  )
}

function useLines(document: DocumentDetail): [string, ReactNode][] {
  const { t } = useTranslation()
  const { typeName } = useNames()
  const date = (value: string | null) => (value === null ? '' : formatDate(value))
  const isIncoming = document.direction === 'incoming'
  const common: [string, ReactNode][] = [
    [t('document.field.code'), codeOf(document) ?? ''],
    [t('document.field.type'), typeName(document.type)],
    [t('document.field.subject'), document.subject],
  ]
  const outgoing: [string, ReactNode][] = [
    [t('document.field.agency'), document.agencyName],
    [t('document.field.issuedDate'), date(document.issuedDate)],
    [t('document.field.signer'), [document.competence, document.signerName].filter(Boolean).join(' ')],
    [t('document.field.signerPosition'), document.signerPosition],
    [t('document.field.drafter'), document.drafterName],
    [t('document.field.unitSymbol'), document.unitSymbol],
    [t('document.field.recipients'), document.recipients.join('; ')],
    [t('document.field.issuedAmount'), document.issuedAmount],
    [t('document.field.replyDue'), date(document.dueDate)],
  ]
  const incoming: [string, ReactNode][] = [
    [t('document.field.organ'), document.organName],
    [t('document.field.organId'), document.organId],
    [t('document.field.issuedDate'), date(document.issuedDate)],
    [t('document.field.arrivalDate'), date(document.arrivalDate)],
    [t('document.field.signer'), document.signerName],
    [t('document.field.signerPosition'), document.signerPosition],
    [t('document.field.handler'), document.handlerName],
    [t('document.field.cooperators'), document.cooperators.join('; ')],
    [t('document.field.opinion'), document.opinion],
    [t('document.field.dueDate'), date(document.dueDate)],
    [t('document.field.result'), document.result],
    [t('document.field.toPlaces'), document.toPlaces],
  ]
  const last: [string, ReactNode][] = [
    [t('document.field.urgency'), t(`document.urgency.${document.urgency}`)],
    [t('document.field.pageAmount'), document.pageAmount],
    [t('document.field.language'), document.language],
    [t('document.field.description'), document.description],
    [t('document.field.file'), document.fileSize === null ? '' : formatSize(document.fileSize)],
    [t('document.field.changedAt'), formatInstant(document.changedAt)],
  ]
  return [...common, ...(isIncoming ? incoming : outgoing), ...last]
}
