import { Box, Button, Checkbox, Group, NumberInput, Paper, Select, Stack, Text, Textarea, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Appearance,
  type Appearances,
  DEFAULT_APPEARANCES,
  type OfficeSettings,
  PLACEHOLDERS,
  SigningRole,
  SigningTimeFormat,
} from '#contract'
import { LookPreview } from '#renderer/pages/admin/look-preview.tsx'
import { formatNumber } from '#renderer/text/format.ts'

type Looks = Pick<OfficeSettings, 'appearances' | 'signingTime'>
type LookSettingsProps = { looks: Looks; onChange: (changed: Partial<Looks>) => void }

const COLOURS = Appearance.shape.colour.options
/** Roles whose signer or agency may have an image. */
const WITH_IMAGE: ReadonlySet<SigningRole> = new Set(['plain', 'initial', 'leader', 'agency', 'comment'])

/** How each kind of signature looks, edited beside its picture in true size. */
export function LookSettings({ looks: { appearances, signingTime }, onChange }: LookSettingsProps) {
  const { t } = useTranslation()
  const [role, setRole] = useState<SigningRole>('leader')
  const look = appearances[role]
  const [shown] = useDebouncedValue(look, 250)
  const set = (next: Appearances[SigningRole]) => {
    onChange({ appearances: { ...appearances, [role]: next } })
  }
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="looks-title">
      <Title order={2} fz="md" id="looks-title">
        {t('placement.looks')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('placement.looksHint')}
      </Text>
      <Group align="flex-start" gap="xl" wrap="wrap">
        <Stack gap="xs" style={{ flex: '1 1 380px' }}>
          <Group grow align="flex-end">
            <Select
              label={t('placement.roleLabel')}
              data={SigningRole.options.map((value) => ({ value, label: t(`placement.role.${value}`) }))}
              value={role}
              allowDeselect={false}
              onChange={(value) => {
                setRole(SigningRole.catch(role).parse(value))
              }}
            />
            <Button
              variant="default"
              disabled={isSame(look, DEFAULT_APPEARANCES[role])}
              onClick={() => {
                set(DEFAULT_APPEARANCES[role])
              }}
            >
              {t('placement.asInLaw')}
            </Button>
          </Group>
          <LookFields key={role} look={look} hasImage={WITH_IMAGE.has(role)} onChange={set} />
          <Select
            label={t('placement.timeFormat')}
            data={SigningTimeFormat.options.map((value) => ({ value, label: t(`placement.timeFormats.${value}`) }))}
            value={signingTime}
            allowDeselect={false}
            onChange={(value) => {
              onChange({ signingTime: SigningTimeFormat.catch(signingTime).parse(value) })
            }}
          />
        </Stack>
        <Box style={{ flex: '1 1 300px', minWidth: 0 }}>
          <LookPreview role={role} appearance={shown} />
        </Box>
      </Group>
    </Paper>
  )
}

type LookFieldsProps = { look: Appearance; hasImage: boolean; onChange: (look: Appearance) => void }

function LookFields({ look, hasImage, onChange }: LookFieldsProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(look.lines.join('\n'))
  const lines = linesIn(text)
  const isText = lines.join('\n') === look.lines.join('\n')
  // The decree's look was put back from outside: what is typed follows.
  if (!isText && Appearance.shape.lines.safeParse(lines).success) setText(look.lines.join('\n'))
  return (
    <>
      {hasImage && (
        <Checkbox
          label={t('placement.showImage')}
          checked={look.showImage}
          onChange={(event) => {
            onChange({ ...look, showImage: event.currentTarget.checked })
          }}
        />
      )}
      <Checkbox
        label={t('placement.framed')}
        checked={look.framed}
        onChange={(event) => {
          onChange({ ...look, framed: event.currentTarget.checked })
        }}
      />
      <Textarea
        label={t('placement.lines')}
        description={t('placement.linesHint')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        rows={4}
        value={text}
        error={useLinesProblem(lines)}
        onChange={(event) => {
          setText(event.currentTarget.value)
          const parsed = Appearance.shape.lines.safeParse(linesIn(event.currentTarget.value))
          if (parsed.success) onChange({ ...look, lines: parsed.data })
        }}
      />
      <Group grow align="flex-end">
        <Select
          label={t('placement.colour')}
          data={COLOURS.map((value) => ({ value, label: t(`placement.colours.${value}`) }))}
          value={look.colour}
          allowDeselect={false}
          onChange={(value) => {
            onChange({ ...look, colour: Appearance.shape.colour.catch(look.colour).parse(value) })
          }}
        />
        {(['widthMm', 'heightMm'] as const).map((side) => (
          <NumberInput
            key={side}
            label={t(side === 'widthMm' ? 'admin.settings.width' : 'admin.settings.height')}
            min={5}
            max={200}
            decimalScale={1}
            decimalSeparator=","
            value={look[side]}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 5 && value <= 200) onChange({ ...look, [side]: value })
            }}
          />
        ))}
      </Group>
    </>
  )
}

/** Written in the order of the schema, whatever order they came in. */
function isSame(a: Appearance, b: Appearance): boolean {
  return JSON.stringify(Appearance.parse(a)) === JSON.stringify(Appearance.parse(b))
}

const MOST_LINES = 8

/** What is wrong with the lines, by the rule of the contract; null where nothing is. */
function useLinesProblem(lines: readonly string[]): string | null {
  const { t } = useTranslation()
  if (Appearance.shape.lines.safeParse(lines).success) return null
  if (lines.length > MOST_LINES) return t('placement.linesMany', { number: formatNumber(lines.length) })
  const words = lines.flatMap((line) => line.match(/\{[^{}]*\}?/g) ?? [])
  const unknown = words.find((word) => !PLACEHOLDERS.some((known) => word === `{${known}}`))
  return unknown === undefined ? t('placement.linesLong') : t('placement.linesUnknown', { word: unknown })
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
