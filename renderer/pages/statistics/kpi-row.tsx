import { Paper, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RateRow } from '#contract'
import { type Counted, drillOf, hasList, type RateScope } from '#renderer/pages/statistics/drill.ts'
import { share, verifiedShare } from '#renderer/pages/statistics/figures.ts'
import classes from '#renderer/pages/statistics/statistics.module.css'
import { formatNumber, formatPercent } from '#renderer/text/format.ts'

type Card = {
  counted: Counted
  label: string
  value: number
  hint: string
  /** A second figure of the card, with documents of its own behind it. */
  beside?: { counted: Counted; words: string }
}

/** The five counts of the period; each opens the documents behind it. */
export function KpiRow({ total, scope }: { total: RateRow; scope: RateScope }) {
  const { t } = useTranslation()
  const ofDue = (part: number) => t('statistics.kpi.ofDue', { rate: formatPercent(share(part, total.due)) })
  const cards: Card[] = [
    {
      counted: 'due',
      label: t('statistics.kpi.due'),
      value: total.due,
      hint: t('statistics.kpi.dueHint', { issued: formatNumber(total.issued) }),
      beside: {
        counted: 'excluded',
        words: t('statistics.kpi.excluded', { excluded: formatNumber(total.excluded) }),
      },
    },
    { counted: 'leader', label: t('statistics.kpi.leader'), value: total.leader, hint: ofDue(total.leader) },
    { counted: 'agency', label: t('statistics.kpi.agency'), value: total.agency, hint: ofDue(total.agency) },
    { counted: 'full', label: t('statistics.kpi.full'), value: total.full, hint: ofDue(total.full) },
    {
      counted: 'verified',
      label: t('statistics.kpi.evidence'),
      value: total.verified,
      hint: t('statistics.kpi.evidenceHint', {
        rate: formatPercent(verifiedShare(total)),
        declared: formatNumber(total.declared),
      }),
    },
  ]
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm">
      {cards.map((card) => (
        <Kpi key={card.counted} {...card} scope={scope} />
      ))}
    </SimpleGrid>
  )
}

function Kpi({ counted, label, value, hint, beside, scope }: Card & { scope: RateScope }) {
  const { t } = useTranslation()
  const content = (
    <>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={26} fw={650} lh={1.2}>
        {formatNumber(value)}
      </Text>
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
    </>
  )
  if (!hasList(scope)) {
    return (
      <Paper p="sm" withBorder>
        {content}
        {beside && <Text size="xs">{beside.words}</Text>}
      </Paper>
    )
  }
  const opens = (what: Counted) => t('statistics.open', { what: t(`search.counted.${what}`) })
  return (
    <div className={classes['kpi']}>
      <Link to="/search" search={drillOf(scope, counted)} className={classes['whole']} title={opens(counted)}>
        {content}
      </Link>
      {beside && (
        <Link
          to="/search"
          search={drillOf(scope, beside.counted)}
          className={classes['beside']}
          title={opens(beside.counted)}
        >
          {beside.words}
        </Link>
      )}
    </div>
  )
}
