import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, relative, resolve, sep } from 'node:path'
import { SECURITY_HEADERS } from './page-headers.ts'

export type PageAnswer = {
  status: number
  headers: Readonly<Record<string, string>>
  body: Uint8Array<ArrayBuffer> | null
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.icc': 'application/octet-stream',
}

/**
 * Answers with a file of the built page. An address without a file type is one of the page's own routes and gets its
 * first file. Nothing outside `folder` and no other type is ever read.
 */
export async function answerPageCall(folder: string, pathname: string): Promise<PageAnswer> {
  const path = pathIn(folder, extname(pathname) === '' ? '/index.html' : pathname)
  const type = path === null ? undefined : TYPES[extname(path)]
  if (path === null || type === undefined) return missing()
  const body = await readIfThere(path)
  if (!body) return missing()
  const headers = { ...SECURITY_HEADERS, 'content-type': type, 'cache-control': cachingOf(pathname) }
  return { status: 200, headers, body }
}

/** The file meant by an address, or null if it lies outside the folder; `..` may come encoded. */
export function pathIn(folder: string, pathname: string): string | null {
  const decoded = decode(pathname)
  if (decoded === null || decoded.includes('\0')) return null
  const path = resolve(folder, `.${sep}${decoded}`)
  const inside = relative(folder, path)
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? null : path
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null
    throw error
  }
}

/** Built assets carry their digest in their name. */
function cachingOf(pathname: string): string {
  return pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache'
}

function missing(): PageAnswer {
  return { status: 404, headers: SECURITY_HEADERS, body: null }
}
