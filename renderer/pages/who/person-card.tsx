import { Avatar, Badge, Button, Group, PasswordInput, Text, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconLock } from '@tabler/icons-react'
import { type SubmitEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Failure } from '#renderer/components/failure.tsx'
import classes from '#renderer/pages/who/person-card.module.css'

type PersonCardProps = { person: Person; asks: boolean; onChoose: (person: Person) => void }

/** A person to work as: one click where there is no password, else the password first. */
export function PersonCard({ person, asks, onChoose }: PersonCardProps) {
  const { client } = useApi()
  const opening = useChange(
    (password: string | undefined) =>
      client.office.session.open({ personId: person.id, ...(password === undefined ? {} : { password }) }),
    { newPerson: true },
  )
  const choose = () => {
    onChoose(person)
    if (!person.hasPassword) opening.run(undefined)
  }
  return (
    <div className={classes['card']} data-asks={asks}>
      <UnstyledButton className={classes['person']} onClick={choose} disabled={opening.pending}>
        <Avatar size={40} radius="xl" name={person.name} color="petrol" variant="filled" aria-hidden />
        <span className={classes['words']}>
          <Text component="span" display="block" fw={600}>
            {person.name}
          </Text>
          <Text component="span" display="block" size="sm" c="dimmed" className="vt-one-line">
            {[person.position, person.agencyName].filter((part) => part !== '').join(' · ')}
          </Text>
        </span>
        <RoleBadges person={person} />
        {person.hasPassword ? <IconLock size={18} aria-hidden /> : <IconChevronRight size={18} aria-hidden />}
      </UnstyledButton>
      {asks && person.hasPassword && (
        <PasswordForm person={person} pending={opening.pending} onPassword={opening.run} />
      )}
      {asks && <Failure error={opening.error} />}
    </div>
  )
}

function RoleBadges({ person }: { person: Person }) {
  const { t } = useTranslation()
  return (
    <Group component="span" gap={4} wrap="nowrap">
      {person.roles.map((role) => (
        <Badge component="span" key={role} className="vt-badge" color={role === 'official' ? 'petrol' : 'gray'}>
          {t(`who.role.${role}`)}
        </Badge>
      ))}
    </Group>
  )
}

type PasswordFormProps = { person: Person; pending: boolean; onPassword: (password: string) => void }

/** The password stays in the field and goes into one call; the page's state never holds it. */
function PasswordForm({ person, pending, onPassword }: PasswordFormProps) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const password = field.current?.value ?? ''
    if (field.current) field.current.value = ''
    onPassword(password)
  }
  return (
    <form onSubmit={submit} className={classes['password']}>
      <PasswordInput
        ref={field}
        label={t('who.passwordFor', { name: person.name })}
        autoComplete="current-password"
        maxLength={200}
        autoFocus
        required
        style={{ flex: 1 }}
      />
      <Button type="submit" loading={pending}>
        {t('who.start')}
      </Button>
    </form>
  )
}
