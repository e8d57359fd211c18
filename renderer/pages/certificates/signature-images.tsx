import { Box, Button, FileButton, Group, Image, NumberInput, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImageOwner, SignatureImage } from '#contract'
import { useApi, useMe } from '#renderer/api/use-api.tsx'
import { useChange } from '#renderer/api/use-change.ts'
import { AgencySelect, useAgencies } from '#renderer/components/agency-select.tsx'
import { base64Of } from '#renderer/components/base64-of.ts'
import { Failure } from '#renderer/components/failure.tsx'
import { hasPngSignature } from '#renderer/components/has-png-signature.ts'

const MAX_PNG = 1_000_000
/** Sizes that offices use today. */
const USUAL = { person: { widthMm: 60, heightMm: 28 }, agency: { widthMm: 38.8, heightMm: 38.8 } } as const

/** The images that visible signatures show: one's own, and for the clerk and the admin the agency's seal. */
export function SignatureImages() {
  const { person } = useMe()
  const isAdmin = person.roles.includes('admin')
  return (
    <Stack p="md" gap="md" maw={820}>
      <ImageForm owner={{ kind: 'person', id: person.id }} />
      {isAdmin && <SealsForm />}
      {!isAdmin && person.roles.includes('clerk') && <ImageForm owner={{ kind: 'agency', id: person.agencyId }} />}
    </Stack>
  )
}

/** The seal of each agency that the admin administers. */
function SealsForm() {
  const { t } = useTranslation()
  const { agency } = useMe()
  const agencies = useAgencies()
  const [id, setId] = useState(agency.id)
  return (
    <ImageForm key={id} owner={{ kind: 'agency', id }}>
      {agencies.length > 1 && <AgencySelect value={id} onChange={setId} maw={420} />}
      <Text size="sm">
        <Link to="/admin" search={{ tab: 'settings' }} style={{ color: 'var(--vt-accent-text)' }}>
          {t('placement.agencyLook')}
        </Link>
      </Text>
    </ImageForm>
  )
}

type ImageFormProps = { owner: ImageOwner; children?: ReactNode }

function ImageForm({ owner, children }: ImageFormProps) {
  const { t } = useTranslation()
  const { client, query } = useApi()
  const present = useQuery(query.office.images.get.queryOptions({ input: owner }))
  const save = useChange((image: SignatureImage | null) => client.office.images.set({ owner, image }), {
    said: t('placement.imageSaved'),
    onDone: () => void present.refetch(),
  })
  const words = owner.kind === 'person' ? ('myImage' as const) : ('agencyImage' as const)
  return (
    <Paper component="section" withBorder p="md" aria-label={t(`placement.${words}`)}>
      <Title order={2} fz="md">
        {t(`placement.${words}`)}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t(`placement.${words}Hint`)}
      </Text>
      {children && (
        <Stack gap="xs" align="stretch" mb="sm">
          {children}
        </Stack>
      )}
      <Failure error={present.error} onRetry={() => void present.refetch()} />
      {present.data !== undefined && (
        <ImageFields
          key={present.data?.png.length ?? 0}
          image={present.data}
          usual={USUAL[owner.kind]}
          title={t(`placement.${words}`)}
          none={t(owner.kind === 'person' ? 'placement.imageNone' : 'placement.agencyNone')}
          pending={save.pending}
          onSave={save.run}
        />
      )}
      <Failure error={save.error} />
    </Paper>
  )
}

type ImageFieldsProps = {
  image: SignatureImage | null
  usual: Omit<SignatureImage, 'png'>
  title: string
  /** Said where there is no image yet. */
  none: string
  pending: boolean
  onSave: (image: SignatureImage | null) => void
}

function ImageFields({ image, usual, title, none, pending, onSave }: ImageFieldsProps) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState(false)
  const [size, setSize] = useState({
    widthMm: image?.widthMm ?? usual.widthMm,
    heightMm: image?.heightMm ?? usual.heightMm,
  })
  const take = async (file: File | null) => {
    if (!file) return
    const isPng = file.size <= MAX_PNG && (await hasPngSignature(file))
    setRefused(!isPng)
    if (isPng) onSave({ png: await base64Of(file), ...size })
  }
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="md">
        {image === null ? (
          <Text size="sm">{none}</Text>
        ) : (
          <Box p={6} bg="#ffffff" style={{ border: '1px solid var(--vt-line)', borderRadius: 4 }}>
            <Image src={`data:image/png;base64,${image.png}`} alt={title} h={110} w="auto" fit="contain" />
          </Box>
        )}
        {(['widthMm', 'heightMm'] as const).map((side) => (
          <NumberInput
            key={side}
            w={150}
            label={t(side === 'widthMm' ? 'placement.imageWidth' : 'placement.imageHeight')}
            min={5}
            max={200}
            decimalScale={1}
            decimalSeparator=","
            value={size[side]}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 5 && value <= 200) setSize({ ...size, [side]: value })
            }}
          />
        ))}
      </Group>
      <Group gap="sm">
        <FileButton accept="image/png" onChange={(file) => void take(file)}>
          {(props) => (
            <Button variant="default" loading={pending} {...props}>
              {t('placement.imageChoose')}
            </Button>
          )}
        </FileButton>
        {image !== null && (size.widthMm !== image.widthMm || size.heightMm !== image.heightMm) && (
          <Button
            loading={pending}
            onClick={() => {
              onSave({ ...image, ...size })
            }}
          >
            {t('common.save')}
          </Button>
        )}
        {image !== null && (
          <Button
            variant="subtle"
            color="red"
            onClick={() => {
              onSave(null)
            }}
          >
            {t('placement.imageRemove')}
          </Button>
        )}
      </Group>
      {refused && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('placement.imageNotPng')}
        </Text>
      )}
    </Stack>
  )
}
