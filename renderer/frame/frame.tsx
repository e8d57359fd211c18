import { useDisclosure } from '@mantine/hooks'
import { IconKeyboard, IconLock, IconUserShare } from '@tabler/icons-react'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { SigningJobsProvider } from '#renderer/components/signing/signing-jobs-provider.tsx'
import { undoLast } from '#renderer/components/undo.ts'
import type { Command } from '#renderer/frame/command-store.ts'
import classes from '#renderer/frame/frame.module.css'
import { HelpSheet } from '#renderer/frame/help-sheet.tsx'
import { Palette } from '#renderer/frame/palette.tsx'
import { palette } from '#renderer/frame/palette-store.ts'
import { usePreferences } from '#renderer/frame/preferences.tsx'
import { Rail } from '#renderer/frame/rail.tsx'
import { railItems } from '#renderer/frame/rail-items.ts'
import { TopBar } from '#renderer/frame/top-bar.tsx'
import { useCommands } from '#renderer/frame/use-commands.ts'
import { useKeyReader } from '#renderer/frame/use-key-reader.ts'
import { useWide } from '#renderer/frame/use-wide.ts'

/** What stands around every page: rail, top bar, palette, help, and the reader of keys. */
export function Frame() {
  const { t } = useTranslation()
  const { client } = useApi()
  const [help, { open: openHelp, close: closeHelp }] = useDisclosure(false)
  const wide = useWide()
  const [folded, { toggle }] = useDisclosure(false)
  const navigate = useNavigate()
  const switching = useChange(() => client.office.session.close(), {
    newPerson: true,
    onDone: () => void navigate({ to: '/' }),
  })
  const locking = useChange(() => client.device.keys.lock(), { said: t('frame.keysLocked') })
  const switchPerson = () => {
    switching.run(undefined)
  }
  const lockKeys = () => {
    locking.run(undefined)
  }
  useFrameCommands({ openHelp, switchPerson, lockKeys })
  useKeyReader(usePreferences().preferences.singleKeyShortcuts)

  return (
    <div className={classes['frame']}>
      <a className={classes['skip']} href="#main" onClick={focusMain}>
        {t('frame.skip')}
      </a>
      <Rail collapsed={wide ? folded : !folded} onCollapse={toggle} />
      <div className={classes['side']}>
        <TopBar onSwitchPerson={switchPerson} onLockKeys={lockKeys} onShortcuts={openHelp} />
        <SigningJobsProvider>
          <main id="main" tabIndex={-1} className={classes['main']}>
            <Outlet />
          </main>
        </SigningJobsProvider>
      </div>
      <Palette />
      <HelpSheet opened={help} onClose={closeHelp} />
    </div>
  )
}

/** The address holds the page (hash history), so the skip link moves the focus itself. */
function focusMain(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('#main')?.focus()
}

type FrameActs = { openHelp: () => void; switchPerson: () => void; lockKeys: () => void }

function useFrameCommands({ openHelp, switchPerson, lockKeys }: FrameActs): void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const go: Command[] = railItems(useMe()).map(({ to, words, key, Icon }) => ({
    id: `go.${words}`,
    group: 'go',
    label: t(`frame.${words}`),
    keys: [`g ${key}`],
    icon: <Icon size={20} aria-hidden />,
    run: () => void navigate({ to }),
  }))
  const app = { group: 'app' } as const
  useCommands([
    ...go,
    {
      ...app,
      id: 'app.search',
      label: t('frame.searchPlaceholder'),
      keys: ['mod+k', '/'],
      whileTyping: true,
      keysOnly: true,
      run: palette.open,
    },
    { ...app, id: 'app.undo', label: t('common.undoLast'), keys: ['mod+z'], keysOnly: true, run: undoLast },
    {
      ...app,
      id: 'app.help',
      label: t('frame.shortcuts'),
      keys: ['?'],
      icon: <IconKeyboard size={20} aria-hidden />,
      run: openHelp,
    },
    { ...app, id: 'app.lock', label: t('frame.lockKeys'), icon: <IconLock size={20} aria-hidden />, run: lockKeys },
    {
      ...app,
      id: 'app.switch',
      label: t('frame.switchPerson'),
      icon: <IconUserShare size={20} aria-hidden />,
      run: switchPerson,
    },
  ])
}
