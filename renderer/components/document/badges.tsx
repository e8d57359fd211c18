import { Badge } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconFlame,
  IconHelpCircle,
  IconSignature,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DocumentState, Evidence, Indication, Urgency } from '#contract'

const STATE_COLOURS: Record<DocumentState, string> = {
  draft: 'gray',
  submitted: 'blue',
  returned: 'orange',
  'leader-signed': 'indigo',
  numbered: 'indigo',
  'agency-signed': 'petrol',
  issued: 'green',
  archived: 'gray',
  recalled: 'red',
  replaced: 'gray',
  cancelled: 'red',
  received: 'blue',
  'sent-back': 'orange',
  registered: 'indigo',
  presented: 'indigo',
  assigned: 'petrol',
  'in-progress': 'petrol',
  done: 'green',
  'recall-requested': 'orange',
  'recall-agreed': 'gray',
  'recall-refused': 'gray',
}

/** A document's state, in words and a colour; the colour never stands alone. */
export function StateBadge({ state }: { state: DocumentState }) {
  const { t } = useTranslation()
  return (
    <Badge className="vt-badge" color={STATE_COLOURS[state]}>
      {t(`document.state.${state}`)}
    </Badge>
  )
}

/** Shown only where a document is urgent. */
export function UrgencyBadge({ urgency }: { urgency: Urgency }) {
  const { t } = useTranslation()
  if (urgency === 'normal') return null
  return (
    <Badge
      className="vt-badge"
      color="red"
      variant={urgency === 'express' ? 'filled' : 'light'}
      leftSection={<IconFlame size={12} aria-hidden />}
    >
      {t(`document.urgency.${urgency}`)}
    </Badge>
  )
}

const VERDICTS: Record<Indication | 'NO-SIGNATURE', { colour: string; Icon: typeof IconCircleCheck }> = {
  'TOTAL-PASSED': { colour: 'green', Icon: IconCircleCheck },
  'TOTAL-FAILED': { colour: 'red', Icon: IconCircleX },
  INDETERMINATE: { colour: 'yellow', Icon: IconAlertTriangle },
  'NO-SIGNATURE': { colour: 'gray', Icon: IconHelpCircle },
}

/** The verdict on a signature or a file (ETSI EN 319 102-1), as a sentence fragment with its own icon. */
export function VerdictBadge({ verdict }: { verdict: Indication | 'NO-SIGNATURE' }) {
  const { t } = useTranslation()
  const { colour, Icon } = VERDICTS[verdict]
  return (
    <Badge className="vt-badge" color={colour} leftSection={<Icon size={14} aria-hidden />}>
      {t(`verdict.${verdict}`)}
    </Badge>
  )
}

/** The verdict as its icon alone, where the words would not fit; its name is read and shown on pointing. */
export function VerdictIcon({ verdict }: { verdict: Indication | 'NO-SIGNATURE' }) {
  const { t } = useTranslation()
  const { colour, Icon } = VERDICTS[verdict]
  const name = t(`verdict.${verdict}`)
  return <Icon size={15} role="img" aria-label={name} title={name} color={`var(--mantine-color-${colour}-text)`} />
}

/** Whether signatures were checked by us or only declared by the system they came from. */
export function EvidenceBadge({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation()
  return (
    <Badge
      className="vt-badge"
      color={evidence === 'verified' ? 'green' : 'gray'}
      variant="outline"
      leftSection={<IconSignature size={13} aria-hidden />}
    >
      {t(`document.evidence.${evidence}`)}
    </Badge>
  )
}
