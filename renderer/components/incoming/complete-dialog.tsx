import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentDetail } from '#contract'
import { useApi } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { Dialog } from '#renderer/components/dialogs/dialog.tsx'
import { PhraseField } from '#renderer/components/fields/phrase-field.tsx'

/** The handler is done: with what result. NĐ 30/2020, Điều 24. */
export function CompleteDialog({ document, onClose }: { document: DocumentDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const { client } = useApi()
  const [result, setResult] = useState('')
  const text = result.trim()
  const complete = useChange((said: string) => client.office.incoming.complete({ id: document.id, result: said }), {
    said: t('incoming.complete.said'),
    onDone: onClose,
  })
  return (
    <Dialog
      title={t('incoming.complete.title')}
      confirmLabel={t('incoming.complete.confirm')}
      onClose={onClose}
      onConfirm={() => {
        complete.run(text)
      }}
      pending={complete.pending}
      disabled={text === ''}
      error={complete.error}
    >
      <PhraseField
        label={t('incoming.complete.result')}
        description={t('incoming.complete.resultHint')}
        phrases={t('incoming.complete.phrases', { returnObjects: true })}
        value={result}
        onChange={setResult}
      />
    </Dialog>
  )
}
