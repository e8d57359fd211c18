import { Group, Modal, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command, CommandGroup } from '#renderer/frame/command-store.ts'
import { shownKeys } from '#renderer/frame/keys.ts'
import { usePreferences } from '#renderer/frame/preferences.tsx'
import { useAllCommands } from '#renderer/frame/use-commands.ts'

const GROUPS = {
  go: 'frame.groupGo',
  list: 'frame.groupList',
  document: 'frame.groupDocument',
  batch: 'frame.groupBatch',
  app: 'frame.groupApp',
} as const satisfies Record<CommandGroup, string>

/** Keys of every list; on a page without one they are still worth knowing. */
const IN_LISTS = [
  ['j', 'list.next'],
  ['k', 'list.previous'],
  ['x', 'list.pick'],
  ['mod+a', 'list.all'],
  ['Escape', 'list.clear'],
] as const

/** Every key that works here and now, read from the same registry that answers them, and the keys of lists. */
export function HelpSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const { preferences, prefer } = usePreferences()
  const inLists = IN_LISTS.map(([key, label]) => ({
    id: label,
    group: 'list' as const,
    label: t(label),
    keys: [key],
    run: nothing,
  }))
  const here = useAllCommands().filter((command) => command.keys !== undefined && !command.id.startsWith('dialog.'))
  const commands: readonly Command[] = [...inLists, ...here]
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={760}
      title={t('frame.shortcuts')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <SimpleGrid cols={2} spacing="xl">
        {(Object.keys(GROUPS) as CommandGroup[]).map((group) => (
          <KeyGroup
            key={group}
            title={t(GROUPS[group])}
            commands={commands.filter((command) => command.group === group)}
          />
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed" mt="lg">
        {t('frame.shortcutsHint')}
      </Text>
      <Switch
        mt="xs"
        label={t('frame.singleKeys')}
        checked={preferences.singleKeyShortcuts}
        onChange={(event) => {
          prefer({ singleKeyShortcuts: event.currentTarget.checked })
        }}
      />
    </Modal>
  )
}

const nothing = () => undefined

function KeyGroup({ title, commands }: { title: string; commands: readonly Command[] }) {
  // Of several commands with one key the last answers it.
  const unique = [...new Map(commands.map((command) => [command.keys?.[0] ?? command.id, command])).values()]
  if (unique.length === 0) return null
  return (
    <section>
      <Title order={3} fz="sm" mb={6}>
        {title}
      </Title>
      <Stack gap={4}>
        {unique.map((command) => (
          <Group key={command.id} justify="space-between" wrap="nowrap" gap="xs">
            <Text size="sm">{command.label}</Text>
            <Keys keys={command.keys?.[0] ?? ''} />
          </Group>
        ))}
      </Stack>
    </section>
  )
}

/** Keys drawn as keys. */
export function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation()
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {shownKeys(keys).map((press, at) => (
        <Fragment key={press.join()}>
          {at > 0 && <Text span size="xs" c="dimmed">{` ${t('frame.then')} `}</Text>}
          {press.map((part) => (
            <Fragment key={part}>
              <kbd>{part}</kbd>{' '}
            </Fragment>
          ))}
        </Fragment>
      ))}
    </span>
  )
}
