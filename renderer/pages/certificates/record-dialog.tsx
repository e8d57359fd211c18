import { FileInput, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconFileCertificate } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceKey, PersonId } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { base64Of } from '#renderer/components/base64-of.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { PersonSelect } from '#renderer/components/fields/person-select.tsx'
import { CertificateFactList } from '#renderer/components/verification/certificate-fact-list.tsx'
import { NotInForce } from '#renderer/pages/certificates/not-in-force.tsx'
import { useKeyChange } from '#renderer/pages/certificates/use-key-change.ts'

const MAX_BYTES = 70_000

type RecordDialogProps = {
  /** A key of this workstation whose certificate is to be recorded; without one a file is asked for. */
  deviceKey: DeviceKey | null
  onClose: () => void
}

/** An admin records whose certificate it is: somebody else's too, of whom the office has only the public part. */
export function RecordDialog({ deviceKey, onClose }: RecordDialogProps) {
  const { t } = useTranslation()
  const { client } = useApi()
  const { agency } = useMe()
  const [kind, setKind] = useState<'personal' | 'agency'>('personal')
  const [personId, setPerson] = useState<PersonId | null>(null)
  const found = useFoundCertificate(deviceKey)
  const record = useKeyChange(
    (der: string) => client.office.certificates.record({ der, kind, personId: kind === 'personal' ? personId : null }),
    ({ ownerName }) => t('certificates.boundMe', { name: ownerName }),
    onClose,
  )
  const isAnswered = found.data !== undefined && (kind === 'agency' || personId !== null)
  return (
    <Dialog
      title={t('certificates.recordTitle')}
      confirmLabel={t('certificates.record')}
      size="lg"
      onClose={onClose}
      onConfirm={() => {
        if (found.data) record.run(found.data.der)
      }}
      pending={record.pending || found.isPending}
      disabled={!isAnswered}
      error={found.error ?? record.error}
    >
      <Stack gap="sm">
        <Text size="sm">{t('certificates.recordHint')}</Text>
        {!deviceKey && <CertificateFile onRead={found.read} />}
        {found.data && (
          <>
            <NotInForce facts={found.data.facts} status={found.data.status} />
            <CertificateFactList facts={found.data.facts} />
            <SegmentedControl
              aria-label={t('certificates.recordFor')}
              value={kind}
              onChange={(value) => {
                setKind(value === 'agency' ? 'agency' : 'personal')
              }}
              data={[
                { value: 'personal', label: t('certificates.recordPerson') },
                { value: 'agency', label: agency.name },
              ]}
            />
            {kind === 'personal' && (
              <PersonSelect label={t('certificates.recordHolder')} value={personId} onChange={setPerson} required />
            )}
          </>
        )}
      </Stack>
    </Dialog>
  )
}

function CertificateFile({ onRead }: { onRead: (file: File) => void }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const isTooLarge = file !== null && file.size > MAX_BYTES
  return (
    <FileInput
      label={t('certificates.certificateFile')}
      description={t('certificates.certificateFileHint')}
      placeholder={t('certificates.filePlaceholder')}
      accept=".cer,.crt,.pem,.der,.p7b,.p7c"
      leftSection={<IconFileCertificate size={16} aria-hidden />}
      value={file}
      onChange={(chosen) => {
        setFile(chosen)
        if (chosen && chosen.size <= MAX_BYTES) onRead(chosen)
      }}
      required
      data-autofocus
      error={isTooLarge && t('certificates.certificateTooLarge')}
    />
  )
}

/** What the chosen certificate says, so that its name is compared before it is recorded. */
function useFoundCertificate(deviceKey: DeviceKey | null) {
  const { client } = useApi()
  const inspect = async (der: string) => ({ der, ...(await client.office.certificates.inspect({ der })) })
  const read = useMutation({ mutationFn: async (file: File) => inspect(await base64Of(file)) })
  const ofKey = useQuery({
    queryKey: ['certificate-of-key', deviceKey?.id],
    queryFn: async () =>
      deviceKey ? inspect((await client.device.keys.certificate({ id: deviceKey.id })).der) : undefined,
    enabled: deviceKey !== null,
  })
  return {
    data: deviceKey ? ofKey.data : read.data,
    error: deviceKey ? ofKey.error : read.error,
    isPending: deviceKey ? ofKey.isLoading : read.isPending,
    read: read.mutate,
  }
}
