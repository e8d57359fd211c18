import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { lastLine } from './test/support/vitest-last-line.ts'

type Kind = { name: string; seconds: number; parallel?: boolean }

/** One project per folder of test/; what each holds stands in test/README.md. */
const kinds: Kind[] = [
  { name: 'unit', seconds: 10 },
  { name: 'store', seconds: 60 },
  { name: 'contract', seconds: 60 },
  { name: 'signing', seconds: 120 },
  { name: 'e2e', seconds: 900, parallel: false },
  { name: 'desktop', seconds: 120, parallel: false },
]

const nodeProjects = kinds.map(({ name, seconds, parallel = true }) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node',
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    fileParallelism: parallel,
    sequence: { groupOrder: parallel ? 0 : 1 },
  },
}))

const page = {
  extends: true as const,
  plugins: [react()],
  test: {
    name: 'page',
    include: ['test/page/**/*.test.tsx'],
    environment: 'jsdom',
    setupFiles: ['test/page/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    sequence: { groupOrder: 0 },
  },
}

export default defineConfig({
  test: {
    projects: [...nodeProjects, page],
    reporters: ['default', lastLine],
    env: { TZ: 'UTC' },
  },
})
