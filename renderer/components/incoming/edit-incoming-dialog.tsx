import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DocumentDetail, IncomingFields } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { IncomingForm } from '#renderer/components/incoming/incoming-form.tsx'
import { missingFields } from '#renderer/components/incoming/missing-fields.ts'
import { today } from '#renderer/text/format.ts'

/** Changes the fields of an incoming document before it is assigned. */
export function EditIncomingDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [fields, setFields] = useState(() => fieldsOf(document))
  const [tried, setTried] = useState(false)
  const missing = missingFields(fields)
  const update = useChange((next: IncomingFields) => client.office.incoming.update({ ...next, id: document.id }), {
    said: t('incoming.edit.said'),
    onDone: onClose,
  })
  return (
    <Dialog
      title={t('incoming.edit.title')}
      confirmLabel={t('common.save')}
      size="xl"
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (missing.size === 0) update.run(fields)
      }}
      pending={update.pending}
      disabled={fields.secrecy !== 'none'}
      error={update.error}
    >
      <IncomingForm
        fields={fields}
        onChange={(part) => {
          setFields({ ...fields, ...part })
        }}
        proposed={new Set()}
        missing={tried ? missing : new Set()}
      />
    </Dialog>
  )
}

function fieldsOf(document: DocumentDetail): IncomingFields {
  const { pageAmount, codeNumber, codeNotation, arrivalDate, ...rest } = document
  return IncomingFields.parse({
    ...rest,
    codeNumber: codeNumber ?? '',
    codeNotation: codeNotation ?? '',
    arrivalDate: arrivalDate ?? today(),
    ...(pageAmount === null ? {} : { pageAmount }),
  })
}
