import { Button, Checkbox, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AgencyId, type Person, Role } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { AgencySelect } from '#renderer/components/agency-select.tsx'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'

type PersonDialogProps = { person: Person | null; onClose: () => void }
type Fields = { agencyId: AgencyId; name: string; position: string; roles: Role[]; active: boolean }

const NEW_PERSON: Omit<Fields, 'agencyId'> = { name: '', position: '', roles: [], active: true }

/** Adds or changes a person; the password is set in a dialog of its own, one thing at a time. */
export function PersonDialog({ person, onClose }: PersonDialogProps) {
  const { t } = useTranslation()
  const { client } = useApi()
  const me = useMe()
  const [fields, setFields] = useState<Fields>(() => person ?? { ...NEW_PERSON, agencyId: me.agency.id })
  const [sent, setSent] = useState(false)
  const [asksPassword, setAsksPassword] = useState(false)
  const save = useChange(
    ({ agencyId, name, position, roles, active }: Fields) => {
      const id = person ? { id: person.id } : {}
      return client.office.people.save({ agencyId, name: name.trim(), position: position.trim(), roles, active, ...id })
    },
    { said: ({ name }) => t('admin.people.saved', { name }), onDone: onClose },
  )
  const change = (part: Partial<Fields>) => {
    setFields({ ...fields, ...part })
  }
  const isNameless = fields.name.trim() === ''
  const isComplete = !isNameless && fields.roles.length > 0
  if (asksPassword && person) return <PasswordDialog person={person} onClose={onClose} />
  return (
    <Dialog
      title={t(person ? 'admin.people.editTitle' : 'admin.people.addTitle')}
      confirmLabel={t('common.save')}
      onClose={onClose}
      onConfirm={() => {
        setSent(true)
        if (isComplete) save.run(fields)
      }}
      pending={save.pending}
      error={save.error}
      footer={
        person && (
          <Button
            variant="subtle"
            onClick={() => {
              setAsksPassword(true)
            }}
          >
            {t('admin.people.setPassword')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <TextInput
          label={t('admin.people.name')}
          required
          data-autofocus
          maxLength={50}
          value={fields.name}
          error={sent && isNameless && t('admin.people.namePlease')}
          onChange={(event) => {
            change({ name: event.currentTarget.value })
          }}
        />
        <TextInput
          label={t('admin.people.position')}
          maxLength={100}
          value={fields.position}
          onChange={(event) => {
            change({ position: event.currentTarget.value })
          }}
        />
        <AgencySelect
          required
          value={fields.agencyId}
          onChange={(agencyId) => {
            change({ agencyId })
          }}
        />
        <Roles
          roles={fields.roles}
          isMissing={sent && fields.roles.length === 0}
          onChange={(roles) => {
            change({ roles })
          }}
        />
        <Checkbox
          label={t('admin.people.active')}
          description={t('admin.people.activeHint')}
          checked={fields.active}
          onChange={(event) => {
            change({ active: event.currentTarget.checked })
          }}
        />
      </Stack>
    </Dialog>
  )
}

type RolesProps = { roles: readonly Role[]; isMissing: boolean; onChange: (roles: Role[]) => void }

function Roles({ roles, isMissing, onChange }: RolesProps) {
  const { t } = useTranslation()
  return (
    <Checkbox.Group
      label={t('admin.people.roles')}
      description={t('admin.people.rolesHint')}
      required
      value={[...roles]}
      onChange={(chosen) => {
        onChange(Role.options.filter((role) => chosen.includes(role)))
      }}
      errorProps={{ mt: 8 }}
      error={isMissing && t('admin.people.rolePlease')}
    >
      <Stack gap={6} mt={6}>
        {Role.options.map((role) => (
          <Checkbox
            key={role}
            value={role}
            label={t(`who.role.${role}`)}
            description={t(`admin.people.roleHint.${role}`)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

function PasswordDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [password, setPassword] = useState('')
  const { id, name } = person
  const set = useChange((next: string | null) => client.office.people.setPassword({ personId: id, password: next }), {
    said: t(password === '' ? 'admin.people.passwordRemoved' : 'admin.people.passwordSet', { name }),
    onDone: onClose,
  })
  return (
    <Dialog
      title={t('admin.people.setPasswordTitle', { name })}
      confirmLabel={t('admin.people.setPassword')}
      onClose={onClose}
      onConfirm={() => {
        set.run(password)
      }}
      pending={set.pending}
      disabled={password.length < 8}
      error={set.error}
      footer={
        person.hasPassword && (
          <Button
            variant="subtle"
            color="red"
            onClick={() => {
              setPassword('')
              set.run(null)
            }}
          >
            {t('admin.people.removePassword')}
          </Button>
        )
      }
    >
      <PasswordInput
        label={t('admin.people.newPassword')}
        description={t('admin.people.newPasswordHint')}
        required
        data-autofocus
        autoComplete="new-password"
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
        onChange={(event) => {
          setPassword(event.currentTarget.value)
        }}
      />
      <Group mt={6}>
        <Text size="xs" c="dimmed">
          {t(person.hasPassword ? 'admin.people.hasPassword' : 'admin.people.noPassword')}
        </Text>
      </Group>
    </Dialog>
  )
}
