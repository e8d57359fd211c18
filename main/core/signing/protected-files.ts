import type { FileStore } from '#core/ports'

/** The same files, opened with the password that their maker protects them with; it goes no further than the open file. */
export function openingWith(files: FileStore, password: string | undefined): FileStore {
  if (password === undefined) return files
  return {
    ...files,
    open: async (sha256) => {
      const file = await files.open(sha256)
      return {
        size: file.size,
        password,
        descriptor: file.descriptor,
        read: (offset, length) => file.read(offset, length),
        chunks: (from, to) => file.chunks(from, to),
        close: () => {
          file.close()
        },
      }
    },
  }
}
