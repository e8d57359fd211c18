import { Button, Card, Container, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconBuildingCommunity, IconSchool } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { GatePage } from '#renderer/components/gate-page.tsx'
import { DemoFilling } from '#renderer/pages/first-run/demo-filling.tsx'
import { OfficeForm } from '#renderer/pages/first-run/office-form.tsx'

type Step = 'choose' | 'demo' | 'office'

/** The first screen of an empty workspace: look around in the demo office, or create one's own. */
export function FirstRun({ demoAvailable }: { demoAvailable: boolean }) {
  const { t } = useTranslation()
  const [step, setStep] = useState<Step>('choose')
  const back = () => {
    setStep('choose')
  }
  return (
    <GatePage>
      <Container size={step === 'office' ? 'sm' : 860} py="xl">
        {step === 'choose' && (
          <Stack gap="lg">
            <div>
              <Title order={1} fz={28}>
                {t('setup.title')}
              </Title>
              <Text c="dimmed" mt={4} maw={640}>
                {t('setup.intro')}
              </Text>
            </div>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
              <Choice
                icon={<IconSchool size={30} stroke={1.5} aria-hidden />}
                title={t('setup.demoTitle')}
                text={demoAvailable ? t('setup.demoText') : t('setup.demoMissing')}
                action={t('setup.demoAction')}
                disabled={!demoAvailable}
                onChoose={() => {
                  setStep('demo')
                }}
              />
              <Choice
                icon={<IconBuildingCommunity size={30} stroke={1.5} aria-hidden />}
                title={t('setup.officeTitle')}
                text={t('setup.officeText')}
                action={t('setup.officeStart')}
                secondary={demoAvailable}
                onChoose={() => {
                  setStep('office')
                }}
              />
            </SimpleGrid>
          </Stack>
        )}
        {step === 'demo' && <DemoFilling onBack={back} />}
        {step === 'office' && <OfficeForm onBack={back} />}
      </Container>
    </GatePage>
  )
}

type ChoiceProps = {
  icon: ReactNode
  title: string
  text: string
  action: string
  disabled?: boolean
  secondary?: boolean
  onChoose: () => void
}

function Choice({ icon, title, text, action, disabled = false, secondary = false, onChoose }: ChoiceProps) {
  return (
    <Card withBorder padding="xl" component="section" aria-label={title}>
      <Stack h="100%" gap="sm" align="flex-start">
        {icon}
        <Title order={2} fz="lg">
          {title}
        </Title>
        <Text size="sm" c="dimmed" style={{ flex: 1 }}>
          {text}
        </Text>
        <Button variant={secondary ? 'default' : 'filled'} disabled={disabled} onClick={onChoose} mt="xs">
          {action}
        </Button>
      </Stack>
    </Card>
  )
}
