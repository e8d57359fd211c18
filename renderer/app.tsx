import { Center, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MeProvider, useApi } from '#renderer/api/use-api.tsx'
import { Failure } from '#renderer/components/failure.tsx'
import { LiveRegion } from '#renderer/components/tell.tsx'
import { FirstRun } from '#renderer/pages/first-run/first-run.tsx'
import { WhoPage } from '#renderer/pages/who/who-page.tsx'
import { createPages } from '#renderer/router.tsx'
import { setToday } from '#renderer/text/format.ts'

/** What comes first: an office, then a person, then the pages. */
export function App() {
  const { t } = useTranslation()
  return (
    <>
      <LiveRegion label={t('frame.outcomes')} />
      <Gate />
    </>
  )
}

function Gate() {
  const { query } = useApi()
  const status = useQuery(query.office.setup.status.queryOptions())
  const isReady = status.data?.state === 'ready'
  const me = useQuery(query.office.session.me.queryOptions({ enabled: isReady }))
  const [pages] = useState(createPages)
  const day = useQuery(query.office.today.summary.queryOptions({ enabled: me.data !== undefined && me.data !== null }))
  const broken = [status, me].find((asked) => asked.error)

  if (broken) return <GateFailure error={broken.error} onRetry={() => void broken.refetch()} />
  if (status.data?.state === 'empty') return <FirstRun demoAvailable={status.data.demoAvailable} />
  if (!status.data || me.data === undefined) return <Waiting />
  if (me.data === null) return <WhoPage officeName={status.data.officeName} demo={status.data.demo} />
  // Asked again while the person before leaves, it is refused: that is no failure of the gate.
  if (day.error) return <GateFailure error={day.error} onRetry={() => void day.refetch()} />
  if (!day.data) return <Waiting />
  setToday(day.data.date)
  return (
    <MeProvider key={me.data.person.id} me={me.data}>
      <RouterProvider router={pages} />
    </MeProvider>
  )
}

function Waiting() {
  const { t } = useTranslation()
  return (
    <Center h="100%">
      <Loader aria-label={t('common.loading')} />
    </Center>
  )
}

function GateFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <Center component="main" h="100%" p="xl">
      <Failure error={error} onRetry={onRetry} />
    </Center>
  )
}
