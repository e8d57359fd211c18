import { Paper, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RateRow } from '#contract'
import { type Counted, drillOf, hasList, type RateScope } from '#renderer/pages/statistics/drill.ts'
import { share, verifiedShare } from '#renderer/pages/statistics/figures.ts'
import classes from '#renderer/pages/statistics/statistics.module.css'
import { formatNumber, formatPercent } from '#renderer/text/format.ts'

/** The five counts of the period; each opens the documents behind it. */
export function KpiRow({ total, scope }: { total: RateRow; scope: RateScope }) {
  const { t } = useTranslation()
  const ofDue = (part: number) => t('statistics.kpi.ofDue', { rate: formatPercent(share(part, total.due)) })
  const cards: { counted: Counted; label: string; value: number; hint: string }[] = [
    {
      counted: 'due',
      label: t('statistics.kpi.due'),
      value: total.due,
      hint: t('statistics.kpi.dueHint', {
        issued: formatNumber(total.issued),
        excluded: formatNumber(total.excluded),
      }),
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

type KpiProps = { counted: Counted; label: string; value: number; hint: string; scope: RateScope }

function Kpi({ counted, label, value, hint, scope }: KpiProps) {
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
      </Paper>
    )
  }
  return (
    <Link
      to="/search"
      search={drillOf(scope, counted)}
      className={classes['kpi']}
      title={t('statistics.open', { what: t(`search.counted.${counted}`) })}
    >
      {content}
    </Link>
  )
}
