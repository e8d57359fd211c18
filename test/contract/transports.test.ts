import { ORPCError, safe } from '@orpc/client'
import { isContractProcedure } from '@orpc/contract'
import { describe, expect, test } from 'vitest'
import { contract, type ErrorCode, isErrorCode } from '#contract'
import type { OfficePorts } from '#core/office-ports'
import { PEOPLE } from '#test/support/core-data'
import { type Client, runtimeForTest, TRANSPORTS } from '#test/support/doors'
import { INPUTS } from '#test/support/procedure-inputs'

/** Anyone may call these before somebody has said who is working. */
const PUBLIC = new Set([
  'device.info',
  'device.preferences.get',
  'device.preferences.set',
  'office.setup.status',
  'office.setup.createOffice',
  'office.setup.createDemo',
  'office.session.people',
  'office.session.open',
  'office.session.me',
  'office.session.close',
])

/** Names of all procedures, read from the contract itself. */
function namesIn(part: unknown, path: readonly string[] = []): string[] {
  if (isContractProcedure(part)) return [path.join('.')]
  return Object.entries(part as Record<string, unknown>).flatMap(([name, value]) => namesIn(value, [...path, name]))
}

type Answer = { output: unknown } | { code: string; data: unknown }

/** Calls a procedure by its name; an event iterator is read to its end. */
async function call(client: Client, name: string, input: unknown): Promise<Answer> {
  let procedure: unknown = client
  for (const part of name.split('.')) procedure = (procedure as Record<string, unknown>)[part]
  try {
    const answer = await (procedure as (given: unknown) => Promise<unknown>)(input)
    const isStream = typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
    return { output: isStream ? await readAll(answer as AsyncIterable<unknown>) : answer }
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    return { code: error.code as string, data: error.data as unknown }
  }
}

async function readAll(events: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const event of events) all.push(event)
  return all
}

const codeOf = (answer: Answer): string | undefined => ('code' in answer ? answer.code : undefined)

/** Names that a client's proxy answers itself: a procedure called so could never be reached. */
const TAKEN_BY_FUNCTIONS = [
  'then',
  'bind',
  'call',
  'apply',
  'name',
  'length',
  'prototype',
  'toString',
  'valueOf',
  'toJSON',
]

test('no procedure has a name that every function has', () => {
  const parts = new Set(namesIn(contract).flatMap((name) => name.split('.')))
  expect(TAKEN_BY_FUNCTIONS.filter((name) => parts.has(name))).toEqual([])
})

test('the table of this suite has every procedure of the contract, and no other', () => {
  expect(Object.keys(INPUTS).sort()).toEqual(namesIn(contract).sort())
})

describe.each(Object.entries(TRANSPORTS))('over %s', (_name, connect) => {
  test('before somebody says who is working, every procedure but the public ones asks for that', async () => {
    const client = await connect(await runtimeForTest('office'))
    for (const [name, input] of Object.entries(INPUTS)) {
      if (PUBLIC.has(name)) continue
      expect([name, codeOf(await call(client, name, input))]).toEqual([name, 'sign-in-required'])
    }
  })

  test('public procedures answer, or say what is the matter', async () => {
    const client = await connect(await runtimeForTest('office'))
    const answers: Record<string, string> = {}
    for (const name of PUBLIC) answers[name] = codeOf(await call(client, name, INPUTS[name])) ?? 'answered'
    expect(answers).toEqual({
      'device.info': 'answered',
      'device.preferences.get': 'answered',
      'device.preferences.set': 'answered',
      'office.setup.status': 'answered',
      'office.setup.createOffice': 'workspace-not-empty' satisfies ErrorCode,
      'office.setup.createDemo': 'demo-not-available' satisfies ErrorCode,
      'office.session.people': 'answered',
      'office.session.open': 'not-found' satisfies ErrorCode,
      'office.session.me': 'answered',
      'office.session.close': 'answered',
    })
  })

  test('somebody who works gets an answer or one of our codes from every procedure, never a bug', async () => {
    const client = await connect(await runtimeForTest('office'))
    await client.office.session.open({ personId: PEOPLE.admin.id })
    for (const [name, input] of Object.entries(INPUTS)) {
      if (name === 'office.session.close') continue
      const code = codeOf(await call(client, name, input))
      expect([name, code === undefined || (isErrorCode(code) && code !== 'internal')]).toEqual([name, true])
    }
  })

  test('input that is not as the contract says is refused with the name of the field', async () => {
    const client = await connect(await runtimeForTest('office'))
    const answer = await call(client, 'office.documents.list', { limit: 100_000 })
    expect(answer).toEqual({ code: 'invalid-input', data: { field: 'limit' } })
    expect(codeOf(await call(client, 'office.documents.get', { id: 7 }))).toBe('invalid-input')
  })

  test.each(['constructor', 'office.constructor', 'office.documents.constructor', 'office.nothing'])(
    'the name %s is no procedure',
    async (name) => {
      const client = await connect(await runtimeForTest('office'))
      const answer = await call(client, name, {})
      expect(isErrorCode(codeOf(answer))).toBe(false)
      expect(answer).not.toHaveProperty('output')
    },
  )

  test('an expected failure keeps its code, its details and no stack', async () => {
    const core = await runtimeForTest('office')
    const client = await connect(core)
    const wrong = { personId: PEOPLE.admin.id, password: 'mật khẩu sai' }
    await client.office.session.open({ personId: PEOPLE.admin.id })
    await client.office.session.setPassword({ next: 'mật khẩu đúng' })
    const [error] = await safe(client.office.session.open(wrong))
    expect(error).toBeInstanceOf(ORPCError)
    expect(error).toMatchObject({ code: 'wrong-credentials', status: 401, data: { left: 4 } })
    expect(JSON.stringify(error)).not.toContain('mật khẩu')
  })

  test('instants and dates arrive as the texts of the contract', async () => {
    const client = await connect(await runtimeForTest('office'))
    await client.office.session.open({ personId: PEOPLE.admin.id })
    const { from, to } = await client.office.statistics.rates({ from: '2026-01-01', to: '2026-06-30' })
    expect([from, to]).toEqual(['2026-01-01', '2026-06-30'])
    const { date } = await client.office.today.summary()
    expect(date).toBe('2026-07-01')
    const { rows } = await client.office.audit.list({})
    for (const { at } of rows) expect(at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  })

  test('a bug becomes `internal` with a number, and says nothing else', async () => {
    const broken = () => Promise.reject(new TypeError('secret of the office'))
    const errors: unknown[][] = []
    const log = { info: () => undefined, error: (...line: unknown[]) => void errors.push(line) }
    const core = await runtimeForTest('office', { log })
    core.runtime.office.settings.get = broken
    const client = await connect(core)
    const [error] = await safe(client.office.setup.status())
    expect(error).toMatchObject({ code: 'internal', data: { requestId: expect.any(String) as string } })
    expect(JSON.stringify(error)).not.toContain('secret of the office')
    expect(errors).toHaveLength(1)
  })

  test('progress arrives event by event, before the work is done', async () => {
    let finish: (() => void) | undefined
    const core = await runtimeForTest('empty', { demo: demoThatWaits((resolve) => (finish = resolve)) })
    const client = await connect(core)
    const events = await client.office.setup.createDemo({})
    expect(await events.next()).toEqual({ done: false, value: { step: 'people', done: 1, of: 2 } })
    finish?.()
    expect(await events.next()).toEqual({ done: false, value: { step: 'people', done: 2, of: 2 } })
    expect((await events.next()).done).toBe(true)
  })

  test('stopping to listen reaches the work as an abort signal', async () => {
    let aborted: (() => void) | undefined
    const stopped = new Promise<void>((resolve) => (aborted = resolve))
    const demo = demoThatWaits((resolve, signal) => {
      signal?.addEventListener('abort', () => {
        aborted?.()
        resolve()
      })
    })
    const client = await connect(await runtimeForTest('empty', { demo }))
    const stop = new AbortController()
    const events = await client.office.setup.createDemo({}, { signal: stop.signal })
    await events.next()
    stop.abort()
    await expect(stopped).resolves.toBeUndefined()
  })
})

/** A demo office that tells one step, waits, and tells the other. */
function demoThatWaits(
  wait: (resolve: () => void, signal: AbortSignal | undefined) => void,
): NonNullable<OfficePorts['demo']> {
  return {
    fillDemo: async (_office, { signal }, onProgress) => {
      onProgress({ step: 'people', done: 1, of: 2 })
      await new Promise<void>((resolve) => {
        wait(resolve, signal)
      })
      onProgress({ step: 'people', done: 2, of: 2 })
    },
  }
}
