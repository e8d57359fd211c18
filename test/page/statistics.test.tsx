import { screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { DocumentType, type RateGrouping } from '#contract'
import { periodAround } from '#renderer/pages/statistics/periods.ts'
import { useRates } from '#renderer/pages/statistics/use-rates.ts'
import { overPort, runtimeForTest } from '#test/support/doors'
import { documentIn } from '#test/support/office-client'
import { showAs } from './show-as.tsx'

/** Every state of the table that the page would draw. */
type Drawn = { by: RateGrouping; keys: string[] }

function Rates({ drawn }: { drawn: Drawn[] }) {
  const [by, setBy] = useState<RateGrouping>('agency')
  const period = periodAround('month', '2026-06-30')
  const { lines } = useRates(period, { from: period.from, to: period.to, by })
  drawn.push({ by, keys: lines.map(({ key }) => key) })
  return (
    <button
      type="button"
      onClick={() => {
        setBy('type')
      }}
    >
      {lines.map(({ name }) => name).join(', ')}
    </button>
  )
}

test('rows of one grouping are never shown under another: a row’s link is read from its key', async () => {
  const core = await runtimeForTest('office')
  const issued = { issuedDate: '2026-06-30', leaderSigned: true, agencySigned: true, evidence: 'declared' as const }
  await documentIn(core, 'issued', { ...issued, type: 'cong-van' })
  const drawn: Drawn[] = []
  const user = await showAs(overPort(core.runtime), 'admin', <Rates drawn={drawn} />)
  await user.click(await screen.findByRole('button', { name: 'UBND tỉnh' }))
  await waitFor(() => {
    expect(drawn.at(-1)?.keys).toEqual(['cong-van'])
  })
  const byType = drawn.filter(({ by }) => by === 'type').flatMap(({ keys }) => keys)
  expect(byType.every((key) => DocumentType.safeParse(key).success)).toBe(true)
})
