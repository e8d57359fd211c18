import { useTranslation } from 'react-i18next'
import type { DeviceKey } from '#contract'
import { commonName } from '#contract/words/signature-words'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { ConfirmDialog } from '#renderer/components/dialogs/confirm-dialog.tsx'
import { NotInForce } from '#renderer/pages/certificates/not-in-force.tsx'
import { useKeyChange } from '#renderer/pages/certificates/use-key-change.ts'

type KeyDialog = { deviceKey: DeviceKey; onClose: () => void }

/** Records whose certificate a key has: the person's who is working, or the agency's. */
export function BindDialog({ deviceKey, kind, onClose }: KeyDialog & { kind: 'personal' | 'agency' }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { person, agency } = useMe()
  const isMine = kind === 'personal'
  const name = isMine ? person.name : agency.name
  const bind = useKeyChange(
    async () => {
      const { der } = await client.device.keys.certificate({ id: deviceKey.id })
      return client.office.certificates.record({ der, kind, personId: isMine ? person.id : null })
    },
    t(isMine ? 'certificates.boundMe' : 'certificates.boundAgency', { name }),
    onClose,
  )
  const subject = commonName(deviceKey.facts.subject)
  return (
    <ConfirmDialog
      title={t(isMine ? 'certificates.bindMeTitle' : 'certificates.bindAgencyTitle')}
      sentence={
        isMine
          ? t('certificates.bindMeSentence', { subject, name })
          : t('certificates.bindAgencySentence', { subject, agency: name })
      }
      confirmLabel={t(isMine ? 'certificates.bindMe' : 'certificates.bindAgency')}
      pending={bind.pending}
      error={bind.error}
      onClose={onClose}
      onConfirm={() => {
        bind.run(undefined)
      }}
    >
      <NotInForce facts={deviceKey.facts} status={deviceKey.status} />
    </ConfirmDialog>
  )
}

export function RemoveKeyDialog({ deviceKey, onClose }: KeyDialog) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { id, label } = deviceKey
  const remove = useKeyChange(() => client.device.keys.remove({ id }), t('certificates.removed', { label }), onClose)
  return (
    <ConfirmDialog
      title={t('certificates.removeTitle')}
      sentence={t('certificates.removeSentence', { label })}
      confirmLabel={t('certificates.remove')}
      danger
      pending={remove.pending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => {
        remove.run(undefined)
      }}
    />
  )
}
