import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, write, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createOutputFile } from '#main/cli/local-output'

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>()
  return { ...real, linkSync: vi.fn(real.linkSync), write: vi.fn(real.write) }
})

let folder: string
const path = () => join(folder, 'out.pdf')
const failing = (code: string) => () => {
  throw Object.assign(new Error(code), { code, syscall: 'link' })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-output-'))
})
afterEach(() => {
  vi.mocked(linkSync).mockClear()
  rmSync(folder, { recursive: true, force: true })
})

/** As the command does it: what fails is abandoned. */
async function put(text: string): Promise<void> {
  const sink = await createOutputFile(path())
  try {
    await sink.write(Buffer.from(text))
    await sink.finish()
  } catch (error) {
    sink.abandon()
    throw error
  }
}

describe('a file written for the user', () => {
  test('has its name and nothing beside it', async () => {
    await put('đã ký')
    expect(readFileSync(path(), 'utf8')).toBe('đã ký')
    expect(readdirSync(folder)).toEqual(['out.pdf'])
  })

  test.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'])(
    'is copied where the disk has no hard links (%s)',
    async (code) => {
      vi.mocked(linkSync).mockImplementationOnce(failing(code))
      const text = 'đã ký '.repeat(300_000)
      await put(text)
      expect(readFileSync(path(), 'utf8') === text).toBe(true)
      expect(readdirSync(folder)).toEqual(['out.pdf'])
    },
  )

  test.each([true, false])('never replaces another, with hard links: %s', async (hasLinks) => {
    writeFileSync(path(), 'quan trọng')
    if (!hasLinks) vi.mocked(linkSync).mockImplementationOnce(failing('EPERM'))
    await expect(put('đã ký')).rejects.toMatchObject({ code: 'output-exists', details: { file: path() } })
    expect(readFileSync(path(), 'utf8')).toBe('quan trọng')
    expect(readdirSync(folder)).toEqual(['out.pdf'])
  })

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EIO', 'file-unreadable'],
    ['EACCES', 'file-unreadable'],
  ])('that the disk refuses with %s is told as %s and leaves nothing', async (code, told) => {
    vi.mocked(linkSync).mockImplementationOnce(failing(code))
    await expect(put('đã ký')).rejects.toMatchObject({ code: told })
    vi.mocked(write).mockImplementationOnce(failing(code))
    await expect(put('đã ký')).rejects.toMatchObject({ code: told })
    expect(readdirSync(folder)).toEqual([])
  })

  test('is not removed by abandoning it too late', async () => {
    const sink = await createOutputFile(path())
    await sink.write(Buffer.from('đã ký'))
    await sink.finish()
    sink.abandon()
    expect(readdirSync(folder)).toEqual(['out.pdf'])
  })
})
