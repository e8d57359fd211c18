import { ActionIcon, Avatar, Group, Kbd, Menu, Text, Tooltip, UnstyledButton } from '@mantine/core'
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLanguage,
  IconLock,
  IconMoon,
  IconSearch,
  IconSun,
  IconUserShare,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#renderer/api/use-api.tsx'
import { palette } from '#renderer/frame/palette-store.ts'
import { usePreferences } from '#renderer/frame/preferences.tsx'
import classes from '#renderer/frame/top-bar.module.css'

type TopBarProps = { onSwitchPerson: () => void; onLockKeys: () => void; onShortcuts: () => void }

/** Search and commands in the middle; language, colours and the person at the right. */
export function TopBar({ onSwitchPerson, onLockKeys, onShortcuts }: TopBarProps) {
  const { t } = useTranslation()
  const { agency } = useMe()
  return (
    <header className={classes['bar']}>
      <Text size="sm" fw={600} className={classes['office']} title={agency.name}>
        {agency.name}
      </Text>
      <UnstyledButton className={classes['search']} onClick={palette.open} title={t('frame.searchPlaceholder')}>
        <IconSearch size={16} aria-hidden />
        <span className={classes['hint']}>{t('frame.searchPlaceholder')}</span>
        <Kbd size="xs" className={classes['keys']}>
          Ctrl K
        </Kbd>
      </UnstyledButton>
      <Group gap={4} wrap="nowrap" justify="flex-end" className={classes['tools']}>
        <LanguageMenu />
        <SchemeMenu />
        <Tooltip label={t('frame.shortcuts')}>
          <ActionIcon variant="subtle" color="gray" size="lg" onClick={onShortcuts} aria-label={t('frame.shortcuts')}>
            <IconKeyboard size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <PersonMenu onSwitchPerson={onSwitchPerson} onLockKeys={onLockKeys} />
      </Group>
    </header>
  )
}

function LanguageMenu() {
  const { t } = useTranslation()
  const { preferences, prefer } = usePreferences()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('frame.language')}
          title={t('frame.language')}
        >
          <IconLanguage size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame.language')}</Menu.Label>
        <Menu.RadioGroup
          value={preferences.language}
          onChange={(language) => {
            prefer({ language: language === 'en' ? 'en' : 'vi' })
          }}
        >
          <Menu.RadioItem value="vi">
            <span lang="vi">{t('frame.vietnamese')}</span>
          </Menu.RadioItem>
          <Menu.RadioItem value="en">
            <span lang="en">{t('frame.english')}</span>
          </Menu.RadioItem>
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}

const SCHEMES = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const

function SchemeMenu() {
  const { t } = useTranslation()
  const { preferences, prefer } = usePreferences()
  const Icon = SCHEMES[preferences.colourScheme]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('frame.scheme')} title={t('frame.scheme')}>
          <Icon size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame.scheme')}</Menu.Label>
        <Menu.RadioGroup
          value={preferences.colourScheme}
          onChange={(scheme) => {
            prefer({ colourScheme: scheme as keyof typeof SCHEMES })
          }}
        >
          <Menu.RadioItem value="auto">{t('frame.schemeAuto')}</Menu.RadioItem>
          <Menu.RadioItem value="light">{t('frame.schemeLight')}</Menu.RadioItem>
          <Menu.RadioItem value="dark">{t('frame.schemeDark')}</Menu.RadioItem>
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}

function PersonMenu({ onSwitchPerson, onLockKeys }: Pick<TopBarProps, 'onSwitchPerson' | 'onLockKeys'>) {
  const { t } = useTranslation()
  const { person } = useMe()
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <UnstyledButton className={classes['person']}>
          <span className="vt-hidden">{t('frame.account')}</span>
          <Avatar size={30} radius="xl" name={person.name} color="petrol" variant="filled" aria-hidden />
          <span className={classes['name']}>
            <Text component="span" size="sm" fw={600} lh={1.15} display="block" className="vt-one-line">
              {person.name}
            </Text>
            <Text component="span" size="xs" c="dimmed" lh={1.15} display="block" className="vt-one-line">
              {person.position}
            </Text>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.roles.map((role) => t(`who.role.${role}`)).join(' · ')}</Menu.Label>
        <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={onLockKeys}>
          {t('frame.lockKeys')}
        </Menu.Item>
        <Menu.Item leftSection={<IconUserShare size={16} aria-hidden />} onClick={onSwitchPerson}>
          {t('frame.switchPerson')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
