import { Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Strip } from '#renderer/pages/today/strips.ts'
import classes from '#renderer/pages/today/today.module.css'
import { formatNumber } from '#renderer/text/format.ts'

/** How much waits of one kind; the whole card is a link to the filtered list. */
export function StripCard({ strip }: { strip: Strip }) {
  const { t } = useTranslation()
  return (
    <Link
      to={strip.to}
      search={strip.search}
      className={classes['strip']}
      data-empty={strip.count === 0}
      data-late={strip.late === true && strip.count > 0}
    >
      <span className={classes['number']}>{formatNumber(strip.count)}</span>
      <span style={{ flex: 1, minWidth: 0 }}>
        <Text component="span" display="block" fw={600}>
          {t(`today.${strip.words}`)}
        </Text>
        <Text component="span" display="block" size="sm" c="dimmed" lh={1.3}>
          {t(`today.${strip.words}Hint`)}
        </Text>
      </span>
      <IconChevronRight size={18} aria-hidden />
    </Link>
  )
}
