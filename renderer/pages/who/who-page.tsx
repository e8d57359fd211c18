import { Badge, Container, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconUserQuestion } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { EmptyState } from '#renderer/components/empty-state.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { GatePage } from '#renderer/components/gate-page.tsx'
import { PersonCard } from '#renderer/pages/who/person-card.tsx'
import { formatNumber } from '#renderer/text/format.ts'

/** Asks who is working. In the demo office the people that the office names first are the ones to try. */
export function WhoPage({ officeName, demo }: { officeName: string; demo: boolean }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<Person | null>(null)
  const { data, error, refetch } = useFoundPeople(words)
  const isSuggestion = demo && words.trim() === ''
  return (
    <GatePage title={officeName}>
      <Container size={760} py="xl">
        <Stack gap="md">
          <div>
            <Title order={1} fz={28}>
              {t('who.title')}
            </Title>
            <Text c="dimmed" mt={4}>
              {t('who.hint')}
            </Text>
            {demo && (
              <Badge className="vt-badge" color="orange" mt={6}>
                {t('frame.demo')}
              </Badge>
            )}
          </div>
          <TextInput
            type="search"
            size="md"
            aria-label={t('who.search')}
            placeholder={t('who.search')}
            leftSection={<IconSearch size={18} aria-hidden />}
            value={words}
            onChange={(event) => {
              setWords(event.currentTarget.value)
              setChosen(null)
            }}
            autoFocus
          />
          <Failure error={error} onRetry={() => void refetch()} />
          {data?.people.length === 0 && (
            <EmptyState icon={<IconUserQuestion size={26} />} title={t('who.nobody')} hint={t('who.nobodyHint')} />
          )}
          {data && data.people.length > 0 && (
            <section aria-label={t('who.people')}>
              <Text size="sm" c="dimmed" mb={6}>
                {isSuggestion
                  ? t('who.featured')
                  : t('who.found', { count: data.total, number: formatNumber(data.total) })}
              </Text>
              <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {data.people.map((person) => (
                  <li key={person.id}>
                    <PersonCard person={person} asks={chosen?.id === person.id} onChoose={setChosen} />
                  </li>
                ))}
              </Stack>
            </section>
          )}
        </Stack>
      </Container>
    </GatePage>
  )
}

function useFoundPeople(words: string) {
  const { query } = useApi()
  const [q] = useDebouncedValue(words.trim(), 120)
  return useQuery(
    query.office.session.people.queryOptions({
      input: q === '' ? { limit: 12 } : { q, limit: 30 },
      placeholderData: keepPreviousData,
    }),
  )
}
