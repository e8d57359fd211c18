import { Anchor, Card, Group, Progress, Text, Title } from '@mantine/core'
import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Summary } from '#renderer/pages/today/strips.ts'
import classes from '#renderer/pages/today/today.module.css'
import { formatNumber, formatPercent } from '#renderer/text/format.ts'

/** The month's signing rate with its numerator and denominator, and how it moved. */
export function RateTile({ summary }: { summary: Summary }) {
  const { t } = useTranslation()
  const { rate } = summary
  const [year, month] = rate.from.split('-')
  return (
    <Card withBorder padding="md" component="section" aria-labelledby="today-rate">
      <Title order={2} fz="md" id="today-rate">
        {t('today.rateTitle', { month: `${month ?? ''}/${year ?? ''}` })}
      </Title>
      <Group align="baseline" gap="sm" mt={4}>
        <span className={classes['rate']}>{formatPercent(rate.rate)}</span>
        <Movement now={rate.rate} before={summary.previousRate} />
      </Group>
      {rate.rate !== null && (
        <Progress.Root size="sm" my={6}>
          <Progress.Section
            value={rate.rate}
            color="petrol"
            aria-label={t('today.rateTitle', { month: month ?? '' })}
          />
        </Progress.Root>
      )}
      <Text size="sm" c="dimmed">
        {rate.due === 0
          ? t('today.rateNone')
          : t('today.rateOf', { full: formatNumber(rate.full), due: formatNumber(rate.due) })}
      </Text>
      <Anchor
        component={Link}
        to="/statistics"
        size="sm"
        fw={600}
        mt="xs"
        c="var(--vt-accent-text)"
        display="inline-block"
        py={2}
      >
        {t('today.rateOpen')}
      </Anchor>
    </Card>
  )
}

function Movement({ now, before }: { now: number | null; before: number | null }) {
  const { t } = useTranslation()
  if (now === null || before === null) return null
  const difference = Math.round((now - before) * 100) / 100
  const points = formatNumber(Math.abs(difference), 2)
  const [Icon, sentence, colour] =
    difference > 0
      ? ([IconArrowUpRight, t('today.rateUp', { points }), 'light-dark(#1d6b37, #7bd69a)'] as const)
      : difference < 0
        ? ([IconArrowDownRight, t('today.rateDown', { points }), 'var(--mantine-color-error)'] as const)
        : ([IconEqual, t('today.rateSame'), 'inherit'] as const)
  return (
    <Group gap={3} wrap="nowrap" c={colour}>
      <Icon size={17} aria-hidden />
      <Text size="sm" fw={600}>
        {sentence}
      </Text>
    </Group>
  )
}
