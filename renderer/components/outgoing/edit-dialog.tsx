import { useTranslation } from 'react-i18next'
import type { DocumentDetail, OutgoingFields } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { OutgoingFieldsForm } from '#renderer/components/outgoing/outgoing-fields.tsx'
import { givenOf, useOutgoingForm } from '#renderer/components/outgoing/use-outgoing-form.ts'

/** Changes the fields of a draft or returned document. */
export function EditDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const form = useOutgoingForm(givenOf(document))
  const saving = useChange((fields: OutgoingFields) => client.office.outgoing.update({ ...fields, id: document.id }), {
    said: t('outgoing.saved'),
    onDone: onClose,
  })
  const confirm = () => {
    const fields = form.check()
    if (fields) saving.run(fields)
  }
  return (
    <Dialog
      title={t('outgoing.editTitle')}
      size="lg"
      confirmLabel={t('common.save')}
      onConfirm={confirm}
      onClose={onClose}
      pending={saving.pending}
      error={saving.error}
      disabled={form.isSecret}
    >
      <OutgoingFieldsForm form={form} signerName={document.signerName} />
    </Dialog>
  )
}
