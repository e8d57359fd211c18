import type { viewer as vi } from '#renderer/text/vi/viewer.ts'

export const viewer: typeof vi = {
  pages: 'Pages of the document',
  pageOf: 'Page {{number}} of {{total}}',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fitWidth: 'Fit to width',
}
