import { Text } from '@mantine/core'

/** A SHA-256 in groups of four, so that two people can compare it aloud. */
export function Fingerprint({ sha256 }: { sha256: string }) {
  return (
    <Text span size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
      {sha256.toUpperCase().match(/.{4}/gu)?.join(' ') ?? sha256}
    </Text>
  )
}
