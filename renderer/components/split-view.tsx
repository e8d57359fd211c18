import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import classes from '#renderer/components/split-view.module.css'

/** List at the left, document at the right; the border is dragged or moved with the arrow keys (WCAG 2.5.7). */
export function SplitView({ name, list, children }: { name: string; list: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: `split-${name}`, storage: window.sessionStorage })
  return (
    <Group
      orientation="horizontal"
      className={classes.group}
      {...(defaultLayout ? { defaultLayout } : {})}
      onLayoutChanged={onLayoutChanged}
    >
      <Panel id="list" minSize={300} maxSize="60%" defaultSize="36%" className={classes.list}>
        {list}
      </Panel>
      <Separator className={classes.border} aria-label={t('common.resize')} />
      <Panel id="document" minSize={420} className={classes.document}>
        {children}
      </Panel>
    </Group>
  )
}
