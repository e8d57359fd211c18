import { ActionIcon, Button, Group, Menu, Tabs, Text, Title, Tooltip } from '@mantine/core'
import { IconDots, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DocumentAction, DocumentDetail } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { ACTION_LOOK } from '#renderer/components/document/action-look.ts'
import { StateBadge, UrgencyBadge, VerdictBadge, VerdictIcon } from '#renderer/components/document/badges.tsx'
import { codeOf, numberAndDate } from '#renderer/components/document/code-of.ts'
import classes from '#renderer/components/document/document-pane.module.css'
import type { DocumentActs, PaneView } from '#renderer/components/document/document-pane.tsx'
import { arrivedVerdict } from '#renderer/components/document/verdict-of.ts'
import { useCommands } from '#renderer/frame/use-commands.ts'

type DocumentHeaderProps = {
  document: DocumentDetail
  actions: DocumentActs
  words: Partial<Record<DocumentAction, string>> | undefined
  view: PaneView
  onView: (view: PaneView) => void
  withFile: boolean
}

/** Which document it is, what can be done with it now, and which side of it is shown. */
export function DocumentHeader({ document, actions, words, view, onView, withFile }: DocumentHeaderProps) {
  const { t } = useTranslation()
  const verdict = arrivedVerdict(document)
  const told = verdict === 'TOTAL-PASSED' ? null : verdict
  const views: PaneView[] = withFile ? ['file', 'facts', 'signatures', 'history'] : ['facts', 'signatures', 'history']
  return (
    <header className={classes['header']}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ flex: '1 1 260px', minWidth: 0 }}>
          <Group gap={6}>
            <Text size="sm" fw={600}>
              {numberAndDate(document, t)}
            </Text>
            <StateBadge state={document.state} />
            <UrgencyBadge urgency={document.urgency} />
            {told !== null && <VerdictBadge verdict={told} />}
          </Group>
          <Title
            order={2}
            id="document-title"
            fz="md"
            lh={1.3}
            mt={3}
            className="vt-two-lines"
            title={document.subject}
          >
            {document.subject}
          </Title>
        </div>
        <ActionButtons document={document} actions={actions} words={words} />
      </Group>
      <Tabs
        value={view}
        onChange={(next) => {
          onView(next as PaneView)
        }}
        mt={6}
      >
        <Tabs.List style={{ '--tab-border-color': 'transparent' }}>
          {views.map((name) => (
            <Tabs.Tab
              key={name}
              value={name}
              px="sm"
              py={7}
              {...(name === 'signatures' && told !== null ? { rightSection: <VerdictIcon verdict={told} /> } : {})}
            >
              {t(`document.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
    </header>
  )
}

function ActionButtons({ document, actions, words }: Pick<DocumentHeaderProps, 'document' | 'actions' | 'words'>) {
  const { t } = useTranslation()
  const possible = document.actions.filter((action) => actions[action] !== undefined)
  const main = mainActions(document, possible)
  const rest = possible.filter((action) => !main.includes(action))
  const act = (action: DocumentAction) => () => actions[action]?.(document)
  useCommands(
    possible.flatMap((action) => {
      const { key, Icon } = ACTION_LOOK[action]
      const command = { id: `document.${action}`, group: 'document' as const, label: t(`document.action.${action}`) }
      return key === undefined
        ? []
        : [{ ...command, keys: [key], icon: <Icon size={20} aria-hidden />, run: act(action) }]
    }),
  )
  return (
    <Group gap={6} wrap="nowrap" style={{ flex: 'none' }}>
      {main.map((action, at) => {
        const { Icon, key } = ACTION_LOOK[action]
        return (
          <Button
            key={action}
            size="compact-md"
            variant={at === 0 && words?.[action] === undefined ? 'filled' : 'default'}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={act(action)}
            {...(key === undefined ? {} : { 'aria-keyshortcuts': key.toUpperCase(), title: key.toUpperCase() })}
          >
            {words?.[action] ?? t(`document.action.${action}`)}
          </Button>
        )
      })}
      <Download document={document} />
      {rest.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Tooltip label={t('document.moreActions')}>
              <ActionIcon variant="default" size={30} aria-label={t('document.moreActions')}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((action) => {
              const { Icon, danger } = ACTION_LOOK[action]
              return (
                <Menu.Item
                  key={action}
                  leftSection={<Icon size={16} aria-hidden />}
                  {...(danger === true ? { color: 'var(--mantine-color-error)' } : {})}
                  onClick={act(action)}
                >
                  {t(`document.action.${action}`)}
                </Menu.Item>
              )
            })}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  )
}

/** What has a button of its own, the next step first: what is in doubt is as easily sent back as registered. NĐ 30/2020, Điều 21.2. */
function mainActions(document: DocumentDetail, possible: readonly DocumentAction[]): readonly DocumentAction[] {
  const verdict = arrivedVerdict(document)
  const isDoubtful = verdict === 'TOTAL-FAILED' || verdict === 'INDETERMINATE'
  const usual = possible.filter((action) => ACTION_LOOK[action].main)
  if (!isDoubtful || !possible.includes('send-back')) return usual
  return verdict === 'TOTAL-FAILED' ? ['send-back', ...usual] : [...usual, 'send-back']
}

/** The present revision, under a name that says which document it is. */
function Download({ document }: { document: DocumentDetail }) {
  const { t } = useTranslation()
  const { fileUrl } = useApi()
  if (document.sha256 === null) return null
  const name = (codeOf(document) ?? document.subject).replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  return (
    <Tooltip label={t('document.download')}>
      <ActionIcon
        component="a"
        href={fileUrl(document.sha256)}
        download={`${name}.pdf`}
        variant="default"
        size={30}
        aria-label={t('document.download')}
      >
        <IconDownload size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
