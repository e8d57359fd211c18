import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent: a calm petrol, dark enough for white text from shade 6 on (WCAG 1.4.3). */
const petrol: MantineColorsTuple = [
  '#e9f4f6',
  '#d5e7eb',
  '#aed0d8',
  '#82b6c2',
  '#5c9dac',
  '#3f8596',
  '#256f82',
  '#1c6072',
  '#174f5e',
  '#103d49',
]

/** Cool greys of paper and ink for the dark scheme. */
const ink: MantineColorsTuple = [
  '#d7dde0',
  '#bcc5ca',
  '#9aa6ad',
  '#74828a',
  '#4a565d',
  '#38434a',
  '#293238',
  '#1e262b',
  '#181f23',
  '#12181b',
]

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, dark: ink },
  fontFamily: "'Source Sans 3 Variable', 'Segoe UI', 'Noto Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: "'Source Sans 3 Variable', 'Segoe UI', 'Noto Sans', sans-serif", fontWeight: '600' },
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // A dialog's title line is no landmark of the page (its <header> would be a second banner).
    Modal: {
      defaultProps: {
        centered: false,
        overlayProps: { backgroundOpacity: 0.45 },
        attributes: { header: { role: 'presentation' } },
      },
      styles: { title: { fontSize: '1.125rem', fontWeight: 600 } },
    },
    // Inside its landmark, and with nothing in it but items: the focus goes to the first of them.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
    // A coloured title on its own tint misses 4.5:1; the icon keeps the colour.
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
    // Its label names something only with a role.
    Loader: { defaultProps: { role: 'status' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    TextInput: { defaultProps: { size: 'sm' } },
    Badge: { defaultProps: { radius: 'sm', variant: 'light', tt: 'none', fw: 600, fz: 12 } },
  },
})

/** Secondary text needs 4.5:1 on every surface in both schemes; Mantine's own dimmed grey does not reach it. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#56646c',
    '--mantine-color-placeholder': '#66747c',
    '--mantine-color-error': '#b3261e',
    '--vt-surface': '#ffffff',
    '--vt-ground': '#f3f5f6',
    '--vt-line': '#dce2e5',
    '--vt-hover': '#eef3f5',
    '--vt-selected': '#e0eef1',
    '--vt-accent-text': '#1c6072',
    '--vt-seal': '#b3261e',
    '--vt-on-accent': '#ffffff',
    '--vt-desk': '#e6eaec',
    '--vt-deepen': '#0a1215',
  },
  dark: {
    '--mantine-color-body': '#1a2125',
    '--mantine-color-dimmed': '#a3b0b7',
    '--mantine-color-placeholder': '#93a1a8',
    '--mantine-color-error': '#ff8f84',
    '--vt-surface': '#1a2125',
    '--vt-ground': '#12181b',
    '--vt-line': '#324046',
    '--vt-hover': '#222b30',
    '--vt-selected': '#1f3b44',
    '--vt-accent-text': '#82c4d4',
    '--vt-seal': '#ff8f84',
    '--vt-on-accent': '#10181c',
    '--vt-desk': '#0d1214',
    '--vt-deepen': '#ffffff',
  },
})
