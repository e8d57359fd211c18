import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/dropzone/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '@mantine/charts/styles.css'
import '@fontsource-variable/source-sans-3/wght.css'
import '#renderer/theme.css'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApi } from '#renderer/api/client.ts'
import { failureOf } from '#renderer/api/failure.ts'
import { ApiProvider } from '#renderer/api/use-api.tsx'
import { App } from '#renderer/app.tsx'
import { DatesInLanguage } from '#renderer/frame/dates-in-language.tsx'
import { DEFAULT_PREFERENCES, PreferencesProvider } from '#renderer/frame/preferences.tsx'
import { startWords } from '#renderer/text/i18n.ts'

const api = createApi()
const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (times, error) => times < 2 && failureOf(error).code === 'unreachable' },
  },
})

/** The colours and the language are known before the first picture; without an answer the page says so itself. */
async function start(): Promise<void> {
  const preferences = await api.client.device.preferences.get().catch(() => DEFAULT_PREFERENCES)
  await startWords(preferences.language)
  const root = document.querySelector('#root')
  if (!root) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <ApiProvider api={api}>
          <PreferencesProvider first={preferences}>
            <DatesInLanguage>
              <Notifications position="bottom-right" autoClose={6000} />
              <App />
            </DatesInLanguage>
          </PreferencesProvider>
        </ApiProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
