import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

const EMPTY = {
  officeName: '',
  symbol: '',
  place: '',
  organId: '',
  adminName: '',
  adminPosition: '',
  adminPassword: '',
}
const REQUIRED: readonly (keyof GivenText)[] = ['officeName', 'symbol', 'place', 'adminName']

export type GivenText = typeof EMPTY

/** The typed fields of the office form: values, and what is wrong with them once the form has been sent. */
export function useTextFields() {
  const { t } = useTranslation()
  const [given, setGiven] = useState(EMPTY)
  const [sent, setSent] = useState(false)
  const problemOf = (name: keyof GivenText): string | null => {
    if (REQUIRED.includes(name) && given[name].trim() === '') return t('setup.required')
    if (name === 'adminPassword' && given[name] !== '' && given[name].length < 8) return t('setup.passwordShort')
    return null
  }
  return {
    of: (name: keyof GivenText) => ({
      value: given[name],
      error: sent ? problemOf(name) : null,
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        const { value } = event.currentTarget
        setGiven((before) => ({ ...before, [name]: value }))
      },
    }),
    /** What was given, or null where something is missing; then the fields say so. */
    check: (): GivenText | null => {
      setSent(true)
      const names = Object.keys(EMPTY) as (keyof GivenText)[]
      return names.every((name) => problemOf(name) === null) ? given : null
    },
  }
}
