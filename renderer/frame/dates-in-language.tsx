import { DatesProvider } from '@mantine/dates'
import 'dayjs/locale/vi'
import 'dayjs/locale/en-gb'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Calendars speak the page's language; weeks begin on Monday. */
export function DatesInLanguage({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  return (
    <DatesProvider settings={{ locale: i18n.language === 'en' ? 'en-gb' : 'vi', firstDayOfWeek: 1 }}>
      {children}
    </DatesProvider>
  )
}
