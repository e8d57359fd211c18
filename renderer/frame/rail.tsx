import { ActionIcon, Badge, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '#renderer/api/use-api.tsx'
import { Mark } from '#renderer/components/mark.tsx'
import classes from '#renderer/frame/rail.module.css'
import { type RailItem, railItems } from '#renderer/frame/rail-items.ts'
import { type RailCount, useRailCounts } from '#renderer/frame/use-rail-counts.ts'
import { formatNumber } from '#renderer/text/format.ts'

/** The left rail: where one can go, and how much waits there. */
export function Rail({ collapsed, onCollapse }: { collapsed: boolean; onCollapse: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const counts = useRailCounts()
  const Fold = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const foldLabel = t(collapsed ? 'frame.expand' : 'frame.collapse')
  return (
    <nav className={classes['rail']} data-collapsed={collapsed} aria-label={t('frame.navigation')}>
      <div className={classes['brand']}>
        <Mark size={26} />
        {!collapsed && <span>{t('frame.appName')}</span>}
      </div>
      <ul className={classes['items']}>
        {railItems(me).map((item) => (
          <li key={item.to}>
            <RailLink item={item} count={counts[item.to]} collapsed={collapsed} />
          </li>
        ))}
      </ul>
      <div className={classes['foot']}>
        {me.demo && !collapsed && (
          <Badge className="vt-badge" color="orange" fullWidth mb={6}>
            {t('frame.demo')}
          </Badge>
        )}
        <Tooltip label={foldLabel} position="right">
          <ActionIcon variant="subtle" color="gray" size="lg" onClick={onCollapse} aria-label={foldLabel}>
            <Fold size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </nav>
  )
}

type RailLinkProps = { item: RailItem; count: RailCount | undefined; collapsed: boolean }

function RailLink({ item, count, collapsed }: RailLinkProps) {
  const { t } = useTranslation()
  const label = t(`frame.${item.words}`)
  const parts =
    count?.parts.map((part) => `${formatNumber(part.count)} ${t(`today.${part.words}`).toLowerCase()}`) ?? []
  const sum = parts.join(' + ')
  const told = [collapsed ? label : '', sum].filter((text) => text !== '').join(': ')
  return (
    <Tooltip label={told} position="right" disabled={told === ''}>
      <Link to={item.to} className={classes['item']} activeOptions={{ exact: item.to === '/', includeSearch: false }}>
        <item.Icon size={20} stroke={1.6} aria-hidden />
        <span className={classes['label']}>{label}</span>
        {count !== undefined && count.total > 0 && (
          <span className={classes['count']}>
            {count.total > 999 ? '999+' : formatNumber(count.total)}
            <VisuallyHidden> ({sum})</VisuallyHidden>
          </span>
        )}
      </Link>
    </Tooltip>
  )
}
