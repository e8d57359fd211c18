import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pathIn } from '#main/api/page-files'

const FOLDER = join('/srv', 'page')

test.each([
  ['/index.html', join(FOLDER, 'index.html')],
  ['/assets/a%20b.js', join(FOLDER, 'assets', 'a b.js')],
  ['/assets/../index.html', join(FOLDER, 'index.html')],
  ['/...js', join(FOLDER, '...js')],
])('%s is a file of the page', (pathname, path) => {
  expect(pathIn(FOLDER, pathname)).toBe(path)
})

test.each([
  '/',
  '/..',
  '/../page-of-somebody-else/index.html',
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%2f..%2fetc%2fpasswd',
  '/assets/../../page.js',
  '/a\0.js',
  '/%00.js',
  '/%',
])('%j is none', (pathname) => {
  expect(pathIn(FOLDER, pathname)).toBeNull()
})
