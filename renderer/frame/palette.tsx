import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight } from '@mantine/spotlight'
import { IconFileText, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#renderer/api/use-api.tsx'
import { codeOf } from '#renderer/components/document/code-of.ts'
import { Keys } from '#renderer/frame/help-sheet.tsx'
import { paletteStore } from '#renderer/frame/palette-store.ts'
import { useAllCommands } from '#renderer/frame/use-commands.ts'
import { fold } from '#renderer/text/fold.ts'

/** Search and commands in one field: documents come from the office, commands from the registry. */
export function Palette() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const commands = useAllCommands().filter((command) => command.keysOnly !== true && matches(command.label, words))
  const unique = [...new Map(commands.map((command) => [command.id, command])).values()].slice(0, 12)
  const documents = useFoundDocuments(words)
  useFirstSelected([words, ...documents.map(({ id }) => id), ...unique.map(({ id }) => id)].join())

  return (
    <Spotlight.Root
      store={paletteStore}
      title={t('frame.searchPlaceholder')}
      classNames={{ header: 'vt-hidden' }}
      query={words}
      onQueryChange={setWords}
      shortcut={null}
      clearQueryOnClose
      maxHeight={460}
      scrollable
    >
      <Spotlight.Search
        placeholder={t('frame.searchPlaceholder')}
        aria-label={t('frame.searchPlaceholder')}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {documents.length > 0 && (
          <Spotlight.ActionsGroup label={t('frame.documentsFound')}>
            {documents.map((found) => (
              <Spotlight.Action
                key={found.id}
                label={found.subject}
                description={codeOf(found) ?? t('document.noNumber')}
                leftSection={<IconFileText size={20} aria-hidden />}
                onClick={() => void navigate({ to: '/search', search: { q: words, id: found.id } })}
              />
            ))}
            <Spotlight.Action
              label={t('frame.searchFor', { query: words })}
              leftSection={<IconSearch size={20} aria-hidden />}
              onClick={() => void navigate({ to: '/search', search: { q: words } })}
            />
          </Spotlight.ActionsGroup>
        )}
        {unique.map((command) => (
          <Spotlight.Action
            key={command.id}
            label={command.label}
            leftSection={command.icon}
            rightSection={command.keys?.[0] !== undefined && <Keys keys={command.keys[0]} />}
            onClick={command.run}
          />
        ))}
        {documents.length + unique.length === 0 && (
          <Spotlight.Empty>
            <Text size="sm">{t('frame.nothingFound')}</Text>
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** Enter opens the first answer, also where the answers came after the typing. */
function useFirstSelected(answers: string): void {
  useEffect(() => {
    const { listId } = paletteStore.getState()
    const actions = [...document.querySelectorAll(`[id="${listId}"] [data-action]`)]
    for (const action of actions) action.removeAttribute('data-selected')
    actions[0]?.setAttribute('data-selected', 'true')
    paletteStore.updateState((state) => ({ ...state, selected: actions.length === 0 ? -1 : 0 }))
  }, [answers])
}

function useFoundDocuments(words: string) {
  const { query } = useApi()
  const [asked] = useDebouncedValue(words.trim(), 150)
  const { data } = useQuery(
    query.office.documents.list.queryOptions({
      input: { q: asked, limit: 6 },
      enabled: asked.length >= 2,
      placeholderData: keepPreviousData,
    }),
  )
  return asked.length >= 2 ? (data?.rows ?? []) : []
}

function matches(label: string, words: string): boolean {
  return fold(label).includes(fold(words.trim()))
}
