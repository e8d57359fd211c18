import { Button, Group, Stack, Text } from '@mantine/core'
import { type RefObject, type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceKey, DocumentId, KeyId } from '#contract'
import dialog from '#renderer/components/dialogs/dialog.module.css'
import { Failure } from '#renderer/components/failure.tsx'
import { ChosenKey } from '#renderer/components/signing/chosen-key.tsx'
import { FrozenList } from '#renderer/components/signing/frozen-list.tsx'
import { KeyChoice } from '#renderer/components/signing/key-choice.tsx'
import { LevelLine } from '#renderer/components/signing/level-line.tsx'
import { isOnDevice } from '#renderer/components/signing/secret-field.tsx'
import { SheetColumns } from '#renderer/components/signing/sheet-columns.tsx'
import { SigningWarnings } from '#renderer/components/signing/signing-warnings.tsx'
import { isPinUsable } from '#renderer/components/signing/token-hint.tsx'
import { type FrozenDocument, type SigningAs, useFrozenList } from '#renderer/components/signing/use-frozen-list.ts'
import { usePlaces } from '#renderer/components/signing/use-places.ts'
import { useSigningKeys } from '#renderer/components/signing/use-signing-keys.ts'
import { useSignable } from '#renderer/components/signing/use-signing-warnings.ts'

type ConfirmStepProps = {
  ids: readonly DocumentId[]
  role: SigningAs
  error: unknown
  onClose: () => void
  onSign: (
    documents: readonly FrozenDocument[],
    keyId: KeyId,
    secret: string | undefined,
    filePassword: string | undefined,
  ) => void
}

/** What will be signed, with which certificate, and the one question: the key's password. */
export function ConfirmStep({ ids, role, error, onClose, onSign }: ConfirmStepProps) {
  const { t } = useTranslation()
  const frozen = useFrozenList(ids, role)
  const keys = useSigningKeys(role)
  const [chosen, setChosen] = useState<KeyId | null>(null)
  const places = usePlaces()
  const secret = useRef<HTMLInputElement>(null)
  const filePassword = useRef<HTMLInputElement>(null)
  const sign = useRef<HTMLButtonElement>(null)
  const key = keys.usable.find(({ id }) => id === chosen) ?? keys.usable[0]
  const { all, signable: documents } = useSignable(frozen.data, role)
  const canSign = key !== undefined && isPinUsable(key.token) && documents.length > 0
  const mustType = needsSecret(key)
  const isReadyAtOnce = canSign && !mustType
  // With the key open there is no password to type: Enter signs, instead of closing the sheet.
  useEffect(() => {
    if (isReadyAtOnce) sign.current?.focus()
  }, [isReadyAtOnce])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!canSign) return
    const given = secret.current?.value ?? ''
    if (mustType && given === '') {
      secret.current?.focus()
      return
    }
    if (secret.current) secret.current.value = ''
    onSign(places.withPlaces(documents), key.id, key.openUntil === null ? given : undefined, taken(filePassword))
  }
  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <SheetColumns
        documents={documents}
        role={role}
        places={places}
        what={
          <Stack gap="md">
            <Failure error={frozen.error} onRetry={() => void frozen.refetch()} />
            {frozen.isPending && <Text size="sm">{t('signing.preparing')}</Text>}
            {frozen.data && <FrozenList documents={documents} refused={frozen.data.refused} places={places} />}
            <SigningWarnings documents={all} role={role} passwordRef={filePassword} />
          </Stack>
        }
        ask={
          <Stack gap="md">
            <Failure error={keys.error} />
            {!keys.isPending && (
              <KeyChoice
                role={role}
                keys={keys.keys}
                isMine={keys.isMine}
                value={key?.id ?? null}
                onChange={setChosen}
              />
            )}
            <LevelLine role={role} />
            {key && documents.length > 0 && <ChosenKey signingKey={key} fieldRef={secret} />}
            {/* Why it was not signed stays in sight with the buttons. */}
            <Stack gap="xs" className={dialog['actions']}>
              <Failure error={error} />
              <Group justify="flex-end" gap="xs">
                <Button variant="default" onClick={onClose}>
                  {t('common.cancel')}
                </Button>
                <Button ref={sign} type="submit" disabled={!canSign}>
                  {documents.length > 1 ? t('signing.signPicked', { number: documents.length }) : t('signing.sign')}
                </Button>
              </Group>
            </Stack>
          </Stack>
        }
      />
    </form>
  )
}

/** What was typed, taken out of the field. */
function taken({ current: field }: RefObject<HTMLInputElement | null>): string | undefined {
  const value = field?.value
  if (field) field.value = ''
  return value === '' ? undefined : value
}

/** A key that is closed and has no buttons of its own. */
const needsSecret = (key: DeviceKey | undefined): boolean =>
  key !== undefined && key.openUntil === null && !isOnDevice(key)
