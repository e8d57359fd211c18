import { Stack, Switch } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyId } from '#contract'
import type { Seal } from '#renderer/components/outgoing/use-number-and-seal.ts'
import { CertificateWarnings } from '#renderer/components/signing/certificate-warnings.tsx'
import { KeyChoice } from '#renderer/components/signing/key-choice.tsx'
import { LevelLine } from '#renderer/components/signing/level-line.tsx'
import { isOnDevice, SecretField } from '#renderer/components/signing/secret-field.tsx'
import { isPinUsable, TokenHint } from '#renderer/components/signing/token-hint.tsx'
import { useSigningKeys } from '#renderer/components/signing/use-signing-keys.ts'

type Chosen = { isWanted: boolean | null; keyId: KeyId | null }

/** Whether the agency signs at once, with which key and password: offered where its key is at this workstation. */
export function useSealChoice() {
  const keys = useSigningKeys('agency')
  const secretField = useRef<HTMLInputElement>(null)
  const [{ isWanted, keyId }, setChosen] = useState<Chosen>({ isWanted: null, keyId: null })
  const own = keys.usable.filter((key) => keys.isMine(key) && isPinUsable(key.token))
  const key = own.find(({ id }) => id === keyId) ?? own[0]
  const isOn = key !== undefined && (isWanted ?? true)
  return {
    keys: own,
    key,
    isOn,
    isPending: keys.isPending,
    secretField,
    choose: (change: Partial<Chosen>) => {
      setChosen((before) => ({ ...before, ...change }))
    },
    /** Reads and empties the password; undefined where it is still to be typed, null where nothing is to be sealed. */
    read: (): Seal | null | undefined => {
      if (!isOn) return null
      if (key.openUntil !== null) return { keyId: key.id, secret: undefined }
      const field = secretField.current
      const secret = field?.value ?? ''
      if (secret === '' && !isOnDevice(key)) {
        field?.focus()
        return undefined
      }
      if (field) field.value = ''
      return { keyId: key.id, secret }
    },
  }
}

/** Nothing where this workstation has no key of the agency: the seal is then a step of its own, wherever its key is. */
export function SealChoice({ choice, appendices }: { choice: ReturnType<typeof useSealChoice>; appendices: number }) {
  const { t } = useTranslation()
  const { key, keys, isOn, choose, secretField } = choice
  if (!key) return null
  const withAppendices = t('numbering.sealsAppendices', { count: appendices, number: appendices })
  return (
    <Stack gap="sm">
      <Switch
        label={t('numbering.sealNow')}
        description={appendices > 0 ? `${t('numbering.sealNowHint')} ${withAppendices}` : t('numbering.sealNowHint')}
        checked={isOn}
        onChange={({ currentTarget }) => {
          choose({ isWanted: currentTarget.checked })
        }}
      />
      {isOn && (
        <>
          <KeyChoice
            role="agency"
            keys={keys}
            isMine={() => true}
            value={key.id}
            onChange={(keyId) => {
              choose({ keyId })
            }}
          />
          <CertificateWarnings keyId={key.id} />
          {key.token && <TokenHint token={key.token} />}
          <SecretField fieldRef={secretField} signingKey={key} autoFocus={false} />
          <LevelLine role="agency" />
        </>
      )}
    </Stack>
  )
}
