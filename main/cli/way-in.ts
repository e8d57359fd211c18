import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type WayIn = { readonly url: string; remove: () => void }

/**
 * A file that leads a browser to the address with the one-time token. Every user of the machine can read the arguments
 * of a program; this file only its owner can, and it is removed once it has served.
 */
export function makeWayIn(folder: string, address: string): WayIn {
  const path = join(folder, `open-${randomUUID()}.html`)
  const page = `<!doctype html>
<html lang="vi">
  <meta charset="utf-8" />
  <meta name="referrer" content="no-referrer" />
  <meta http-equiv="refresh" content="0; url=${address}" />
  <title>Văn Thư</title>
</html>
`
  writeFileSync(path, page, { flag: 'wx', mode: 0o600 })
  return {
    url: pathToFileURL(path).href,
    remove: () => {
      rmSync(path, { force: true })
    },
  }
}
