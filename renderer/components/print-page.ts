const SCHEME = 'data-mantine-color-scheme'

/** Prints the page as it stands, in light colours: paper is white. */
export function printPage(): void {
  const root = document.documentElement
  const scheme = root.getAttribute(SCHEME) ?? 'light'
  root.setAttribute(SCHEME, 'light')
  addEventListener(
    'afterprint',
    () => {
      root.setAttribute(SCHEME, scheme)
    },
    { once: true },
  )
  print()
}
