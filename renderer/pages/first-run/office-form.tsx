import { Button, Checkbox, Group, PasswordInput, Stack, TextInput, Title } from '@mantine/core'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '#contract'
import type { Client } from '#renderer/api/client.ts'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { type GivenText, useTextFields } from '#renderer/pages/first-run/text-fields.ts'

const ROLES: readonly Role[] = ['official', 'clerk', 'staff']

/** Creates the office and its first admin, who may hold other roles in a small office. */
export function OfficeForm({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const fields = useTextFields()
  const [roles, setRoles] = useState<readonly Role[]>([])
  const creating = useChange(createAndOpen(client), { newPerson: true })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const given = fields.check()
    if (given) creating.run({ given, roles })
  }
  return (
    <form onSubmit={submit} noValidate autoComplete="off">
      <Stack gap="sm">
        <Title order={1} fz={24}>
          {t('setup.officeTitle')}
        </Title>
        <TextInput
          {...fields.of('officeName')}
          label={t('setup.officeName')}
          description={t('setup.officeNameHint')}
          required
          maxLength={200}
          autoFocus
        />
        <Group grow align="flex-start">
          <TextInput
            {...fields.of('symbol')}
            label={t('setup.symbol')}
            description={t('setup.symbolHint')}
            required
            maxLength={20}
          />
          <TextInput
            {...fields.of('place')}
            label={t('setup.place')}
            description={t('setup.placeHint')}
            required
            maxLength={100}
          />
        </Group>
        <TextInput
          {...fields.of('organId')}
          label={t('setup.organId')}
          description={t('common.optional')}
          maxLength={35}
        />
        <Group grow align="flex-start">
          <TextInput {...fields.of('adminName')} label={t('setup.adminName')} required maxLength={50} />
          <TextInput {...fields.of('adminPosition')} label={t('setup.adminPosition')} maxLength={100} />
        </Group>
        <Checkbox.Group
          label={t('setup.roles')}
          description={t('setup.rolesHint')}
          value={['admin', ...roles]}
          onChange={(next) => {
            setRoles(ROLES.filter((role) => next.includes(role)))
          }}
        >
          <Group mt={6}>
            <Checkbox label={t('who.role.admin')} disabled value="admin" />
            {ROLES.map((role) => (
              <Checkbox key={role} value={role} label={t(`who.role.${role}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <PasswordInput
          {...fields.of('adminPassword')}
          label={t('setup.password')}
          description={t('setup.passwordHint')}
          maxLength={200}
          autoComplete="new-password"
        />
        <Failure error={creating.error} />
        <Group justify="space-between" mt="sm">
          <Button variant="default" onClick={onBack}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={creating.pending}>
            {t('setup.officeAction')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Creates the office and starts to work there as its admin. */
function createAndOpen(client: Client) {
  return async ({ given, roles }: { given: GivenText; roles: readonly Role[] }) => {
    const { adminPassword, ...words } = given
    const admin = await client.office.setup.createOffice({
      ...words,
      adminRoles: ['admin', ...roles],
      adminPassword: adminPassword === '' ? null : adminPassword,
    })
    const password = adminPassword === '' ? {} : { password: adminPassword }
    await client.office.session.open({ personId: admin.id, ...password })
  }
}
