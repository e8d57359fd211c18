import type { MantineColorSchemeManager } from '@mantine/core'
import { MantineProvider, useMantineColorScheme } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Preferences } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { speak } from '#renderer/text/i18n.ts'
import { cssVariables, theme } from '#renderer/theme.ts'

type Preferring = { preferences: Preferences; prefer: (change: Partial<Preferences>) => void }
const PreferencesContext = createContext<Preferring | null>(null)

export const DEFAULT_PREFERENCES: Preferences = { language: 'vi', colourScheme: 'auto', singleKeyShortcuts: true }

/** Language, colours and shortcuts: this workstation's own, kept by the product and not by the page. */
export function PreferencesProvider({ first, children }: { first: Preferences; children: ReactNode }) {
  const { client } = useApi()
  const [preferences, setPreferences] = useState(first)
  const keep = useMutation({ mutationFn: (next: Preferences) => client.device.preferences.set(next) })
  const value = useMemo<Preferring>(
    () => ({
      preferences,
      prefer: (change) => {
        const next = { ...preferences, ...change }
        setPreferences(next)
        keep.mutate(next)
        if (change.language) void speak(change.language)
      },
    }),
    [preferences, keep],
  )
  return (
    <PreferencesContext value={value}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme={first.colourScheme}
        colorSchemeManager={IN_MEMORY}
      >
        <SchemeFollower scheme={preferences.colourScheme} />
        {children}
      </MantineProvider>
    </PreferencesContext>
  )
}

export function usePreferences(): Preferring {
  const preferring = useContext(PreferencesContext)
  if (!preferring) throw new Error('usePreferences outside PreferencesProvider')
  return preferring
}

function SchemeFollower({ scheme }: { scheme: Preferences['colourScheme'] }) {
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => {
    setColorScheme(scheme)
  }, [scheme, setColorScheme])
  return null
}

/** Mantine would keep the scheme in the page's storage; it belongs to the preferences instead. */
const IN_MEMORY: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
}
