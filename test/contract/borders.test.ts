import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
// @ts-expect-error -- the borders are plain JavaScript, because dependency-cruiser's own command reads them too
import config from '../../.dependency-cruiser.mjs'

const { forbidden, options } = config as {
  forbidden: object[]
  options: ICruiseOptions & { enhancedResolveOptions: object }
}
const FOLDERS = ['main', 'preload', 'renderer', 'seeds', 'test', 'bench', 'scripts']

async function borders(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const { enhancedResolveOptions, ...rest } = options
  const rules = { validate: true, ruleSet: { forbidden } } as ICruiseOptions
  const { output } = await cruise(folders, { ...rest, ...rules, baseDir }, enhancedResolveOptions)
  if (typeof output === 'string') throw new Error('expected a result, not a report')
  return output
}

const broken = ({ summary }: ICruiseResult) =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)

test('nothing in the tree imports across a border, and the check really read the tree', async () => {
  const result = await borders(process.cwd(), FOLDERS)

  expect(broken(result)).toEqual([])
  const own = result.modules.filter(({ source }) => !source.includes('node_modules'))
  expect(own.length).toBeGreaterThan(100)
  expect(own.map(({ source }) => source)).toEqual(
    expect.arrayContaining(['main/index.ts', 'main/core/ports.ts', 'preload/index.ts', 'renderer/main.tsx']),
  )
})

describe('a forbidden import is found', () => {
  let root: string

  const planted: Record<string, [rule: string, source: string]> = {
    'main/core/a.ts': ['core-is-pure', "import 'node:fs'"],
    'main/core/b.ts': ['core-is-pure', "import 'kysely'"],
    'main/core/c.ts': ['core-is-pure', "import type { A } from '../adapters/x/a.ts'; export type B = A"],
    'main/contract/a.ts': ['contract-knows-only-zod', "import 'node:crypto'"],
    'main/adapters/x/a.ts': ['adapters-know-no-door', "import '../../http/door.ts'; export type A = 1"],
    'main/api/a.ts': ['api-binds-contract-to-core', "import '../adapters/x/a.ts'"],
    'main/http/door.ts': ['doors-know-only-the-api', "import '../core/a.ts'"],
    'main/http/b.ts': ['only-the-store-knows-sql', "import 'kysely'"],
    'main/api/b.ts': ['only-http-knows-fastify', "import 'fastify'"],
    'main/api/c.ts': ['only-the-shell-knows-electron', "import 'electron'"],
    'main/api/d.ts': ['product-knows-no-tests', "import '../../seeds/demo.ts'"],
    'main/api/e.ts': ['everything-resolves', "import './nowhere.ts'"],
    'main/api/f.ts': ['no-circles', "import './g.ts'"],
    'main/api/g.ts': ['only-http-knows-fastify', "import './f.ts'; import 'fastify'"],
    'preload/a.ts': ['preload-knows-only-the-wire', "import 'zod'"],
    'renderer/a.ts': ['page-sees-only-the-contract', "import '#core/a'"],
    'renderer/b.ts': ['page-has-no-node', "import 'node:path'"],
    'renderer/pages/x/a.ts': ['pages-do-not-know-each-other', "import '../y/a.ts'"],
    'renderer/pages/y/a.ts': ['pages-do-not-know-each-other', "import '../x/a.ts'"],
    'seeds/demo.ts': ['only-the-shell-knows-electron', "import 'electron'"],
  }

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'vanthu-borders-'))
    await cp('package.json', join(root, 'package.json'))
    await symlink(join(process.cwd(), 'node_modules'), join(root, 'node_modules'))
    for (const [file, [, source]] of Object.entries(planted)) {
      await mkdir(dirname(join(root, file)), { recursive: true })
      await writeFile(join(root, file), `${source}\n`)
    }
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  test('in each place where one was planted, by the rule that forbids it', async () => {
    const result = await borders(root, ['main', 'preload', 'renderer', 'seeds'])
    const found = result.summary.violations.map(({ rule, from }) => `${from} ${rule.name}`)

    const expected = Object.entries(planted).map(([file, [rule]]) => `${file} ${rule}`)
    expect(expected.filter((violation) => !found.includes(violation))).toEqual([])
  })
})
