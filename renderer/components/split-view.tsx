import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import classes from '#renderer/components/split-view.module.css'

type SplitViewProps = {
  name: string
  list: ReactNode
  /** Width of the left side before anybody has dragged the border. */
  listSize?: string
  children: ReactNode
}

/** List at the left, document at the right; the border is dragged or moved with the arrow keys (WCAG 2.5.7). */
export function SplitView({ name, list, listSize = '36%', children }: SplitViewProps) {
  const { t } = useTranslation()
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: `split-${name}`, storage: window.sessionStorage })
  return (
    <Group
      orientation="horizontal"
      className={classes.group}
      {...(defaultLayout ? { defaultLayout } : {})}
      onLayoutChanged={onLayoutChanged}
    >
      <Panel id="list" minSize={300} maxSize="60%" defaultSize={listSize} className={classes.list}>
        {list}
      </Panel>
      <Separator className={classes.border} aria-label={t('common.resize')} />
      <Panel id="document" minSize={420} className={classes.document}>
        {children}
      </Panel>
    </Group>
  )
}
