import { expect, test } from 'vitest'
import { logJsonLines } from '#main/adapters/log/json-lines'

function logged(write: (log: ReturnType<typeof logJsonLines>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  write(logJsonLines({ write: (line) => void lines.push(line) }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a line has its time, level, event and the named fields', () => {
  const [line] = logged((log) => {
    log.info('call', { name: 'office.documents.get', outcome: 'ok', ms: 3, requestId: 'r1' })
  })
  expect(line).toMatchObject({ level: 'info', event: 'call', name: 'office.documents.get', outcome: 'ok', ms: 3 })
  expect(line?.['time']).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/)
})

test('a field that is not on the list is not written, whatever it is called', () => {
  const [line] = logged((log) => {
    log.info('call', { password: 'bí mật', subject: 'bí mật', pin: 'bí mật', ms: 1 })
  })
  expect(JSON.stringify(line)).not.toContain('bí mật')
  expect(line?.['ms']).toBe(1)
})

test('of an error its kind and where it happened are written, not what it says', () => {
  const [line] = logged((log) => {
    log.error('call-broken', { requestId: 'r1' }, new TypeError('bí mật'))
  })
  expect(line).toMatchObject({ level: 'error', error: 'TypeError', requestId: 'r1' })
  expect(line?.['stack']).toMatch(/json-lines\.test\.ts/)
  expect(JSON.stringify(line)).not.toContain('bí mật')
})

test('text cannot make a line of its own', () => {
  const lines = logged((log) => {
    log.info('call', { name: 'x"}\n{"level":"info","event":"forged"}' })
  })
  expect(lines).toHaveLength(1)
})
