import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { createApi } from '#renderer/api/client.ts'
import { ApiProvider, MeProvider } from '#renderer/api/use-api.tsx'
import { LiveRegion } from '#renderer/components/tell.tsx'
import { DatesInLanguage } from '#renderer/frame/dates-in-language.tsx'
import { DEFAULT_PREFERENCES, PreferencesProvider } from '#renderer/frame/preferences.tsx'
import { setToday } from '#renderer/text/format.ts'
import { startWords } from '#renderer/text/i18n.ts'
import { PEOPLE, type PersonName } from '#test/support/core-data'
import type { Client } from '#test/support/doors'

/** Real procedures, a real database and real signatures answer; a busy machine may need a while. */
configure({ asyncUtilTimeout: 15_000 })

/** Starts to work as a person and shows a part of the page to them, on a line to a real core. */
export async function showAs(client: Client, name: PersonName, part: ReactNode) {
  const me = await client.office.session.open({ personId: PEOPLE[name].id })
  setToday((await client.office.today.summary()).date)
  await startWords('vi')
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const routeTree = createRootRoute({ component: () => part })
  const router = createRouter({ routeTree, history: createMemoryHistory() })
  render(
    <QueryClientProvider client={queries}>
      <ApiProvider api={createApi(client)}>
        <PreferencesProvider first={{ ...DEFAULT_PREFERENCES, colourScheme: 'light' }}>
          <DatesInLanguage>
            <LiveRegion label="Kết quả thao tác" />
            <MeProvider me={me}>
              <RouterProvider router={router as never} />
            </MeProvider>
          </DatesInLanguage>
        </PreferencesProvider>
      </ApiProvider>
    </QueryClientProvider>,
  )
  return userEvent.setup()
}
