import { useMediaQuery } from '@mantine/hooks'

/** Room enough for the rail with its words; below, the rail starts folded. */
export function useWide(): boolean {
  return useMediaQuery('(min-width: 1200px)', true)
}
